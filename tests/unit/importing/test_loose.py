"""Loosely marked updates, told apart."""

from textwrap import dedent

import pytest

from stillup.importing.loose import Piece, read_pieces
from stillup.importing.times import read_time


def pieces(body: str) -> tuple[Piece, ...]:
    return read_pieces(dedent(body), read_time)


def told(body: str) -> list[tuple[str, str, str]]:
    return [(p.found, p.typed, p.unlabelled) for p in pieces(body)]


def test_a_track_is_the_time_of_the_paragraphs_before_it() -> None:
    assert told("""\
        *Update* - It works.

        For all. {{< track "2018-04-13 17:30:00" >}}

        *Investigating* - It is down.
        {{< track "2018-04-13 15:54:00" >}}
        """) == [
        ("track", "2018-04-13 17:30:00", "It works.\n\nFor all."),
        ("track", "2018-04-13 15:54:00", "It is down."),
    ]


@pytest.mark.parametrize(
    "mark",
    ['{{< track "2018-04-13 17:30:00" >}}', "{{<track '2018-04-13 17:30:00'>}}",
     "{{% track `2018-04-13 17:30:00` %}}", "{{< track 2018-04-13T17:30:00 >}}"],
)  # fmt: skip
def test_a_track_may_be_written_in_all_ways_of_hugo(mark: str) -> None:
    (piece,) = pieces(f"Text {mark}")
    assert piece.time == read_time("2018-04-13 17:30:00")
    assert piece.text == "Text"


def test_two_lines_with_a_track_each_are_two_pieces() -> None:
    body = 'One {{< track "2018-04-13 17:30" >}}\nTwo {{< track "2018-04-13 16:30" >}}'
    assert [text for _, _, text in told(body)] == ["One", "Two"]


def test_blocks_between_dashes_begin_with_their_time() -> None:
    assert told("""\
        2026-08-14 06:10 UTC

        All is well.

        ---

        **2026-08-13 17:54 UTC** Nearly well.

        ---

        2026-08-13 12:56 UTC - *Investigating* - It is hot.
        """) == [
        ("head", "2026-08-14 06:10 UTC", "All is well."),
        ("head", "2026-08-13 17:54 UTC", "Nearly well."),
        ("head", "2026-08-13 12:56 UTC", "It is hot."),
    ]


@pytest.mark.parametrize(
    "line",
    ["Update (2021-05-03 10:00 UTC): It works.", "**Update** - 2021-05-03 10:00 UTC - It works.",
     "[Final Message] 2021-05-03 10:00 UTC: It works."],
)  # fmt: skip
def test_a_label_may_be_followed_by_its_time(line: str) -> None:
    (piece,) = pieces(line)
    assert piece.typed == "2021-05-03 10:00 UTC"
    assert piece.unlabelled == "It works."


@pytest.mark.parametrize(
    "text",
    ["2024-02-21 21:00 UTC the upgrade begins.", "There will be no jobs from\n`2025-02-03 15:15 UTC` on.",
     "- `2022-11-25T08:35:00+01:00`: scaled down", "2024-02-21\n\nOnly a day.", "2024-13-01 10:00\n\nNo month."],
)  # fmt: skip
def test_a_time_inside_the_text_is_text(text: str) -> None:
    (piece,) = pieces(text)
    assert piece.time is None
    assert piece.text == text


def test_labels_and_dashes_part_pieces_without_a_time() -> None:
    body = "**Update** Done.\n--\n**Update** Nearly.\n\n---\n\nIt broke.\n\n\\--\n\nEarlier."
    assert [text for _, _, text in told(body)] == ["Done.", "Nearly.", "It broke.", "Earlier."]


def test_code_and_comments_are_not_parted() -> None:
    body = "```\n---\n2026-08-14 06:10 UTC\n*Update* x\n```\n\n<!--\n---\n[Final Message]\n-->\nEnd"
    (piece,) = pieces(body)
    assert piece.text == body


def test_a_line_of_many_dashes_below_text_is_a_heading() -> None:
    (piece,) = pieces("A title\n-------\n\nText")
    assert piece.text == "A title\n-------\n\nText"


def test_a_track_without_a_readable_time_is_shown_as_the_old_site_showed_it() -> None:
    (piece,) = pieces('It works. {{< track "yesterday" >}}')
    assert piece.time is None
    assert piece.text == "It works. (yesterday)"


def test_a_piece_can_be_told_without_its_time_as_the_old_site_showed_it() -> None:
    (piece,) = pieces('It works. {{< track "2018-04-13 17:30" >}}')
    assert piece.untimed.time is None
    assert piece.untimed.text == "It works. (2018-04-13 17:30)"


def test_together_the_pieces_hold_every_line_that_has_words() -> None:
    body = "a\n\n---\n\n2026-08-14 06:10 UTC\n\nb\n\n*Update* - c\n\nd\n\n\n"
    held = [line for piece in pieces(body) for line in piece.written if line.strip(" -")]
    assert held == [line for line in body.split("\n") if line.strip(" -")]
