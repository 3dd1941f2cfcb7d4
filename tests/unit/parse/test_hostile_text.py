"""Text made to be slow is read about as fast as any other of its length."""

import time

import pytest

from stillup.parse.file import parse_file
from tests.support.parsing import CONVENTIONS, INCIDENT

LENGTH = 40_000
UNITS = (
    "[", "](", "[a](", "[x]: ", "`", "<a ", "<!--\n", "<pre>\n", "```\n", "> ```\n", "- ", "- - ",
    "_-_ ", "a, ", "(a,", "an ", "1", "2026-", "é", "x: y\n", "a: [\n", "|\n",
    "## Update 2026-11-21 12:41\n", "- [ ] (a, due ",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_takes_long(unit: str) -> None:
    run = unit * (LENGTH // len(unit))
    keys = f"---\ntitle: {run}\nstarted: {run}\nedits:\n- {run}\ncomponents: {run}\n---\n"
    body = f"---\ntitle: a\n---\n## Postmortem 2026-11-21 12:41\ncomponents: {run}\n\n- [ ] {run}"
    began = time.process_time()
    for text in (run, keys, body):
        parse_file(INCIDENT, text.encode(), "digest", CONVENTIONS)
    assert time.process_time() - began < 10
