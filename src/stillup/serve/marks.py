"""What the world does not see yet, marked wherever it is listed or linked, in any theme."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

import msgspec

from stillup.build import Build
from stillup.compose import urls
from stillup.compose.links import subject_of
from stillup.model.hidden import Hidden, Why
from stillup.model.settings import Settings
from stillup.model.sources import Document, Kind
from stillup.parse.zones import zone_of

_BADGE = (
    "display:inline-block;margin-inline-end:.45em;padding:.05em .5em;border:1px solid;"
    "border-radius:3px;background:#ffd84d;color:#231a00;font:600 .75rem/1.5 system-ui,sans-serif;"
    "letter-spacing:0;vertical-align:.15em;text-decoration:none;white-space:nowrap"
)
_SUMS = frozenset({Kind.HOME, Kind.NOT_FOUND})
"""Pages whose sign says how all is."""

_FEW_HOURS = timedelta(minutes=100)
_FEW_DAYS = timedelta(hours=48)


class Mark(msgspec.Struct, frozen=True):
    """A page that the world does not see, and what to say of it."""

    path: str
    hidden: Hidden


def find_marks(build: Build) -> tuple[Mark, ...]:
    """Return a mark for every page that only the preview shows."""
    if build.site is None:
        return ()
    settings = build.site.settings
    return tuple(Mark(path, each) for each in build.hidden for path in _paths(each, settings))


def marked_style(document: Document, html: str, marks: Sequence[Mark], settings: Settings) -> str:
    """Return the CSS that marks the links of a page that lead to what is hidden."""
    own = [mark.hidden for mark in marks if mark.path == document.path]
    return "".join(
        f"a:is({selector})::before{{content:{_quoted(_word(mark.hidden))};{_BADGE}}}\n"
        for mark in marks
        if mark.hidden not in own
        if (selector := _selector(document, mark, html, settings))
    )


def said_of(hidden: Hidden, now: datetime, zone: ZoneInfo) -> str:
    """Return what to say of something hidden, in a few plain words."""
    if hidden.why is Why.DRAFT or hidden.until is None:
        return "Draft: only you see this"
    until = hidden.until.astimezone(zone)
    left = _in_words(hidden.until - now)
    return f"Embargoed until {until:%Y-%m-%d %H:%M} ({zone.key}), in {left}: only you see this"


def notice_of(
    document: Document, html: str, marks: Sequence[Mark], now: datetime, settings: Settings
) -> str | None:
    """Return what to say on a page that is hidden itself, or that sums up what is hidden."""
    zone = zone_of(settings.time_zone)
    found = (mark.hidden for mark in marks if mark.path == document.path)
    own = next((said_of(hidden, now, zone) for hidden in found), None)
    return own or (_summed_up(document, html, marks, settings) if document.kind in _SUMS else None)


def _summed_up(
    document: Document, html: str, marks: Sequence[Mark], settings: Settings
) -> str | None:
    """Say that a page which tells how all is counts what readers do not see yet."""
    told = {m.hidden.subject for m in marks if _selector(document, m, html, settings)}
    if not told:
        return None
    what = "a post" if len(told) == 1 else f"{len(told)} posts"
    them = "it" if len(told) == 1 else "them"
    return f"With {what} that only you see: readers see this page without {them}"


def page_of(hidden: Hidden, marks: Iterable[Mark], documents: Mapping[str, Document]) -> str:
    """Return the path of the first page that shows something hidden; empty if none does."""
    paths = (mark.path for mark in marks if mark.hidden == hidden)
    return next((path for path in paths if path in documents), "")


def paths_of(source: str, settings: Settings) -> Iterator[str]:
    """Yield where the pages of a content file are, in every language that it may stand for."""
    subject = subject_of(source)
    if subject is None:
        return
    folder, name = subject
    plain = (
        urls.page_path(name)
        if folder == "pages"
        else urls.post_path("incident" if folder == "incidents" else "maintenance", name)
    )
    language = source.rpartition("/")[2].removesuffix(".md").partition(".")[2]
    languages = (language,) if language else settings.languages
    yield from (urls.in_language(plain, each, settings) for each in languages)


def _selector(document: Document, mark: Mark, html: str, settings: Settings) -> str:
    """Return what selects the links to a hidden page, from where it is told in short included."""
    href = _href(document, mark, settings)
    if f'"{escape(href)}' not in html:
        return ""
    spelt = (href, f"#{mark.hidden.subject}", f"#Post_{mark.hidden.subject}")
    short = ",".join(f"[href={_quoted(each)}]" for each in spelt)
    return f"{short},[href^={_quoted(f'{href}#')}]"


def _href(document: Document, mark: Mark, settings: Settings) -> str:
    if document.path == urls.NOT_FOUND:
        return urls.rooted(mark.path, settings)
    return urls.href(document.path, mark.path)


def _paths(hidden: Hidden, settings: Settings) -> Iterator[str]:
    return paths_of(hidden.source, settings)


def _word(hidden: Hidden) -> str:
    return "Draft" if hidden.why is Why.DRAFT else "Embargoed"


def _in_words(left: timedelta) -> str:
    minutes = max(1, round(left.total_seconds() / 60))
    if left < _FEW_HOURS:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if left < _FEW_DAYS else f"{round(hours / 24)} days"


def _quoted(text: str) -> str:
    """Return a string of CSS that ends neither itself nor the style sheet it stands in."""
    plain = "".join(c if c.isalnum() or c in "-._/ #" else f"\\{ord(c):x} " for c in text)
    return f'"{plain}"'
