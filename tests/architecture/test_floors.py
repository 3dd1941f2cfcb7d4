"""Imports run downward. A fake tree beside each rule shows that the rule can fail."""

from pathlib import Path

from tests.architecture.floors import find_circles, find_hidden, find_homeless, find_upward
from tests.architecture.modules import read_modules
from tests.support.project import Project


def fake(tmp_path: Path, text: str) -> Path:
    """Lay out a small package."""
    return Project.parse(text).write(tmp_path)


def test_every_folder_has_a_floor() -> None:
    assert list(find_homeless(read_modules())) == []


def test_no_import_runs_upward_or_sideways() -> None:
    assert list(find_upward(read_modules())) == []


def test_no_import_hides() -> None:
    assert list(find_hidden(read_modules())) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert find_circles(read_modules()) == []


def test_an_upward_import_is_named_with_file_and_line(tmp_path: Path) -> None:
    root = fake(
        tmp_path,
        """
        -- model/post.py --
        from stillup.compose.site import Site
        """,
    )

    assert list(find_upward(read_modules(root))) == [
        "model/post.py:1: `model` imports `stillup.compose.site.Site`, which is not below it"
    ]


def test_imports_in_functions_and_under_type_checking_count(tmp_path: Path) -> None:
    root = fake(
        tmp_path,
        """
        -- parse/file.py --
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from stillup import build
        def parse():
            import stillup.edge.disk
        """,
    )

    assert list(find_upward(read_modules(root))) == [
        "parse/file.py:3: `parse` imports `stillup.build`, which is not below it",
        "parse/file.py:5: `parse` imports `stillup.edge.disk`, which is not below it",
    ]


def test_neighbours_on_one_floor_do_not_know_each_other(tmp_path: Path) -> None:
    root = fake(
        tmp_path,
        """
        -- report/terminal.py --
        from stillup.build import Build
        """,
    )

    assert list(find_upward(read_modules(root))) == [
        "report/terminal.py:1: `report` imports `stillup.build.Build`, which is not below it"
    ]


def test_relative_imports_count_as_what_they_mean(tmp_path: Path) -> None:
    root = fake(
        tmp_path,
        """
        -- model/__init__.py --
        from ..cli import main
        -- model/post.py --
        from . import status
        from ..render.theme import Theme
        """,
    )

    assert list(find_upward(read_modules(root))) == [
        "model/__init__.py:1: `model` imports `stillup.cli.main`, which is not below it",
        "model/post.py:2: `model` imports `stillup.render.theme.Theme`, which is not below it",
    ]


def test_a_lower_floor_and_the_own_folder_are_free(tmp_path: Path) -> None:
    root = fake(
        tmp_path,
        """
        -- cli/main.py --
        from stillup import __version__
        from stillup.build import build
        from stillup.cli.verbs import VERBS
        """,
    )

    assert list(find_upward(read_modules(root))) == []


def test_a_folder_nobody_knows_is_a_finding(tmp_path: Path) -> None:
    root = fake(
        tmp_path,
        """
        -- utils/text.py --
        X = 1
        """,
    )

    assert list(find_homeless(read_modules(root))) == [
        "utils/text.py:1: `utils` stands on no floor; give it one in floors.py"
    ]


def test_an_import_by_a_computed_name_is_a_finding(tmp_path: Path) -> None:
    root = fake(
        tmp_path,
        """
        -- cli/main.py --
        from importlib import import_module
        """,
    )

    assert list(find_hidden(read_modules(root))) == [
        "cli/main.py:1: a hidden import; write `import` instead"
    ]


def test_a_circle_is_shown_from_its_first_module(tmp_path: Path) -> None:
    root = fake(
        tmp_path,
        """
        -- model/b.py --
        from stillup.model import c
        -- model/c.py --
        def late():
            from stillup.model.a import thing
        -- model/a.py --
        import stillup.model.b
        -- model/d.py --
        from stillup.model.a import thing
        """,
    )

    assert find_circles(read_modules(root)) == [
        "stillup.model.a -> stillup.model.b -> stillup.model.c -> stillup.model.a"
    ]
