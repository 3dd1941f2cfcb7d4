"""Every code is explained, every explained code exists, and every example is true."""

import ast
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from stillup.cli.manual import explanations
from tests.support.case import Case
from tests.support.diagnose import diagnose
from tests.support.manual import Example, examples, sections

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src" / "stillup"
CASES = ROOT / "tests" / "cases"
NOW = datetime(2027, 12, 31, 12, tzinfo=UTC)
# Codes of the file system, of themes and of the preview: no text of a post or of the settings brings them about.
WITHOUT_CASE = {
    "broken-theme", "cannot-leave-out", "left-out-open", "no-settings", "no-such-theme", "other-context",
    "preview-failed", "same-file-name", "stray-link", "unreadable-file",
}  # fmt: skip


@cache
def codes() -> frozenset[str]:
    """Return the first argument of every call of `.error` and `.warning`."""
    return frozenset(
        call.args[0].value
        for path in SOURCE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"error", "warning"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    )


def test_every_code_is_explained_and_every_explained_code_exists() -> None:
    assert sorted(sections()) == sorted(codes())


def test_the_page_is_ordered() -> None:
    assert list(sections()) == sorted(sections())


def test_help_knows_the_same_sections() -> None:
    assert explanations().keys() == sections().keys()


def test_every_code_has_a_case() -> None:
    found: set[str] = set()
    for path in CASES.rglob("*.txt"):
        found |= set(
            re.findall(r"^\w+\[([\w-]+)\]", Case.parse(path.read_text()).expected, re.MULTILINE)
        )
    assert codes() - found == WITHOUT_CASE


@pytest.mark.parametrize(
    "example", [e for e in examples() if e.can_run], ids=lambda e: f"{e.code}-{e.bad}"
)
def test_an_example_is_true(example: Example) -> None:
    found = {diagnostic.code for diagnostic in diagnose(example.project, NOW)}
    assert (example.code in found) is example.bad
    # Seen from the end of 2027, every plan in the examples is long past.
    assert example.bad or not found - ({"overdue-maintenance"} - {example.code})


@pytest.mark.parametrize("code", sorted(sections()))
def test_a_code_has_an_example_of_each_kind_or_none(code: str) -> None:
    kinds = [example.bad for example in examples() if example.code == code]
    assert kinds == [True, False] or (code in WITHOUT_CASE and not kinds)
