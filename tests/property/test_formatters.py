"""A Markdown formatter run over a post changes no fact and no word of it."""

from pathlib import Path

import mdformat
import pytest

from stillup.model.parsed import Conventions
from stillup.parse.file import parse_file
from tests.support.case import Case
from tests.support.facts import facts_of
from tests.support.real_posts import our_posts

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "cases").rglob("*.txt"))
CONVENTIONS = Conventions("Europe/Lisbon", ("en", "ca"))
EXTENSIONS = {"gfm", "frontmatter"}


def formatted(data: bytes) -> bytes:
    return mdformat.text(data.decode(), extensions=EXTENSIONS).encode()


def assert_same_facts(path: str, data: bytes) -> None:
    before = parse_file(path, data, "digest", CONVENTIONS)
    after = parse_file(path, formatted(data), "digest", CONVENTIONS)
    assert facts_of(after) == facts_of(before)


def good_posts_of_cases() -> dict[str, bytes]:
    """Return the files of all cases that expect nothing."""
    found: dict[str, bytes] = {}
    for path in CASES:
        case = Case.parse(path.read_text("utf-8"))
        if not case.expected.strip():
            files = case.project.files.items()
            found |= {f"{p}#{path.stem}": d for p, d in files if p.endswith(".md")}
    return found


@pytest.mark.parametrize("name", sorted(good_posts_of_cases()))
def test_mdformat_changes_no_fact_of_a_case(name: str) -> None:
    assert_same_facts(name.partition("#")[0], good_posts_of_cases()[name])


@pytest.mark.parametrize(
    "path", sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "content").rglob("*.md"))
)
def test_mdformat_changes_no_fact_of_a_sample_post(path: str) -> None:
    assert_same_facts(path, (ROOT / path).read_bytes())


def test_mdformat_changes_no_fact_of_a_real_post() -> None:
    for path, data in our_posts().items():
        assert_same_facts(path, data)
