"""New posts are canonical: valid YAML, one way to write each thing, and nothing wrong in them."""

import pytest

from stillup.model.parsed import Conventions
from stillup.model.status import UpdateStatus
from stillup.writing.checked import checked
from stillup.writing.edited import Edited
from stillup.writing.post import new_incident, new_maintenance, new_page
from stillup.writing.skeleton import SKELETONS, fill
from stillup.writing.update import NewUpdate

FIRST = NewUpdate(
    status=UpdateStatus.INVESTIGATING,
    at="2026-11-21 12:41",
    fields=(("next_update", "13:15"),),
    text="We look.",
)


def problems(text: str, folder: str = "incidents") -> list[str]:
    path = f"content/{folder}/2026-11-21-x.md"
    return [d.code for d in checked(Edited(text.encode()), path, Conventions())]


def test_an_incident() -> None:
    text = new_incident(
        title="Email: slow # very",
        impact="major",
        components={"email": "partial_outage"},
        started="2026-11-21 12:20",
        author="jane",
        summary="Nothing is lost.\n",
        others={"related": ["2026-10-01-a", "2026-10-02-b"], "draft": "true", "cause": ""},
        update=FIRST,
    )
    assert text == (
        '---\ntitle: "Email: slow # very"\nimpact: major\ncomponents: {email: partial_outage}\n'
        "started: 2026-11-21 12:20\nauthor: jane\nrelated: [2026-10-01-a, 2026-10-02-b]\n"
        "draft: true\n---\n\nNothing is lost.\n\n"
        "## Investigating · 2026-11-21 12:41\nnext_update: 13:15\n\nWe look.\n"
    )
    assert problems(text) == []


def test_a_maintenance() -> None:
    update = NewUpdate(status=UpdateStatus.SCHEDULED, at="2026-11-20 10:00", text="Why.")
    text = new_maintenance(
        title="Disks", components=["email"], starts="2026-12-01", ends="2026-12-02", update=update
    )
    assert text == (
        "---\ntitle: Disks\ncomponents: email\nstarts: 2026-12-01\nends: 2026-12-02\n---\n\n"
        "## Scheduled · 2026-11-20 10:00\n\nWhy.\n"
    )
    assert problems(text, "maintenance") == []


def test_a_page() -> None:
    assert new_page(title="Contact us", text="Call.\n") == "---\ntitle: Contact us\n---\n\nCall.\n"


@pytest.mark.parametrize("name", sorted(SKELETONS))
def test_a_skeleton_left_as_it_is_has_gaps_and_breaks_nothing(name: str) -> None:
    text = fill(SKELETONS[name], {})
    assert isinstance(text, str)
    status = UpdateStatus.POSTMORTEM if name == "postmortem" else UpdateStatus.UPDATE
    update = NewUpdate(status=status, at="2026-11-21 12:41", text=text)
    assert set(problems(new_incident(title="T", impact="minor", update=update))) == {"gap-left"}


def test_what_would_be_wrong_is_told_before_it_is_written() -> None:
    text = new_incident(title="T", impact="huge", update=FIRST)
    assert problems(text) == ["unknown-word"]
