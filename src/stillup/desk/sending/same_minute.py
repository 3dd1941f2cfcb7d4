"""Two updates that two people wrote in the same minute: one of them gets seconds. Pure."""

from collections.abc import Collection, Mapping

from stillup.model.parsed import Conventions
from stillup.model.post import Incident, Maintenance, Update
from stillup.model.status import UpdateStatus
from stillup.parse.file import parse_file
from stillup.parse.zones import zone_of
from stillup.writing.free_time import free_time, taken_by
from stillup.writing.heading import heading_like


def set_apart(
    path: str, mine: bytes, theirs: bytes, names: Collection[str], conventions: Conventions
) -> bytes | None:
    """Return `mine` with a time of their own for its updates `names`, which both versions have.

    None if there is no telling: two that bring the post into the same state may be meant as one,
    and a translation follows the times of its post.
    """
    ours, others = (_updates(path, data, conventions) for data in (mine, theirs))
    if not all(_are_two(ours.get(name), others.get(name)) for name in names):
        return None
    zone = zone_of(conventions.time_zone)
    taken = taken_by([*ours.values(), *others.values()], zone)
    lines = mine.decode().splitlines(keepends=True)
    for name in names:
        update = ours[name]
        at = free_time(taken, update.at, zone)
        place = update.span.line - 1
        line = lines[place].rstrip("\r\n")
        end = lines[place][len(line) :]
        lines[place] = heading_like([line], line, update.status, at) + end
    return "".join(lines).encode()


def _updates(path: str, data: bytes, conventions: Conventions) -> Mapping[str, Update]:
    item = parse_file(path, data, "", conventions).item
    if not isinstance(item, Incident | Maintenance):
        return {}
    return {update.id: update for update in item.updates}


def _are_two(mine: Update | None, theirs: Update | None) -> bool:
    if mine is None or theirs is None or _words(mine) == _words(theirs):
        return False
    return mine.status is not theirs.status or mine.status is UpdateStatus.UPDATE


def _words(update: Update) -> str:
    return " ".join(update.text.markdown.split())
