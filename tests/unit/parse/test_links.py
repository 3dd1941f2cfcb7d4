from textwrap import dedent

import pytest

from stillup.model.diagnostic import Problems
from stillup.model.parsed import Link
from stillup.parse.blocks import scan_blocks
from stillup.parse.lines import Lines
from stillup.parse.links import find_links


def links(text: str) -> list[Link]:
    lines = Lines("content/x.md", dedent(text).lstrip("\n").split("\n"), 11)
    return list(find_links(lines, scan_blocks(lines, Problems())))


def targets(text: str) -> list[str]:
    return [link.target for link in links(text)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](b.md)", "b.md"),
        ("[a](<b c.md>)", "b c.md"),
        ('[a](b.md "title")', "b.md"),
        ("[a](b.md 'title')", "b.md"),
        ("[a]( b.md )", "b.md"),
        ("[a](b_(c).md)", "b_(c).md"),
        (r"[a](b\_c.md)", "b_c.md"),
        ("[a [b] c](d.md)", "d.md"),
        ("[a\nb](c.md)", "c.md"),
        ("[a](\nb.md)", "b.md"),
        ("[a](../incidents/b.md#u2026-11-21-1241)", "../incidents/b.md#u2026-11-21-1241"),
        ("[a]: b.md", "b.md"),
        ("[a]: <b c.md>", "b c.md"),
        ("   [a]: b.md 'title'", "b.md"),
        ("<https://example.com/a>", "https://example.com/a"),
        ("<mailto:jane@example.com>", "mailto:jane@example.com"),
        ("<a href='b.md'>a</a>", "b.md"),
        ('<a class="x" HREF="b.md">a</a>', "b.md"),
        ("<a href=b.md>a</a>", "b.md"),
        ("<a\n  href='b.md'>a</a>", "b.md"),
        ("- [a](b.md)", "b.md"),
        ("> [a](b.md)", "b.md"),
        ("### [a](b.md)", "b.md"),
        ("| [a](b.md) |\n|---|", "b.md"),
        ("`a` [b](c.md) `d`", "c.md"),
        ("`a [b](c.md)", "c.md"),
        ("> [a]\n>\n> [a]: b.md", "b.md"),
        ("> [a\n> b](c.md)", "c.md"),
        ("a[^1]\n\n[^1]: [b](c.md)", "c.md"),
        ("- [a]: b.md", "b.md"),
        ("[a]: <b.md>\n  'title'", "b.md"),
        ("[a](b&amp;c.md)", "b&c.md"),
        ("[a](b\u200b.md)", "b.md"),
        ("<img alt='a > b' src='c.png'>", "c.png"),
        ("<pre>\n<a href='b.md'>a</a> [c](d.md)\n</pre>", "b.md"),
    ],
)
def test_a_link(text: str, target: str) -> None:
    assert targets(text) == [target]


@pytest.mark.parametrize(
    "text",
    [
        "`[a](b.md)`",
        "``a ` [a](b.md)``",
        "```\n[a](b.md)\n```",
        "# c\n\n    [a](b.md)",
        "<!-- [a](b.md) -->",
        "a <!-- [a](b.md) --> b",
        "<!--\n[a](b.md)\n-->",
        "<pre>\n[a](b.md)\n</pre>",
        "a](b.md)",
        r"\[a](b.md)",
        "[^1]: a note",
        "[a] (b.md)",
        "a < b and c > d",
        "1 <2 href='b.md'>",
        "[12:00]: mail works again",
        "[a]: b.md and more",
        "words\n[a]: b.md",
        "> words\n> [a]: b.md",
        "write <name src=b.md> in the box",
        "<video src='b.mp4'></video>",
    ],
)
def test_no_link(text: str) -> None:
    assert targets(text) == []


def test_images_are_told_from_links() -> None:
    found = links("[![a](b.png)](c.md) <img src='d.png' alt=e>")
    assert [(link.target, link.image) for link in found] == [
        ("b.png", True),
        ("c.md", False),
        ("d.png", True),
    ]


def test_the_place_is_that_of_the_target() -> None:
    one, other = links("\na [b](c.md),\nand ![d](<e f.png>)\n")
    assert (one.span.line, one.span.column, one.span.length) == (12 - 1, 7, 4)
    assert (other.span.line, other.span.column, other.span.length) == (13 - 1, 11, 7)


def test_links_come_in_the_order_of_their_places() -> None:
    assert targets("[r]: 1.md\n\n<a href='2.md'>a</a> [b](3.md)\n\n![c](4.md)") == [
        "1.md", "2.md", "3.md", "4.md",
    ]  # fmt: skip
