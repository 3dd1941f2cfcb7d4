"""Law: whatever a Statuspage says, importing it loses no word, invents no time, and parses.

The full run (STILLUP_RUNS=1) tries 2,000 pages put together from what real ones are made of, and
as many documents of any JSON, and feeds of any words.
"""

import json
import os
import re
from collections import Counter
from datetime import UTC, datetime
from html import unescape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.importing.outcome import Import
from stillup.importing.statuspage import import_statuspage
from stillup.model.diagnostic import Diagnostic
from stillup.model.parsed import Conventions
from stillup.model.post import Incident, Maintenance
from stillup.parse.file import parse_file
from stillup.parse.settings import parse_settings
from tests.support.imported import times_of
from tests.support.project import Project
from tests.support.saved_statuspage import (
    COMPONENTS,
    PAGE,
    Json,
    affected,
    atom,
    block,
    entry,
    incident,
    plan,
    update,
)
from tests.support.site import built

EXAMPLES = max(30, int(2000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
LAW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^<>]*>")

times = st.sampled_from([
    "2021-03-04T10:00:00.000Z", "2021-03-04T10:00:00.500Z", "2021-03-04T10:00:00Z",
    "2021-03-04T11:20:31.118-08:00", "2021-11-07T01:30:00.000-07:00", "2021-11-07T01:30:00.000-08:00",
    "2020-12-31T23:59:59.999+14:00", "2021-03-04", "soon", "", None, 7, "2031-01-01T00:00:00Z",
    "2021-04-30T00:00:00.000Z",
])  # fmt: skip
statuses = st.sampled_from([
    "investigating", "identified", "monitoring", "resolved", "postmortem", "scheduled", "in_progress",
    "verifying", "completed", "Update", "string", "", None, 4,
])  # fmt: skip
bodies = st.one_of(
    st.sampled_from([
        "All is well.", "a\r\nb\r\n\r\nc", "one<br /><br />two <b>three</b>", "x &lt;y&gt; &amp; z",
        "## Resolved 2021-03-04 10:00", "components: api: operational", "id: mine", "- a\n- b\n\n1. c",
        "<host-name> and <T>", "```\ncode", "<!-- note", "a\n---\nb", "<ul><li>one</li><li>two</li></ul>",
        "<a href='https://x.example/a b'>link</a>", "C:\\temp\\*", "| a | b |\n|---|---|", "\u200bzero",
        "next_update: 13:15", "    indented", "<p>open", "5 < 6 > 4", "*a* _b_ `c`", "&nbsp;x", "<pre>a\nb</pre>",
        "- [ ] task (Team, due 2021-04-01)", "", None, 7, "[x](/incidents/y)", "> quote\nmore",
    ]),
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]), max_size=20),
)  # fmt: skip
component_statuses = st.sampled_from([
    "operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance", "bad", None,
])  # fmt: skip
marks = st.builds(
    lambda code, name, now: affected(code, name, "operational", now),
    st.sampled_from(["rhznvxg4v7yh", "mk2b9xw0q1tz", "g0neg0neg0ne", "", "string"]),
    st.sampled_from(["API", "Core - API", "Shop", "all", "Ünïcode!", ""]),
    component_statuses,
)
codes = st.sampled_from(["7gv6pn1zyz2n", "2shj4d01hc9g", "aaaaaaaaaaaa", "string", "", 12, None])
updates = st.builds(
    lambda code, status, at, shown, body, hit: {
        **update("x", "x", "x", "x"), "id": code, "status": status, "created_at": at,
        "display_at": shown, "body": body, "affected_components": hit,
    },
    codes, statuses, times, times, bodies, st.one_of(st.none(), st.lists(marks, max_size=3)),
)  # fmt: skip
incidents = st.builds(
    lambda code, name, told, other: incident(str(code), name, **(other | {"incident_updates": told})),
    st.sampled_from(["n4njzfn1mqy0", "vw0nq0fb2zm1", "", "string", "Ü/x"]),
    st.sampled_from(["Email: slow", "", "日本語", "a" * 200, "%s {x} # no", "all"]),
    st.lists(updates, max_size=4),
    st.fixed_dictionaries(
        {},
        optional={
            "status": statuses,
            "impact": st.sampled_from(["none", "minor", "major", "critical", "maintenance", "x", None]),
            "resolved_at": times,
            "started_at": times,
            "created_at": times,
            "scheduled_for": times,
            "scheduled_until": times,
            "postmortem_body": bodies,
            "postmortem_published_at": st.one_of(times, st.booleans()),
            "components": st.lists(st.sampled_from(COMPONENTS), max_size=2),
            "metadata": st.sampled_from([{}, {"a": "b\nc"}]),
        },
    ),
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from([
            "id", "name", "status", "impact", "incident_updates", "components", "page", "time_zone",
            "url", "body", "display_at", "incidents", "group", "incident_id", "scheduled_for", "x",
        ]),
        inner, max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip
blocks = st.builds(
    block,
    st.sampled_from(["Feb 15", "Feb 29", "Dec 31", "Mar  4", "Mai 3", "Jan 1"]),
    st.sampled_from(["10:00", "23:59", "25:10", "9:05"]),
    st.sampled_from(["UTC", "PST", "CEST", "XYZ", ""]),
    st.sampled_from(["Resolved", "Update", "Investigating", "Scheduled", "Completed", "In progress", "Fyi", ""]),
    bodies.map(str),
)  # fmt: skip
plans = st.sampled_from(
    ["", plan("Feb 20, 10:00 - 12:00 UTC"), plan("Feb 30, 10:00 - 9:00"), plan("x")]
)
entries = st.builds(
    lambda number, code, at, first, told: entry(number, code, "A title", at, first + "".join(told)),
    st.integers(1, 3),
    st.sampled_from(["n4njzfn1mqy0", "vw0nq0fb2zm1", "a b", ""]),
    st.sampled_from(["2021-03-04T10:00:20Z", "2021-02-15T10:00:00-08:00", "never", "2021-03-04"]),
    plans,
    st.lists(blocks, max_size=4),
)


def words(text: str) -> Counter[str]:
    """Return words without the signs by which a sign of Markdown stays one."""
    return Counter(WORD.findall(text.replace("\\", "")))


def said(body: object) -> Counter[str]:
    """Return the words that a reader of the old page saw in a body."""
    text = body if isinstance(body, str) else ""
    known = TAG.sub(lambda tag: tag[0] if _is_foreign(tag[0]) else " ", text)
    return words(unescape(known.replace("\u200b", "")))


def _is_foreign(tag: str) -> bool:
    return tag in {"<host-name>", "<T>"}


def posts(found: Import) -> list[Incident | Maintenance]:
    """Return our posts, which must be without an error unless they are drafts."""
    settings_, problems = parse_settings("site.yaml", found.files["content/site.yaml"], "")
    assert [d for d in problems if d.is_error] == []
    assert settings_ is not None
    read = [
        parse_file(path, data, "", Conventions(time_zone=settings_.time_zone))
        for path, data in found.files.items()
        if path.endswith(".md")
    ]
    errors = [d for each in read if not each.draft for d in each.diagnostics if d.is_error]
    assert errors == [], found.files
    return [each.item for each in read if isinstance(each.item, Incident | Maintenance)]


def errors_of_the_site(found: Import) -> list[Diagnostic]:
    return [d for d in built(Project(found.files), NOW.isoformat()).diagnostics if d.is_error]


def stated(document: object) -> set[datetime]:
    """Return every time in a document, to the second."""
    found = re.findall(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)", json.dumps(document))
    return {datetime.fromisoformat(each).astimezone(UTC).replace(microsecond=0) for each in found}


@LAW
@given(st.lists(incidents, max_size=3), st.lists(entries, max_size=2))
def test_a_page_is_imported_whole_with_no_time_invented(told: list[Json], fed: list[str]) -> None:
    document = {"page": PAGE, "components": COMPONENTS, "incidents": told}
    files = {"summary.json": json.dumps(document).encode()}
    found = import_statuspage(files, NOW)

    for post in posts(found):
        assert times_of(post) <= stated(document)
    assert not errors_of_the_site(found), errors_of_the_site(found)
    assert import_statuspage(files, NOW) == found
    everything = " ".join(data.decode() for data in found.files.values())
    newest = {str(each["id"] or each["name"]): each for each in told}
    for each in newest.values() if len(newest) == len(told) else ():
        for one in each["incident_updates"]:  # type: ignore[attr-defined]
            assert not said(one["body"]) - words(everything), one["body"]
    with_feed = import_statuspage({**files, "history.atom": atom(*fed)}, NOW)
    posts(with_feed)
    assert not errors_of_the_site(with_feed), errors_of_the_site(with_feed)


@LAW
@given(st.lists(entries, max_size=4))
def test_a_feed_is_imported_whole(told: list[str]) -> None:
    found = import_statuspage({"history.atom": atom(*told)}, NOW)
    posts(found)
    assert not errors_of_the_site(found), errors_of_the_site(found)


@LAW
@given(anything)
def test_any_json_is_imported_without_an_error(document: object) -> None:
    found = import_statuspage({"x.json": json.dumps(document).encode()}, NOW)
    posts(found)
    assert not errors_of_the_site(found), errors_of_the_site(found)


@LAW
@given(st.binary(max_size=60), st.sampled_from(["x.json", "x.atom", "x.rss", "x"]))
def test_any_bytes_are_imported_without_an_error(data: bytes, name: str) -> None:
    assert import_statuspage({name: data}, NOW).posts == 0
