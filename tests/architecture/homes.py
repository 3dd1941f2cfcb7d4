"""Each third-party library has one home, so that swapping it touches one file."""

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from re import MULTILINE, findall, match

from tests.architecture.modules import PACKAGE, Module, imports_of

PROJECT = Path(__file__).resolve().parents[2]

HOMES: Mapping[str, tuple[str, str]] = {
    "babel": ("babel", "stillup.render.language"),
    "click": ("click", "stillup.cli"),
    "dns": ("dnspython", "stillup.doctor.names"),
    "feedgen": ("feedgen", "stillup.render.feeds"),
    "icalendar": ("icalendar", "stillup.render.calendar"),
    "jinja2": ("jinja2", "stillup.render.theme"),
    "markdown": ("markdown", "stillup.render.markdown"),
    "markupsafe": ("jinja2", "stillup.render.theme"),
    "msgspec": ("msgspec", "stillup"),
    "nh3": ("nh3", "stillup.render.markdown"),
    "obstore": ("obstore", "stillup.publish.object_store"),
    "publicsuffixlist": ("publicsuffixlist", "stillup.doctor.domains"),
    "pymdownx": ("pymdown-extensions", "stillup.render.markdown"),
    "starlette": ("starlette", "stillup.serve"),
    "uvicorn": ("uvicorn", "stillup.serve"),
    "watchdog": ("watchdog", "stillup.edge.watch"),
    "yaml": ("pyyaml", "stillup.parse.mapping"),
}
"""Import name → the distribution it comes from, and the module or folder it lives in."""

FOR_TESTS = frozenset({"test", "world"})
"""Extras that no user installs."""

DATA_ONLY = frozenset({"tzdata"})
"""Distributions nobody imports: the standard library reads them."""


def find_strangers(modules: Iterable[Module]) -> Iterator[str]:
    """Say where a third-party library is imported outside its home, or has none."""
    for module in modules:
        for imported in imports_of(module):
            library = imported.target.split(".")[0]
            if library == PACKAGE or library in sys.stdlib_module_names:
                continue
            home = HOMES.get(library, ("", ""))[1]
            if not home:
                yield f"{module.path}:{imported.line}: `{library}` has no home in homes.py"
            elif not f"{module.name}.".startswith(f"{home}."):
                yield f"{module.path}:{imported.line}: `{library}` lives in `{home}` alone"


def declared(project_file: str) -> set[str]:
    """Return the names of the distributions that run with us, those of extras for users too."""
    project = tomllib.loads(project_file)["project"]
    extras = project.get("optional-dependencies", {})
    asked = (names for extra, names in extras.items() if extra not in FOR_TESTS)
    requirements = [*project["dependencies"], *chain.from_iterable(asked)]
    return {found[0] for r in requirements if (found := match(r"[A-Za-z0-9._-]+", r))}


def find_undeclared(names: set[str]) -> Iterator[str]:
    """Say which dependencies have no home, and which homes are of no dependency."""
    housed = {distribution for distribution, _ in HOMES.values()} | DATA_ONLY
    yield from (
        f"pyproject.toml: `{name}` has no home in homes.py" for name in sorted(names - housed)
    )
    yield from (f"homes.py: `{name}` is not in pyproject.toml" for name in sorted(housed - names))


def find_unexplained(names: set[str], readme: str) -> Iterator[str]:
    """Say which dependencies no row of the README's table of libraries begins with."""
    cells = findall(r"^\|([^|]+)\|", readme, MULTILINE)
    explained = {name.strip(" `") for cell in cells for name in cell.split(",")}
    for name in sorted(names - explained):
        yield f"README.md: no row of the table of libraries begins with `{name}`"
