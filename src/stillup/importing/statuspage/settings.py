"""The settings of a Statuspage page as ours."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from stillup.importing.doubt import Doubts
from stillup.importing.settings_writer import NOWHERE, as_base
from stillup.importing.statuspage.documents import Documents, Placed
from stillup.importing.statuspage.feeds import Feed
from stillup.importing.statuspage.parts import Parts
from stillup.importing.statuspage.values import Record, code_in, exact_in, text_in
from stillup.model.settings import Settings
from stillup.parse.zones import UTC, find_zone

_HOST = re.compile(r"(?:[\w](?:[\w-]*\w)?\.)+[\w-]*\w(?::\d+)?")
_USED = frozenset(
    {"id", "name", "url", "time_zone", "updated_at", "created_at", "domain", "subdomain"}
)
_ENDS = " - Incident History"


def find_page(documents: Documents) -> Placed | None:
    """Return what the page says of itself: the newest word, v1 before v2, which says less."""
    pages = documents.pages
    newest = sorted(pages, key=lambda page: exact_in(page.record, "updated_at"))
    return next(
        (page for page in reversed(newest) if "subdomain" in page.record),
        newest[-1] if newest else None,
    )


def find_base(page: Placed | None, feeds: tuple[Feed, ...]) -> str:
    """Return the old page's address without a slash at the end, empty if nothing says it."""
    wanted = [*(_addresses(page.record) if page else ()), *(feed.home for feed in feeds)]
    return next((base for each in wanted if (base := _usable(each))), "")


def find_time_zone(page: Placed | None) -> str:
    """Return the page's time zone, UTC if it says none that anybody knows."""
    zone = text_in(page.record, "time_zone") if page else ""
    return zone if zone and find_zone(zone) else UTC


def settings_of(
    page: Placed | None,
    feeds: tuple[Feed, ...],
    parts: Parts,
    since: date | None,
    doubts: Doubts,
) -> Settings:
    """Return our settings, for posts in English."""
    base = find_base(page, feeds)
    name = _name(page, feeds)
    if not base:
        doubts.note(
            "setting", 0, "nothing says the page's address", f"`url` is {NOWHERE}: change it"
        )
    if not name:
        doubts.note("setting", 0, "nothing says the page's name", "`name` is `Status`: change it")
    zone = text_in(page.record, "time_zone") if page else ""
    if page is None:
        doubts.note("setting", 0, "nothing says the page's time zone", "`time_zone` is UTC")
    elif zone != find_time_zone(page):
        doubts.note("setting", 0, f"`{zone}` is no time zone", "`time_zone` is UTC")
    return Settings(
        name={"": name or "Status"},
        url=base or NOWHERE,
        id_base=base or NOWHERE,
        api_id=code_in(page.record) if page else "",
        since=since,
        time_zone=find_time_zone(page),
        groups=parts.groups,
        components=parts.components,
    )


def remarks_of(page: Placed | None, parts: Parts) -> Iterable[str]:
    """Yield what has no place in our settings."""
    if page:
        for key in page.record:
            if key not in _USED and (text := text_in(page.record, key)):
                yield f"page.{key}: {text}"
    yield from (f"components.{remark}" for remark in parts.remarks)


def _addresses(record: Record) -> tuple[str, ...]:
    """Return where the page may be. In v1 `url` is the company's own site."""
    domain, subdomain = text_in(record, "domain"), text_in(record, "subdomain")
    hosts = (f"https://{domain}" if domain else "",)
    hosted = f"https://{subdomain}.statuspage.io" if subdomain else ""
    return (*hosts, hosted) if "subdomain" in record else (text_in(record, "url"),)


def _usable(address: str) -> str:
    base = as_base(address)
    return base if base and _HOST.fullmatch(urlsplit(base).netloc) else ""


def _name(page: Placed | None, feeds: tuple[Feed, ...]) -> str:
    if page:
        return text_in(page.record, "name")
    return next((feed.title.removesuffix(_ENDS) for feed in feeds if feed.title), "")
