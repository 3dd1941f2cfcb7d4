"""Real JSON: DatoCMS' files and Yandex Cloud's answers come out whole, with no time invented."""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from stillup.build import build
from stillup.importing.folder import read_tree
from stillup.importing.lists import import_json
from stillup.importing.outcome import Import, times_told
from stillup.importing.times import read_time
from stillup.model.post import Incident, Maintenance
from stillup.model.sources import Kind
from tests.support.imported import parsed
from tests.support.project import Project
from tests.support.real import real_data

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DATO, YANDEX = "datocms__status-website", "essentialkaos__ycs"
every_site = pytest.mark.parametrize("name", [DATO, YANDEX])


@cache
def old(name: str) -> dict[str, bytes]:
    return read_tree(real_data() / name, (".",), (".json",))


@cache
def new(name: str) -> Import:
    return import_json(old(name), NOW)


def posts(name: str) -> dict[str, Incident | Maintenance]:
    """The new posts by id."""
    found = {}
    for path, data in new(name).files.items():
        if path.endswith(".md"):
            item = parsed(path, data).item
            assert isinstance(item, Incident | Maintenance)
            found[item.id] = item
    return found


def spoken(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", re.sub(r"<[^<>]*>|&\w+;", " ", text)))


def sources(name: str) -> list[dict[str, object]]:
    """Every object of the old site that has updates."""

    def walk(value: object) -> list[dict[str, object]]:
        if isinstance(value, list):
            return [found for item in value for found in walk(item)]
        if not isinstance(value, dict):
            return []
        if "updates" in value or "comments" in value:
            return [value]
        return [found for item in value.values() for found in walk(item)]

    return [found for data in old(name).values() for found in walk(json.loads(data))]


def test_every_post_comes_out() -> None:
    assert new(DATO).posts == len(posts(DATO)) == len(old(DATO)) == 103
    planned = [post for post in posts(DATO).values() if isinstance(post, Maintenance)]
    assert len(planned) == 31
    assert not any(post.draft for post in posts(DATO).values())
    # Twenty in the list, one of them once more in English, one in the list of services.
    assert new(YANDEX).posts == len(posts(YANDEX)) == 22
    assert [post.title for post in posts(YANDEX).values() if post.draft] == [
        "Partial network unavailability"
    ]


@every_site
def test_every_word_of_every_update_comes_out(name: str) -> None:
    everything: Counter[str] = Counter()
    for path, data in new(name).files.items():
        if path.endswith(".md"):
            everything += spoken(data.decode().replace("\\", ""))
    for source in sources(name):
        told = source.get("updates") or source.get("comments")
        assert isinstance(told, list)
        texts = [each["content"] for each in told] + [source.get("content"), source.get("report")]
        for text in texts:
            lost = spoken(str(text or "")) - everything
            assert not lost, source.get("name") or source.get("title")


@every_site
def test_every_update_keeps_its_time(name: str) -> None:
    stated = {time for post in posts(name).values() for time in times_told(post)}
    for source in sources(name):
        told = source.get("updates") or source.get("comments")
        assert isinstance(told, list)
        for each in told:
            typed = read_time(each.get("date") or each.get("createdAt"))
            assert typed
            assert typed.at in stated


@every_site
def test_no_time_is_stated_that_the_source_does_not_state(name: str) -> None:
    text = b"\n".join(old(name).values()).decode()
    typed = re.findall(r"\d{4}-\d\d-\d\dT[\d:.]+Z", text)
    known = {time.at for each in typed if (time := read_time(each))}
    minutes = {int(each) for each in re.findall(r'"minutes": "(\d+)"', text)}
    for post in posts(name).values():
        times = set(times_told(post))
        if isinstance(post, Maintenance):
            # The end of a plan is its start and so many minutes, or only the day is planned.
            times.discard(post.ends.at)
            length = post.ends.at - post.starts.at
            assert not post.ends.has_time or length // timedelta(minutes=1) in minutes
        assert times <= known, post.id


@every_site
def test_the_new_site_builds_without_an_error(name: str) -> None:
    result = build(Project(new(name).files).sources(), NOW)
    assert [d for d in result.diagnostics if d.is_error] == []


def test_old_addresses_and_ids_in_feeds_are_kept() -> None:
    result = build(Project(new(DATO).files).sources(), NOW)
    redirects = {doc.path for doc in result.documents if doc.kind is Kind.REDIRECT}
    paths = {doc.path for doc in result.documents}
    for path in old(DATO):
        stem = path.rpartition("/")[2].removesuffix(".json")
        assert f"incidents/{stem}/index.html" in paths
        if path.startswith("data/maintenances/"):
            assert f"incidents/{stem}/index.html" in redirects
    stems = {path.rpartition("/")[2].removesuffix(".json") for path in old(DATO)}
    assert {post.feed_id for post in posts(DATO).values()} == stems
    assert "history.json" in paths


def test_minutes_that_are_a_text_end_the_plan_and_none_leave_the_day() -> None:
    timed = posts(DATO)["2023-04-18-scheduled-database-maintenance-downtime-required"]
    assert isinstance(timed, Maintenance)
    assert f"{timed.ends.at:%Y-%m-%d %H:%M}" == "2023-04-29 14:00"
    zero = posts(DATO)["2020-05-07-changes-in-graphql-filtering"]
    assert isinstance(zero, Maintenance)
    assert not zero.ends.has_time
    assert "plan" in {doubt.kind for doubt in new(DATO).doubts}


def test_updates_of_one_moment_stay_two() -> None:
    post = posts(DATO)["2019-01-17-slow-responses-and-intermittent-503-error-codes"]
    assert [update.status for update in post.updates] == ["investigating", "resolved"]
    assert post.updates[0].at == post.updates[1].at
    assert post.updates[1].id == "u2018-11-13-1209-2"


def test_a_report_that_was_published_is_the_postmortem() -> None:
    post = next(post for id_, post in posts(YANDEX).items() if id_.startswith("2024-10-16-ч"))
    (report,) = (update for update in post.updates if update.status == "postmortem")
    assert f"{report.at:%Y-%m-%d %H:%M}" == "2024-10-23 19:10"
    assert "**Краткое описание**" in report.text.markdown
    assert "<p>" not in report.text.markdown


def test_doubts_are_those_that_reading_the_sources_finds() -> None:
    dato = Counter(doubt.kind for doubt in new(DATO).doubts)
    assert dato == {
        "plan": 2, "no-beginning": 8, "disagreement": 3, "same-moment": 1, "time-in-text": 10,
        "renamed": 7, "setting": 4,
    }  # fmt: skip
    yandex = Counter(doubt.kind for doubt in new(YANDEX).doubts)
    assert yandex == {
        "twin": 1, "disagreement": 2, "severity": 8, "component": 8, "update-key": 2, "key": 6,
        "setting": 3,
    }  # fmt: skip


@every_site
def test_a_second_import_is_the_same(name: str) -> None:
    assert import_json(old(name), NOW) == new(name)
    assert import_json(dict(reversed(old(name).items())), NOW) == new(name)


@every_site
def test_a_file_cut_off_anywhere_is_imported_without_an_error(name: str) -> None:
    for path, source in old(name).items():
        for end in range(0, len(source), max(len(source) // 3, 1)):
            found = import_json({path: source[:end]}, NOW)
            for each, data in found.files.items():
                if each.endswith(".md"):
                    assert not [d for d in parsed(each, data).diagnostics if d.is_error]
