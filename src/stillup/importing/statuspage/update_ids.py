"""Ids of updates: those of the old API where they can stay, else the digits of their time."""

from zoneinfo import ZoneInfo

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.old import Old, OldUpdate
from stillup.writing.times import time_id

_KEPT = 12
"""So many small letters and digits are an id of Statuspage, which outlives the move."""


def ids_of(
    steps: tuple[OldUpdate, ...], zone: ZoneInfo, old: Old, doubts: Doubts
) -> tuple[str, ...]:
    """Return an id for each update: the old one, unless order or a double forbids it.

    Our updates stand by time, then id; a number behind the time keeps those of one moment apart.
    """
    ids = _wanted_ids(steps, zone)
    if len(set(ids)) < len(ids):  # a clock that is put back shows the same digits twice
        ids = _wanted_ids(steps, None)
    for step, id_ in zip(steps, ids, strict=True):
        if step.code and id_ != step.code:
            doubts.note("new-id", 0, f"{old.name}: the update `{step.code}`", f"it is `{id_}`")
    return ids


def _wanted_ids(steps: tuple[OldUpdate, ...], zone: ZoneInfo | None) -> tuple[str, ...]:
    """Return the ids. Without a zone, those of times are in UTC."""
    codes = [step.code for step in steps]
    ids: list[str] = []
    for step in steps:
        same = [each for each in steps if each.time.at == step.time.at]
        held = [each.code for each in same]
        number = next(n for n, each in enumerate(same, start=1) if each is step)
        kept = all(_is_kept(code) and codes.count(code) == 1 for code in held)
        if kept and held == sorted(held):
            ids.append(step.code)
        else:
            first = _id_of_time(same[0], zone)
            ids.append(first if number == 1 else f"{first}-{number:02}")
    return tuple(ids)


def _id_of_time(step: OldUpdate, zone: ZoneInfo | None) -> str:
    """Return the id that our format gives: the digits as printed, or as shown in the zone."""
    if zone is None:
        return time_id(step.time.at.replace(tzinfo=None))
    if not step.code:
        return step.time.update_id
    return time_id(step.time.at.astimezone(zone).replace(tzinfo=None))


def _is_kept(code: str) -> bool:
    return len(code) == _KEPT and code.isascii() and code.isalnum() and code == code.lower()
