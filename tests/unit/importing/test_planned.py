"""Planned work: its plan, and when it was announced, as far as anything says so."""

from datetime import UTC, date, datetime

from stillup.importing.doubt import Doubts
from stillup.importing.planned import Work, id_by_day, tell_work
from stillup.importing.times import read_time
from stillup.model.post import Incident, Maintenance
from stillup.model.status import Impact
from stillup.model.text import Text
from stillup.parse.zones import zone_of

NOW = datetime(2024, 3, 10, tzinfo=UTC)
BASE = Incident(
    id="x", source="", digest="", title="Disks", impact=Impact.MINOR, summary=Text("", "")
)


def tell(doubts: Doubts, **work: object) -> Incident | Maintenance:
    times = {"starts", "ends", "announced"}
    read = {k: read_time(v) if k in times and isinstance(v, str) else v for k, v in work.items()}
    told = Work(**{"ends": None, "words": "We swap.", **read})  # type: ignore[arg-type]
    return tell_work(BASE, told, zone_of("UTC"), NOW, doubts)


def kinds(doubts: Doubts) -> list[str]:
    return [doubt.kind for doubt in doubts.sorted()]


def test_an_announcement_with_a_time_is_the_first_update() -> None:
    told = tell(
        Doubts("a"),
        starts="2024-03-20 10:00",
        ends="2024-03-20 11:00",
        announced="2024-03-09 09:00",
    )
    assert isinstance(told, Maintenance)
    assert [(u.status, f"{u.at:%d %H:%M}") for u in told.updates] == [("scheduled", "09 09:00")]
    assert not told.draft


def test_without_one_the_day_of_the_file_stands_for_it_and_then_the_start() -> None:
    doubts = Doubts("a")
    told = tell(doubts, starts="2024-03-08 10:00", file_day=date(2024, 3, 5))
    assert f"{told.updates[0].at:%d %H:%M}" == "05 00:00"
    told = tell(doubts, starts="2024-03-08 10:00")
    assert f"{told.updates[0].at:%d %H:%M}" == "08 10:00"
    assert "announced" in kinds(doubts)


def test_what_lies_ahead_and_was_not_announced_is_a_draft_with_its_words_above() -> None:
    doubts = Doubts("a")
    told = tell(doubts, starts="2024-03-20 10:00", ends="2024-03-20 11:00")
    assert (told.draft, told.updates, told.summary.markdown) == (True, (), "We swap.")
    assert kinds(doubts) == ["future"]


def test_without_a_usable_end_only_the_day_is_planned() -> None:
    for ends in (None, "2024-03-08 10:00", "2024-03-01 10:00"):
        doubts = Doubts("a")
        told = tell(doubts, starts="2024-03-08 10:00", ends=ends)
        assert isinstance(told, Maintenance)
        assert (told.ends.has_time, told.ends.day) == (False, date(2024, 3, 8))
        assert "plan" in kinds(doubts)


def test_without_a_start_it_is_a_draft_of_an_announcement() -> None:
    doubts = Doubts("a")
    told = tell(doubts, starts=None)
    assert isinstance(told, Incident)
    assert (told.impact, told.draft, told.summary.markdown) == (Impact.NONE, True, "We swap.")
    assert kinds(doubts) == ["plan"]


def test_an_id_far_from_the_plan_takes_the_day_of_the_plan() -> None:
    start, near = read_time("2018-07-30 15:41"), read_time("2019-01-10 10:00")
    assert id_by_day("2019-01-17-disks", start, start) == "2018-07-30-disks"
    assert id_by_day("2019-01-17-disks", start, near) == "2019-01-17-disks"
    assert id_by_day("disks", start, start) == "disks"
