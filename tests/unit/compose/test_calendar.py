"""What a calendar holds: which maintenance, when, under which id, how often changed."""

from datetime import date, datetime

import pytest

from stillup.compose import calendar
from stillup.compose.calendar import CalendarView, EventView
from stillup.model.sources import Document
from tests.support.project import Project
from tests.support.site import BASE, composed, with_maintenance

NOW = "2026-11-21T16:00:00+00:00"
LATER = "2026-12-02T16:00:00+00:00"
STORE = "content/maintenance/2026-12-01-store.md"
UID = "2026-12-01-store@status.harbour.example"

WORK = with_maintenance("""
    ---
    title: New store
    components: email
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---

    ## Scheduled · 2026-11-20 10:00

    What and why.
    """)


def documents(project: Project, now: str = NOW) -> dict[str, Document]:
    return {d.path: d for d in calendar.documents(composed(project, now))}


def shown(project: Project, path: str = "maintenance.ics", now: str = NOW) -> CalendarView:
    site = composed(project, now)
    (found,) = [d for d in calendar.documents(site) if d.path == path]
    return calendar.view(site, found)


def event(project: Project, now: str = NOW, path: str = "maintenance.ics") -> EventView:
    (one,) = shown(project, path, now).events
    return one


def told(text: str, project: Project = WORK) -> Project:
    """Return the site with more words at the end of the maintenance."""
    before = project.files[STORE].decode()
    return project.with_files({STORE: f"{before}\n{text}\n"})


def noted(line: str, project: Project = WORK) -> Project:
    """Return the site with one more line in the maintenance's front matter."""
    return project.replace(STORE, "components: email\n", f"components: email\n{line}\n")


def planned(starts: str, ends: str, zone: str = "Europe/Lisbon") -> Project:
    return (
        WORK.replace(STORE, "2026-12-01 22:00", starts)
        .replace(STORE, "2026-12-02 01:00", ends)
        .replace("content/site.yaml", "Europe/Lisbon", zone)
    )


def times(one: EventView) -> tuple[datetime | date, datetime | date]:
    return (one.starts, one.ends)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


# Which there are


def test_there_is_one_for_all_and_one_for_each_component_in_each_language() -> None:
    paths = set(documents(BASE))

    assert {"maintenance.ics", "ca/maintenance.ics"} < paths
    assert {"components/legacy/maintenance.ics", "ca/components/email/maintenance.ics"} < paths
    assert len(paths) == 2 * (1 + 5)


def test_one_with_nothing_in_it_exists() -> None:
    assert shown(BASE).events == ()
    assert shown(WORK, "components/hosting/maintenance.ics").events == ()


def test_a_component_has_the_maintenance_that_ever_named_it() -> None:
    more = told("## Update · 2026-11-20 11:00\ncomponents: webmail\n\nWebmail too.")

    for component in ("email", "webmail"):
        one = event(more, path=f"components/{component}/maintenance.ics")
        assert one == event(more)
        assert [each.term for each in one.entry.categories] == ["email", "webmail"]


def test_incidents_are_in_none() -> None:
    incident = BASE.with_files(
        {
            "content/incidents/2026-11-21-x.md": "---\ntitle: X\nimpact: minor\ncomponents: email\n"
            "---\n\n## Investigating · 2026-11-21 10:00\n\nx\n"
        }
    )

    assert shown(incident).events == ()
    assert documents(incident) == documents(BASE)


@pytest.mark.parametrize("line", ["draft: true", "publish_at: 2026-11-22 09:00"])
def test_what_is_not_public_leaks_into_none(line: str) -> None:
    hidden = noted(line)

    assert shown(hidden).events == ()
    assert documents(hidden) == documents(BASE)


def test_an_embargo_ends() -> None:
    assert event(noted("publish_at: 2026-11-22 09:00"), "2026-11-22T09:00:00+00:00").uid == UID


# The id


def test_the_id_outlives_words_plan_zone_language_and_address() -> None:
    other = (
        planned("2026-12-03", "2026-12-03", "Asia/Tokyo")
        .replace(STORE, "New store", "Another title")
        .replace(
            "content/site.yaml",
            "url: https://status.harbour.example\n",
            "url: https://elsewhere.example\nid_base: https://status.harbour.example\n",
        )
    )

    assert event(WORK).uid == event(other).uid == UID
    assert event(other, path="ca/maintenance.ics").uid == UID
    assert event(other, path="components/email/maintenance.ics").uid == UID


def test_sites_under_one_host_have_ids_of_their_own() -> None:
    below = WORK.replace("content/site.yaml", "harbour.example\n", "harbour.example/mail\n")

    assert event(below).uid == f"{UID}.mail"


# When


def test_the_plan_is_shown_to_the_minute() -> None:
    assert times(event(WORK)) == (at("2026-12-01T22:00"), at("2026-12-02T01:00"))
    assert event(WORK).standing == "confirmed"


