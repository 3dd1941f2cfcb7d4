"""A whole cState site as a Stillup site: every post, page and picture, and what is doubtful."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from stillup.importing.addresses import Place
from stillup.importing.aliases import Aliases
from stillup.importing.cstate.ahead import Fate, fate_of
from stillup.importing.cstate.claims import claims_of, flag
from stillup.importing.cstate.config import Config, read_config
from stillup.importing.cstate.found import Found, find_markdown, find_others
from stillup.importing.cstate.pages import convert_page
from stillup.importing.cstate.post import Site, convert_post, is_draft
from stillup.importing.cstate.settings import (
    declared,
    find_base,
    find_time_zone,
    settings_of,
    unplaced,
)
from stillup.importing.doubt import Doubts
from stillup.importing.outcome import Import
from stillup.importing.pictures import is_picture
from stillup.importing.roster import with_unlisted
from stillup.importing.settings_writer import write_settings
from stillup.parse.zones import zone_of


def import_cstate(files: Mapping[str, bytes], now: datetime | None = None) -> Import:
    """Return a cState site, given as bytes by path from its root, in our format.

    With `now`, posts about the future become maintenance or drafts; without it nothing is asked
    about the clock. The same files give the same bytes.
    """
    return _Importer(files, now).run()


class _Importer:
    """Collects files and doubts on the way through one site."""

    def __init__(self, files: Mapping[str, bytes], now: datetime | None) -> None:
        self.files = files
        self.now = now
        self.config = read_config(files)
        self.doubts = Doubts(self.config.path or "config.yml")
        self.written: dict[str, bytes] = {}

    def run(self) -> Import:
        """Convert everything."""
        found = find_markdown(self.files, _languages(self.config), self.doubts)
        posts = tuple(each for each in found if each.is_post)
        pages = tuple(each for each in found if not each.is_post and each.front.body.strip())
        site = self.site(posts, pages)
        for post, aliases in self.with_aliases(posts):
            self.keep(convert_post(post, site, aliases, self.doubts.about(post.path)))
        for page in pages:
            self.keep(convert_page(page, site.place, self.doubts.about(page.path)))
        self.others(site)
        self.settings(posts, site)
        if not posts:
            self.doubts.about("content/issues").note("nothing-found", 0, "there is no post here")
        return Import(dict(sorted(self.written.items())), len(posts), self.doubts.sorted())

    def keep(self, file: tuple[str, str]) -> None:
        """Take a file into the new site."""
        self.written[file[0]] = file[1].encode()

    def site(self, posts: tuple[Found, ...], pages: tuple[Found, ...]) -> Site:
        """Return what every post needs to know."""
        names = (name for post in posts for name in post.front.texts("affected"))
        zone = zone_of(find_time_zone(self.config))
        sources = {
            page.address: f"../pages/{page.id}.md"
            for page in pages
            if not flag(page.front, "draft")
        }
        for post in posts:
            # Nothing public may link to a draft; the old address stands for it.
            fate = fate_of(claims_of(post.front, post.name, zone, Doubts()), self.now)
            if fate is not Fate.DRAFT and not is_draft(post):
                folder = "incidents" if fate is Fate.INCIDENT else "maintenance"
                sources[post.address] = f"../{folder}/{post.id}.md"
        return Site(
            zone=zone,
            roster=with_unlisted(declared(self.config, self.doubts), names),
            place=Place(find_base(self.config), sources, _pictures(self.files)),
            now=self.now,
        )

    def with_aliases(self, posts: Iterable[Found]) -> Iterator[tuple[Found, tuple[str, ...]]]:
        """Yield each post with its old addresses, of which each leads to one post only."""
        aliases = Aliases(post.id for post in posts)
        for post in posts:
            wanted = (post.address, *post.front.texts("aliases"))
            yield post, aliases.claimed(wanted, self.doubts.about(post.path))

    def others(self, site: Site) -> None:
        """Take the pictures over, and name all that stays behind."""
        for path in find_others(self.files):
            name, doubts = _below(path), self.doubts.about(path)
            if name in site.place.files:
                self.written[f"content/media/{name}"] = self.files[path]
                doubts.note("address", 0, f"`/{name}`", f"it is at `/media/{name}`")
            else:
                doubts.note("file", 0, "it is neither a post nor a picture")

    def settings(self, posts: tuple[Found, ...], site: Site) -> None:
        """Convert the settings; all that has no place in ours stays as comments."""
        for flaw in self.config.flaws:
            self.doubts.note("setting", flaw.line, flaw.what, "what could be read was used")
        settings = settings_of(self.config, site.roster, _oldest(posts, site), self.doubts)
        remarks = [f"{key}: {value}" for key, value in unplaced(self.config)]
        for remark in remarks:
            self.doubts.note("setting", 0, f"`{remark[:80]}`", "it is a comment")
        text = write_settings(settings, self.config.path or "a site without settings", remarks)
        self.keep(("content/site.yaml", text))
        what = "`/affected/NAME/` with its feed, `/index.json`, and the badge"
        self.doubts.note("address", 0, what, "a component's page is at `/components/ID/`")


def _languages(config: Config) -> tuple[str, ...]:
    """Return the tags by which file names may tell a second language."""
    value = config.values.get("languages", {})
    tags = tuple(value) if isinstance(value, dict) else ()
    return tuple(tag for tag in tags if tag != config.text("defaultcontentlanguage"))


def _pictures(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return where a post finds each picture, by its path on the old site."""
    names = (_below(path) for path in find_others(files) if is_picture(path))
    return {name: f"../media/{name}" for name in names}


def _below(path: str) -> str:
    return path.removeprefix("static/").removeprefix("content/")


def _oldest(posts: Iterable[Found], site: Site) -> date | None:
    claims = (claims_of(post.front, post.name, site.zone, Doubts()) for post in posts)
    return min((c.start.at.astimezone(site.zone).date() for c in claims if c), default=None)
