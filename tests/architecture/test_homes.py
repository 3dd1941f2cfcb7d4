"""Third-party libraries: one home each, declared, and explained in the README."""

from pathlib import Path

from tests.architecture.homes import (
    PROJECT,
    declared,
    find_strangers,
    find_undeclared,
    find_unexplained,
)
from tests.architecture.modules import read_modules
from tests.support.project import Project

DECLARED = declared((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_library_is_imported_in_its_home_alone() -> None:
    assert list(find_strangers(read_modules())) == []


def test_every_dependency_has_a_home_and_every_home_a_dependency() -> None:
    assert list(find_undeclared(DECLARED)) == []


def test_the_readme_says_why_each_dependency_is_there() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")

    assert list(find_unexplained(DECLARED, readme)) == []


def test_a_library_outside_its_home_is_named_with_file_and_line(tmp_path: Path) -> None:
    root = Project(
        {"model/post.py": b"import msgspec\nimport yaml\n", "render/theme.py": b"import jinja2\n"}
    ).write(tmp_path)

    assert list(find_strangers(read_modules(root))) == [
        "model/post.py:2: `yaml` lives in `stillup.parse.mapping` alone"
    ]


def test_a_library_nobody_knows_is_a_finding(tmp_path: Path) -> None:
    root = Project({"edge/web.py": b"def get():\n    import requests\n"}).write(tmp_path)

    assert list(find_strangers(read_modules(root))) == [
        "edge/web.py:2: `requests` has no home in homes.py"
    ]


def test_a_dependency_without_a_home_or_a_line_is_a_finding() -> None:
    asked = declared('[project]\ndependencies = ["requests[socks]>=2"]')

    assert "pyproject.toml: `requests` has no home in homes.py" in list(find_undeclared(asked))
    assert list(find_unexplained(asked, "| click | we use requests a lot |")) == [
        "README.md: no row of the table of libraries begins with `requests`"
    ]
