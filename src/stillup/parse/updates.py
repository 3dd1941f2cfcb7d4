"""Updates, from the sections of a body."""

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.diagnostic import Problems
from stillup.model.post import NOWHERE, Action, Update
from stillup.model.status import Impact, UpdateStatus
from stillup.parse.actions import read_actions
from stillup.parse.body import Body, Section, text_of
from stillup.parse.components import read_marks
from stillup.parse.edits import read_edit
from stillup.parse.fields import read_choice, read_flag
from stillup.parse.headings import Heading
from stillup.parse.ids import read_id
from stillup.parse.instants import Instant, read_moment
from stillup.parse.promises import read_ended, read_next
from stillup.parse.update_fields import (
    OF_INCIDENTS,
    OF_MAINTENANCE,
    UpdateFields,
    warn_of_late_fields,
)


def read_updates(
    body: Body, post: str, zone: ZoneInfo, problems: Problems, *, maintenance: bool
) -> tuple[Update, ...]:
    """Return the updates, ordered by time."""
    known = OF_MAINTENANCE if maintenance else OF_INCIDENTS
    reader = _Reader(body, post, zone, known, problems)
    found = [reader.read(each, each.heading) for each in body.updates if each.heading]
    return tuple(sorted((u for u in found if u), key=lambda update: (update.at, update.id)))


class _Reader(msgspec.Struct, frozen=True):
    """What is the same for all updates of one post."""

    body: Body
    post: str
    zone: ZoneInfo
    known: tuple[str, ...]
    problems: Problems

    def read(self, section: Section, heading: Heading) -> Update | None:
        """Return one update, None if nobody can tell when it was."""
        fields = UpdateFields(section.lines, self.known, self.problems)
        facts = self._facts(fields, section, heading)
        text = section.lines.part(fields.text_starts, section.lines.end)
        warn_of_late_fields(text, self.body.opaque, self.known, self.problems)
        if heading.at is None:
            return None
        name = update_id(fields, heading.at, self.problems)
        prefix = f"{self.post}-{name}-"
        return Update(
            id=name,
            status=heading.status or UpdateStatus.UPDATE,
            at=heading.at.at,
            text=text_of(section.lines, fields.text_starts, prefix=prefix),
            span=heading.place.span,
            **self._promises(fields, heading.at),
            **facts,
        )

    def _facts(self, fields: UpdateFields, section: Section, heading: Heading) -> dict[str, Any]:
        """Return what does not lean on the update's time. Any: the fields' types differ."""
        zone, problems = self.zone, self.problems
        author, impact, marks = (fields.one(n) for n in ("author", "impact", "components"))
        flag, starts, ends = (fields.one(n) for n in ("retrospective", "starts", "ends"))
        edits = [read_edit(scalar, zone, problems) for scalar in fields.every("edited")]
        return {
            "components": read_marks(marks, problems),
            "impact": read_choice(impact, "impact", Impact, problems) if impact else None,
            "author": author.text if author else "",
            "author_span": author.place.span if author else heading.place.span,
            "edits": tuple(edit for edit in edits if edit),
            "retrospective": read_flag(flag, "retrospective", problems) if flag else False,
            "actions": self._actions(fields, section, heading),
            "starts": read_moment(starts, zone, problems) if starts else None,
            "ends": read_moment(ends, zone, problems, is_end=True) if ends else None,
        }

    def _promises(self, fields: UpdateFields, at: Instant) -> dict[str, Any]:
        """Return what leans on the update's time."""
        later, ended = fields.one("next_update"), fields.one("ended")
        return {
            "next_update": read_next(later, at, self.zone, self.problems) if later else None,
            "ended": read_ended(ended, at, self.zone, self.problems) if ended else None,
            "ended_span": ended.place.span if ended else NOWHERE,
        }

    def _actions(
        self, fields: UpdateFields, section: Section, heading: Heading
    ) -> tuple[Action, ...]:
        if heading.status is not UpdateStatus.POSTMORTEM:
            return ()
        text = section.lines.part(fields.text_starts, section.lines.end)
        return read_actions(text, self.body.opaque, self.problems)


def update_id(fields: UpdateFields, at: Instant, problems: Problems) -> str:
    """Return the id kept from earlier, else the time as written, digit for digit."""
    kept = fields.one("id")
    return (read_id(kept, problems) if kept else "") or f"u{at.digits}"
