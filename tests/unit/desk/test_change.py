"""A change is tried before it is written, and begins anew if somebody else was faster."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stillup.desk.change import Change, LeftAlone, carry_out
from stillup.desk.desk import Desk, Unsettled, read_desk
from stillup.desk.new_post import NewIncident, plan_incident
from stillup.desk.news import News, plan_news
from stillup.edge.pen import Changed, Taken
from stillup.model.status import UpdateStatus
from tests.support.desks import EMAIL, NOW, OLD, SITE, desk_of, story_of


def saying(text: str) -> Callable[[Desk], Change]:
    news = News(status=UpdateStatus.UPDATE, text=text)
    return lambda desk: plan_news(desk, story_of(desk, EMAIL), news)


def reading(folder: Path) -> Callable[[], Desk]:
    return lambda: read_desk(folder, NOW)


def test_what_is_right_is_written(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    outcome = carry_out(reading(tmp_path), saying("It goes on."), dry=False)

    assert outcome.written
    assert (
        (tmp_path / EMAIL)
        .read_text(encoding="utf-8")
        .endswith("\n\n## Update · 2026-11-21 13:10\n\nIt goes on.\n")
    )
    assert outcome.story is not None
    assert len(outcome.story.post.updates) == 2


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    before = (tmp_path / EMAIL).read_bytes()

    outcome = carry_out(reading(tmp_path), saying("It goes on."), dry=True)

    assert (outcome.written, (tmp_path / EMAIL).read_bytes()) == (False, before)


def test_an_error_that_the_change_brings_stops_it(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    before = (tmp_path / EMAIL).read_bytes()

    outcome = carry_out(reading(tmp_path), saying("See [that](../gone.md)."), dry=False)

    assert [each.code for each in outcome.caused] == ["dead-link"]
    assert (outcome.written, (tmp_path / EMAIL).read_bytes()) == (False, before)


def test_errors_that_were_there_before_stop_nobody(tmp_path: Path) -> None:
    site = SITE.replace(OLD, "## Resolved", "## Reslved")
    site.replace(EMAIL, "We are looking", "See [that](../gone.md)").write(tmp_path)

    outcome = carry_out(reading(tmp_path), saying("It goes on."), dry=False)

    assert outcome.written
    assert sorted(each.span.path for each in outcome.elsewhere) == [OLD, EMAIL]


def test_whoever_is_slower_writes_below_the_other(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    mine, tries = saying("Mine."), []

    def plan(desk: Desk) -> Change:
        change = mine(desk)
        tries.append(change)
        if len(tries) == 1:
            carry_out(reading(tmp_path), saying("Theirs."), dry=False)
        return change

    carry_out(reading(tmp_path), plan, dry=False)

    assert (
        (tmp_path / EMAIL)
        .read_text(encoding="utf-8")
        .endswith(
            "\n\n## Update · 2026-11-21 13:10\n\nTheirs.\n"
            "\n## Update · 2026-11-21 13:10:20\n\nMine.\n"
        )
    )


def test_a_file_that_never_stands_still_is_given_up(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    file = tmp_path / EMAIL

    def plan(desk: Desk) -> Change:
        change = saying("Mine.")(desk)
        file.write_bytes(file.read_bytes() + b"\nAnd more.\n")
        return change

    with pytest.raises(Changed):
        carry_out(reading(tmp_path), plan, dry=False)
    assert b"Mine." not in file.read_bytes()


def test_two_new_posts_of_one_title_are_two_files(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    wish = NewIncident(title="Slow", text="It is slow.")

    paths = [
        carry_out(reading(tmp_path), lambda desk: plan_incident(desk, wish), dry=False).change.path
        for _ in range(2)
    ]

    assert paths == [
        "content/incidents/2026-11-21-slow.md",
        "content/incidents/2026-11-21-slow-2.md",
    ]


def test_a_chosen_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    wish = NewIncident(title="Slow", text="It is slow.", name="2026-11-21-email")

    with pytest.raises(Taken):
        carry_out(reading(tmp_path), lambda desk: plan_incident(desk, wish), dry=False)


def test_a_file_that_nothing_can_be_added_to_is_left_alone(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, SITE.replace(EMAIL, "We are looking", "```\nWe are looking"))

    with pytest.raises(LeftAlone) as alone:
        saying("Mine.")(desk)
    assert (alone.value.path, alone.value.refused.line) == (EMAIL, 12)


def test_without_settings_nobody_knows_the_time(tmp_path: Path) -> None:
    with pytest.raises(Unsettled) as unsettled:
        desk_of(tmp_path, SITE.with_files({"content/site.yaml": "{"}))

    assert unsettled.value.diagnostics
