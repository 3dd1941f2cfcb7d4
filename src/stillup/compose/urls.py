"""Every address, and nowhere else. Addresses: OUTPUT, "Addresses".

A path is where a document goes in the output folder: `incidents/x/index.html`. An href is
relative and ends in `index.html`; an absolute address ends in `/`, or in `/index.html` where
the host serves no folder index.
"""

from urllib.parse import quote, urlsplit

from stillup.model.settings import Settings

_INDEX = "index.html"
_SAFE = "/~!$&'()*+,;=:@"

HOME = _INDEX
HISTORY = f"history/{_INDEX}"
SUBSCRIBE = f"subscribe/{_INDEX}"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
PUBLISHED = "published.json"
LEDGERS = "ledger/"
API = "api/v2/"
CALENDAR = "maintenance.ics"
BADGE = "badge.svg"
SHIELD = "badge.json"
BANNER = "banner.js"
MANIFEST = "stillup-manifest.json"
WORKSHOP = ".stillup-writing"
"""Where we work inside an output folder. It is there only while a build writes."""


def post_path(kind: str, post: str) -> str:
    """Return the path of an incident or a maintenance; `kind` is which."""
    folder = "incidents" if kind == "incident" else "maintenance"
    return f"{folder}/{post}/{_INDEX}"


def component_path(component: str) -> str:
    """Return the path of a component's page."""
    return f"components/{component}/{_INDEX}"


def component_calendar_path(component: str) -> str:
    """Return the path of the calendar of one component's maintenance."""
    return f"components/{component}/{CALENDAR}"


def component_badge_path(component: str) -> str:
    """Return the path of a component's badge, a picture."""
    return f"components/{component}/{BADGE}"


def component_shield_path(component: str) -> str:
    """Return the path of a component's badge as values for shields.io."""
    return f"components/{component}/{SHIELD}"


def api_path(name: str) -> str:
    """Return the path of a document of the status API, such as `incidents/unresolved`."""
    return f"{API}{name}.json"


def month_path(month: str) -> str:
    """Return the path of one month (`yyyy-mm`) of the archive."""
    return f"history/{month}/{_INDEX}"


def feed_paths() -> tuple[tuple[str, str, str], ...]:
    """Return (about, form, path) of the main feeds of one language: those of all posts."""
    return (
        ("updates", "atom", "feed.atom"),
        ("updates", "rss", "feed.rss"),
        ("updates", "json", "feed.json"),
        ("history", "atom", "history.atom"),
        ("history", "rss", "history.rss"),
    )


def component_feed_path(component: str, form: str) -> str:
    """Return the path of the feed about one component; `form` is `atom` or `rss`."""
    return f"components/{component}/feed.{form}"


def group_feed_path(group: str, form: str) -> str:
    """Return the path of the feed about a group of components."""
    return f"groups/{group}/feed.{form}"


def kind_feed_path(about: str, form: str) -> str:
    """Return the path of the feed about a kind of post, or about incidents that hit so hard."""
    return f"feeds/{about}.{form}"


def ledger_path(year: str) -> str:
    """Return the path of one year of the ledger."""
    return f"{LEDGERS}{year}.json"


def page_path(page: str) -> str:
    """Return the path of a plain page."""
    return f"{page}/{_INDEX}"


def media_path(source: str) -> str:
    """Return the path of a file under `content/media/`."""
    return source.removeprefix("content/")


def sitemap_part(number: int) -> str:
    """Return the path of a part of a sitemap that is too long for one file."""
    return f"sitemap-{number}.xml"


def in_language(path: str, language: str, settings: Settings) -> str:
    """Return the path of the same document in a language; the default one has no prefix."""
    return path if language == settings.default_language else f"{language}/{path}"


def href(origin: str, path: str) -> str:
    """Return the relative link from the document at `origin` to the one at `path`."""
    here, there = origin.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    steps = [".."] * (len(here) - shared) + there[shared:]
    link = quote("/".join(steps), safe=_SAFE)
    return f"./{link}" if ":" in link.split("/", 1)[0] else link


def absolute(path: str, settings: Settings) -> str:
    """Return the public address of the document at `path`."""
    return f"{settings.url}/{_shown(path, settings)}"


def rooted(path: str, settings: Settings) -> str:
    """Return the link to `path` by the path of the site's address, for the 404 page alone."""
    base = urlsplit(settings.url).path.rstrip("/")
    return f"{base}/{quote(path, safe=_SAFE)}"


def entry_id(path: str, update: str, settings: Settings) -> str:
    """Return the id of a feed entry: the address of an update under `id_base`.

    It depends on no switch but `id_base`, so that it survives a move to another host.
    """
    place = quote(path.removesuffix(_INDEX), safe=_SAFE)
    return f"{settings.id_base}/{place}" + (f"#{quote(update)}" if update else "")


def event_id(post: str, settings: Settings) -> str:
    """Return the id of a calendar event about a post: `<post>@<host and path of id_base>`.

    As with `entry_id`, it survives a move to another host.
    """
    base = urlsplit(settings.id_base)
    return f"{quote(post)}@{base.netloc}{base.path}".rstrip("/").replace("/", ".")


def alias_path(alias: str) -> str:
    """Return the path of the redirect page for an old address such as `/issues/x/`."""
    path = alias.lstrip("/")
    if path.endswith((".html", ".htm")):
        return path
    return f"{path.rstrip('/')}/{_INDEX}".lstrip("/")


def feed_alias_path(alias: str) -> str:
    """Return the path of the copy of a feed at an old address such as `blog/feed/`."""
    return f"{alias}{_INDEX}" if alias.endswith("/") else alias


def _shown(path: str, settings: Settings) -> str:
    shown = path
    if settings.index_documents and (path == _INDEX or path.endswith(f"/{_INDEX}")):
        shown = path.removesuffix(_INDEX)
    return quote(shown, safe=_SAFE)
