"""Everything below `edge/` is pure: it can't name the clock, the disk, the network or the screen."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.floors import FLOOR_OF
from tests.architecture.modules import Module, imports_of

WORLDLY_MODULES = frozenset(
    {
        *("os", "pathlib", "shutil", "tempfile", "glob", "fileinput", "mmap", "sqlite3"),
        *(
            "subprocess",
            "multiprocessing",
            "concurrent",
            "threading",
            "signal",
            "asyncio",
            "ctypes",
        ),
        *("socket", "ssl", "http", "smtplib", "select", "selectors", "urllib.request"),
        *("time", "random", "secrets", "uuid"),
        *("sys", "platform", "locale", "getpass", "logging"),
    }
)
WORLDLY_NAMES = frozenset(
    {
        *("open", "print", "input", "breakpoint", "eval", "exec", "__import__"),
        *("os", "Path", "environ", "getenv"),
    }
)
CLOCK_READERS = frozenset({"now", "today", "utcnow"})
CLOCKS = frozenset({"date", "datetime"})


def find_impure(modules: Iterable[Module]) -> Iterator[str]:
    """Say where a module below `edge/` names the world."""
    for module in modules:
        if FLOOR_OF.get(module.unit, 0) < FLOOR_OF["edge"]:
            yield from _impure_imports(module)
            yield from _impure_names(module)


def _impure_imports(module: Module) -> Iterator[str]:
    for imported in imports_of(module):
        parts = imported.target.split(".")
        if parts[0] in WORLDLY_MODULES or ".".join(parts[:2]) in WORLDLY_MODULES:
            yield f"{module.path}:{imported.line}: imports `{imported.target}`, which is the world"


def _impure_names(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if name := _worldly_name(node):
            yield f"{module.path}:{node.lineno}: names `{name}`, which is the world"  # type: ignore[attr-defined]


def _worldly_name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) if name in WORLDLY_NAMES:
            return name
        case ast.Attribute(attr="environ" | "getenv" as name):
            return name
        case ast.Call(func=ast.Attribute(attr=name)) if name in {*CLOCK_READERS, "open"}:
            return f".{name}()"
        case ast.Attribute(value=ast.Name(id=clock), attr=name) if (
            clock in CLOCKS and name in CLOCK_READERS
        ):
            return f"{clock}.{name}"
        case _:
            return ""
