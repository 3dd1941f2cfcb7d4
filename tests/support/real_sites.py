"""Every real site that can be brought along: its product, what it holds, what is doubtful in it."""

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from stillup.importing.folder import read_source
from stillup.importing.outcome import Import
from stillup.importing.products import find_product
from stillup.importing.times import TIME, read_time
from stillup.model.post import Incident, Maintenance
from tests.support.imported import parsed
from tests.support.real import real_data

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
_DAY = re.compile(r"(?<!\d)(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_TOLD = re.compile(
    r"(\w{3}) <var data-var='date'>\s*(\d+)</var>, <var data-var='time'>(\d+:\d+)</var> UTC"
)

Times = Callable[[str], Iterable[datetime]]
"""From a source to the times that can be read in it by one way of deriving them."""


def typed(text: str) -> Iterable[datetime]:
    """Times as typed, with their zone or in UTC."""
    found = (read_time(each[0]) for each in re.finditer(TIME, text))
    return (time.at for time in found if time)


def midnights(text: str) -> Iterable[datetime]:
    """The first moment of each day that is written, in a text, a name or an address."""
    for year, month, day in _DAY.findall(text):
        if time := read_time(f"{year}-{month}-{day}"):
            yield time.at


def told_in_feeds(text: str) -> Iterable[datetime]:
    """Days without a year, as feeds of Statuspage tell updates: in the years of the feed."""
    years = sorted(set(re.findall(r"<published>(\d{4})", text)))
    unescaped = text.replace("&lt;", "<").replace("&gt;", ">")
    for month, day, clock in _TOLD.findall(unescaped):
        for year in years:
            words = f"{month} {day} {year} {clock} +0000"
            yield datetime.strptime(words, "%b %d %Y %H:%M %z")


def lasting_minutes(text: str) -> Iterable[datetime]:
    """A time with the `minutes` that planned work was to last."""
    minutes = {int(each) for each in re.findall(r'"minutes":\s*"?(\d+)', text)}
    return (at + timedelta(minutes=each) for at in typed(text) for each in minutes)


def front_titles(files: Mapping[str, bytes]) -> Iterable[str]:
    """The titles of Markdown posts, one a file, as their front matter has them."""
    for path, data in files.items():
        if path.endswith(".md") and "/pages/" not in path and not path.endswith("/_index.md"):
            for title in re.findall(
                r"^title\s*[:=]\s*(.*)$", data.decode("utf-8-sig"), re.MULTILINE
            )[:1]:
                yield re.sub(r"^([\"'])(.*)\1$", r"\2", title.strip())


def json_titles(files: Mapping[str, bytes]) -> Iterable[str]:
    """The titles of what has updates, comments or a start, wherever it stands."""
    return (title for data in files.values() for title in _titles_in(json.loads(data)))


def feed_titles(files: Mapping[str, bytes]) -> Iterable[str]:
    """The titles of a feed's entries."""
    for data in files.values():
        found = re.findall(r"<entry>.*?<title>(.*?)</title>", data.decode(), re.DOTALL)
        yield from map(html.unescape, found)


def no_titles(_: Mapping[str, bytes]) -> Iterable[str]:
    """Upptime keeps its incidents elsewhere."""
    return ()


def _titles_in(value: object) -> Iterable[str]:
    if isinstance(value, list):
        yield from (title for item in value for title in _titles_in(item))
    elif isinstance(value, dict) and {"updates", "comments", "startDate"} & set(value):
        yield value.get("name") or value.get("title") or ""
    elif isinstance(value, dict):
        yield from (title for item in value.values() for title in _titles_in(item))


@dataclass(frozen=True)
class RealSite:
    """A real site. `posts` are how many there are, `drafts` how many of them are no public ones.

    `titles` reads the titles without our importer, `times` are the ways in which its times may be
    derived; `doubts` are those expected, by kind.
    """

    product: str
    path: str
    posts: int
    doubts: Mapping[str, int]
    titles: Callable[[Mapping[str, bytes]], Iterable[str]] = front_titles
    times: tuple[Times, ...] = (typed,)
    drafts: int = 0

    def __str__(self) -> str:
        return f"{self.product}:{self.path}"

    def files(self) -> dict[str, bytes]:
        """Return the old files, read as `stillup import` reads them."""
        return _files(self.product, self.path)

    def imported(self) -> Import:
        """Return the site in our format."""
        return _imported(self.product, self.path)

    def items(self) -> list[Incident | Maintenance]:
        """Return our posts as our parser reads them."""
        return _items(self.product, self.path)

    def stated_times(self) -> set[datetime]:
        """Return every time that the old files, and their names, state in one of the ways."""
        files = self.files().items()
        texts = [f"{path}\n{data.decode('utf-8-sig', 'replace')}" for path, data in files]
        return {at for text in texts for way in self.times for at in way(text)}


