"""Reads a source tree as modules and their imports, wherever in a file an import stands."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "stillup"
SOURCE = Path(__file__).resolve().parents[2] / "src" / PACKAGE


@dataclass(frozen=True)
class Module:
    """One Python file: its path below the package, its dotted name, its syntax."""

    path: str
    name: str
    tree: ast.Module

    @property
    def unit(self) -> str:
        """The folder or single module right below the package; the package itself is ``."""
        return unit_of(self.name)


@dataclass(frozen=True)
class Import:
    """One imported name, dotted in full, and the line it stands on."""

    target: str
    line: int


def unit_of(name: str) -> str:
    """Return what stands right below the package in a dotted name."""
    return name.removeprefix(PACKAGE).removeprefix(".").split(".")[0]


def read_modules(root: Path = SOURCE) -> list[Module]:
    """Return every module of the package whose folder is `root`."""
    return [_read(root, file) for file in sorted(root.rglob("*.py"))]


def imports_of(module: Module) -> Iterator[Import]:
    """Yield all imports, also those in functions and under TYPE_CHECKING."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base_of(module, node)
            yield from (Import(f"{base}.{alias.name}", node.lineno) for alias in node.names)


def _read(root: Path, file: Path) -> Module:
    path = file.relative_to(root).as_posix()
    parts = [PACKAGE, *path.removesuffix(".py").split("/")]
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(path, name, ast.parse(file.read_text(encoding="utf-8")))


def _base_of(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.name.split(".")
    up = node.level - (1 if module.path.endswith("__init__.py") else 0)
    return ".".join([*package[: len(package) - up], *([node.module] if node.module else [])])