def test_a_moved_plan_moves_the_event() -> None:
    moved = told("## Update · 2026-11-21 09:00\nstarts: 2026-12-02 22:00\nends: 2026-12-03 01:00")

    assert times(event(moved)) == (at("2026-12-02T22:00"), at("2026-12-03T01:00"))
    assert (event(moved).uid, event(moved).sequence) == (UID, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "shown_ends"),
    [
        ("2026-12-01", "2026-12-01", date(2026, 12, 2)),
        ("2026-12-01", "2026-12-03", date(2026, 12, 4)),
        ("2026-12-01", "2026-12-03 01:00", date(2026, 12, 4)),
        ("2026-12-01", "2026-12-03 00:00", date(2026, 12, 3)),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Asia/Tokyo", "America/St_Johns"])
def test_a_time_to_be_announced_takes_whole_days_of_the_sites_zone(
    starts: str, ends: str, shown_ends: date, zone: str
) -> None:
    one = event(planned(starts, ends, zone))

    assert times(one) == (date(2026, 12, 1), shown_ends)
    assert not isinstance(one.starts, datetime)
    assert one.standing == "tentative"


def test_an_end_to_be_announced_is_the_end_of_its_day() -> None:
    one = event(planned("2026-12-01 22:00", "2026-12-02"))

    assert times(one) == (at("2026-12-01T22:00"), at("2026-12-03T00:00"))


def test_a_time_that_is_announced_is_the_same_event() -> None:
    waiting = planned("2026-12-01", "2026-12-01")
    settled = told(
        "## Update · 2026-11-21 09:00\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00\n", waiting
    )

    assert event(settled).uid == event(waiting).uid
    assert event(settled).standing == "confirmed"
    assert times(event(settled)) == (at("2026-12-01T22:00"), at("2026-12-02T01:00"))
    assert event(settled).sequence == event(waiting).sequence + 1


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "as_utc"),
    [
        # In Lisbon the hour from 01:00 to 02:00 exists twice on 25 October 2026,
        ("Europe/Lisbon", "2026-10-25 00:30", "2026-10-25 02:30", ("T23:30", "T02:30")),
        ("Europe/Lisbon", "2026-10-25 01:30 +01:00", "2026-10-25 01:30 Z", ("T00:30", "T01:30")),
        # in New York the hour from 02:00 to 03:00 not at all on 14 March 2027.
        ("America/New_York", "2027-03-14 01:30", "2027-03-14 03:30", ("T06:30", "T07:30")),
    ],
)
def test_a_clock_change_within_the_work_shortens_or_lengthens_it(
    zone: str, starts: str, ends: str, as_utc: tuple[str, str]
) -> None:
    one = event(planned(starts, ends, zone))

    assert tuple(f"{moment:T%H:%M}" for moment in times(one)) == as_utc


# What became of it


def test_nothing_moves_by_the_clock_alone() -> None:
    for now in ("2026-12-01T23:00:00+00:00", LATER):
        assert event(WORK, now) == event(WORK)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("## Completed · 2026-12-01 23:40", "2026-12-01T23:40"),
        ("## Completed · 2026-12-02 03:10", "2026-12-02T03:10"),
    ],
)
def test_once_completed_it_shows_when_it_really_was(words: str, ends: str) -> None:
    begun = told("## In progress · 2026-12-01 22:04\n\nWe begin.")

    one = event(told(words, begun), LATER)

    assert times(one) == (at("2026-12-01T22:04"), at(ends))
    assert (one.done, one.standing) == (True, "confirmed")
    assert event(begun, LATER).ends == at("2026-12-02T01:00")


def test_work_of_which_nobody_said_that_it_began_began_by_plan() -> None:
    one = event(told("## Completed · 2026-12-02 00:31"), LATER)

    assert times(one) == (at("2026-12-01T22:00"), at("2026-12-02T00:31"))


def test_work_that_was_not_needed_after_all_keeps_its_plan() -> None:
    one = event(told("## Completed · 2026-11-21 09:00\n\nDone from afar."))

    assert times(one) == times(event(WORK))
    assert not one.done


def test_a_day_without_a_time_keeps_its_day() -> None:
    one = event(told("## Completed · 2026-12-01 15:00", planned("2026-12-01", "2026-12-01")), LATER)

    assert times(one) == (date(2026, 12, 1), date(2026, 12, 2))
    assert one.standing == "confirmed"


@pytest.mark.parametrize(
    "after",
    [told("## Cancelled · 2026-11-21 09:00\n\nNot now."), noted("withdrawn: the wrong site")],
    ids=["cancelled", "withdrawn"],
)
def test_what_will_not_be_stays_as_cancelled_at_its_time(after: Project) -> None:
    one = event(after)

    assert one.standing == "cancelled"
    assert times(one) == times(event(WORK))
    assert (one.uid, one.sequence) == (UID, 1)


def test_what_was_cancelled_can_be_planned_again() -> None:
    off = told("## Cancelled · 2026-11-21 09:00")
    on = told(
        "## Scheduled · 2026-11-21 10:00\nstarts: 2026-12-03 22:00\nends: 2026-12-04 01:00", off
    )

    assert event(on).standing == "confirmed"
    assert times(event(on)) == (at("2026-12-03T22:00"), at("2026-12-04T01:00"))
    assert event(on).sequence == 2


