"""What a status says is understood as far as it can be, whoever wrote it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from stillup.model.status import Impact
from stillup.reading.documents import Gathered
from stillup.reading.standing import News, Part, Standing
from stillup.reading.understanding import understand
from stillup.reading.unreadable import Unreadable
from tests.support.real import real_data
from tests.support.statuses import WHOLE, fine, whole


def understood(said: dict[str, Any]) -> Standing:
    return understand(Gathered("summary.json", said))


def test_everything_is_read() -> None:
    standing = understood(whole())

    assert (standing.page, standing.url) == ("Harbour Mail", "https://status.harbour.example")
    assert (standing.level, standing.indicator) == (Impact.MAJOR, "major")
    assert standing.description == "Partial System Outage"
    assert standing.updated == datetime(2026, 11, 21, 13, 10, tzinfo=UTC)
    assert standing.components == (Part("c1", "Email", "Mail", "partial_outage"),)
    (incident,) = standing.incidents
    assert (incident.name, incident.components) == ("Email is slow to arrive", ("Email",))
    assert incident.started == datetime(2026, 11, 21, 12, 20, tzinfo=UTC)
    assert incident.latest == News("identified", "One of two stores is full.", standing.updated)
    (work,) = standing.maintenance
    assert work.started == datetime(2026, 12, 1, 22, tzinfo=UTC)
    assert work.ends == datetime(2026, 12, 2, 1, tzinfo=UTC)
    assert standing.untold == ()


def test_the_newest_update_is_found_in_any_order() -> None:
    said = whole()
    said["incidents"][0]["incident_updates"].reverse()

    latest = understood(said).incidents[0].latest

    assert latest is not None
    assert latest.status == "identified"


def test_the_page_has_the_last_word_about_itself() -> None:
    assert understood(whole(status={"indicator": "none"})).level is Impact.NONE
    assert understood(whole(status={"indicator": "Critical"})).level is Impact.CRITICAL


@pytest.mark.parametrize("status", [{}, None, "major", {"indicator": None}, {"indicator": ["x"]}])
def test_without_its_word_the_worst_of_its_parts_counts(status: object) -> None:
    standing = understood(whole(status=status))

    assert standing.level is Impact.MAJOR
    assert standing.description == "Partial System Outage"
    assert understood(fine(status=status)).level is Impact.NONE


def test_a_word_nobody_knows_never_passes_for_fine() -> None:
    assert understood(whole(status={"indicator": "purple"})).level is Impact.MAJOR
    with pytest.raises(Unreadable, match="it calls its state `purple`"):
        understood(fine(status={"indicator": "purple"}))


def test_a_component_in_a_state_nobody_knows_is_shown_and_is_not_fine() -> None:
    parts = [{"id": "c1", "name": "Email", "status": "Wobbly"}]

    standing = understood(fine(status=None, components=parts))

    assert standing.components == (Part("c1", "Email", "", "wobbly"),)
    assert standing.level is Impact.MINOR


def test_what_says_nothing_about_the_state_is_not_understood() -> None:
    with pytest.raises(Unreadable, match="it does not tell its state"):
        understood({"status": {}, "page": {"name": "x"}})


def test_maintenance_is_said_and_is_fine() -> None:
    standing = understood(fine(status={"indicator": "maintenance", "description": ""}))

    assert (standing.level, standing.indicator) == (Impact.NONE, "maintenance")
    assert standing.description == "Service Under Maintenance"


def test_work_on_a_component_is_said_too_where_the_indicator_knows_no_such_word() -> None:
    parts = [{"id": "c1", "name": "Email", "status": "under_maintenance"}]

    assert understood(fine(components=parts)).indicator == "maintenance"


@pytest.mark.parametrize("status", ["resolved", "postmortem", "Completed"])
def test_what_is_over_is_not_open(status: str) -> None:
    said = whole()
    said["incidents"][0]["status"] = status

    assert understood(said).incidents == ()


def test_what_is_not_told_is_not_passed_off_as_nothing() -> None:
    standing = understood({"status": {"indicator": "none"}, "incidents": None})

    assert standing.untold == ("components", "incidents", "maintenance")


JUNK: list[object] = [None, True, 7, -1.5, "", "x", [], [None], {}, {"a": [1]}, ["x"], float("inf")]


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_a_value_of_any_other_kind_anywhere_is_no_traceback(junk: object) -> None:
    def planted(said: object) -> list[object]:
        """Return copies of a value, each with junk in place of one of its parts."""
        if isinstance(said, dict):
            return [{**said, key: each} for key, part in said.items() for each in planted(part)]
        if isinstance(said, list):
            rest = range(len(said))
            return [[*said[:i], each, *said[i + 1 :]] for i in rest for each in planted(said[i])]
        return [junk]

    copies = [said for said in planted(WHOLE) if isinstance(said, dict)]
    assert len(copies) > 80
    for said in copies:
        try:
            assert understood(said).indicator in {"none", "minor", "major", "critical"}
        except Unreadable as unreadable:
            assert unreadable.help  # noqa: PT017


def test_real_answers_are_understood() -> None:
    folder = real_data() / "stephenyeargin__hubot-statuspage" / "test" / "fixtures"
    said = {
        "components": json.loads((folder / "components.json").read_bytes()),
        "incidents": json.loads((folder / "unresolved-incidents.json").read_bytes())
        + json.loads((folder / "incidents.json").read_bytes()),
    }

    standing = understood(said)

    assert [each.name for each in standing.incidents] == [
        "System has been invaded by Barbarians",
    ]
    assert standing.components == ()
