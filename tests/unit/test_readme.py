"""The README says what is true. Its commands are run by .ci/run and by tests/world/test_readme_commands.py."""

import re
import tomllib

import pytest

from tests.architecture.homes import FOR_TESTS
from tests.support.tools import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _table(heading: str) -> list[list[str]]:
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_no_library_is_listed_that_we_do_not_use() -> None:
    extras = PROJECT["optional-dependencies"]
    ours = [name for extra, names in extras.items() if extra not in FOR_TESTS for name in names]
    needed = {re.split(r"[<>=\[]", name)[0] for name in (*PROJECT["dependencies"], *ours)}
    rows = _table("What it stands on")
    assert {name for row in rows for name in row[0].split(", ")} <= needed
    assert all(reason for _, reason in rows)


@pytest.mark.parametrize(
    "path", re.findall(r"`([^`]+)`", " ".join(r[0] for r in _table("The map")))
)
def test_every_place_on_the_map_exists(path: str) -> None:
    assert (CHECKOUT / path).exists()


def test_every_room_of_the_source_is_on_the_map() -> None:
    house = CHECKOUT / "src" / "stillup"
    rooms = {f"src/stillup/{p.name}/" for p in house.iterdir() if p.is_dir() and p.name[0] != "_"}
    assert {room for room in rooms if f"`{room}`" not in README} == set()


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_link_leads_to_a_file(target: str) -> None:
    assert (CHECKOUT / target).is_file()


def test_the_example_is_the_beginning_of_the_sample_incident() -> None:
    example = README.split("```markdown\n", 1)[1].split("```\n", 1)[0]
    sample = (CHECKOUT / "content/incidents/2026-11-21-webmail-old-messages.md").read_text("utf-8")
    front, updates = example.split("\n## ", 1)
    assert sample.startswith(front.rstrip())
    assert f"\n## {updates.rstrip()}" in sample
