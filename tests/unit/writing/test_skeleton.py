"""Skeletons: what is known stands in them, what is not can't be overlooked."""

import pytest

from stillup.writing.edited import Refused
from stillup.writing.skeleton import PLACEHOLDERS, SKELETONS, Skeleton, fill, find_skeleton, gaps

NAMES = (
    *("new", "update", "late", "nothing-new", "resolve", "postmortem", "withdraw"),
    *("maintenance", "start", "finish", "move", "cancel"),
)


def filled(template: str, **known: str) -> str:
    text = fill(template, known)
    assert isinstance(text, str)
    return text


def test_what_is_known_is_filled_in() -> None:
    assert filled("By {{ next_update }}, {{author}}.", next_update="13:15", author="Jane") == (
        "By 13:15, Jane."
    )


def test_what_is_not_known_is_a_gap() -> None:
    text = filled("By {{ next_update }}, {{ author }}. […why…]", author=" ")
    assert text == "By […when you write again…], […your name…]. […why…]"
    assert gaps(text) == ("[…when you write again…]", "[…your name…]", "[…why…]")


def test_what_is_filled_in_is_not_read_again() -> None:
    assert filled("{{ title }}", title="{{ nothing }}\nmore") == "{{ nothing }} more"


def test_an_unknown_name_is_refused_whole() -> None:
    assert fill("{{ title }}\nBy {{ next-updat }}.", {"title": "T"}) == Refused(
        2,
        "there is no placeholder `{{ next-updat }}`",
        "did you mean `next_update`?",
        "By {{ next_update }}.",
    )


def test_a_name_like_none_is_told_all_of_them() -> None:
    found = fill("{{ 3 + 4 }}", {})
    assert isinstance(found, Refused)
    assert all(f"`{name}`" in found.help for name in PLACEHOLDERS)


def test_links_and_tasks_are_no_gaps() -> None:
    assert gaps("- [ ] a [link](…) [… broken\noff …]") == ()


@pytest.mark.parametrize("name", NAMES)
def test_ours_can_be_filled(name: str) -> None:
    known = {placeholder: f"<{placeholder}>" for placeholder in PLACEHOLDERS}
    text = filled(SKELETONS[name], **known)
    assert "{{" not in text
    assert all(len(line) <= 120 for line in SKELETONS[name].split("\n"))


def test_there_are_no_others() -> None:
    assert set(SKELETONS) == set(NAMES)


@pytest.mark.parametrize("name", ["new", "update", "late", "nothing-new", "resolve", "postmortem"])
def test_ours_begin_with_being_sorry(name: str) -> None:
    assert SKELETONS[name].startswith("We are sorry")


@pytest.mark.parametrize("name", ["new", "update", "late", "nothing-new"])
def test_ours_say_when_the_next_word_comes(name: str) -> None:
    assert "We write again by {{ next_update }}" in SKELETONS[name]


def test_the_late_one_owns_the_broken_promise() -> None:
    assert "we had promised to write by {{ last_promise }}" in SKELETONS["late"]


def test_a_site_has_its_own_by_language() -> None:
    own = {"update.ca.md": "\ufeffHola", "update.md": "Hello"}
    assert find_skeleton("update", "ca", own) == Skeleton("Hola", "content/templates/update.ca.md")
    assert find_skeleton("update", "en", own) == Skeleton("Hello", "content/templates/update.md")
    assert find_skeleton("late", "ca", own) == Skeleton(SKELETONS["late"])
