"""What is missing is said in one line each, and stops nobody."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.desk.advise import advice
from stillup.desk.change import Change, change_of, try_change
from stillup.desk.desk import Desk
from stillup.desk.new_post import NewIncident, plan_incident
from stillup.desk.news import News, plan_news
from stillup.model.status import Impact, UpdateStatus
from stillup.writing.front_matter import set_key
from tests.support.desks import EMAIL, OLD, SITE, desk_of, story_of
from tests.support.project import Project

EARLY = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 21, 13, 40, tzinfo=UTC)
PLEASE = "Please use the phone."


def said(folder: Path, news: News, site: Project = SITE, now: datetime = EARLY) -> tuple[str, ...]:
    desk = desk_of(folder, site, now)
    return advice(try_change(desk, plan_news(desk, story_of(desk, EMAIL), news)))


def update(text: str = PLEASE, next_: str | None = "30m") -> News:
    return News(status=UpdateStatus.UPDATE, text=text, next=next_)


def new(desk: Desk, **wish: object) -> tuple[str, ...]:
    made: Change = plan_incident(desk, NewIncident(title="Slow", **wish))  # type: ignore[arg-type]
    return advice(try_change(desk, made))


def test_a_whole_update_needs_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, update()) == ()


def test_a_promise_is_missed(tmp_path: Path) -> None:
    assert said(tmp_path, update(next_=None)) == (
        "no next update is promised, and people will ask: `next_update: in 30 minutes`",
    )


def test_an_update_from_before_the_beginning_moves_the_beginning(tmp_path: Path) -> None:
    news = News(status=UpdateStatus.UPDATE, text=PLEASE, next="23:50", at="2026-11-20 15:00")

    assert said(tmp_path, news)[-1:] == (
        "it began at 2026-11-21 12:20 so far; with this update it counts from 2026-11-20 15:00 on",
    )


def test_what_a_check_would_warn_of_is_told_at_once(tmp_path: Path) -> None:
    news = News(status=UpdateStatus.UPDATE, text=PLEASE, next="30m", author="Samm")

    assert said(tmp_path, news) == (
        "`Samm` is not in `people`; the page signs with the name as typed; did you mean `sam`?",
    )


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("Please wait.", True),
        ("We apologise. Please wait.", False),
        ("Sorry for the silence.", False),
    ],
)
def test_who_is_late_says_sorry(tmp_path: Path, text: str, *, is_said: bool) -> None:
    told = said(tmp_path, update(text), now=LATE)

    assert (
        told == ("the last promise was missed, and nothing here says sorry for that",)
    ) == is_said


def test_gaps_are_named(tmp_path: Path) -> None:
    told = said(tmp_path, update(f"{PLEASE} […what you do…] and […when…]"))

    assert told == ("a gap is still to be filled in: […what you do…] and 1 more",)


def test_no_text_is_little(tmp_path: Path) -> None:
    assert said(tmp_path, update("")) == ("it has no text yet: readers see only its status",)


def test_what_people_can_do_is_missed(tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, " Please use the phone meanwhile.", "")

    assert said(tmp_path, update("It goes on."), site) == (
        "nothing says what people can do meanwhile",
    )


def test_other_languages_are_not_judged_by_english_words(tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, " Please use the phone meanwhile.", "")
    finnish = site.replace("content/site.yaml", "[en, fi]", "[fi, en]")

    assert said(tmp_path, update("Asia etenee."), finnish, LATE) == ()


def test_an_end_that_nobody_named(tmp_path: Path) -> None:
    news = News(status=UpdateStatus.RESOLVED, text=PLEASE)

    assert said(tmp_path, news) == (
        "it counts as over only since 13:00; if it was over before: `ended: TIME`",
    )


def test_what_is_over_stays_so(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, SITE.replace(OLD, "impact: minor", "impact: minor\nauthor: sam"))
    change = plan_news(desk, story_of(desk, OLD), update())

    assert advice(try_change(desk, change)) == (
        "it was resolved before and stays so: the status `Investigating` opens it again",
    )


def test_what_is_still_hit_by_another_incident(tmp_path: Path) -> None:
    other = SITE.files[EMAIL].decode().replace("Email arrives late", "Email bounces")
    site = SITE.with_files({"content/incidents/2026-11-21-bounce.md": other})
    news = News(status=UpdateStatus.RESOLVED, text=PLEASE, ended="12:50")

    assert said(tmp_path, news, site) == (
        "email: still affected by `2026-11-21-bounce`, which is open",
    )


def test_an_update_that_is_not_the_last(tmp_path: Path) -> None:
    told = said(tmp_path, News(status=UpdateStatus.UPDATE, text=PLEASE, at="12:30", next="30m"))

    assert told == ("an update of 2026-11-21 12:41 is there already: it comes after this one",)


def test_nobody_signs_it(tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, "author: jane\n", "")

    assert said(tmp_path, update(), site) == ("nobody signs it: `author: NAME`",)


def test_that_nobody_can_be_reached_is_said_of_a_new_incident_only(tmp_path: Path) -> None:
    text = SITE.files["content/site.yaml"].decode().partition("contact:\n  -")[0]
    site = SITE.with_files({"content/site.yaml": text})

    assert said(tmp_path / "old", update(), site) == ()
    told = new(
        desk_of(tmp_path / "new", site),
        text=PLEASE,
        next="30m",
        author="jane",
        components=("email",),
    )
    assert told == ("the site names no way to reach a person: `contact` in content/site.yaml",)


def test_a_new_incident_says_how_hard_it_hits_and_what(tmp_path: Path) -> None:
    told = new(desk_of(tmp_path), text=PLEASE, next="30m", author="jane", impact=Impact.NONE)

    assert told == (
        "impact `none` only announces: `minor`, `major` or `critical` would colour the page",
        "no component is named, so it counts for the site as a whole: `components: NAME`",
    )


def test_one_that_is_whole_needs_nothing(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)

    assert new(desk, text=PLEASE, next="30m", author="jane", components=("email",)) == ()


def test_where_no_update_was_written_there_is_nothing_to_say(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    change = change_of(desk, story_of(desk, OLD), lambda data: set_key(data, "cause", "disk"))

    assert advice(try_change(desk, change)) == ()


def test_subscribers_hear_of_a_withdrawal_by_an_update(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    change = change_of(
        desk, story_of(desk, OLD), lambda data: set_key(data, "withdrawn", "a false alarm")
    )

    (said,) = advice(try_change(desk, change))

    assert "hear of updates alone: `stillup update` tells them too" in said
