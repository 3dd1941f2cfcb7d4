"""One key changes, and nothing else does."""

import pytest

from stillup.writing.edited import Edited, Refused
from stillup.writing.front_matter import Wished, drop_key, set_key

BODY = "---\n\n## Update · 2026-11-21 12:41\n"


def with_key(keys: str, key: str, value: Wished) -> str:
    edited = set_key(f"---\n{keys}\n{BODY}".encode(), key, value)
    assert isinstance(edited, Edited)
    return edited.data.decode().removeprefix("---\n").removesuffix(f"\n{BODY}")


def without_key(keys: str, key: str) -> str:
    edited = drop_key(f"---\n{keys}\n{BODY}".encode(), key)
    assert isinstance(edited, Edited)
    return edited.data.decode().removeprefix("---\n").removesuffix(f"{BODY}").rstrip("\n")


@pytest.mark.parametrize(
    ("keys", "key", "value", "now"),
    [
        ("title: Old", "title", "New: now # 1", 'title: "New: now # 1"'),
        ("title:   Old  ", "title", "New", "title:   New  "),
        ("title: Old # all of it", "title", "New", "title: New"),
        ("impact: minor  # why", "impact", "major", "impact: major  # why"),
        ("impact:   # why", "impact", "major", "impact: major   # why"),
        ("impact:", "impact", "major", "impact: major"),
        ("author: 'a # b' # why", "author", "x", "author: x # why"),
        ("author: a#b # why", "author", "x", "author: x # why"),
        ("publish-at: 2026-01-01 10:00", "publish_at", "2026-11-22 9:00", "publish-at: 2026-11-22 9:00"),
        ("pin: no", "pin", "true", "pin: true"),
        ("cause: |\n  disk\n\npin: no", "cause", "mail", "cause: mail\n\npin: no"),
        ('cause: "di\n  sk" # x\npin: no', "cause", "mail", "cause: mail\npin: no"),
        ("components: [a, b]", "components", ["c", "d"], "components: [c, d]"),
        ("components: [a,\n  # two\n  b] # x", "components", ["c"], "components: c\n  # two"),
        ("components:\n- a\n# two\n- b\n# end", "components", "c", "components: c\n# two\n# end"),
        ("components: a", "components", {"a": "operational"}, "components: {a: operational}"),
        ("impact: minor", "withdrawn", "no: it #was", 'impact: minor\nwithdrawn: "no: it #was"'),
        ("impact: minor\n# end\n", "draft", "true", "impact: minor\n# end\ndraft: true\n"),
        ("impact: minor", "cause", "two\nlines", "impact: minor\ncause: two lines"),
    ],
)  # fmt: skip
def test_a_key_gets_a_value(keys: str, key: str, value: Wished, now: str) -> None:
    assert with_key(keys, key, value) == now


@pytest.mark.parametrize(
    ("keys", "key", "now"),
    [
        ("title: T\ndraft: true # yet\nimpact: minor", "draft", "title: T\nimpact: minor"),
        ("offer:\n  what: a\n  # how\n  how: b\npin: no", "offer", "  # how\npin: no"),
        ("title: T\ncause: x\n  # y\n# z", "cause", "title: T\n# z"),
        ("title: T", "draft", "title: T"),
    ],
)
def test_a_key_goes(keys: str, key: str, now: str) -> None:
    assert without_key(keys, key) == now


def test_the_only_key_of_a_file_can_go() -> None:
    assert without_key("title: T", "title") == ""


def test_a_key_can_be_the_first() -> None:
    edited = set_key(f"---\n{BODY}".encode(), "title", "T")
    assert edited == Edited(f"---\ntitle: T\n{BODY}".encode(), 2, 2)


@pytest.mark.parametrize("keys", ["{title: T, impact: minor}", "? title\n: T"])
def test_keys_in_a_strange_form_are_left_alone(keys: str) -> None:
    found = set_key(f"---\n{keys}\n{BODY}".encode(), "title", "New")
    assert isinstance(found, Refused)
    assert found.line == 2
    assert "by hand" in found.what


def test_a_file_without_keys_is_left_alone() -> None:
    found = drop_key(b"Just words.\n", "draft")
    assert isinstance(found, Refused)
    assert found.what == "this file does not begin with its keys"


@pytest.mark.parametrize(
    ("keys", "line"),
    [("title: T\nauthor: @jane", 3), ("title: T\nauthor:jane", 3), ("title: T\n  and more", 3)],
)
def test_keys_that_nobody_can_read_are_left_alone(keys: str, line: int) -> None:
    found = set_key(f"---\n{keys}\n{BODY}".encode(), "title", "New")
    assert isinstance(found, Refused)
    assert found.line == line
    assert found.help
