"""What the API says, as values: the fields of each are its keys, in their order.

Times become RFC 3339 in UTC with milliseconds, and words plain text. None is `null`.
"""

from datetime import date, datetime

import msgspec

from stillup.model.text import Text


class Words(msgspec.Struct, frozen=True):
    """Words of a post as plain text.

    `opening` is a word of the vocabularies that comes first, if any; `typed` is text that is not
    Markdown.
    """

    texts: tuple[Text, ...] = ()
    opening: str = ""
    typed: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The page that an answer is about. `updated_at` is the time of its newest news."""

    id: str
    name: str
    url: str
    time_zone: str
    updated_at: datetime


class Status(msgspec.Struct, frozen=True):
    """The state of the page: `none`, `minor`, `major`, `critical` or `maintenance`, and words."""

    indicator: str
    description: str


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """A component. `position` counts from 1 among those of its group, or of the page.

    `updated_at` is when its status changed last.
    """

    id: str
    name: str
    status: str
    created_at: datetime
    updated_at: datetime
    position: int
    description: str | None
    showcase: bool
    start_date: date | None
    group_id: str | None
    page_id: str
    group: bool
    only_show_if_degraded: bool


class Group(Component, frozen=True, kw_only=True):
    """A group is a component that holds others; it has their worst status."""

    components: tuple[str, ...]


class Affected(msgspec.Struct, frozen=True):
    """What an update made of a component, whose id is `code`."""

    code: str
    name: str
    old_status: str
    new_status: str


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """One update. `display_at` is its time; corrections move `updated_at` alone."""

    id: str
    status: str
    body: Words
    incident_id: str
    created_at: datetime
    updated_at: datetime
    display_at: datetime
    affected_components: tuple[Affected, ...] | None
    deliver_notifications: bool
    custom_tweet: str | None = None
    tweet_id: str | None = None


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """An incident. `started_at` is when customers were first hit, `resolved_at` when we said so."""

    id: str
    name: str
    status: str
    created_at: datetime
    updated_at: datetime
    monitoring_at: datetime | None
    resolved_at: datetime | None
    impact: str
    shortlink: str
    started_at: datetime
    page_id: str
    incident_updates: tuple[Update, ...]
    components: tuple[Component, ...]
    reminder_intervals: str | None = None
    postmortem_body: Words | None = None
    postmortem_body_last_updated_at: datetime | None = None
    postmortem_ignored: bool = False
    postmortem_published_at: datetime | None = None
    postmortem_notified_subscribers: bool = False
    postmortem_notified_twitter: bool = False


class ScheduledMaintenance(Incident, frozen=True, kw_only=True):
    """A maintenance and its latest plan."""

    scheduled_for: datetime
    scheduled_until: datetime


class StatuspageView(msgspec.Struct, frozen=True, kw_only=True):
    """One document. What is None here is no key of it. `language` is that of all its words."""

    language: str
    page: Page
    components: tuple[Component, ...] | None = None
    incidents: tuple[Incident, ...] | None = None
    scheduled_maintenances: tuple[ScheduledMaintenance, ...] | None = None
    status: Status | None = None
