"""Prettier, which editors run on save, changes no fact and no word of a post or of the settings."""

from pathlib import Path

import msgspec
import pytest

from stillup.model.parsed import Conventions
from stillup.parse.file import parse_file
from stillup.parse.settings import parse_settings
from tests.support.facts import facts_of, without_places
from tests.support.project import Project
from tests.support.real_posts import our_posts
from tests.support.tools import CHECKOUT, node_file, program, run

CONVENTIONS = Conventions("Europe/Madrid", ("en", "ca"))
FOLDERS = ("content", "tests/golden/water/content")


def _texts() -> dict[str, bytes]:
    """Return every post and page we have, by a path that says where it comes from."""
    found = {f"real/{path}": data for path, data in our_posts().items()}
    for folder in FOLDERS:
        for file in sorted((CHECKOUT / folder).rglob("*.md")):
            inside = file.relative_to(CHECKOUT / folder).as_posix()
            found[f"{folder.replace('/', '-')}/content/{inside}"] = file.read_bytes()
    return found


@pytest.fixture(scope="module")
def tidied(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each text as we have it and as Prettier leaves it."""
    folder = tmp_path_factory.mktemp("prettier")
    texts = _texts()
    Project(texts).write(folder)
    done = run(
        program("node"), node_file("prettier/bin/prettier.cjs"), "--write", "--log-level=warn",
        "--no-config", "--no-editorconfig", "--ignore-path=none", ".", cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return {path: (data, (folder / path).read_bytes()) for path, data in texts.items()}


def test_prettier_changes_no_fact_of_a_post(tidied: dict[str, tuple[bytes, bytes]]) -> None:
    assert sum(before != after for before, after in tidied.values()) > 50
    for path, (before, after) in tidied.items():
        place = path[path.index("content/", path.index("/")) :]
        ours, theirs = (parse_file(place, text, "x", CONVENTIONS) for text in (before, after))
        assert facts_of(theirs) == facts_of(ours), path


@pytest.mark.parametrize("folder", FOLDERS)
def test_prettier_changes_nothing_in_the_settings(folder: str, tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_bytes((CHECKOUT / folder / "site.yaml").read_bytes())
    run(
        program("node"),
        node_file("prettier/bin/prettier.cjs"),
        "--write",
        "site.yaml",
        cwd=tmp_path,
    )
    before = (CHECKOUT / folder / "site.yaml").read_bytes()
    after = (tmp_path / "site.yaml").read_bytes()
    assert before != after
    assert _settings(before) == _settings(after)


def _settings(data: bytes) -> object:
    settings, problems = parse_settings("content/site.yaml", data, "x")
    assert problems == ()
    return without_places(msgspec.to_builtins(settings))
