"""A new post: its file, its name, and all that was said about it."""

from pathlib import Path

import msgspec
import pytest

from stillup.desk.change import try_change
from stillup.desk.desk import Desk
from stillup.desk.new_post import (
    NewIncident,
    NewMaintenance,
    known_of_incident,
    known_of_work,
    plan_incident,
    plan_maintenance,
)
from stillup.desk.times import Unclear
from stillup.model.status import Impact, UpdateStatus
from tests.support.desks import SITE, desk_of

INCIDENT = NewIncident(title="Email: slow", text="We look into it.")
WORK = NewMaintenance(title="New disks", text="…", starts="2026-12-01 22:00", ends="01:00")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("site"))


def text_of(desk: Desk, **wish: object) -> str:
    change = plan_incident(desk, msgspec.structs.replace(INCIDENT, **wish))
    return change.edited.data.decode()


def test_an_incident_is_one_file(desk: Desk) -> None:
    change = plan_incident(
        desk,
        msgspec.structs.replace(
            INCIDENT,
            impact=Impact.MAJOR,
            components=("email", "Webmail"),
            started="12:20",
            next="30m",
            status=UpdateStatus.IDENTIFIED,
            author="Jane Roe",
        ),
    )

    assert (change.path, change.was) == ("content/incidents/2026-11-21-email-slow.md", None)
    assert change.edited.data.decode() == (
        '---\ntitle: "Email: slow"\nimpact: major\ncomponents: [email, webmail]\n'
        "started: 2026-11-21 12:20\nauthor: jane\n---\n\n"
        "## Identified · 2026-11-21 13:10\nnext_update: 13:40\n\nWe look into it.\n"
    )
    assert len(change.lines) == 12
    assert try_change(desk, change).caused == ()


def test_it_is_named_after_the_day_on_which_it_began(desk: Desk) -> None:
    change = plan_incident(desk, msgspec.structs.replace(INCIDENT, started="yesterday 22:00"))

    assert change.path == "content/incidents/2026-11-20-email-slow.md"


def test_a_name_that_is_taken_gets_a_number(desk: Desk) -> None:
    change = plan_incident(desk, msgspec.structs.replace(INCIDENT, title="Email"))

    assert change.path == "content/incidents/2026-11-21-email-2.md"


def test_a_name_may_be_chosen(desk: Desk) -> None:
    change = plan_incident(desk, msgspec.structs.replace(INCIDENT, name="mail-2026"))

    assert change.path == "content/incidents/mail-2026.md"


@pytest.mark.parametrize(
    "wish",
    [
        {"title": " "},
        {"name": "../x"},
        {"name": "a b"},
        {"publish_at": "2026-12-01"},
        {"started": "tomorrow 09:00"},
        {"next": "12:00"},
    ],
)
def test_what_can_not_be_is_refused(desk: Desk, wish: dict[str, object]) -> None:
    with pytest.raises(Unclear):
        text_of(desk, **wish)


def test_if_one_component_has_a_state_all_have(desk: Desk) -> None:
    text = text_of(desk, components=("email=down", "webmail"), impact=Impact.MINOR)

    assert "components: {email: major_outage, webmail: degraded_performance}\n" in text


def test_an_embargo_and_a_draft_are_keys(desk: Desk) -> None:
    text = text_of(desk, draft=True, publish_at="tomorrow 09:00")

    assert "\ndraft: true\npublish_at: 2026-11-22 09:00\n---\n" in text


def test_planned_work_is_named_after_its_day(desk: Desk) -> None:
    change = plan_maintenance(desk, msgspec.structs.replace(WORK, components=("email",)))

    assert change.path == "content/maintenance/2026-12-01-new-disks.md"
    assert change.edited.data.decode() == (
        "---\ntitle: New disks\ncomponents: email\nstarts: 2026-12-01 22:00\n"
        "ends: 2026-12-02 01:00\n---\n\n## Scheduled · 2026-11-21 13:10\n\n…\n"
    )
    assert try_change(desk, change).caused == ()


def test_work_ends_after_it_starts(desk: Desk) -> None:
    with pytest.raises(Unclear, match="before it starts"):
        plan_maintenance(desk, msgspec.structs.replace(WORK, ends="2026-12-01 21:00"))


def test_skeletons_know_what_was_said(desk: Desk) -> None:
    incident = msgspec.structs.replace(INCIDENT, components=("email", "mail"), next="1h")
    of_incident, of_work = known_of_incident(desk, incident), known_of_work(desk, WORK)

    assert (of_incident["components"], of_incident["next_update"]) == ("Email, Mail", "14:10")
    assert (of_work["starts"], of_work["ends"]) == ("2026-12-01 22:00", "2026-12-02 01:00")


def test_a_broken_file_keeps_its_name(tmp_path: Path) -> None:
    broken = SITE.with_files({"content/incidents/2026-11-21-email-slow.md": "broken"})

    change = plan_incident(desk_of(tmp_path, broken), INCIDENT)

    assert change.path == "content/incidents/2026-11-21-email-slow-2.md"
