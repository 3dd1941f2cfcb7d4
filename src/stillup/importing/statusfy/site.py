"""A whole Statusfy site as a Stillup site: every post, its systems, and every doubt."""

from collections.abc import Mapping
from datetime import date, datetime

from stillup.importing.aliases import Aliases
from stillup.importing.doubt import Doubts
from stillup.importing.names import component_id
from stillup.importing.outcome import Import, times_told, write_post
from stillup.importing.roster import Roster, with_unlisted
from stillup.importing.settings_writer import NOWHERE, as_base, write_settings
from stillup.importing.statusfy.config import (
    DEFAULT_SYSTEMS,
    Config,
    read_config,
    system_words,
)
from stillup.importing.statusfy.found import Found, find_posts
from stillup.importing.statusfy.head import is_work, time_in
from stillup.importing.statusfy.post import Place, convert, unplaced
from stillup.model.settings import Component, FeedAlias, Settings
from stillup.parse.zones import zone_of
from stillup.writing.slug import unique

_UTC = zone_of("UTC")


def import_statusfy(files: Mapping[str, bytes], now: datetime | None = None) -> Import:
    """Return a Statusfy site, given as bytes by path from its root, in our format.

    With `now`, what lies ahead becomes maintenance or a draft. The same files give the same
    bytes.
    """
    doubts = Doubts("content/site.yaml")
    config = read_config(files, doubts)
    posts = find_posts(files, config, doubts)
    names = [name for post in posts for name in post.front.texts("affectedsystems")]
    words = system_words(files, config.locale or "en", doubts)
    roster = with_unlisted(_declared(config, words), names)
    base = as_base(config.base)
    written: dict[str, bytes] = {}
    aliases = Aliases(post.id for post in posts if not is_work(post.front))
    for post in posts:
        about = doubts.about(post.path)
        old = aliases.claimed(_addresses(post), about)
        told = convert(post, Place(roster, base, old, now), about)
        kept = dict(unplaced(post, times_told(told)))
        for key in kept:
            about.note("key", post.front.line(key), f"`{key}`")
        path, text = write_post(told, _UTC, [f"Statusfy: {key}: {kept[key]}" for key in kept])
        written[path] = text.encode()
    settings = _settings(config, posts, roster, doubts)
    text = write_settings(settings, config.path or "a site without settings", config.others)
    written["content/site.yaml"] = text.encode()
    _note_others(files, config, posts, doubts)
    return Import(dict(sorted(written.items())), len(posts), doubts.sorted())


def _declared(config: Config, words: dict[str, tuple[str, str]]) -> Roster:
    """Return the systems as components, with the words of the default language."""
    components: list[Component] = []
    exact: dict[str, str] = {}
    for system in dict.fromkeys(config.systems or tuple(words)):
        title, about = words.get(system, ("", ""))
        exact[system] = unique(component_id(system), {"all", *exact.values()})
        components.append(
            Component(
                id=exact[system],
                name={"": title or system},
                description={"": about} if about else {},
            )
        )
    return Roster(
        tuple(components), (), exact, {system.casefold(): exact[system] for system in exact}
    )


def _addresses(post: Found) -> tuple[str, ...]:
    """Return the old addresses of a post: Statusfy's own id, not the name of the file."""
    if post.language or not post.own_id or post.own_id == post.id:
        return ()
    return (f"incidents/{post.own_id}",)


def _settings(config: Config, posts: tuple[Found, ...], roster: Roster, doubts: Doubts) -> Settings:
    about, base = doubts.about(config.path or "config.js"), as_base(config.base)
    if not config.path:
        about.note("setting", 0, "it is not there", "all settings are ours: look through them")
    if config.path and not config.title:
        about.note("setting", 0, "`title` can't be read", "`name` is `Status`: change it")
    if config.path and not base:
        told = f"`baseUrl` is `{config.base}`, which names no host"
        what = told if config.base else "`baseUrl` is missing"
        about.note("setting", 0, what, f"`url` is {NOWHERE}: change it")
    if not config.systems and not roster.components:
        systems = ", ".join(f"`{system}`" for system in DEFAULT_SYSTEMS)
        what = f"no systems can be read; Statusfy shows {systems} then"
        about.note("setting", 0, what, "write the components yourself")
    for other in config.others:
        about.note("setting", 0, f"`{other[:80]}`", "it is a comment")
    days = [_day(post) for post in posts]
    locale = config.locale or "en"
    is_tag = locale.replace("-", "").isalpha() and locale.isascii() and len(locale) <= len("pt-BR")
    return Settings(
        name={"": config.title or "Status"},
        url=base or NOWHERE,
        id_base=base or NOWHERE,
        since=min((day for day in days if day), default=None),
        languages=(locale if is_tag else "en",),
        components=roster.components,
        feed_aliases=(
            FeedAlias(f"feeds/incidents.{locale}.xml", "history.rss"),
            FeedAlias(f"feeds/incidents.{locale}.atom", "history.atom"),
        )
        if is_tag
        else (),
    )


def _day(post: Found) -> date | None:
    known = [time_in(post.front, key) for key in ("date", "scheduled")]
    return min((time.at.date() for time in known if time), default=None)


def _note_others(
    files: Mapping[str, bytes], config: Config, posts: tuple[Found, ...], doubts: Doubts
) -> None:
    if not posts:
        what = f"there is no post in `{config.folder}`"
        doubts.about(config.folder).note("nothing-found", 0, what)
    for post in posts:
        if not post.own_id and not post.language:
            what = "it has no `id`, and Statusfy made an address that nothing here tells"
            doubts.about(post.path).note("address", 0, what)
    known = {post.path for post in posts}
    for path in sorted(files):
        name = path.rpartition("/")[2].lower()
        is_content = path.startswith(f"{config.folder}/") and path not in known
        if is_content and not name.startswith(".") and name != "readme.md":
            doubts.about(path).note("file", 0, "it is no post")
    what = "its calendar, and what is below `/static/content/api/` or `/api/`"
    about = doubts.about(config.path or "config.js")
    about.note("address", 0, what, "ours is `/maintenance.ics`, and `/api/v2/` says the same")
