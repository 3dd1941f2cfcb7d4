"""A whole blog as a Stillup site: every post, the files they show, and what is doubtful."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from stillup.importing.aliases import Aliases
from stillup.importing.doubt import Doubts
from stillup.importing.markdown.addresses import old_addresses, plan_addresses
from stillup.importing.markdown.authors import find_names, people_of, signature_of
from stillup.importing.markdown.dates import is_ahead, time_of, zone_name
from stillup.importing.markdown.engine import Engine, find_blog
from stillup.importing.markdown.found import Found, find_posts
from stillup.importing.markdown.gathering import gathered
from stillup.importing.markdown.post import Site, convert_post
from stillup.importing.markdown.settings import settings_of
from stillup.importing.markdown.web import Web
from stillup.importing.outcome import Import
from stillup.importing.settings_writer import as_base, write_settings
from stillup.importing.times import Time
from stillup.parse.zones import zone_of


def import_markdown(files: Mapping[str, bytes], now: datetime | None = None) -> Import:
    """Return a blog, given as bytes by path from its root or from the folder of its posts, in ours.

    With `now`, posts of the future become drafts; without it nothing is asked about the clock. The
    same files give the same bytes.
    """
    return _Importer(files, now).run()


class _Importer:
    """Collects files and doubts on the way through one blog."""

    def __init__(self, files: Mapping[str, bytes], now: datetime | None) -> None:
        self.files = files
        self.now = now
        self.blog = find_blog(files)
        self.zone = zone_of(zone_name(self.blog))
        self.doubts = Doubts(self.blog.config.path or self.blog.folder or "SRC")
        self.posts = find_posts(self.blog, files, self.doubts)
        self.written: dict[str, bytes] = {}

    def run(self) -> Import:
        """Convert everything."""
        site = self.site()
        old = self.old_addresses(site)
        shown: set[str] = set()
        for post in self.posts:
            doubts = self.doubts.about(post.path)
            converted = convert_post(post, site, old.get(post.path, ()), doubts)
            self.written[converted.path] = converted.text.encode()
            for name, path in converted.media.items():
                self.written[f"content/media/{name}"] = self.files[path]
            shown |= set(converted.media.values())
        self.note_left(shown)
        self.settings(site)
        if not self.posts:
            self.doubts.note("nothing-found", 0, "there is no post here")
        told = gathered(self.doubts.sorted())
        return Import(dict(sorted(self.written.items())), len(self.posts), told)

    def site(self) -> Site:
        """Return what every post needs to know."""
        names = find_names(self.files)
        base = as_base(self.blog.config.text("baseurl", "base_url", "site_url", "url"))
        if self.blog.engine is Engine.JEKYLL:
            config = self.blog.config
            base = as_base(f"{config.text('url').rstrip('/')}/{config.text('baseurl').strip('/')}")
        addresses = plan_addresses(self.blog, self.posts, self.zone, self.doubts)
        times = {post.path: time_of(post, self.zone, Doubts()) for post in self.posts}
        held = {post.path for post in self.posts if self.is_held(post, times[post.path])}
        public = [post for post in self.posts if not {post.path, post.original} & held]
        pages = {old: post.id for post in public for old in old_addresses(post, addresses)}
        return Site(
            blog=self.blog,
            zone=self.zone,
            authors=people_of(signature_of(post.front, names) for post in self.posts),
            names=names,
            web=Web(
                base=base,
                sources={post.path: post.id for post in public},
                pages=pages,
                files=frozenset(self.files),
                roots=tuple(dict.fromkeys(self.roots())),
                is_by_source=self.blog.engine is Engine.MKDOCS,
            ),
            addresses=addresses,
            times=times,
            held=frozenset(held),
            now=self.now,
        )

    def old_addresses(self, site: Site) -> dict[str, tuple[str, ...]]:
        """Return the old addresses that lead to each post: those of its translations as well."""
        wanted: dict[str, list[str]] = {}
        for post in self.posts:
            of_both = wanted.setdefault(post.original or post.path, [])
            of_both += old_addresses(post, site.addresses)
        aliases = Aliases({post.id for post in self.posts})
        return {
            path: aliases.claimed(typed, self.doubts.about(path)) for path, typed in wanted.items()
        }

    def is_held(self, post: Found, time: Time | None) -> bool:
        """Whether a post is to be a draft, to which nothing public may link."""
        is_public = time is not None and not is_ahead(time, self.now) and not post.is_kept_back
        return not is_public or bool(post.language and not post.original)

    def roots(self) -> Iterator[str]:
        """Yield the folders whose files answered at the root of the old site."""
        if self.blog.engine in {Engine.HUGO, Engine.ZOLA}:
            yield f"{self.blog.root}static/"
            yield f"{self.blog.root}assets/"
        yield self.blog.folder
        if self.blog.engine is Engine.NONE:
            yield from ("static/", "public/", "")

    def note_left(self, shown: set[str]) -> None:
        """Name the files in the folders of posts that nothing shows."""
        bundles = {post.folder for post in self.posts if post.is_bundle}
        own = {post.path for post in self.posts}
        for path in sorted(self.files):
            if path[: path.rfind("/") + 1] in bundles and path not in own | shown:
                self.doubts.about(path).note("file", 0, "no post shows it")

    def settings(self, site: Site) -> None:
        """Write our settings; all that has no place in ours stays as comments."""
        config = self.blog.config
        for flaw in config.flaws:
            self.doubts.note("setting", flaw.line, flaw.what, "what could be read was used")
        settings = settings_of(self.blog, site, self.posts, self.oldest(), self.doubts)
        text = write_settings(settings, config.path or "a folder of posts")
        self.written["content/site.yaml"] = text.encode()

    def oldest(self) -> date | None:
        """Return the day of the oldest post."""
        times = (time_of(post, self.zone, Doubts()) for post in self.posts)
        return min((time.at.astimezone(self.zone).date() for time in times if time), default=None)
