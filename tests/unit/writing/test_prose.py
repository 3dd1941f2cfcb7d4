"""Foreign Markdown made safe inside a post."""

import pytest

from stillup.writing.prose import settle, settled


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("## Known issues\n\n- none", "### Known issues\n\n- none"),
        ("# One\n\n## Two\n\n##### Five", "### One\n\n#### Two\n\n###### Five"),
        ("#### Four", "#### Four"),
        ("> ## quoted\n\n- ## listed", "> ### quoted\n\n- ### listed"),
        ("  ## set in", "  ### set in"),
        ("```\n## code\n```", "```\n## code\n```"),
        ("A title\nin two lines\n=====\n\nText", "### A title in two lines\n\n\nText"),
        ("A title\n-----\nText", "### A title\n\nText"),
        ("Done\n--\nEarlier", "Done\n\n---\n\nEarlier"),
        ("Done\n\n---\n\nEarlier", "Done\n\n---\n\nEarlier"),
        ("- item\n---", "- item\n---"),
        ("## Resolved · 2021-05-03", "**Resolved · 2021-05-03**"),
        ("##Resolved 2021-05-03 10:00", "\\##Resolved 2021-05-03 10:00"),
        ("<<<<<<< HEAD", "\\<<<<<<< HEAD"),
        ("\n\n    code\n\n", "    code"),
    ],
)
def test_no_words_of_a_text_become_structure(text: str, safe: str) -> None:
    assert settled(text, begins_update=True) == safe


@pytest.mark.parametrize(
    ("line", "safe"),
    [
        ("ended: not yet", "ended\\: not yet"),
        ("edit: The problem was a runner", "edit\\: The problem was a runner"),
        ("Next update: 13:15", "Next update\\: 13:15"),
        ("severity: high", "severity\\: high"),
        ("Cause: unknown", "Cause: unknown"),
        ("reason: unknown", "reason: unknown"),
        ("See https://x.example", "See https://x.example"),
    ],
)
def test_a_first_line_is_no_field(line: str, safe: str) -> None:
    assert settled(line, begins_update=True) == safe
    assert settled(line, begins_update=False) == line


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("```py\n## code", "```py\n## code\n```"),
        ("~~~~\ncode\n~~~", "~~~~\ncode\n~~~\n~~~~"),
        ("<!-- open\n\nmore", "<!-- open\n\nmore\n-->"),
    ],
)
def test_what_is_open_is_closed_with_the_text(text: str, safe: str) -> None:
    assert settled(text, begins_update=True) == safe
    assert [change.kind for change in settle(text, begins_update=True).changes] == ["unclosed"]


def test_changes_say_which_line_became_what() -> None:
    changes = settle("Text\n\n## Two\n\nA title\n-----", begins_update=True).changes
    assert [(change.line, change.kind) for change in changes] == [
        (5, "heading"),
        (2, "heading"),
        (4, "heading"),
    ]
