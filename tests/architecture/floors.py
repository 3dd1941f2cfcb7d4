"""The floors of the house: who may import whom. DESIGN calls them by the same names."""

from collections.abc import Iterable, Iterator

from tests.architecture.modules import PACKAGE, Import, Module, imports_of, unit_of

FLOORS = (
    ("",),
    ("model",),
    ("parse",),
    ("writing",),
    ("compose",),
    ("render", "coach"),
    ("build", "report"),
    ("renderer",),
    ("edge",),
    ("publish",),
    ("serve", "importing", "desk", "doctor", "reading"),
    ("cli",),
    ("__main__",),
)
"""Lowest first. The empty name is the package itself, whose door everybody may use."""

FLOOR_OF = {unit: floor for floor, units in enumerate(FLOORS) for unit in units}


def find_homeless(modules: Iterable[Module]) -> Iterator[str]:
    """Say which modules stand in no folder we know: a new folder needs a floor first."""
    for module in modules:
        if module.unit not in FLOOR_OF:
            yield f"{module.path}:1: `{module.unit}` stands on no floor; give it one in floors.py"


def find_upward(modules: Iterable[Module]) -> Iterator[str]:
    """Say which imports do not run to a lower floor, nor stay inside their own folder."""
    for module in modules:
        for imported in imports_of(module):
            if _is_ours(imported) and not _may(module.unit, unit_of(imported.target)):
                yield (
                    f"{module.path}:{imported.line}: `{module.unit}` imports"
                    f" `{imported.target}`, which is not below it"
                )


def find_hidden(modules: Iterable[Module]) -> Iterator[str]:
    """Say where a module is imported by a name that only the running program knows."""
    for module in modules:
        for imported in imports_of(module):
            if imported.target in {"importlib.import_module", "importlib.__import__"}:
                yield f"{module.path}:{imported.line}: a hidden import; write `import` instead"


def find_circles(modules: Iterable[Module]) -> list[str]:
    """Return every circle of modules as one line, each starting at its first name."""
    graph = _graph(list(modules))
    circles = {_from_first(circle) for start in graph for circle in _ways_back(graph, start)}
    return [" -> ".join([*circle, circle[0]]) for circle in sorted(circles)]


def _is_ours(imported: Import) -> bool:
    return imported.target.split(".")[0] == PACKAGE


def _may(unit: str, other: str) -> bool:
    if unit == other:
        return True
    return FLOOR_OF.get(other, FLOOR_OF[""]) < FLOOR_OF.get(unit, 0)


def _graph(modules: list[Module]) -> dict[str, set[str]]:
    names = {module.name for module in modules}
    return {
        module.name: {
            found
            for imported in imports_of(module)
            if (found := _module_named(imported.target, names)) not in {"", module.name}
        }
        for module in modules
    }


def _module_named(target: str, names: set[str]) -> str:
    """Return the module that holds `target`: itself, or the one it is a name in."""
    if target in names:
        return target
    parent = target.rpartition(".")[0]
    return parent if parent in names else ""


def _ways_back(graph: dict[str, set[str]], start: str) -> Iterator[tuple[str, ...]]:
    """Yield the shortest way from `start` back to itself, if there is one."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for following in sorted(graph.get(way[-1], ())):
            if following == start:
                yield way
                return
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))


def _from_first(circle: tuple[str, ...]) -> tuple[str, ...]:
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]
