"""The law of calendars: over any history that writers tell of, one event, changing ever upwards.

A history only grows: updates, notes of corrections, translated texts, being withdrawn. The full run
(STILLUP_RUNS=1) tries 300 of them.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from stillup.compose import calendar
from stillup.compose.calendar import CalendarView, EventView
from stillup.model.sources import Document
from stillup.render.calendar import render_calendar
from tests.support.project import Project
from tests.support.site import composed, with_maintenance
from tests.support.words import in_words

law = settings(
    max_examples=max(20, int(300 * float(os.environ.get("STILLUP_RUNS", "0.1")))), deadline=None
)

POST = "content/maintenance/2026-12-01-store.md"
TOLD = POST.replace(".md", ".ca.md")
START = datetime(2026, 11, 25, 10, tzinfo=UTC)
STATUSES = ("Scheduled", "Update", "In progress", "Verifying", "Completed", "Cancelled")
PLANS = (
    "",
    "starts: 2026-12-02 22:00\nends: 2026-12-03 01:00\n",
    "starts: 2026-11-28\nends: 2026-11-28\n",
    "ends: 2026-12-09 02:00\n",
)

Step = Callable[[Project, datetime], Project]
"""What a writer does to a site at a moment."""

BEGINNING = with_maintenance("""
    ---
    title: New store
    components: email
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---

    ## Scheduled · 2026-11-25 10:00

    What and why.
    """)


def tell(status: str, plan: str, back: int) -> Step:
    """Write an update; with `back` it tells of so many hours before, after the first of all."""

    def step(project: Project, now: datetime) -> Project:
        count = (now - START) // timedelta(hours=1)
        at = max(START, now - timedelta(hours=back, minutes=1)) + timedelta(seconds=count)
        heading = f"## {status} · {at:%Y-%m-%d %H:%M:%S}\n{plan}"
        return _changed(project, lambda text: f"{text}\n{heading}\nWords.\n")

    return step


def correct(project: Project, now: datetime) -> Project:
    note = f"edited: {now:%Y-%m-%d %H:%M}, a slip\n"
    return _changed(project, lambda text: text.replace("10:00\n", f"10:00\n{note}", 1))


def correct_post(project: Project, now: datetime) -> Project:
    note = f"  - {now:%Y-%m-%d %H:%M}, another title\n"
    return _changed(
        project,
        lambda text: (
            text.replace("edits:\n", f"edits:\n{note}")
            if "edits:\n" in text
            else text.replace("components: email\n", f"components: email\nedits:\n{note}")
        ),
    )


def withdraw(project: Project, now: datetime) -> Project:
    if b"\nwithdrawn:" in project.files[POST]:
        return tell("Update", "", 0)(project, now)
    line = "components: email\nwithdrawn: the wrong day\n"
    return _changed(project, lambda text: text.replace("components: email\n", line))


def translate(project: Project, now: datetime) -> Project:
    if TOLD in project.files:
        return correct(project, now)
    words = f"---\ntitle: Magatzem nou\nchecked: Jane, {now:%Y-%m-%d %H:%M}\n---\n"
    return project.with_files({TOLD: words})


def _changed(project: Project, change: Callable[[str], str]) -> Project:
    return project.with_files({POST: change(project.files[POST].decode())})


updates = st.builds(tell, st.sampled_from(STATUSES), st.sampled_from(PLANS), st.integers(0, 3))
steps = updates | st.sampled_from((correct, correct_post, withdraw, translate))
histories = st.lists(steps, min_size=1, max_size=6)


def views(project: Project, now: datetime) -> dict[str, tuple[Document, CalendarView]]:
    site = composed(project, now.isoformat())
    return {d.path: (d, calendar.view(site, d)) for d in calendar.documents(site)}


def the_event(found: dict[str, tuple[Document, CalendarView]], path: str) -> EventView:
    (event,) = found[path][1].events
    return event


@law
@given(histories)
def test_the_id_stays_and_the_sequence_rises_with_each_word(history: list[Step]) -> None:
    project, now = BEGINNING, START
    last = the_event(views(project, now), "maintenance.ics")
    for step in history:
        now += timedelta(hours=1)
        project = step(project, now)
        found = views(project, now)
        event = the_event(found, "maintenance.ics")
        assert event.uid == last.uid
        assert event.sequence > last.sequence
        assert (event.entry.published, event.starts < event.ends) == (START, True)
        assert event.entry.updated <= now
        for path in ("ca/maintenance.ics", "components/email/maintenance.ics"):
            other = the_event(found, path)
            assert (other.uid, other.sequence) == (event.uid, event.sequence)
        last = event


@law
@given(histories, st.integers(0, 29 * 24))
def test_silence_changes_no_byte(history: list[Step], hours: int) -> None:
    project, now = BEGINNING, START
    for step in history:
        now += timedelta(hours=1)
        project = step(project, now)

    told, later = views(project, now), views(project, now + timedelta(hours=hours))
    for path, (_, view) in told.items():
        assert _bytes(later[path][1]) == _bytes(view)


def _bytes(view: CalendarView) -> bytes:
    return render_calendar(view, lambda entry: f"<p>{entry.updates[0].text.markdown}</p>", in_words)
