"""An update as wished for becomes an update as the format has it."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from stillup.desk.desk import Desk
from stillup.desk.news import News, known_of_news, plan_news, update_of
from stillup.desk.times import Unclear
from stillup.model.status import Impact, UpdateStatus
from tests.support.desks import DISKS, EMAIL, SITE, desk_of, story_of

NEWS = News(status=UpdateStatus.UPDATE, text="It goes on.")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("site"))


def lines(desk: Desk, path: str, **wish: object) -> list[str]:
    """Return the lines that a wish becomes."""
    news = msgspec.structs.replace(NEWS, **wish)
    return [text for _, text in plan_news(desk, story_of(desk, path), news).lines]


def test_an_update_is_dated_now_in_the_zone_of_the_site(desk: Desk) -> None:
    assert lines(desk, EMAIL) == ["## Update · 2026-11-21 13:10", "", "It goes on."]


def test_all_that_was_said_stands_in_its_field(desk: Desk) -> None:
    written = lines(
        desk,
        EMAIL,
        status=UpdateStatus.IDENTIFIED,
        at="13:05",
        next="30m",
        components=("email=partial", "Webmail=ok"),
        impact=Impact.MINOR,
        author="Sam Oak",
    )

    assert written == [
        "## Identified · 2026-11-21 13:05",
        "next_update: 13:35",
        "components: email: partial_outage, webmail: operational",
        "impact: minor",
        "author: sam",
        "",
        "It goes on.",
    ]


def test_who_signs_the_post_need_not_sign_again(desk: Desk) -> None:
    assert lines(desk, EMAIL, author="jane") == lines(desk, EMAIL)


def test_a_resolved_one_says_since_when(desk: Desk) -> None:
    written = lines(desk, EMAIL, status=UpdateStatus.RESOLVED, ended="20 minutes ago")

    assert written[:2] == ["## Resolved · 2026-11-21 13:10", "ended: 12:50"]


@pytest.mark.parametrize("none", ["none", "NONE", "-", ""])
def test_no_promise_can_be_wished_for(desk: Desk, none: str) -> None:
    assert lines(desk, EMAIL, next=none) == lines(desk, EMAIL)


def test_two_updates_in_a_minute_get_seconds(tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, "12:41", "13:10")
    now = datetime(2026, 11, 21, 13, 10, 20, tzinfo=UTC)
    desk = desk_of(tmp_path, site, now)

    assert lines(desk, EMAIL, next="5m")[:2] == [
        "## Update · 2026-11-21 13:10:20",
        "next_update: 13:15",
    ]


def test_the_hour_that_comes_twice_is_told_apart(tmp_path: Path) -> None:
    for hour, sign in ((0, "+01:00"), (1, "UTC")):
        now = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        site = SITE.replace(EMAIL, "2026-11-21", "2026-10-24")
        desk = desk_of(tmp_path / sign[:2], site, now)

        assert lines(desk, EMAIL, next="2h")[0] == f"## Update · 2026-10-25 01:30 {sign}"


def test_work_that_moves_takes_its_end_along(desk: Desk) -> None:
    assert lines(desk, DISKS, starts="2026-12-03 21:00")[1:3] == [
        "starts: 2026-12-03 21:00",
        "ends: 2026-12-04 00:00",
    ]


def test_the_end_alone_can_move(desk: Desk) -> None:
    assert lines(desk, DISKS, ends="02:30")[1] == "ends: 2026-12-02 02:30"
    assert lines(desk, DISKS, ends="5h")[1] == "ends: 2026-12-02 03:00"


def test_work_on_a_day_to_be_announced_needs_an_end_once_it_has_a_time(tmp_path: Path) -> None:
    site = SITE.replace(DISKS, "2026-12-01 22:00", "2026-12-01")
    desk = desk_of(tmp_path, site.replace(DISKS, "2026-12-02 01:00", "2026-12-02"))

    with pytest.raises(Unclear, match="--to 3h"):
        lines(desk, DISKS, starts="2026-12-01 22:00")
    assert lines(desk, DISKS, starts="2026-12-05")[1:3] == [
        "starts: 2026-12-05",
        "ends: 2026-12-05",
    ]


@pytest.mark.parametrize(
    "wish",
    [
        {"next": "soonish"},
        {"at": "tomorrow 09:00"},
        {"ended": "14:00", "at": "13:00"},
        {"components": ("emial",)},
    ],
)
def test_what_can_not_be_meant_is_refused(desk: Desk, wish: dict[str, object]) -> None:
    with pytest.raises(Unclear):
        update_of(desk, story_of(desk, EMAIL), msgspec.structs.replace(NEWS, **wish))


def test_skeletons_know_the_post_and_the_update(desk: Desk) -> None:
    news = News(status=UpdateStatus.RESOLVED, next="30m", ended="13:00", author="jane")

    known = known_of_news(desk, story_of(desk, EMAIL), news)

    wanted = {
        "title": "Email arrives late",
        "components": "Email",
        "impact": "major",
        "started": "12:20",
        "elapsed": "50 minutes",
        "duration": "40 minutes",
        "ended": "13:00",
        "last_update": "12:41",
        "last_promise": "13:15",
        "next_update": "13:40",
        "author": "Jane Roe",
        "role": "Head of Operations",
        "contact": "+351 21 000 00 00",
    }
    assert {key: known[key] for key in wanted} == wanted
