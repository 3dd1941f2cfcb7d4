"""Laws: whatever JSON, Upptime, Pelican and Statusfy hold, it comes along without an error.

No word of an update is lost, no time is invented, and the same files give the same bytes. The
full run (STILLUP_RUNS=1) tries 1,000 sites of each product, and 1,000 of any bytes.
"""

import json
import os
import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.importing.lists import import_json
from stillup.importing.outcome import Import, times_told
from stillup.importing.pelican import import_pelican
from stillup.importing.products import Importer
from stillup.importing.statusfy import import_statusfy
from stillup.importing.upptime import import_upptime
from stillup.model.post import Incident, Maintenance
from tests.support.imported import errors_in, parsed, times_in

EXAMPLES = max(25, int(1000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
LAW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TIMES = [
    "2024-03-04T10:00:00.000Z", "2024-03-04T11:30:00+02:00", "2024-03-04 10:00+0000", "2024-03-05",
    "2027-01-01T00:00:00Z", "2024-03-04T9:00:00Z", "2024-13-01T00:00Z", "soon", "",
    "2024-03-04 10:00+00", "2023-01-01T00:00:00Z",
]  # fmt: skip
times = st.sampled_from(TIMES)
words = st.sampled_from([
    "All is well again.", "<p>One<br>two</p>", "ended: not yet", "## Resolved 2024-03-04 10:00",
    "a\n---\nb", "**Resolved:** it is back", "- [ ] a task (Team, due tomorrow)", "# A\n\n#### B",
    "```\nopen", "<!-- open", "components: all of it", "::: update Resolved | 2024-03-04T10:00:00Z",
    ":::", "\u0085 next", "<<<<<<< HEAD", "é ☀️ #2", "next_update: 13:15", "    code", "a\r\nb", "",
])  # fmt: skip
texts = st.one_of(words, st.text(max_size=20))
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), times, texts)
states = st.sampled_from([
    "investigating", "Resolved", "MONITORING", "in-progress", "scheduled", "completed", "open",
    "closed", "update", "what", "postmortem", "",
])  # fmt: skip
names = st.sampled_from([
    "name", "title", "date", "content", "updates", "comments", "status", "type", "impact", "minutes",
    "scheduledTime", "components", "services", "startDate", "endDate", "resolved", "created_at",
    "incidents", "page", "url", "id", "attributes", "data", "included", "relationships", "report",
    "reportPublishedTime", "body", "labels", "number", "state", "closed_at", "issue_url",
])  # fmt: skip
updates = st.fixed_dictionaries({"date": times, "status": states, "content": texts})
records = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Mail is slow", "a: b #c", "", "[x]", "é" * 300, "2024"]),
        "updates": st.lists(updates, max_size=4),
    },
    optional={
        "impact": st.sampled_from(["minor", "critical", "Unavailable", "maintenance", "", "none"]),
        "startDate": times, "endDate": times, "scheduledTime": times, "createdAt": times,
        "minutes": st.sampled_from(["30", "0", 45, "many", -1, 10**9]), "content": texts,
        "components": st.lists(st.sampled_from(["Mail", "mail", "all", "Ünï", ""]), max_size=3),
        "status": states, "report": texts, "reportPublishedTime": times,
    },
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=6)),
    max_leaves=25,
)


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def items(found: Import) -> list[tuple[bytes, Incident | Maintenance | None]]:
    """Every post, None for a draft that waits for its first update."""
    posts: list[tuple[bytes, Incident | Maintenance | None]] = []
    for path, data in found.files.items():
        if path.startswith(("content/incidents/", "content/maintenance/")):
            item = parsed(path, data).item
            assert item is None or isinstance(item, Incident | Maintenance)
            assert item is not None or b"\ndraft: true\n" in data
            posts.append((data, item))
    return posts


def check(importer: Importer, files: dict[str, bytes]) -> Import:
    """Import twice, and ask what may be asked of every import."""
    found = importer(files, NOW)
    assert errors_in(found.files) == []
    assert len(items(found)) == found.posts
    assert importer(dict(reversed(files.items())), NOW) == found
    return found


def assert_no_time_invented(found: Import, source: bytes) -> None:
    known = times_in(source)
    for _, item in items(found):
        if item is not None:
            plan = {item.ends.at} if isinstance(item, Maintenance) else set()
            assert times_told(item) - plan <= known


@given(st.lists(records, max_size=3))
@LAW
def test_lists_of_dated_updates_come_out_whole(posts: list[dict[str, object]]) -> None:
    source = as_json(posts)
    found = check(import_json, {"data/incidents.json": source})
    assert_no_time_invented(found, source)
    told = b"\n".join(data for data, _ in items(found)).decode().replace("\\", "")
    named = [post for post in posts if str(post["name"]).strip()]
    listed = [update for post in named for update in post["updates"]]  # type: ignore[attr-defined]
    for update in listed:
        said = re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^<>]*>", " ", update["content"]))
        assert not Counter(said) - Counter(re.findall(r"[A-Za-z]{3,}", told))


