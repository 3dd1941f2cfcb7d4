"""Law: what an importer writes reads back to the same facts, in every time zone.

The full run (STILLUP_RUNS=1) writes 2,000 posts.
"""

import os
import string
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.model.parsed import Conventions
from stillup.model.post import (
    ComponentMark,
    Edit,
    Incident,
    Maintenance,
    Moment,
    Offer,
    Reference,
    Update,
)
from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES, ComponentStatus, Impact
from stillup.model.text import Text
from stillup.parse.fields import is_yes_or_no
from stillup.parse.file import parse_file
from stillup.parse.zones import zone_of
from stillup.writing.canonical import write_incident, write_maintenance
from stillup.writing.prose import settled

EXAMPLES = max(30, int(2000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
LAW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
ZONES = ["UTC", "Europe/Lisbon", "America/St_Johns", "Pacific/Kiritimati"]
FIELDS = {"author", "id", "impact", "ended", "edited", "components", "starts", "ends"}
NOT_FACTS = {"source", "digest", "line", "prefix", "language", "actions"}

instants = st.datetimes(datetime(1975, 1, 1), datetime(2190, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
# A component can't be called as a field of an update, which stands on the same line.
ids = st.text(string.ascii_lowercase + "é0-_", min_size=1, max_size=12).filter(
    lambda text: any(c.isalnum() for c in text) and text not in FIELDS and text[0] != "u"
)
lines = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20),
    st.sampled_from(["A: b # c", "'quoted'", '"so" and \'so\'', "[list]", "true", "2026-11-21", "a\\b",
                     "@home: 50 %", "- x", "Ünï ☀️ #2", "{a: b}", "C:\\", "# one", "'", '"', "a: 'b"]),
)  # fmt: skip
texts = st.one_of(
    st.just(""),
    lines,
    st.sampled_from([
        "## Resolved · 2026-11-21 12:41", "One\n---\n\nTwo", "```\ncode", "<!-- open", "impact: minor",
        "Title\n===\n\ntext", "* a\n* b\n\n      code", "# One\n## Two", "- [ ] a task", "> ## quoted",
        "##Resolved 2026-11-21", "###### deep\n# high", "text <!-- a\n## b -->", "~~~\n```\n~~~\n```",
    ]),
)  # fmt: skip
marks = st.lists(
    st.builds(ComponentMark, ids, st.one_of(st.none(), st.sampled_from(ComponentStatus))),
    max_size=3,
    unique_by=lambda mark: mark.name,
).map(tuple)
# Formatters end a line with `\\`, so a field of ours can't end with one.
notes = lines.filter(lambda line: not line.endswith("\\"))
edits = st.lists(st.builds(Edit, instants, notes), max_size=2).map(tuple)
later = st.integers(1, 10**7).map(lambda seconds: timedelta(seconds=seconds))
offsets = st.sampled_from([timedelta(0), timedelta(hours=2), timedelta(hours=-9.5)])


def text(markdown: str) -> Text:
    return Text(markdown, "")


@st.composite
def updates(draw: st.DrawFn, statuses: tuple[Any, ...], *, incident: bool) -> tuple[Update, ...]:
    """Updates with ids of their own, or that tell the time as it was written elsewhere."""
    found = {}
    for at in draw(st.lists(instants, max_size=3, unique=True)):
        wall = at + draw(offsets)
        seconds = f"{wall:%S}" if wall.second else ""
        id_ = draw(st.one_of(st.just(f"u{wall:%Y-%m-%d-%H%M}{seconds}"), ids))
        found[id_] = Update(
            id=id_,
            status=draw(st.sampled_from(statuses)),
            at=at,
            text=text(draw(texts)),
            components=draw(marks),
            author=draw(st.one_of(st.just(""), ids)),
            edits=draw(edits),
            next_update=draw(st.one_of(st.none(), later.map(at.__add__))),
            impact=draw(st.one_of(st.none(), st.sampled_from(Impact))) if incident else None,
            ended=draw(st.one_of(st.none(), later.map(at.__sub__))) if incident else None,
            retrospective=incident and draw(st.booleans()),
        )
    return tuple(sorted(found.values(), key=lambda update: (update.at, update.id)))


common: dict[str, Any] = {
    "id": st.just("some-post"),
    "source": st.just("content/incidents/some-post.md"),
    "digest": st.just(""),
    "title": lines,
    "components": marks,
    "author": st.one_of(st.just(""), ids),
    "related": st.lists(ids.map(Reference), max_size=2).map(tuple),
    "cause": st.one_of(st.just(""), ids),
    "offer": st.one_of(
        st.none(),
        st.builds(Offer, what=lines, how=lines, until=st.one_of(st.none(), instants), automatic=st.booleans()),
    ),
    "edits": edits,
    "withdrawn": st.one_of(st.just(""), lines.filter(lambda why: not is_yes_or_no(why))),
    "aliases": st.lists(st.sampled_from(["issues/a b/", "old.html", "é/%41/x", "a#b?/c/"]).map(Reference),
                        max_size=2, unique=True).map(tuple),
    "feed_id": st.one_of(st.just(""), st.just("https://old.example/issues/x/?a=1#b")),
    "api_id": st.one_of(st.just(""), st.just("7g2")),
    "draft": st.booleans(),
    "pin": st.booleans(),
    "publish_at": st.one_of(st.none(), instants),
    "summary": texts.map(text),
}  # fmt: skip
moments = st.one_of(instants.map(Moment))
incidents = st.builds(
    Incident, **common, impact=st.sampled_from(Impact), retrospective=st.booleans(),
    started=st.one_of(st.none(), instants), updates=updates(INCIDENT_STATUSES, incident=True),
)  # fmt: skip
works = st.builds(
    Maintenance, **common, starts=moments, ends=moments,
    updates=updates(MAINTENANCE_STATUSES, incident=False),
)  # fmt: skip


def facts(value: Any, *, inside_update: bool = False) -> Any:
    """Return what a value says, without where it says so."""
    if isinstance(value, Text):
        return settled(value.markdown, begins_update=inside_update)
    if isinstance(value, msgspec.Struct):
        return {
            name: facts(
                getattr(value, name), inside_update=inside_update or isinstance(value, Update)
            )
            for name in value.__struct_fields__
            if name not in NOT_FACTS and not name.endswith("span")
        }
    if isinstance(value, tuple):
        return [facts(item) for item in value]
    return value


def read_back(folder: str, written: str, zone: str) -> Any:
    found = parse_file(f"content/{folder}/some-post.md", written.encode(), "", Conventions(zone))
    return found.item


@given(incidents.filter(lambda incident: incident.updates), st.sampled_from(ZONES))
@LAW
def test_an_incident_reads_back_to_the_same_facts(incident: Incident, zone: str) -> None:
    written = write_incident(incident, zone_of(zone), ["cState: a 2026-01-01: b", "two\nlines"])
    assert facts(read_back("incidents", written, zone)) == facts(incident)


@given(works.filter(lambda work: work.updates), st.sampled_from(ZONES))
@LAW
def test_a_maintenance_reads_back_to_the_same_facts(work: Maintenance, zone: str) -> None:
    written = write_maintenance(work, zone_of(zone))
    assert facts(read_back("maintenance", written, zone)) == facts(work)


@given(texts, st.booleans())
@LAW
def test_settled_text_stays_as_it_is(markdown: str, begins: bool) -> None:  # noqa: FBT001
    once = settled(markdown, begins_update=begins)
    assert settled(once, begins_update=begins) == once


def test_a_day_alone_is_written_as_a_day() -> None:
    zone = zone_of("Europe/Lisbon")
    day = Moment(datetime(2026, 12, 1, tzinfo=zone), has_time=False, day=date(2026, 12, 1))
    end = Moment(datetime(2026, 12, 2, tzinfo=zone), has_time=False, day=date(2026, 12, 1))
    work = Maintenance(
        id="x", source="", digest="", title="T", starts=day, ends=end, summary=text("")
    )
    assert "starts: 2026-12-01\nends: 2026-12-01\n" in write_maintenance(work, zone)
