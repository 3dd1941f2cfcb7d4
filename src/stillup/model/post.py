"""Posts: incidents and maintenance, each with all its updates inside. Format: CONTENT."""

from datetime import date, datetime

import msgspec

from stillup.model.diagnostic import Span
from stillup.model.status import ComponentStatus, Impact, UpdateStatus
from stillup.model.text import Text

NOWHERE = Span("")


class ComponentMark(msgspec.Struct, frozen=True):
    """A component, a group or `all` as a writer names it, with the status given, if any."""

    name: str
    status: ComponentStatus | None = None
    span: Span = NOWHERE


class Reference(msgspec.Struct, frozen=True):
    """The id of another post, as written."""

    id: str
    span: Span = NOWHERE


class Edit(msgspec.Struct, frozen=True):
    """A public correction: when, what was changed and why."""

    at: datetime
    note: str
    span: Span = NOWHERE


class Moment(msgspec.Struct, frozen=True):
    """A planned time. Without `has_time` only the day is known: "time to be announced".

    `at` is the instant in UTC. For a day alone it is the day's first instant in the site's zone,
    for the end of a plan the first instant of the day after.
    """

    at: datetime
    has_time: bool = True
    day: date | None = None
    span: Span = NOWHERE


class Action(msgspec.Struct, frozen=True):
    """An action item of a postmortem. `state` is `due`, `done` or `dropped`."""

    what: str
    team: str
    state: str
    day: date
    why: str = ""
    span: Span = NOWHERE


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What customers get in return. Texts as typed, in the post's language."""

    what: str = ""
    who: str = ""
    how: str = ""
    claim_url: str = ""
    until: datetime | None = None
    limit: str = ""
    applied: str = ""
    contact: str = ""
    automatic: bool = False
    span: Span = NOWHERE


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """One update. All times in UTC.

    `id` is the time as written (`u2026-11-21-1241`) unless the writer kept an older one. `None`
    and empty mean "keeps its state". `span` is the heading; `starts` and `ends` belong to
    maintenance alone and change the plan.
    """

    id: str
    status: UpdateStatus
    at: datetime
    text: Text
    span: Span = NOWHERE
    next_update: datetime | None = None
    components: tuple[ComponentMark, ...] = ()
    impact: Impact | None = None
    author: str = ""
    author_span: Span = NOWHERE
    ended: datetime | None = None
    ended_span: Span = NOWHERE
    edits: tuple[Edit, ...] = ()
    retrospective: bool = False
    actions: tuple[Action, ...] = ()
    starts: Moment | None = None
    ends: Moment | None = None


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What incidents and maintenance have in common.

    `source` and `digest` name the file and its bytes; `updates` are ordered by time, then id.
    `feed_id` is the id that an earlier product gave it in feeds; `rss_id` the one in RSS, if that
    was another. `zone` is the IANA name of the zone that times without one were read in.
    """

    id: str
    source: str
    digest: str
    title: str
    title_span: Span = NOWHERE
    components: tuple[ComponentMark, ...] = ()
    author: str = ""
    author_span: Span = NOWHERE
    related: tuple[Reference, ...] = ()
    cause: str = ""
    offer: Offer | None = None
    edits: tuple[Edit, ...] = ()
    withdrawn: str = ""
    aliases: tuple[Reference, ...] = ()
    feed_id: str = ""
    feed_id_span: Span = NOWHERE
    rss_id: str = ""
    rss_id_span: Span = NOWHERE
    api_id: str = ""
    api_id_span: Span = NOWHERE
    draft: bool = False
    publish_at: datetime | None = None
    pin: bool = False
    summary: Text
    updates: tuple[Update, ...] = ()


class Incident(Post, frozen=True, kw_only=True, tag="incident"):
    """Something that went, or may have gone, wrong."""

    impact: Impact
    started: datetime | None = None
    started_span: Span = NOWHERE
    retrospective: bool = False


class Maintenance(Post, frozen=True, kw_only=True, tag="maintenance"):
    """A planned piece of work. `starts` and `ends` are the first plan; updates may change it."""

    starts: Moment
    ends: Moment


class TranslatedUpdate(msgspec.Struct, frozen=True):
    """The text of one update in another language, matched by `id`."""

    id: str
    text: Text
    span: Span = NOWHERE


class Translation(msgspec.Struct, frozen=True, kw_only=True, tag="translation"):
    """A post in another language: title and words. The facts stay in the original.

    `checked_by` vouches for everything up to `checked_at`.
    """

    id: str
    language: str
    source: str
    digest: str
    title: str
    checked_by: str = ""
    checked_at: datetime | None = None
    summary: Text
    updates: tuple[TranslatedUpdate, ...] = ()


class Page(msgspec.Struct, frozen=True, kw_only=True, tag="page"):
    """A plain page. `menu` is its place in the menu, smallest first; None keeps it out."""

    id: str
    language: str
    source: str
    digest: str
    title: str
    menu: int | None = 0
    draft: bool = False
    text: Text
    span: Span = NOWHERE
