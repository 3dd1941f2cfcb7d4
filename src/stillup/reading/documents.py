"""Which files tell how a status stands: the one that tells all, or else several."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import msgspec

from stillup.compose import urls
from stillup.reading.addresses import bases_of
from stillup.reading.trouble import NO_STATUS_HERE
from stillup.reading.unreadable import Unreachable, Unreadable
from stillup.reading.web import Answer

SUMMARY: Final = f"{urls.API}summary.json"
_STATUS: Final = f"{urls.API}status.json"
_REST: Final[Mapping[str, tuple[str, ...]]] = {
    "components": ("components.json",),
    "incidents": ("incidents/unresolved.json", "incidents.json"),
    "scheduled_maintenances": ("scheduled-maintenances.json",),
}
"""Which files have what `status.json` lacks, the likeliest first."""

_MOST_BASES: Final = 12
"""Where to look at most: a host may send everybody on and on."""

_TELLING: Final = frozenset({"status", "components", "incidents"})

Get = Callable[[str], Answer]
"""Returns what stands at an address or a path. Raises Unreadable."""


class Gathered(msgspec.Struct, frozen=True):
    """What all files say together, in the form of `summary.json`, and which one was read first."""

    source: str
    said: Mapping[str, Any]


def gather(bases: Iterable[str], get: Get) -> Gathered:
    """Return what the files below the first base that has some say. Raises Unreadable."""
    todo, failures = list(bases), list[Unreadable]()
    for base in todo:
        for name in (SUMMARY, _STATUS):
            try:
                found, elsewhere = _read(f"{base}/{name}", get)
            except Unreachable:
                raise
            except Unreadable as failure:
                failures.append(failure)
                continue
            if found is not None:
                rest = _rest(base, found, get) if name == _STATUS else {}
                return Gathered(f"{base}/{name}", {**rest, **found})
            failures.append(_not_status(f"{base}/{name}"))
            fresh = [other for other in elsewhere if other not in todo]
            todo += fresh[: max(_MOST_BASES - len(todo), 0)]
    raise max(failures, key=lambda failure: failure.weight)


def _read(address: str, get: Get) -> tuple[Mapping[str, Any] | None, tuple[str, ...]]:
    """Return the object that stands there, None if it is a page; and where that page is."""
    answer = get(address)
    found = decoded(answer, address)
    if isinstance(found, Mapping) and _TELLING & found.keys():
        return found, ()
    return None, bases_of(answer.address) if answer.address != address else ()


def _rest(base: str, found: Mapping[str, Any], get: Get) -> dict[str, Any]:
    """Return what other files add. What none of them tells is left out."""
    rest = {}
    for key, names in _REST.items():
        for name in names if key not in found else ():
            try:
                said = decoded(get(f"{base}/{urls.API}{name}"), name)
            except Unreadable:
                continue
            if isinstance(said, Mapping) and isinstance(said.get(key), list):
                rest[key] = said[key]
                break
    return rest


def decoded(answer: Answer, address: str) -> Any:
    """Return the value that JSON says, None if it is a web page. Raises Unreadable."""
    text = _text(answer)
    if text.lstrip().startswith("<"):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        fact = f"`{address}` is damaged: it is not JSON"
        raise Unreadable(fact, "Try again in a few minutes.", weight=2) from None


def _text(answer: Answer) -> str:
    """Return the text, in UTF-8 if it can be, whatever is said about it."""
    data = answer.data
    for charset in (json.detect_encoding(data), answer.charset):
        try:
            return data.decode(charset).removeprefix("\ufeff")
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _not_status(address: str) -> Unreadable:
    return Unreadable(f"`{address}` tells no status", NO_STATUS_HERE, weight=1)
