"""The settings of a Pelican site, read from its Python without running it."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front
from stillup.importing.settings_writer import as_base
from stillup.importing.telling import decoded
from stillup.model.settings import FeedAlias
from stillup.parse.zones import UTC, find_zone

NAMES = ("pelicanconf.py", "publishconf.py")
"""The later one has the last word, as it begins with what the earlier one says."""

_USED = frozenset({
    "SITENAME", "SITEURL", "TIMEZONE", "DEFAULT_LANG", "TICKET_TRACKER_URL", "ARTICLE_URL",
    "ARTICLE_SAVE_AS", "SLUGIFY_SOURCE", "FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ATOM", "FEED_RSS",
})  # fmt: skip
_PART = re.compile(r"\{(\w+)(?::([^{}]*))?\}")


class Conf(msgspec.Struct, frozen=True):
    """What the settings say. `values` are texts; None and False are an empty one.

    `others` are all lines that are no plain text, by name. `path` is where most of them stand.
    """

    path: str = ""
    values: dict[str, str] = {}
    others: dict[str, str] = {}

    @property
    def base(self) -> str:
        """The address of the old site, empty if it names no host."""
        return as_base(self.values.get("SITEURL", ""))

    @property
    def zone(self) -> str:
        """The zone in which times without one are meant."""
        zone = self.values.get("TIMEZONE", "")
        return zone if zone and find_zone(zone) else UTC

    @property
    def feeds(self) -> tuple[FeedAlias, ...]:
        """The old feeds of all posts, and ours of the same form."""
        return tuple(dict.fromkeys(self._feeds()))

    def ticket(self, number: str) -> str:
        """Return a ticket as Markdown: a link, if it is one or the settings say where it is."""
        if number.startswith(("http://", "https://")):
            return f"<{number}>"
        tracker = self.values.get("TICKET_TRACKER_URL", "")
        return f"[{number}]({tracker}{number})" if tracker and number.isalnum() else number

    def address(self, front: Front, stem: str, folder: str, at: datetime | None) -> str:
        """Return the path at which a post was to be read, empty if it had no page of its own."""
        if not self.path or self.values.get("ARTICLE_SAVE_AS") == "":
            return ""
        pattern = self.values.get("ARTICLE_URL") or "{slug}.html"
        by_name = self.values.get("SLUGIFY_SOURCE") == "basename"
        slug = front.text("slug") or as_slug(stem if by_name else front.text("title"))

        def told(found: "re.Match[str]") -> str:
            if found[1] == "date" and at and found[2]:
                return at.strftime(found[2])
            return {"slug": slug, "category": front.text("category") or folder}.get(found[1], "{")

        path = _PART.sub(told, pattern)
        return "" if "{" in path or not slug else "/" + path.lstrip("/")

    def feed_id(self, address: str, at: datetime | None) -> str:
        """Return the id that a post had in feeds: a tag address, as Pelican makes it."""
        host = urlsplit(self.base).hostname
        if not (host and address and at and self.feeds):
            return ""
        path = urlsplit(self.base).path.rstrip("/") + address
        return f"tag:{host},{at:%Y-%m-%d}:{path}/"

    def _feeds(self) -> Iterator[FeedAlias]:
        for key, ours in (("ATOM", "history.atom"), ("RSS", "history.rss")):
            for name in (f"FEED_ALL_{key}", f"FEED_{key}"):
                path = self.values.get(name, "").strip("/")
                if re.fullmatch(r"[\w./-]+", path) and ".." not in path and path != ours:
                    yield FeedAlias(path, ours)


def read_conf(files: Mapping[str, bytes], doubts: Doubts) -> Conf:
    """Return the settings of the site, empty ones if it has none that can be read."""
    values: dict[str, str] = {}
    others: dict[str, str] = {}
    read = [path for path in NAMES if path in files]
    for path in read:
        text = decoded(files[path], doubts.about(path))
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            doubts.about(path).note("setting", 0, "it is not Python", "nothing of it was used")
            continue
        for name, node in _assigned(tree):
            said = _text(node)
            if said is None:
                others[name] = " ".join((ast.get_source_segment(text, node) or "").split())
            else:
                values[name] = said
    return Conf(read[0] if read else "", values, others)


def unplaced(conf: Conf) -> Iterator[str]:
    """Yield all that has no place in our settings, each on one line."""
    for name, value in (*conf.values.items(), *conf.others.items()):
        if name not in _USED and value:
            yield f"{name}: {value}"


def as_slug(text: str) -> str:
    """Return a text as Pelican puts it into an address."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id.isupper():
                    yield target.id, node.value


def _text(node: ast.expr) -> str | None:
    if not isinstance(node, ast.Constant):
        return None
    if node.value is None or node.value is False:
        return ""
    return node.value.strip() if isinstance(node.value, str) else str(node.value)