@cache
def _files(product: str, path: str) -> dict[str, bytes]:
    known = find_product(product)
    return read_source(real_data() / path, known.tops, known.endings)


@cache
def _imported(product: str, path: str) -> Import:
    return find_product(product).importer()(_files(product, path), NOW)


@cache
def _items(product: str, path: str) -> list[Incident | Maintenance]:
    files = _imported(product, path).files
    posts = (p for p in files if p.startswith(("content/incidents/", "content/maintenance/")))
    found = [parsed(post, files[post]) for post in posts]
    return [each.item for each in found if isinstance(each.item, Incident | Maintenance)]


SITES = (
    RealSite(
        "cstate", "packit__status", 108,
        {
            "front-matter": 1, "end-before-start": 1, "no-end": 1, "long": 6, "announcement": 14,
            "time-repaired": 3, "untimed": 16, "resolution": 1, "time-in-text": 6, "component": 23,
            "component-case": 1, "renamed": 2, "heading": 5, "link": 1, "setting": 30, "address": 2,
        },
    ),
    RealSite(
        "cstate", "X4BNet__x4b-status", 107,
        {
            "end-before-start": 5, "no-end": 5, "long": 3, "announcement": 35, "untimed": 78,
            "resolution": 6, "component": 4, "component-case": 5, "heading": 1, "invisible": 18,
            "fraction": 140, "setting": 32, "file": 1, "address": 1,
        },
    ),
    RealSite(
        "cstate", "ocf__status", 3,
        {"time-repaired": 1, "setting": 22, "address": 1},
    ),
    RealSite(
        "cstate", "cstate__cstate/exampleSite", 11,
        {
            "disagreement": 2, "open": 1, "announcement": 4, "untimed": 4, "resolution": 1,
            "time-in-text": 3, "link": 1, "fraction": 3, "key": 3, "setting": 35, "address": 3,
        },
    ),
    RealSite(
        "statuspage", "mrshu__github-statuses", 25, {"impact": 1, "setting": 1},
        feed_titles, (typed, told_in_feeds),
    ),
    RealSite(
        "json", "datocms__status-website", 103,
        {
            "plan": 2, "no-beginning": 8, "disagreement": 3, "same-moment": 1, "time-in-text": 10,
            "renamed": 7, "setting": 4,
        },
        json_titles, (typed, midnights, lasting_minutes),
    ),
    RealSite(
        "json", "essentialkaos__ycs", 22,
        {
            "twin": 1, "disagreement": 2, "severity": 8, "component": 8, "update-key": 2, "key": 6,
            "setting": 3,
        },
        json_titles, drafts=1,
    ),
    RealSite(
        "upptime", "tjcsl__status", 0, {"nothing-found": 1, "counted": 2, "address": 1}, no_titles
    ),
    RealSite(
        "upptime", "manticoresoftware__upptime", 0,
        {"nothing-found": 1, "counted": 11, "address": 1},
        no_titles,
    ),
    RealSite(
        "markdown", "hachyderm__community", 7,
        {
            "announcement": 1, "report": 3, "day-only": 1, "time-in-text": 1, "heading": 3,
            "key": 3, "setting": 2, "unsure-address": 1,
        },
        times=(midnights,),
    ),
    RealSite(
        "markdown", "rust-lang__blog.rust-lang.org", 10,
        {
            "announcement": 1, "report": 5, "day-only": 1, "time-in-text": 2, "renamed": 3,
            "heading": 1, "key": 1, "setting": 3,
        },
        times=(midnights,),
    ),
    RealSite(
        "markdown", "pypi__warehouse", 5,
        {
            "announcement": 1, "report": 3, "day-only": 1, "heading": 2, "link": 3, "key": 4,
            "setting": 3, "unsure-address": 1,
        },
        times=(midnights,),
    ),
    RealSite(
        "markdown", "tuna__mirror-web", 61,
        {
            "announcement": 1, "day-only": 2, "time-in-text": 1, "heading": 1, "shortcode": 3,
            "html": 4, "looks": 1, "link": 17, "key": 3, "setting": 4, "unsure-address": 1,
        },
        times=(midnights,),
    ),
)  # fmt: skip
"""All of them but what only shows the form of a format. A change of these numbers wants a look at
the report: `stillup import PRODUCT SITE --into NEW --all`."""
