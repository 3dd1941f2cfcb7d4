"""Components as people name them at the desk: `email=partial`, `Webmail: works`, `email`."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from stillup.compose.catalogue import ALL, Catalogue
from stillup.desk.times import Unclear
from stillup.model.status import ComponentStatus
from stillup.parse.nearness import listed

Marks = tuple[tuple[str, str], ...]
"""Components, groups or `all` by id, each with a status as the format writes it, or with none."""

_SPLIT = re.compile(r"\s*[=:]\s*")
_ALIKE = {
    "ok": "operational", "up": "operational", "works": "operational", "fine": "operational",
    "slow": "degraded_performance", "partial": "partial_outage", "partly": "partial_outage",
    "down": "major_outage", "outage": "major_outage", "maintenance": "under_maintenance",
}  # fmt: skip


def read_marks(typed: Iterable[str], catalogue: Catalogue) -> Marks:
    """Return the components that several words name; the last word on one counts.

    Raises Unclear.
    """
    parts = [part.strip() for each in typed for part in each.split(",")]
    return tuple(dict(_mark(part, catalogue) for part in parts if part).items())


def written_marks(marks: Marks) -> str:
    """Return them on one line, as a field of an update has them."""
    return ", ".join(f"{name}: {status}" if status else name for name, status in marks)


def _mark(part: str, catalogue: Catalogue) -> tuple[str, str]:
    name, *rest = _SPLIT.split(part, maxsplit=1)
    return _component(name, catalogue), _status(rest[0]) if rest and rest[0] else ""


def _component(name: str, catalogue: Catalogue) -> str:
    wanted = normalize("NFC", name).casefold()
    for id_, words in _known(catalogue):
        if wanted in {id_.casefold(), *(word.casefold() for word in words)}:
            return id_
    near = catalogue.nearest(name)
    told = f"; did you mean `{near}`?" if near else ""
    known = listed(catalogue.components) or "none: list them in content/site.yaml"
    raise Unclear(f"there is no component `{name}`{told}", f"the components are {known}")


def _known(catalogue: Catalogue) -> Iterator[tuple[str, Iterable[str]]]:
    for component in catalogue.components.values():
        yield component.id, component.name.values()
    for group in catalogue.groups.values():
        yield group.id, group.name.values()
    yield ALL, ()


def _status(typed: str) -> str:
    word = re.sub(r"[\s-]+", "_", typed.strip().casefold())
    known = [status.value for status in ComponentStatus]
    begun = [status for status in known if status.startswith(word)]
    if word in _ALIKE:
        return _ALIKE[word]
    if len(begun) == 1:
        return begun[0]
    raise Unclear(f"there is no status `{typed}`", f"a component is one of {listed(known)}")
