"""Who signs, where nobody says."""

import subprocess
from pathlib import Path

import pytest

from stillup.desk.authors import find_person, read_author
from stillup.model.settings import Person

PEOPLE = (Person("jane", "Jane Roe", {}, "mailto:jane@example.net"), Person("sam", "Sam Oak"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def environment(folder: Path, **more: str) -> dict[str, str]:
    path = "/usr/local/bin:/usr/bin:/bin"
    return {"PATH": path, "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **more}


def configure(folder: Path, key: str, value: str) -> None:
    subprocess.run(["git", "-C", str(folder), "config", key, value], check=True)


@pytest.mark.parametrize(
    ("told", "author"), [("jane", "jane"), ("JANE ROE", "jane"), ("Al Ice", "Al Ice")]
)
def test_the_environment_comes_first(folder: Path, told: str, author: str) -> None:
    configure(folder, "user.name", "Sam Oak")

    assert read_author(folder, PEOPLE, environment(folder, STILLUP_AUTHOR=told)) == author


@pytest.mark.parametrize(
    ("key", "value", "author"),
    [
        ("user.email", "Jane@Example.net", "jane"),
        ("user.name", "sam oak", "sam"),
        ("user.name", "root", ""),
    ],
)
def test_git_is_believed_if_it_names_one_of_the_people(
    folder: Path, key: str, value: str, author: str
) -> None:
    configure(folder, key, value)

    assert read_author(folder, PEOPLE, environment(folder)) == author


def test_without_git_nobody_is_known(tmp_path: Path) -> None:
    assert read_author(tmp_path, PEOPLE, {"PATH": str(tmp_path)}) == ""


def test_nobody_has_no_name() -> None:
    assert find_person("", PEOPLE) == ""
    assert find_person(" ", (Person("x", "", {}, ""),)) == ""
