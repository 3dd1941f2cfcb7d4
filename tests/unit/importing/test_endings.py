"""How dated updates end: what an old product says around them is told, and nothing invented."""

from stillup.importing.dated import Frame, Note, find_beginning, in_order, is_ahead, updates_of
from stillup.importing.doubt import Doubts
from stillup.importing.endings import complete_work, resolve_incident
from stillup.importing.times import Time, read_time
from stillup.model.status import UpdateStatus

_RESOLVED = UpdateStatus.RESOLVED


def at(clock: str) -> Time:
    time = read_time(f"2024-03-04 {clock}")
    assert time
    return time


def note(clock: str, status: str = "update", text: str = "words") -> Note:
    return Note(at(clock), UpdateStatus(status), text)


def kinds(doubts: Doubts) -> list[str]:
    return [doubt.kind for doubt in doubts.sorted()]


def resolved(*notes: Note, **frame: object) -> tuple[list[tuple[str, str]], list[str]]:
    """Each note as its clock and status, and the kinds of doubt."""
    doubts = Doubts("a")
    told = resolve_incident(notes, Frame(**frame), doubts)  # type: ignore[arg-type]
    return [(f"{n.time.at:%H:%M}", n.status) for n in told], kinds(doubts)


def test_an_end_after_the_last_update_is_an_update_without_words() -> None:
    told, doubts = resolved(note("10:00", "investigating"), end=at("11:00"), closed=True)
    assert (told, doubts) == ([("10:00", "investigating"), ("11:00", _RESOLVED)], [])


def test_an_end_before_the_resolving_update_is_when_customers_stopped_being_hit() -> None:
    doubts = Doubts("a")
    notes = (note("10:00"), note("12:00", "resolved"))
    told = resolve_incident(notes, Frame(at("10:00"), at("11:00")), doubts)
    assert told[-1].ended == at("11:00").at
    assert kinds(doubts) == []


def test_an_end_after_the_resolving_update_is_doubtful_and_the_update_counts() -> None:
    told, doubts = resolved(note("10:00"), note("11:00", "resolved"), end=at("12:00"))
    assert told[-1] == ("11:00", _RESOLVED)
    assert doubts == ["disagreement"]


def test_over_without_a_time_is_as_of_the_last_update_and_never_of_a_report() -> None:
    notes = (note("10:00"), note("11:00", "monitoring"), note("12:00", "postmortem"))
    told, doubts = resolved(*notes, closed=True)
    assert told == [("10:00", "update"), ("11:00", _RESOLVED), ("12:00", "postmortem")]
    assert doubts == ["no-end"]


def test_an_end_before_the_beginning_is_none() -> None:
    told, doubts = resolved(note("10:00"), end=at("09:00"), closed=True)
    assert told == [("10:00", _RESOLVED)]
    assert doubts == ["end-before-start", "no-end"]


def test_what_is_open_stays_open_and_is_said() -> None:
    assert resolved(note("10:00")) == ([("10:00", "update")], ["open"])
    assert resolved(note("10:00", "resolved"), closed=False) == (
        [("10:00", "update")],
        ["disagreement"],
    )


def test_words_of_planned_work_mean_those_of_incidents_and_the_other_way_round() -> None:
    told, _ = resolved(note("10:00", "verifying"), note("11:00", "completed"))
    assert [status for _, status in told] == ["monitoring", "resolved"]
    notes = (note("10:00", "monitoring"), note("11:00", "resolved"))
    work = complete_work(notes, None, Frame(), Doubts("a"))
    assert [each.status for each in work] == ["verifying", "completed"]


def test_work_that_is_over_ends_when_it_was_closed_or_as_planned() -> None:
    notes, frame = (note("10:00", "scheduled"),), Frame(at("11:00"), closed=True)
    doubts = Doubts("a")
    assert complete_work(notes, at("12:00"), frame, doubts)[-1].time == at("12:00")
    assert kinds(doubts) == ["no-completion"]
    closed = Frame(at("11:00"), at("11:30"), closed=True)
    assert complete_work(notes, at("12:00"), closed, Doubts("a"))[-1].time == at("11:30")


def test_work_that_was_over_before_it_began_is_kept_and_said() -> None:
    doubts = Doubts("a")
    complete_work((note("10:00", "completed"),), None, Frame(at("11:00")), doubts)
    assert kinds(doubts) == ["disagreement"]


def test_notes_are_told_by_time_and_a_list_from_its_oldest_end() -> None:
    listed = [note("11:00", text="c"), note("10:00", text="b"), note("10:00", text="a")]
    assert [each.text for each in in_order(listed)] == ["a", "b", "c"]
    assert [each.text for each in in_order(reversed(listed))] == ["a", "b", "c"]


def test_two_notes_of_one_moment_have_ids_of_their_own() -> None:
    doubts = Doubts("a")
    ids = [update.id for update in updates_of((note("10:00"), note("10:00")), doubts)]
    assert ids == ["u2024-03-04-1000", "u2024-03-04-1000-2"]
    assert kinds(doubts) == ["same-moment"]


def test_what_is_told_only_as_resolved_lasts_no_time_and_is_said() -> None:
    doubts = Doubts("a")
    assert find_beginning((note("10:00", "resolved"),), None, "x", doubts) is None
    assert kinds(doubts) == ["no-beginning"]


def test_a_first_note_far_from_the_day_of_the_name_says_when_it_began() -> None:
    assert find_beginning((note("10:00"),), None, "2020-01-01-x", Doubts("a")) == at("10:00").at
    assert find_beginning((note("10:00"),), None, "2024-03-01-x", Doubts("a")) is None


def test_ten_minutes_ahead_are_not_ahead_yet() -> None:
    assert not is_ahead([at("10:10").at], at("10:00").at)
    assert is_ahead([at("10:11").at], at("10:00").at)
    assert not is_ahead([at("10:11").at], None)
