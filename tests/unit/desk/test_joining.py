"""What does not go together is left to people; what does is joined to the byte."""

import pytest

from stillup.desk.sending.joining import join_posts
from stillup.model.parsed import Conventions

PATH = "content/incidents/2026-11-21-email.md"
HEAD = "---\ntitle: Email is late\nimpact: major\n---\n\n"
FIRST = "## Investigating · 2026-11-21 12:00\n\nWe look.\n"
SECOND = "## Update · 2026-11-21 12:10\n\nStill looking.\n"
BASE = f"{HEAD}{FIRST}\n{SECOND}"
THIRD = "## Resolved · 2026-11-21 12:20\n\nDone.\n"


def join(
    base: str | None, mine: str, theirs: str, path: str = PATH, *, may_move: bool = True
) -> str | None:
    versions = (mine.encode(), theirs.encode())
    old = None if base is None else base.encode()
    conventions = Conventions("Europe/Helsinki", ("en", "fi"))
    joined = join_posts(path, old, *versions, conventions, may_move=may_move)
    return None if joined is None else joined.decode()


def test_a_new_title_and_a_new_update_go_together() -> None:
    retitled = BASE.replace("is late", "arrives late")

    assert join(BASE, retitled, f"{BASE}\n{THIRD}") == f"{retitled}\n{THIRD}"


def test_two_corrections_of_two_updates_go_together() -> None:
    mine, theirs = BASE.replace("We look", "We search"), BASE.replace("Still", "Yes, still")

    assert join(BASE, mine, theirs) == mine.replace("Still", "Yes, still")


def test_an_update_that_one_took_out_is_out() -> None:
    assert join(BASE, f"{HEAD}{FIRST}", f"{BASE}\n{THIRD}") == f"{HEAD}{FIRST}\n{THIRD}"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (BASE.replace("is late", "arrives late"), BASE.replace("is late", "is slow")),
        (BASE.replace("We look", "We search"), BASE.replace("We look", "We see")),
        (f"{HEAD}{FIRST}", BASE.replace("Still", "Yes, still")),
        (f"{BASE}\n{THIRD}", f"{BASE}\n{THIRD.replace('Done', 'It works')}"),
        (f"{BASE}\n{THIRD}", f"{BASE}\n## Reslved · 2026-11-21 12:21\n"),
    ],
)
def test_two_versions_of_one_thing_are_not_joined(mine: str, theirs: str) -> None:
    assert join(BASE, mine, theirs) is None
    assert join(BASE, theirs, mine) is None


MINE = "## Update · 2026-11-21 12:20\n\nHalf of it flows.\n"
THEIRS = "## Update · 2026-11-21 12:20\nnext_update: 13:00\n\nMany ask.\n"
MOVED = MINE.replace("12:20", "12:20:01")


def test_two_updates_of_one_minute_are_both_kept_and_the_second_gets_seconds() -> None:
    joined = join(BASE, f"{BASE}\n{MINE}", f"{BASE}\n{THEIRS}")

    assert joined == f"{BASE}\n{THEIRS}\n{MOVED}"
    assert join(BASE, f"{BASE}\n{THIRD}", joined) == f"{joined}\n{THIRD}".replace(
        "Resolved · 2026-11-21 12:20", "Resolved · 2026-11-21 12:20:02"
    )


def test_updates_of_one_minute_stand_newest_first_where_all_do() -> None:
    base = f"{HEAD}{SECOND}\n{FIRST}"

    joined = join(base, base.replace(HEAD, f"{HEAD}{MINE}\n"), base.replace(HEAD, HEAD + THEIRS))

    assert joined == f"{HEAD}{MOVED}\n{THEIRS}\n{SECOND}\n{FIRST}"


@pytest.mark.parametrize("mine", [MINE.replace("Half of it flows", "Many\nask"), f"{MINE}\n[x]("])
def test_one_update_in_two_versions_stays_one(mine: str) -> None:
    theirs = THEIRS if "ask" in mine else THIRD.replace("Resolved", "Reslved")

    assert join(BASE, f"{BASE}\n{mine}", f"{BASE}\n{theirs}") is None


def test_no_time_changes_that_a_translation_may_follow() -> None:
    assert join(BASE, f"{BASE}\n{MINE}", f"{BASE}\n{THEIRS}", may_move=False) is None
    path = PATH.replace(".md", ".fi.md")
    base = BASE.replace("impact: major\n", "")
    assert join(base, f"{base}\n{MINE}", f"{base}\n{THIRD}", path) is None


def test_two_posts_begun_under_one_name_are_joined_only_if_they_begin_alike() -> None:
    assert join(None, f"{HEAD}{FIRST}", f"{HEAD}{SECOND}") == BASE
    assert join(None, f"{HEAD}{FIRST}", f"{HEAD.replace('late', 'slow')}{SECOND}") is None


def test_translations_are_joined_as_posts_are() -> None:
    path = PATH.replace(".md", ".fi.md")
    head = "---\ntitle: Sähköposti on myöhässä\n---\n\n"
    base = f"{head}{FIRST}"

    assert join(base, f"{base}\n{THIRD}", f"{base}\n{SECOND}", path) == f"{base}\n{SECOND}\n{THIRD}"


def test_a_page_has_no_updates_to_join() -> None:
    page = "---\ntitle: A page\n---\n\nText.\n"

    assert join(page, page + "One.\n", page + "Two.\n", "content/pages/about.md") is None
