"""What a module offers is what others use: no reaching behind a door, no heavy doorstep."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import stillup
from tests.architecture.modules import Module, imports_of, read_modules
from tests.support.project import Project


def find_reaching(modules: Iterable[Module]) -> Iterator[str]:
    """Say where a module takes another one's private name."""
    for module in modules:
        for imported in imports_of(module):
            parts = imported.target.split(".")
            private = [p for p in parts if p.startswith("_") and not p.endswith("__")]
            if parts[0] == "stillup" and private:
                yield f"{module.path}:{imported.line}: `{private[0]}` is private where it lives"


def test_nobody_imports_a_private_name() -> None:
    assert list(find_reaching(read_modules())) == []


def test_a_private_import_is_named_with_file_and_line(tmp_path: Path) -> None:
    root = Project(
        {"cli/main.py": b"from stillup import __version__\nfrom stillup.report import _table\n"}
    ).write(tmp_path)

    assert list(find_reaching(read_modules(root))) == [
        "cli/main.py:2: `_table` is private where it lives"
    ]


def test_the_door_names_all_it_offers() -> None:
    assert stillup.__all__ == sorted(stillup.__all__)
    assert all(hasattr(stillup, name) for name in stillup.__all__)


def test_the_doorstep_is_light() -> None:
    code = (
        "import sys; before = set(sys.modules); import stillup;"
        "print(*sorted(set(sys.modules) - before))"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert loaded == ["stillup"]
