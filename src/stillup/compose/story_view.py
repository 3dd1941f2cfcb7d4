"""What a template may see of an incident or a maintenance, wherever it is shown."""

from datetime import date, datetime

import msgspec

from stillup.compose.ahead import OfferAhead, PhaseAhead
from stillup.compose.chrome import LinkView
from stillup.model.status import ComponentStatus, Impact, UpdateStatus
from stillup.model.text import Text


class PersonView(msgspec.Struct, frozen=True):
    """Who signs, and how to reach them. `role` and `contact` may be empty."""

    name: str
    role: str = ""
    contact: str = ""


class ComponentView(msgspec.Struct, frozen=True):
    """A component and a status of it."""

    id: str
    name: str
    href: str
    status: ComponentStatus


class EditView(msgspec.Struct, frozen=True):
    """A public correction."""

    at: datetime
    note: str


class ActionView(msgspec.Struct, frozen=True):
    """An action item: `state` is `due`, `done` or `dropped`, `day` the day of that."""

    what: str
    team: str
    state: str
    day: date
    why: str


class UpdateView(msgspec.Struct, frozen=True, kw_only=True):
    """One update, in the page's language as far as it is translated.

    `language` is the tag of the words' language where it is not the page's; `unchecked` marks a
    translation nobody has vouched for yet. `changes` are the components this update set. `starts`
    and `ends` are set where it moved them, and what stood until then is `…_before`.
    `href` leads to this update on the post's own page.
    """

    id: str
    href: str
    status: UpdateStatus
    at: datetime
    text: Text
    language: str
    unchecked: bool
    author: PersonView | None
    next_update: datetime | None
    changes: tuple[ComponentView, ...]
    impact: Impact | None
    ended: datetime | None
    starts: datetime | date | None
    starts_before: datetime | date | None = None
    ends: datetime | date | None
    ends_before: datetime | date | None = None
    edits: tuple[EditView, ...]
    retrospective: bool
    actions: tuple[ActionView, ...]


class OfferView(msgspec.Struct, frozen=True, kw_only=True):
    """What customers get in return; `ended` and `days_left` by the clock.

    `days_left` is None where there are too many to count. `ahead` is how the days will run out.
    """

    what: str
    who: str
    how: str
    claim_url: str
    until: datetime | None
    limit: str
    applied: str
    contact: str
    automatic: bool
    ended: bool
    days_left: int | None
    ahead: tuple[OfferAhead, ...] = ()


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """A post in full.

    `kind` is `incident` or `maintenance`. `title_language` is set where the title is not in the
    page's language, `original` where the post is not written in it: offer, corrections and the
    reason for withdrawing are never translated. `impact` is the latest, `highest` the highest.
    `started`, `ended` and `minutes` (whole minutes, rounded up, only while somebody was hit) are
    of the incident; `starts` and `ends` are the plan of a maintenance, a date where the time is
    to be announced, and `began` is when its work began, None if it never did as far as we know.
    `phase` is a maintenance's, `phases` those that will follow it by the clock
    alone. `promised` is when the next update is due, `late` whether that has passed (None: nothing
    is promised), `late_at` when it will have (None: the site does not tell). `updates` are newest
    first while open, else oldest first; `postmortem` stands apart. `latest` is the newest update, a
    postmortem aside.
    """

    id: str
    kind: str
    href: str
    address: str
    title: str
    title_language: str
    original: str = ""
    status: UpdateStatus
    is_open: bool
    impact: Impact
    highest: Impact
    started: datetime
    ended: datetime | None
    minutes: int | None
    starts: datetime | date | None
    ends: datetime | date | None
    began: datetime | None = None
    phase: str
    phases: tuple[PhaseAhead, ...] = ()
    components: tuple[ComponentView, ...]
    summary: Text
    summary_language: str
    updates: tuple[UpdateView, ...]
    latest: UpdateView
    postmortem: tuple[UpdateView, ...]
    promised: datetime | None
    late: bool
    late_at: datetime | None = None
    author: PersonView | None
    offer: OfferView | None
    edits: tuple[EditView, ...]
    related: tuple[LinkView, ...]
    withdrawn: str
    retrospective: bool
    pin: bool


class StoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """A post in one line, for lists. Fields as in StoryView."""

    id: str
    kind: str
    href: str
    title: str
    title_language: str
    status: UpdateStatus
    is_open: bool
    highest: Impact
    started: datetime
    ended: datetime | None
    minutes: int | None
    starts: datetime | date | None
    ends: datetime | date | None
    phase: str
    phases: tuple[PhaseAhead, ...] = ()
    components: tuple[str, ...]
    withdrawn: str
    pin: bool
