"""A new update stands where its file's writer would put it, written as they would write it."""

import pytest

from stillup.model.status import UpdateStatus
from stillup.writing.edited import Edited, Refused
from stillup.writing.update import NewUpdate, add_update

HEAD = "---\ntitle: T\nimpact: minor\n---\n"
LATER = NewUpdate(status=UpdateStatus.RESOLVED, at="2026-11-21 15:02", text="It is over.")


def added(text: str, update: NewUpdate = LATER) -> str:
    edited = add_update(text.encode(), update)
    assert isinstance(edited, Edited)
    return edited.data.decode()


def refused(text: str, update: NewUpdate = LATER) -> Refused:
    found = add_update(text.encode(), update)
    assert isinstance(found, Refused)
    return found


def test_it_stands_behind_the_last_update() -> None:
    old = f"{HEAD}\n## Investigating · 2026-11-21 12:41\n\nWe look.\n"
    assert added(old) == f"{old}\n## Resolved · 2026-11-21 15:02\n\nIt is over.\n"


def test_it_stands_on_top_where_the_newest_stands_first() -> None:
    below = "## Identified · 2026-11-21 13:10\n\nA disk.\n\n\n## Update · 2026-11-21 12:41\n\nWe look.\n"
    old, new = f"{HEAD}\nSummary.\n\n", "## Resolved · 2026-11-21 15:02\n\nIt is over.\n\n\n"
    assert added(f"{old}{below}") == f"{old}{new}{below}"


def test_an_odd_one_out_does_not_turn_the_order() -> None:
    old = (
        f"{HEAD}\n## Update · 2026-11-21 12:41\n\n## Update · 2026-11-21 13:10\n\n"
        "## Update · 2026-11-21 13:00\n"
    )
    assert added(old).startswith(old)


def test_lines_say_where_it_is() -> None:
    old = f"{HEAD}\n## Investigating · 2026-11-21 12:41"
    edited = add_update(old.encode(), LATER)
    assert isinstance(edited, Edited)
    lines = edited.data.decode().split("\n")[edited.first - 1 : edited.last]
    assert lines == ["## Resolved · 2026-11-21 15:02", "", "It is over."]


@pytest.mark.parametrize(
    ("model", "heading"),
    [
        ("## Investigating — 2026-11-21 12:41", "## Resolved — 2026-11-21 15:02"),
        ("## investigating: 2026-11-21 12:41", "## resolved: 2026-11-21 15:02"),
        ("## INVESTIGATING 2026-11-21 12:41", "## RESOLVED 2026-11-21 15:02"),
        ("##  **Update** | 2026-11-21 12:41 UTC", "##  **Resolved** | 2026-11-21 15:02"),
        ("## [Update] 2026-11-21T12:41Z ##", "## [Resolved] 2026-11-21 15:02 ##"),
        ("## _Update @ 2026-11-21 12:41_", "## _Resolved @ 2026-11-21 15:02_"),
        ("## Investigant · 2026-11-21 12:41", "## Resolt · 2026-11-21 15:02"),
        ("## 調査中 · 2026-11-21 12:41", "## 解決済み · 2026-11-21 15:02"),
        ("## Monitoring · 2026-11-21 12:41", "## Resolved · 2026-11-21 15:02"),
        ("## Something else 2026-11-21 12:41", "## Resolved 2026-11-21 15:02"),
    ],
)
def test_its_heading_is_written_like_the_others(model: str, heading: str) -> None:
    assert added(f"{HEAD}\n{model}\n").split("\n")[-4] == heading


def test_languages_that_share_a_word_are_told_apart_by_the_others() -> None:
    german = "## Wird untersucht · 2026-11-21 12:41\n\n## Update · 2026-11-21 12:50\n"
    assert "\n## Behoben · 2026-11-21 15:02\n" in added(f"{HEAD}\n{german}")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_marks_stay(end: str) -> None:
    old = f"\ufeff{HEAD}\n## Update · 2026-11-21 12:41\n\nText.\n\n  \n".replace("\n", end)
    new = f"{end}## Resolved · 2026-11-21 15:02{end}{end}It is over.{end}"
    kept = len(old) - len(f"{end}  {end}")
    assert added(old) == old[:kept] + new + old[kept:]


def test_no_newline_at_the_end_stays_none() -> None:
    old = f"{HEAD}\n## Update · 2026-11-21 12:41\n\nText."
    assert added(old) == f"{old}\n\n## Resolved · 2026-11-21 15:02\n\nIt is over."


def test_fields_are_one_line_each() -> None:
    fields = (("author", "sam"), ("edited", "2026-11-21 15:00, a\nb  C:\\"))
    update = NewUpdate(status=UpdateStatus.UPDATE, at="2026-11-21 15:02", fields=fields)
    lines = added(f"{HEAD}\n## Update · 2026-11-21 12:41\n", update).split("\n")
    assert lines[-4:] == [
        "## Update · 2026-11-21 15:02",
        "author: sam",
        "edited: 2026-11-21 15:00, a b C:",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("## Resolved · 2026-11-21 10:00", "**Resolved · 2026-11-21 10:00**"),
        ("impact: major", "impact\\: major"),
        ("    impact: major", "```\nimpact: major\n```"),
        ("```\ncode", "```\ncode\n```"),
        ("<!-- open", "&lt;!-- open"),
        ("<script>open", "&lt;script>open"),
        ("One\n===", "### One"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u200bb\udce9", "ab?"),
    ],
)
def test_what_looks_like_structure_becomes_words(typed: str, stands: str) -> None:
    update = NewUpdate(status=UpdateStatus.UPDATE, at="2026-11-21 15:02", text=typed)
    text = added(f"{HEAD}\n## Update · 2026-11-21 12:41\n", update)
    assert text.partition("15:02\n\n")[2] == f"{stands}\n"


def test_an_end_that_is_typed_ends_nothing_above() -> None:
    update = NewUpdate(status=UpdateStatus.UPDATE, at="2026-11-21 15:02", text="</pre> it says")
    old = f"{HEAD}\n## Update · 2026-11-21 12:41\n\n<pre> is open\n"
    assert added(old, update).endswith("\n\n&lt;/pre> it says\n")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (f"{HEAD}\n## Update · 2026-11-21 12:41\n\n```\ncode\n", 8, "nothing ends it"),
        (f"{HEAD}\n## Update · 2026-11-21 12:41\n\n<!-- a\n", 8, "nothing ends it"),
        ("title: T\n\n## Update · 2026-11-21 12:41\n", 1, "`---` above"),
        (f"{HEAD}\n<<<<<<< HEAD\n", 6, "two versions"),
        ("", 1, "empty"),
    ],
)
def test_a_file_that_would_swallow_it_is_left_alone(text: str, line: int, what: str) -> None:
    found = refused(text)
    assert (found.line, what in found.what) == (line, True)
    assert found.help


def test_bytes_that_are_no_text_are_left_alone() -> None:
    found = add_update(HEAD.encode() + b"\n\xff", LATER)
    assert isinstance(found, Refused)
    assert found.line == 6


def test_an_end_in_code_that_would_swallow_it_is_refused() -> None:
    update = NewUpdate(status=UpdateStatus.UPDATE, at="2026-11-21 15:02", text="```\n</pre>\n```")
    found = refused(f"{HEAD}\n## Update · 2026-11-21 12:41\n\n<pre> is open\n", update)
    assert (found.line, found.what) == (8, "`<pre> is open` begins something that nothing ends")
