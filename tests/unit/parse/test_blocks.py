from textwrap import dedent

import pytest

from stillup.model.diagnostic import Problems
from stillup.parse.blocks import BlockKind, scan_blocks
from stillup.parse.lines import Lines

WORDS, HEADING, UNDERLINED = BlockKind.WORDS, BlockKind.HEADING, BlockKind.UNDERLINED
CODE, COMMENT = BlockKind.CODE, BlockKind.COMMENT


def kinds(text: str) -> list[tuple[BlockKind, int, int]]:
    """Return kind, first and last line of each block of a text with nothing wrong in it."""
    problems = Problems()
    lines = Lines("content/x.md", dedent(text).lstrip("\n").rstrip("\n").split("\n"))
    found = scan_blocks(lines, problems)
    assert [d.message for d in problems] == []
    return [(block.kind, block.start, block.end - 1) for block in found]


def test_paragraphs_and_headings() -> None:
    assert kinds("a\nb\n\n# c\n## d\ne\n#f\n") == [
        (WORDS, 1, 2), (HEADING, 4, 4), (HEADING, 5, 5), (WORDS, 6, 7),
    ]  # fmt: skip


def test_a_fence_ends_with_as_many_of_the_same_sign() -> None:
    assert kinds("````\n```\n~~~~\n````\na\n") == [(CODE, 1, 4), (WORDS, 5, 5)]
    assert kinds("~~~ text ~~~\n## a\n~~~~~\n") == [(CODE, 1, 3)]


def test_three_backticks_with_more_on_the_line_are_a_code_span() -> None:
    assert kinds("``` a ``` b\n") == [(WORDS, 1, 1)]


def test_indented_lines_are_code_but_not_below_words_or_in_a_list() -> None:
    assert kinds("# a\n    b\n") == [(HEADING, 1, 1), (CODE, 2, 2)]
    assert kinds("a\n    b\n") == [(WORDS, 1, 2)]
    assert kinds("- a\n\n    b\n") == [(WORDS, 1, 1), (WORDS, 3, 3)]
    assert kinds("- a\n\n      b\n") == [(WORDS, 1, 1), (CODE, 3, 3)]


def test_a_fence_in_a_list_ends_with_the_list() -> None:
    assert kinds("- a\n  ```\n  b\n## c\n") == [(WORDS, 1, 1), (CODE, 2, 3), (HEADING, 4, 4)]


def test_a_fence_in_a_quote_ends_with_the_quote() -> None:
    assert kinds("> ```\n> ## a\n\nb\n") == [(CODE, 1, 2), (WORDS, 4, 4)]


def test_comments() -> None:
    assert kinds("<!-- a -->\nb\n") == [(COMMENT, 1, 1), (WORDS, 2, 2)]
    assert kinds("<!-- a\n## b\n\n-->\nc\n") == [(COMMENT, 1, 4), (WORDS, 5, 5)]
    assert kinds("a <!-- b --> c\n## d\n") == [(WORDS, 1, 1), (HEADING, 2, 2)]
    assert kinds("a <!-- b\nc\n-->\n") == [(WORDS, 1, 1), (COMMENT, 2, 3)]
    assert kinds("- <!-- b\n\n  ## c\n  -->\n") == [(WORDS, 1, 1), (COMMENT, 2, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- b\n\nc -->",
        "a <!-- b\n## c\n-->",
        "a <!-- b\n- c -->",
        "a <!-- b\n```\nc\n``` -->",
        "<!-- a --> <!-- b\n\nc -->",
        "- a <!-- b\n\n  c -->",
        "- <!-- b\nc -->",
        "> <!-- b\n\nc -->",
    ],
)
def test_a_comment_that_markdown_ends_before_its_end_is_reported(text: str) -> None:
    problems = Problems()
    scan_blocks(Lines("content/x.md", text.split("\n")), problems)
    assert [d.code for d in problems] == ["comment-behind-words"]


def test_a_comment_in_code_opens_nothing() -> None:
    assert kinds("`<!--` a\n## b\n") == [(WORDS, 1, 1), (HEADING, 2, 2)]
    assert kinds("```\n<!--\n```\n## b\n") == [(CODE, 1, 3), (HEADING, 4, 4)]


def test_underlined_headings() -> None:
    assert kinds("a\nb\n---\n") == [(UNDERLINED, 1, 3)]
    assert kinds("a\n=\n") == [(UNDERLINED, 1, 2)]
    assert kinds("a\n--\n") == [(UNDERLINED, 1, 2)]


def test_lines_across_the_page_underline_nothing() -> None:
    assert kinds("a\n\n---\n") == [(WORDS, 1, 1), (WORDS, 3, 3)]
    assert all(kind is WORDS for kind, _, _ in kinds("- a\n---\n"))
    assert all(kind is WORDS for kind, _, _ in kinds("- a\nb\n---\n"))
    assert all(kind is WORDS for kind, _, _ in kinds("> a\n---\n"))
    assert all(kind is WORDS for kind, _, _ in kinds("a\n- - -\n"))
    assert all(kind is WORDS for kind, _, _ in kinds("| a | b |\n|---|---|\n"))
    assert all(kind is WORDS for kind, _, _ in kinds("<div>\na\n---\n</div>\n"))


def test_raw_elements_hold_no_markdown() -> None:
    assert kinds("<pre>\n\n## a\n</pre>\nb\n") == [(CODE, 1, 4), (WORDS, 5, 5)]
    assert kinds("<pre>\n## a\n") == [(WORDS, 1, 1), (HEADING, 2, 2)]


def test_what_nothing_closes_is_reported_and_swallows_nothing() -> None:
    problems = Problems()
    lines = Lines("content/x.md", ["```", "a", "<!-- b", "## c", "~~~"])
    found = scan_blocks(lines, problems)
    assert HEADING in {block.kind for block in found}
    assert [d.code for d in problems] == ["unclosed-code", "unclosed-comment", "unclosed-code"]