@given(st.dictionaries(st.sampled_from(["a.json", "b/c.json", "maintenances/d.json"]), values))
@LAW
def test_any_json_is_imported_without_an_error(files: dict[str, object]) -> None:
    check(import_json, {path: as_json(value) for path, value in files.items()})


issues = st.fixed_dictionaries({
    "number": st.integers(1, 4),
    "title": st.sampled_from(["🛑 Mail is down", "⚠️ Mail has degraded performance", "", "x"]),
    "state": st.sampled_from(["open", "closed", "CLOSED"]),
    "labels": st.lists(st.sampled_from(["status", "maintenance", "mail", "bug"]), max_size=3),
    "created_at": times,
    "closed_at": times,
    "body": st.one_of(texts, times.map(
        lambda time: f"<!--\nstart: {time}\nend: 2024-03-04T12:00:00Z\nexpectedDown: mail, x\n-->\nWe work."
    )),
    "user": st.sampled_from([{"login": "jane"}, {"login": "a[bot]"}, None, "x"]),
    "comments": st.one_of(
        st.integers(), st.lists(st.fixed_dictionaries({"body": texts, "createdAt": times}), max_size=3)
    ),
})  # fmt: skip


@given(st.lists(st.one_of(issues, values), max_size=4))
@LAW
def test_any_issues_are_imported_without_an_error(saved: list[object]) -> None:
    config = b"sites:\n  - {name: Mail, url: https://mail.example}\n"
    source = as_json(saved)
    found = check(import_upptime, {".upptimerc.yml": config, "issues.json": source})
    assert_no_time_invented(found, source)


outages = st.tuples(
    st.sampled_from(["planned", "ongoing", "resolved"]),
    st.sampled_from(["2024-03-04-mail", "20240304-mail", "mail", "2020-01-01-old"]),
    st.lists(st.one_of(
        st.just("Title: Mail is slow"), times.map("Date: {}".format),
        times.map("OutageFinish: {}".format), st.just("Ticket: 12"), st.just("Status: draft"), texts,
    ), max_size=5),
    st.lists(st.one_of(texts, times.map("Update {}:\n\nmore".format)), max_size=3),
)  # fmt: skip


@given(st.lists(outages, max_size=3))
@LAW
def test_any_outages_are_imported_without_an_error(
    posts: list[tuple[str, str, list[str], list[str]]],
) -> None:
    files = {
        f"content/{state}/{name}.md": ("\n".join(header) + "\n\n" + "\n\n".join(body)).encode(
            "utf-8", "replace"
        )
        for state, name, header, body in posts
    }
    found = check(import_pelican, files)
    names_told = "\n".join(files).encode()
    assert_no_time_invented(found, b"\n".join(files.values()) + names_told)


containers = st.tuples(states, times, texts).map("::: update {0[0]} | {0[1]}\n{0[2]}\n:::\n".format)
fronts = st.tuples(
    times, times, times, states, st.sampled_from(["true", "false", "", "maybe"]),
    st.sampled_from(["under-maintenance", "major-outage", "degraded-performance", "what", ""]),
).map(
    "title: x\ndate: {0[0]}\nmodified: {0[1]}\nscheduled: {0[2]}\nduration: 30\nid: {0[3]}\n"
    "resolved: {0[4]}\nseverity: {0[5]}\naffectedsystems: [api, Ünï]\n".format
)  # fmt: skip


@given(fronts, st.lists(st.one_of(containers, texts), max_size=4))
@LAW
def test_any_containers_are_imported_without_an_error(front: str, body: list[str]) -> None:
    source = f"---\n{front}---\n" + "\n".join(body)
    data = source.encode("utf-8", "replace")
    found = check(import_statusfy, {"content/a.md": data, "config.js": b"title: 'x',"})
    for _, item in items(found):
        if isinstance(item, Incident):
            assert_no_time_invented(found, data)


@pytest.mark.parametrize(
    ("importer", "paths"),
    [
        (import_json, ["a.json", "b.json"]),
        (import_upptime, [".upptimerc.yml", "issues.json", "history/summary.json"]),
        (import_pelican, ["pelicanconf.py", "content/resolved/a.md", "content/planned/b"]),
        (import_statusfy, ["config.js", "config.toml", "content/a.md", "locales/en.json"]),
    ],
)
def test_any_bytes_are_imported_without_an_error(importer: Importer, paths: list[str]) -> None:
    @given(
        st.dictionaries(
            st.sampled_from(paths),
            st.one_of(st.binary(max_size=150), st.text(max_size=150).map(_encoded)),
        )
    )
    @LAW
    def holds(files: dict[str, bytes]) -> None:
        check(importer, files)

    holds()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
