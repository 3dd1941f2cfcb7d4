"""A file that is said to hold both versions is held to it, in any words."""

import pytest

from stillup.desk.sending.missing import find_missing
from stillup.model.parsed import Conventions

PATH = "content/incidents/2026-11-21-email.md"
BASE = """---
title: Email is late
impact: minor
---

## Investigating · 2026-11-21 12:00

We look.
"""
THEIRS = f"{BASE}\n## Update · 2026-11-21 12:10\nnext_update: 12:30\n\nStill\nlooking.\n"


def missing(mine: str, theirs: str = THEIRS, path: str = PATH) -> tuple[str, ...]:
    versions = (BASE.encode(), mine.encode(), theirs.encode())
    return find_missing(path, *versions, Conventions())


@pytest.mark.parametrize(
    "mine",
    [
        THEIRS,
        THEIRS.replace("12:10", "12:10:01"),
        THEIRS.replace("Still\nlooking", "Yes, still looking"),
        THEIRS.replace("12:30", "12:45"),
        THEIRS.replace("\n", "\r\n"),
        BASE.replace("We look.", "We look. Still looking."),
    ],
)
def test_what_is_there_in_other_words_or_elsewhere_is_not_missed(mine: str) -> None:
    assert missing(mine) == ()


@pytest.mark.parametrize(
    ("mine", "lines"),
    [
        (BASE, ("## Update · 2026-11-21 12:10",)),
        (THEIRS.replace("Still\nlooking", "Done"), ("Still", "looking.")),
        (THEIRS.replace("next_update: 12:30\n", ""), ("next_update: 12:30",)),
    ],
)
def test_what_is_not_there_is_named(mine: str, lines: tuple[str, ...]) -> None:
    assert missing(mine) == lines


@pytest.mark.parametrize(("mine", "lines"), [("minor", ("impact: major",)), ("critical", ())])
def test_a_key_with_a_value_of_ones_own_was_decided(mine: str, lines: tuple[str, ...]) -> None:
    theirs = BASE.replace("minor", "major")

    assert missing(BASE.replace("minor", mine), theirs) == lines


def test_a_file_that_is_no_post_is_compared_by_its_lines() -> None:
    theirs = f"{BASE}Call us.\n"

    assert missing(BASE, theirs, "content/pages/about.md") == ("Call us.",)
