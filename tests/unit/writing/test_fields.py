"""One field of an update changes, and nothing else does."""

import pytest

from stillup.writing.edited import Edited, Refused
from stillup.writing.fields import set_field

HEAD = "---\ntitle: T\n---\n\n"


def with_field(update: str, name: str, value: str, which: str = "u2026-11-21-1241") -> str:
    edited = set_field(f"{HEAD}{update}".encode(), which, name, value)
    assert isinstance(edited, Edited)
    text = edited.data.decode().removeprefix(HEAD)
    assert edited.data.decode().split("\n")[edited.first - 1].lstrip().startswith(name)
    return text


@pytest.mark.parametrize(
    ("update", "name", "value", "now"),
    [
        ("author: jane  \n\nText.\n", "author", "sam", "author: sam  \n\nText.\n"),
        ("\nText.\n", "author", "sam", "author: sam\n\nText.\n"),
        ("Text.\n", "author", "sam", "author: sam\n\nText.\n"),
        ("", "author", "sam", "author: sam\n"),
        ("\nimpact: minor\n\nText.\n", "author", "sam", "\nimpact: minor\nauthor: sam\n\nText.\n"),
        ("next-update: 13:00\n", "next_update", "13:30", None),
        (
            "edited: 2026-11-21 13:00, a\n\nText.\n", "edited", "2026-11-21 14:00, b",
            "edited: 2026-11-21 13:00, a\nedited: 2026-11-21 14:00, b\n\nText.\n",
        ),
    ],
)  # fmt: skip
def test_a_field_gets_a_value(update: str, name: str, value: str, now: str | None) -> None:
    heading = "## Update · 2026-11-21 12:41\n"
    if now is None:
        edited = set_field(f"{HEAD}{heading}{update}".encode(), "u2026-11-21-1241", name, value)
        assert isinstance(edited, Edited)
        assert edited.data.decode() == f"{HEAD}{heading}next-update: 13:30\n"
    else:
        assert with_field(f"{heading}{update}", name, value) == f"{heading}{now}"


def test_an_update_is_found_by_the_id_that_it_kept() -> None:
    kept = "## Update · 2026-11-21 12:41\nid: old\n"
    assert with_field(kept, "author", "sam", "old") == f"{kept}author: sam\n"


def test_another_update_stays_as_it_is() -> None:
    two = "## Update · 2026-11-21 12:41\n\n## Resolved · 2026-11-21 12:41:05\n\nOver.\n"
    now = with_field(two, "author", "sam", "u2026-11-21-124105")
    assert now == two.replace(":05\n", ":05\nauthor: sam\n")


def test_an_update_that_is_not_there_is_told_with_the_nearest() -> None:
    data = f"{HEAD}## Update · 2026-11-21 12:41\n".encode()
    assert set_field(data, "u2026-11-21-1214", "author", "sam") == Refused(
        0,
        "there is no update `u2026-11-21-1214` in this file",
        "did you mean `u2026-11-21-1241`?",
    )
