"""An incident of the API, v1 or v2, as the old page told it."""

import json
import re
from collections.abc import Iterator

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.documents import Placed
from stillup.importing.statuspage.old import Mark, Old, OldUpdate, Plan, as_word
from stillup.importing.statuspage.values import (
    Record,
    body_in,
    code_in,
    exact_in,
    moment_in,
    records_in,
    text_in,
    time_in,
)
from stillup.importing.statuspage.words import words_of_body, words_of_markdown
from stillup.importing.times import Time

_USED = frozenset(
    {"id", "name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at", "impact",
     "impact_override", "started_at", "page_id", "incident_updates", "components",
     "scheduled_for", "scheduled_until", "postmortem_body", "postmortem_published_at",
     "postmortem_body_last_updated_at"}
)  # fmt: skip
_POINTLESS = frozenset(
    {"reminder_intervals", "metadata", "postmortem_ignored", "postmortem_notified_subscribers",
     "postmortem_notified_twitter", "scheduled_auto_completed", "scheduled_auto_in_progress",
     "scheduled_remind_prior", "scheduled_reminded_at",
     "auto_transition_deliver_notifications_at_end",
     "auto_transition_deliver_notifications_at_start", "auto_transition_to_maintenance_state",
     "auto_transition_to_operational_state", "auto_tweet_at_beginning",
     "auto_tweet_on_completion", "auto_tweet_on_creation", "auto_tweet_one_hour_before",
     "backfill_date", "backfilled"}
)  # fmt: skip
"""Switches of the product itself, which say nothing to a reader; but `metadata` may hold words."""

_USED_OF_UPDATE = frozenset(
    {"id", "incident_id", "status", "body", "created_at", "updated_at", "display_at",
     "affected_components", "deliver_notifications", "tweet_id", "twitter_updated_at",
     "wants_twitter_update", "name"}
)  # fmt: skip
_OF_UPDATES = ("status", "created_at", "started_at", "resolved_at")
"""What updates say as well, where there are any."""

_POSTMORTEM = "postmortem"
_WORD = re.compile(r"\w+")


def read_incident(placed: Placed, doubts: Doubts) -> Old:
    """Return an incident. Its updates are in the order of time, the oldest first."""
    record = placed.record
    code = code_in(record)
    updates, untimed = _updates(record)
    updates = (*updates, *_postmortem(record, updates, code, doubts))
    return Old(
        code=code,
        path=placed.path,
        title=text_in(record, "name"),
        word=as_word(text_in(record, "status")),
        impact=text_in(record, "impact_override") or text_in(record, "impact"),
        updates=tuple(sorted(updates, key=lambda update: (update.time.at, update.exact))),
        plan=_plan(record),
        started=moment_in(record, "started_at"),
        resolved=time_in(record, "resolved_at"),
        known=tuple(
            Mark(code_in(each), text_in(each, "name")) for each in records_in(record, "components")
        ),
        link=text_in(record, "shortlink"),
        remarks=(*_remarks(record), *(_lone_remarks(record) if not updates else ())),
        untimed=untimed,
    )


def _updates(record: Record) -> tuple[tuple[OldUpdate, ...], tuple[str, ...]]:
    """Return the updates, and the words of those that no time can be told of."""
    found, untimed = [], []
    told = list(records_in(record, "incident_updates"))
    for place, update in enumerate(reversed(told)):
        text = words_of_body(body_in(update, "body"))
        time = time_in(update, "display_at") or time_in(update, "created_at")
        if time is None:
            untimed.append(text)
        else:
            found.append(_update(update, time, text, place))
    return tuple(found), tuple(untimed)


def _update(update: Record, time: Time, text: str, place: int) -> OldUpdate:
    shown = exact_in(update, "display_at") or exact_in(update, "created_at")
    return OldUpdate(
        word=as_word(text_in(update, "status")),
        time=time,
        text=text,
        code=code_in(update),
        marks=tuple(_marks(update)),
        exact=(shown, exact_in(update, "created_at"), f"{place:06}"),
        created=moment_in(update, "created_at"),
    )


def _marks(update: Record) -> Iterator[Mark]:
    for each in records_in(update, "affected_components"):
        yield Mark(code_in(each, "code"), text_in(each, "name"), text_in(each, "new_status"))


def _plan(record: Record) -> Plan | None:
    starts, ends = moment_in(record, "scheduled_for"), moment_in(record, "scheduled_until")
    return Plan(starts, ends) if starts or ends else None


def _postmortem(
    record: Record, updates: tuple[OldUpdate, ...], code: str, doubts: Doubts
) -> Iterator[OldUpdate]:
    """Yield the postmortem as an update of its own, if it was published and is not one yet."""
    text = words_of_markdown(body_in(record, "postmortem_body"))
    is_told = any(_is_told(text, update.text) for update in updates if update.word == _POSTMORTEM)
    if not text or is_told or not record.get("postmortem_published_at"):
        return
    keys = ("postmortem_published_at", "postmortem_body_last_updated_at", "updated_at")
    key = next((key for key in keys if time_in(record, key)), "")
    time = time_in(record, key) if key else None
    if time is None:
        return
    if key != keys[0]:
        what = f"`{code}`: nothing says when the postmortem was published"
        doubts.note("no-end", 0, what, f"`{key}` stands for it")
    yield OldUpdate(
        word=_POSTMORTEM,
        time=time,
        text=text,
        exact=(exact_in(record, key), "~"),
        retrospective=key != keys[0],
    )


def _is_told(text: str, told: str) -> bool:
    """Whether words stand in other words already, whatever the signs between them."""
    return " ".join(_WORD.findall(text)) in " ".join(_WORD.findall(told))


def _remarks(record: Record) -> Iterator[str]:
    """Yield what has no place in ours: other keys, tweets, and a postmortem that nobody read."""
    for key, value in record.items():
        is_other = key not in _USED and key not in _POINTLESS
        if (is_other or key == "metadata") and value not in (None, "", [], {}, False):
            yield f"Statuspage: {key}: {_shown(value)}"
    for update in records_in(record, "incident_updates"):
        for key, value in update.items():
            if key not in _USED_OF_UPDATE and value not in (None, "", [], {}, False):
                yield f"Statuspage: update {code_in(update)}: {key}: {_shown(value)}"
    text = body_in(record, "postmortem_body")
    if text and not record.get("postmortem_published_at"):
        yield f"Statuspage: postmortem_body, never published: {_shown(text)}"


def _lone_remarks(record: Record) -> Iterator[str]:
    """Yield what nothing else would tell of an incident without an update."""
    for key in _OF_UPDATES:
        if text := text_in(record, key):
            yield f"Statuspage: {key}: {text}"


def _shown(value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    return json.dumps(value, ensure_ascii=False)
