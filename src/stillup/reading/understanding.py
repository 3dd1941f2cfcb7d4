"""What the files of a status say, as far as it can be understood."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from stillup.model.status import Impact
from stillup.reading.documents import Gathered
from stillup.reading.loose import items_in, moment_in, part_of, text_in, word_in
from stillup.reading.standing import News, Notice, Part, Standing
from stillup.reading.unreadable import Unreadable

_OVER: Final = frozenset({"resolved", "postmortem", "completed"})
_LEVELS: Final = {each.value: each for each in Impact}
_MAINTENANCE: Final = "maintenance"
_STATES: Final = {
    "operational": Impact.NONE,
    "under_maintenance": Impact.NONE,
    "degraded_performance": Impact.MINOR,
    "partial_outage": Impact.MAJOR,
    "major_outage": Impact.CRITICAL,
}
"""How bad a site is whose worst component stands so, as Statuspage reckons."""

_SAID: Final = {
    Impact.NONE: "All Systems Operational",
    Impact.MINOR: "Minor Service Outage",
    Impact.MAJOR: "Partial System Outage",
    Impact.CRITICAL: "Major Service Outage",
}
"""What Statuspage says for it, where a page says nothing."""

_WORK_SAID: Final = "Service Under Maintenance"
_KINDS: Final = {
    "components": "components",
    "incidents": "incidents",
    "scheduled_maintenances": "maintenance",
}
_ORDER: Final = tuple(Impact)


def understand(gathered: Gathered) -> Standing:
    """Return how the status stands. Raises Unreadable if nothing says how."""
    said = gathered.said
    page, status = part_of(said, "page"), part_of(said, "status")
    parts = tuple(_components(said))
    incidents = tuple(_notices(said, "incidents"))
    work = tuple(_notices(said, "scheduled_maintenances"))
    indicator = word_in(status, "indicator")
    level = _level(indicator, parts, incidents, gathered)
    is_work = indicator == _MAINTENANCE or (
        level is Impact.NONE and any(part.status == "under_maintenance" for part in parts)
    )
    ours = _WORK_SAID if is_work else _SAID[level]
    return Standing(
        page=text_in(page, "name"),
        url=text_in(page, "url"),
        updated=moment_in(page, "updated_at"),
        level=level,
        under_maintenance=is_work,
        description=text_in(status, "description") or ours,
        incidents=incidents,
        maintenance=work,
        components=parts,
        source=gathered.source,
        untold=tuple(kind for key, kind in _KINDS.items() if not isinstance(said.get(key), list)),
    )


def _level(
    indicator: str, parts: Iterable[Part], incidents: Iterable[Notice], gathered: Gathered
) -> Impact:
    """Return what the page says of itself, or else the worst that its parts say."""
    if indicator == _MAINTENANCE:
        return Impact.NONE
    if indicator in _LEVELS:
        return _LEVELS[indicator]
    found = [_STATES.get(part.status, Impact.MINOR) for part in parts]
    found += [_LEVELS.get(each.impact, Impact.NONE) for each in incidents]
    worst = max(found, key=_ORDER.index, default=Impact.NONE)
    lists_parts = isinstance(gathered.said.get("components"), list)
    if worst is not Impact.NONE or (not indicator and lists_parts):
        return worst
    fact = f"it calls its state `{indicator}`" if indicator else "it does not tell its state"
    help_ = "Look at the page in a browser: how it stands can't be told from its files."
    raise Unreadable(f"`{gathered.source}` is not understood: {fact}", help_)


def _components(said: Mapping[str, Any]) -> Iterator[Part]:
    """Yield the components that are not operational. A group is no component."""
    groups = {
        text_in(each, "id"): text_in(each, "name")
        for each in items_in(said, "components")
        if each.get("group") is True
    }
    for each in items_in(said, "components"):
        status = word_in(each, "status")
        if each.get("group") is not True and status not in {"", "operational"}:
            group = groups.get(text_in(each, "group_id"), "")
            yield Part(text_in(each, "id"), text_in(each, "name"), group, status)


def _notices(said: Mapping[str, Any], key: str) -> Iterator[Notice]:
    for each in items_in(said, key):
        status = word_in(each, "status")
        if status not in _OVER and moment_in(each, "resolved_at") is None:
            yield Notice(
                id=text_in(each, "id"),
                name=text_in(each, "name"),
                status=status,
                impact=word_in(each, "impact"),
                url=text_in(each, "shortlink"),
                started=moment_in(each, "scheduled_for", "started_at", "created_at"),
                ends=moment_in(each, "scheduled_until"),
                components=tuple(_names(items_in(each, "components"))),
                latest=_latest(each),
            )


def _names(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for each in components:
        if name := text_in(each, "name"):
            yield name


def _latest(notice: Mapping[str, Any]) -> News | None:
    """Return the newest update. The first one listed is it, where not all tell their times."""
    found = [
        News(
            word_in(each, "status"),
            text_in(each, "body"),
            moment_in(each, "display_at", "created_at"),
        )
        for each in items_in(notice, "incident_updates")
    ]
    timed = [(each.at, each) for each in found if each.at is not None]
    if len(timed) == len(found) and timed:
        return max(timed, key=lambda pair: pair[0])[1]
    return found[0] if found else None