# How often it changed


def test_a_new_one_has_not_changed() -> None:
    assert event(WORK).sequence == 0


@pytest.mark.parametrize(
    "after",
    [
        told("## Update · 2026-11-21 09:00\n\nAll as planned."),
        noted("edits:\n  - 2026-11-21 09:00, the title named another store"),
        WORK.replace(STORE, "10:00\n", "10:00\nedited: 2026-11-21 09:00, a typing mistake\n"),
        noted("withdrawn: the wrong site"),
        WORK.with_files(
            {
                STORE.replace(
                    ".md", ".ca.md"
                ): "---\ntitle: Magatzem\nchecked: Jane, 2026-11-21 09:00\n---\n"
            }
        ),
    ],
    ids=["update", "edits", "edited", "withdrawn", "translation"],
)
def test_each_change_that_writers_told_of_counts(after: Project) -> None:
    assert event(after).sequence == 1
    assert event(after, path="ca/maintenance.ics").sequence == 1


def test_times_of_change_are_those_of_the_post() -> None:
    later = told("## Update · 2026-11-21 09:00\n\nAll as planned.")

    entry = event(later).entry
    assert (entry.published, entry.updated) == (at("2026-11-20T10:00"), at("2026-11-21T09:00"))


# What it says


def test_it_says_the_summary_and_the_latest_word_alone() -> None:
    later = told("## Update · 2026-11-21 09:00\n\nThe crane comes at ten.")

    entry = event(later).entry
    assert [update.text.markdown.strip() for update in entry.updates] == ["The crane comes at ten."]
    assert entry.address == "https://status.harbour.example/maintenance/2026-12-01-store/"


def test_each_language_has_its_own_words_and_page() -> None:
    both = WORK.with_files(
        {
            STORE.replace(
                ".md", ".ca.md"
            ): "---\ntitle: Magatzem nou\nchecked: Jane, 2026-11-21 09:00\n---\n"
        }
    )

    entry = event(both, path="ca/maintenance.ics").entry
    assert (entry.title, entry.title_language, entry.language) == ("Magatzem nou", "ca", "en")
    assert entry.address == "https://status.harbour.example/ca/maintenance/2026-12-01-store/"


# How far back


def many(count: int, day: str, ending: str = "Completed", base: Project = BASE) -> Project:
    """Return a project with so many pieces of work of a day that is over."""
    return base.with_files(
        {
            f"content/maintenance/{day}-n{i:03}.md": f"---\ntitle: N{i}\nstarts: {day} 10:{i % 60:02}\n"
            f"ends: {day} 12:00\n---\n\n## {ending} · {day} 13:00\n\na\n"
            for i in range(count)
        }
    )


def test_the_newest_fifty_stay_however_old() -> None:
    old = many(60, "2025-03-01")

    held = {one.entry.story.id for one in shown(old).events}
    assert held == {f"2025-03-01-n{i:03}" for i in range(10, 60)}


def test_all_of_the_last_thirty_days_and_all_that_is_open_stay() -> None:
    busy = many(60, "2026-11-01", base=many(1, "2024-03-01", "Scheduled"))

    assert len(shown(busy).events) == 61


def test_what_was_cancelled_stays_while_its_time_is_to_come() -> None:
    # It was to be long before any of the newest, and was cancelled long ago.
    busy = many(60, "2026-12-09", "Cancelled")
    busy = busy.with_files(
        {p: t.replace(b"2026-12-09 13:00", b"2026-07-01 13:00") for p, t in busy.files.items()}
    )

    assert len(shown(busy).events) == 60


# Keys


def test_news_of_one_maintenance_leaves_other_calendars_alone() -> None:
    before = documents(WORK)
    after = documents(told("## Update · 2026-11-21 09:00\n\nAll as planned."))

    moved = {path for path, document in after.items() if document.key != before[path].key}
    assert moved == {
        *("maintenance.ics", "components/email/maintenance.ics"),
        *("ca/maintenance.ics", "ca/components/email/maintenance.ics"),
    }


def test_a_new_day_changes_no_calendar() -> None:
    assert documents(WORK, "2026-11-22T16:00:00+00:00") == documents(WORK)


def test_that_work_begins_and_is_overdue_by_the_clock_moves_no_key() -> None:
    for now in ("2026-12-01T23:00:00+00:00", LATER):
        assert documents(WORK, now) == documents(WORK)


def test_a_related_post_is_no_part_of_an_event() -> None:
    cause = "content/incidents/2026-11-19-full.md"
    text = (
        "---\ntitle: Store is full\nimpact: minor\n---\n\n## Resolved · 2026-11-19 10:00\n\nOver.\n"
    )
    before = noted("related: 2026-11-19-full").with_files({cause: text})
    after = before.replace(cause, "Store is full", "Store was full")

    assert documents(after) == documents(before)
    assert shown(after) == shown(before)
