"""Link targets rewritten in place."""

import pytest

from stillup.importing.links import with_targets


def seen(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []

    def meant(target: str, line: int) -> str:
        found.append((target, line))
        return target

    assert with_targets(text, meant) == text
    return found


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](/b)", "/b"),
        ("![a](/b.png)", "/b.png"),
        ('[a](/b "title")', "/b"),
        ("[a](</b c>)", "/b c"),
        ("[a](/b(c))", "/b(c)"),
        ("[a]: /b", "/b"),
        ('<img src="/b.png">', "/b.png"),
        ("<a class='x' href='/b'>", "/b"),
        ("[`code`](/b)", "/b"),
    ],
)
def test_a_link_is_found_in_every_form(text: str, target: str) -> None:
    assert seen(f"text\n{text}") == [(target, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "`[a](/b)`",
        "```\n[a](/b)\n```",
        "[^1]: /note",
        "[a] (/b)",
        "https://x.example/b",
        "    [a](/b)",
    ],
)
def test_what_only_looks_like_a_link_stays(text: str) -> None:
    assert seen(text) == []


def test_targets_are_replaced_and_nothing_else() -> None:
    text = "`[a](/b)` [a](/b) and ![x](/c)\n\n[r]: /b"
    assert with_targets(text, lambda target, _: f"..{target}") == (
        "`[a](/b)` [a](../b) and ![x](../c)\n\n[r]: ../b"
    )
