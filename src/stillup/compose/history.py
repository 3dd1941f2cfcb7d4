"""The archive by month: documents, keys and views. A month is of the site's zone."""

from collections.abc import Iterator

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import Chrome, LinkView, Place, chrome
from stillup.compose.site import Site
from stillup.compose.story_view import StoryLine
from stillup.compose.telling import story_line
from stillup.model.digest import digest_of
from stillup.model.sources import Document, Kind


class MonthView(msgspec.Struct, frozen=True):
    """One month with its posts, newest first; `month` is `yyyy-mm`."""

    month: str
    href: str
    stories: tuple[StoryLine, ...]


class HistoryView(msgspec.Struct, frozen=True):
    """The archive: every month with posts and how many, newest first."""

    chrome: Chrome
    months: tuple[tuple[MonthView, int], ...]


class HistoryMonthView(msgspec.Struct, frozen=True):
    """One month of the archive, and the months around it that have posts."""

    chrome: Chrome
    month: MonthView
    earlier: LinkView | None
    later: LinkView | None


def documents(site: Site) -> Iterator[Document]:
    """Yield the archive and a page for each month with posts, in every language."""
    months = site.months
    counts = [(month, len(stories)) for month, stories in months.items()]
    known = list(months)
    for language in site.settings.languages:
        path = urls.in_language(urls.HISTORY, language, site.settings)
        key = digest_of("history", site.base, language, counts)
        yield Document(path, Kind.HISTORY, "", language, key)
        for i, (month, stories) in enumerate(months.items()):
            around = known[max(i - 1, 0) : i + 2]
            shown = [story.line_digest for story in stories]
            yield Document(
                urls.in_language(urls.month_path(month), language, site.settings),
                Kind.HISTORY,
                month,
                language,
                digest_of("month", site.base, language, around, shown),
            )


def view(site: Site, document: Document) -> HistoryView | HistoryMonthView:
    """Return what the template of the archive or of a month may see."""
    return _month(site, document) if document.subject else _all(site, document)


def _all(site: Site, document: Document) -> HistoryView:
    place = Place(site, document)
    months = tuple(
        (MonthView(month, place.to(urls.month_path(month)), ()), len(stories))
        for month, stories in site.months.items()
    )
    return HistoryView(chrome(site, document, urls.HISTORY), months)


def _month(site: Site, document: Document) -> HistoryMonthView:
    place, months = Place(site, document), site.months
    month, known = document.subject, list(months)
    at = known.index(month)
    lines = tuple(story_line(site, story, place) for story in months[month])
    path = urls.month_path(month)
    return HistoryMonthView(
        chrome(site, document, path, title=month),
        MonthView(month, place.to(path), lines),
        _link(known[at + 1], place) if at + 1 < len(known) else None,
        _link(known[at - 1], place) if at > 0 else None,
    )


def _link(month: str, place: Place) -> LinkView:
    return LinkView(month, place.to(urls.month_path(month)))
