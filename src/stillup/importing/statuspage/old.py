"""A Statuspage incident as both its sources tell it: the documents, and the history feeds."""

from datetime import datetime

import msgspec

from stillup.importing.times import Time

MAINTENANCE_WORDS = frozenset({"scheduled", "in_progress", "verifying", "completed"})
INCIDENT_WORDS = frozenset({"investigating", "identified", "monitoring", "resolved"})
ENDING_WORDS = frozenset({"resolved", "postmortem", "completed"})


class Mark(msgspec.Struct, frozen=True):
    """What an update says of a component: its id and name there, and its status as a word."""

    code: str
    name: str
    status: str = ""


class OldUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """One update. `word` is its status in small letters with `_`; `text` is Markdown.

    `code` is its id, empty if the source knows none. `exact` puts updates of one second in order.
    """

    word: str
    time: Time
    text: str
    code: str = ""
    marks: tuple[Mark, ...] = ()
    exact: tuple[str, ...] = ()
    created: datetime | None = None
    retrospective: bool = False


class Plan(msgspec.Struct, frozen=True):
    """When work was to be; None is what the source does not say. `shown` is how it was printed."""

    starts: datetime | None = None
    ends: datetime | None = None
    shown: str = ""


class Old(msgspec.Struct, frozen=True, kw_only=True):
    """An incident or a maintenance. `code` is its id in the API and in its address.

    `atom_id` and `rss_id` are its ids in feeds, `link` is where it is to be read. `word` is
    the status it has now, empty if the source does not say; `impact` as well. `known` are
    components named without a status. `path` is the file that doubts are about, `remarks` is what
    has no place in ours.
    """

    code: str
    path: str
    title: str = ""
    word: str = ""
    impact: str | None = None
    updates: tuple[OldUpdate, ...] = ()
    plan: Plan | None = None
    started: datetime | None = None
    resolved: Time | None = None
    known: tuple[Mark, ...] = ()
    atom_id: str = ""
    rss_id: str = ""
    link: str = ""
    remarks: tuple[str, ...] = ()
    untimed: tuple[str, ...] = ()

    @property
    def is_maintenance(self) -> bool:
        """Whether it was planned work: it has a plan, or speaks as planned work does."""
        words = {update.word for update in self.updates} | {self.word}
        return self.plan is not None or bool(words & MAINTENANCE_WORDS - {""})

    @property
    def name(self) -> str:
        """What doubts call it."""
        return f"`{self.code}`" if self.code else f"“{self.title}”"


def as_word(status: str) -> str:
    """Return a status or a label as the API writes it."""
    word = "_".join(status.casefold().replace("-", " ").replace("_", " ").split())
    return "postmortem" if word == "post_mortem" else word
