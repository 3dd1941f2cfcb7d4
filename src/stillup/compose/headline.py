"""The one sentence that says what works, now and as the clock alone will change it."""

from datetime import datetime

import msgspec

from stillup.compose.site import Site
from stillup.compose.status import StatusNow
from stillup.model.settings import words_in
from stillup.model.status import ComponentStatus


class HeadlineView(msgspec.Struct, frozen=True):
    """What the one sentence says: the state of the site and the components it is about.

    `affected` are the names of the components in the worst state, in the settings' order;
    empty where an incident belongs to the site as a whole. `others` counts further components
    that are not operational.
    """

    status: ComponentStatus
    affected: tuple[str, ...]
    others: int


class HeadlineAhead(msgspec.Struct, frozen=True):
    """What the one sentence will say from a moment on, if nobody says a word."""

    at: datetime
    headline: HeadlineView


def headline(site: Site, language: str) -> HeadlineView:
    """Return what the one sentence says."""
    return _headline(site, site.status, language)


def headlines_ahead(site: Site, language: str) -> tuple[HeadlineAhead, ...]:
    """Return what the clock alone will make of the sentence."""
    return tuple(
        HeadlineAhead(step.at, _headline(site, step.status, language)) for step in site.ahead
    )


def _headline(site: Site, status: StatusNow, language: str) -> HeadlineView:
    hit = [c for c, s in status.components.items() if s is not ComponentStatus.OPERATIONAL]
    worst = [c for c in hit if status.components[c] is status.overall]
    names = tuple(words_in(site.catalogue.components[c].name, language) for c in worst)
    return HeadlineView(status.overall, names, len(hit) - len(worst))
