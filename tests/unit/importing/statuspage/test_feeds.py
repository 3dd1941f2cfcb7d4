"""The feeds, and what they add to the documents: ids, and times that print no year and no zone."""

from datetime import UTC, datetime

import feedparser
import pytest

from stillup.importing.outcome import Import
from stillup.importing.statuspage import import_statuspage
from stillup.importing.statuspage.blocks import read_blocks, read_plan
from stillup.model.post import Incident, Maintenance
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.imported import parsed
from tests.support.project import Project
from tests.support.saved_statuspage import (
    HOST,
    MESSAGES,
    UPGRADE,
    atom,
    block,
    entry,
    incident,
    plan,
    rss,
    update,
    v2,
)
from tests.support.site import themed

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TAG = f"tag:{HOST.removeprefix('https://')},2005:Incident"
OVER = block("Feb 15", "13:37", "PST", "Resolved", "All is well again.")
TOLD = entry(
    777,
    "n4njzfn1mqy0",
    "Messaging issues",
    "2022-02-15T13:37:37-08:00",
    OVER + block("Feb 15", "13:14", "PST", "Investigating", "We look."),
)


def new(files: dict[str, bytes]) -> Import:
    return import_statuspage(files, NOW)


def only(files: dict[str, bytes]) -> Incident | Maintenance:
    (found,) = (parsed(p, d) for p, d in new(files).files.items() if p.endswith(".md"))
    assert [d for d in found.diagnostics if d.is_error] == []
    assert isinstance(found.item, Incident | Maintenance)
    return found.item


def times(*entries: str, name: str = "history.atom") -> list[str]:
    """Return when the updates of the one post were, in UTC."""
    return [f"{u.at:%F %H:%M}" for u in only({name: atom(*entries)}).updates]


def kinds(files: dict[str, bytes]) -> list[str]:
    return [d.kind for d in new(files).doubts if d.kind not in {"impact", "setting"}]


def test_documents_and_feed_join_by_the_address() -> None:
    joined = new({**v2(MESSAGES), "history.atom": atom(TOLD)})
    post = only({**v2(MESSAGES), "history.atom": atom(TOLD)})

    assert (post.feed_id, post.rss_id) == (f"{TAG}/777", f"{HOST}/incidents/n4njzfn1mqy0")
    assert len(post.updates) == 4
    assert post.updates[0].id == "7gv6pn1zyz2n"
    assert joined.doubts == ()


def test_an_update_that_only_the_feed_has_is_added() -> None:
    more = TOLD.replace("13:14", "13:16")
    post = only({**v2(MESSAGES), "history.atom": atom(more)})
    assert [f"{u.at:%H:%M}" for u in post.updates] == ["13:14", "13:16", "13:18", "13:21", "13:37"]
    assert kinds({**v2(MESSAGES), "history.atom": atom(more)}) == ["disagreement"]


def test_after_the_move_readers_are_told_of_nothing_that_they_know() -> None:
    older = incident(
        "0ld0ld0ld0ld", "Of old", update("7gv6pn1zyz2x", "resolved", "2021-01-01T00:00Z", "x")
    )
    files = {**v2(MESSAGES, older, maintenances=(UPGRADE,)), "history.atom": atom(TOLD)}
    made = themed(Project(new(files).files), NOW.isoformat())
    assert made.diagnostics == ()
    renderer = Renderer(made, Fragments())
    told = {d.path: feedparser.parse(renderer.render(d))
            for d in made.documents if d.path in {"history.atom", "history.rss"}}  # fmt: skip

    # The planned work is not in the old feed, but it came later than what is.
    work = f"{HOST}/maintenance/2022-02-25-database-upgrade/"
    assert [e.id for e in told["history.atom"].entries] == [work, f"{TAG}/777"]
    assert [e.id for e in told["history.rss"].entries] == [
        f"{HOST}/incidents/vw0nq0fb2zm1",
        f"{HOST}/incidents/n4njzfn1mqy0",
    ]


def test_without_the_feed_the_ids_are_a_doubt() -> None:
    assert kinds(v2(MESSAGES)) == ["feed-id"]
    assert kinds({"history.rss": rss("x", "X", "Tue, 15 Feb 2022 13:37:37 -0800", OVER)}) == [
        "feed-id"
    ]


def test_rss_has_the_same_with_the_address_as_its_id() -> None:
    post = only({"history.rss": rss("x1", "X", "Tue, 15 Feb 2022 13:37:37 -0800", OVER)})
    assert (post.feed_id, post.rss_id, post.api_id) == ("", f"{HOST}/incidents/x1", "x1")
    assert f"{post.updates[0].at:%F %H:%M}" == "2022-02-15 21:37"


def test_both_feeds_give_both_ids() -> None:
    other = rss("n4njzfn1mqy0", "X", "Tue, 15 Feb 2022 13:37:37 -0800", OVER)
    post = only({"history.atom": atom(TOLD), "history.rss": other})
    assert (post.feed_id, post.rss_id) == (f"{TAG}/777", f"{HOST}/incidents/n4njzfn1mqy0")
    assert len(post.updates) == 2


def test_the_year_follows_from_the_date_of_the_entry_and_the_order() -> None:
    html = "".join(
        block(date, "10:00", "UTC", "Update", "x")
        for date in ("Jan 2", "Dec 31", "Feb 29", "Mar 1")
    )
    told = entry(1, "a", "A", "2021-01-02T10:00:12Z", html)
    assert times(told) == [
        "2019-03-01 10:00", "2020-02-29 10:00", "2020-12-31 10:00", "2021-01-02 10:00",
    ]  # fmt: skip
    assert "year" not in kinds({"history.atom": atom(told)})


def test_a_year_that_follows_from_nothing_near_is_a_doubt() -> None:
    told = entry(
        1, "a", "A", "2021-06-15T10:00:12Z", block("Jan 2", "10:00", "UTC", "Resolved", "x")
    )
    assert times(told) == ["2021-01-02 10:00"]
    assert kinds({"history.atom": atom(told)}) == ["year"]


@pytest.mark.parametrize(
    ("zone", "published", "at"),
    [
        ("UTC", "2022-02-15T13:37:37Z", "13:37"),
        ("PST", "2022-02-15T13:37:37-08:00", "21:37"),  # as seen at the entry's own date
        ("PST", "2022-02-15T21:37:37Z", ""),  # Los Angeles or Manila
        ("CET", "2022-02-15T12:37:37Z", "12:37"),  # has one meaning
        ("XYZ", "2022-02-15T13:37:37+03:00", "10:37"),
        ("XYZ", "2022-02-15T13:00:00Z", ""),
        ("+02", "2022-02-15T11:37:00Z", "11:37"),
        ("-0330", "2022-02-15T17:07:00Z", "17:07"),
    ],
)
def test_letters_of_a_zone_mean_what_they_are_seen_to_mean(
    zone: str, published: str, at: str
) -> None:
    told = entry(1, "a", "A", published, block("Feb 15", "13:37", zone, "Resolved", "Words."))
    if at:
        assert times(told) == [f"2022-02-15 {at}"]
        return
    (file,) = (
        d.decode() for p, d in new({"f.atom": atom(told)}).files.items() if p.endswith(".md")
    )
    assert "draft: true" in file
    assert f"Feb 15, 13:37 {zone}: **Resolved** - Words." in file
    assert "no-start" in kinds({"f.atom": atom(told)})


def test_letters_that_the_zone_of_the_page_has_mean_that_zone() -> None:
    said = entry(1, "a", "A", "2022-02-15T21:37:37Z", OVER)
    post = only({**v2(), "f.atom": atom(said)})
    assert f"{post.updates[0].at:%F %H:%M}" == "2022-02-15 13:37"  # in the zone of the page


def test_updates_of_one_minute_stay_in_their_order() -> None:
    html = (block("Feb 15", "10:00", "UTC", "Resolved", "Three")
            + block("Feb 15", "10:00", "UTC", "Update", "Two")
            + block("Feb 15", "10:00", "UTC", "Investigating", "One"))  # fmt: skip
    post = only({"f.atom": atom(entry(1, "a", "A", "2022-02-15T10:00:10Z", html))})
    assert [(u.id, u.text.markdown) for u in post.updates] == [
        ("u2022-02-15-1000", "One"),
        ("u2022-02-15-1000-02", "Two"),
        ("u2022-02-15-1000-03", "Three"),
    ]


def test_a_clock_that_is_put_back_shows_the_same_digits_twice() -> None:
    html = (block("Nov 7", "01:30", "PST", "Resolved", "Two")
            + block("Nov 7", "01:30", "PDT", "Investigating", "One"))  # fmt: skip
    files = {**v2(), "f.atom": atom(entry(1, "a", "A", "2021-11-07T01:30:10-08:00", html))}
    assert [u.text.markdown for u in only(files).updates] == ["One", "Two"]


@pytest.mark.parametrize(
    ("line", "starts", "ends"),
    [
        ("Jan <var data-var='date'>16</var>, <var>12:00</var> - <var>16:00</var> GMT",
         "2024-01-16 12:00", "2024-01-16 16:00"),
        ("Jan 16, 22:00 - Jan 17, 02:00 UTC", "2024-01-16 22:00", "2024-01-17 02:00"),
        ("Dec 31, 23:00 - Jan 1, 01:00 UTC", "2024-12-31 23:00", "2025-01-01 01:00"),
    ],
)  # fmt: skip
def test_planned_work_prints_its_plan_first(line: str, starts: str, ends: str) -> None:
    html = plan(line) + block("Jan 8", "16:20", "GMT", "Scheduled", "Hello,<br /><br />We plan.")
    post = only({"f.atom": atom(entry(1, "a", "A", "2024-01-08T16:20:30Z", html))})
    assert isinstance(post, Maintenance)
    assert (f"{post.starts.at:%F %H:%M}", f"{post.ends.at:%F %H:%M}") == (starts, ends)
    assert post.updates[0].text.markdown == "Hello,\n\nWe plan."


def test_a_plan_that_nobody_can_read_makes_a_draft_that_says_it() -> None:
    html = plan("le 3 mars") + block("Jan 8", "16:20", "GMT", "Scheduled", "Bonjour")
    files = {"f.atom": atom(entry(1, "a", "A", "2024-01-08T16:20:30Z", html))}
    assert only(files).draft
    (doubt,) = (doubt for doubt in new(files).doubts if doubt.kind == "plan")
    assert doubt.what == "`a`: it was planned for “le 3 mars”, which nobody can put a year to"
    assert "#Statuspage: planned for: le 3 mars" in str(new(files).files)


def test_a_label_that_is_no_status_stays_in_the_words() -> None:
    html = block("Feb 15", "10:00", "UTC", "Fyi", "Nothing broke.")
    post = only({"f.atom": atom(entry(1, "a", "A", "2022-02-15T10:00:10Z", html))})
    assert (post.updates[0].status.value, post.updates[0].text.markdown) == (
        "update",
        "**Fyi** - Nothing broke.",
    )
    assert "state" in kinds({"f.atom": atom(entry(1, "a", "A", "2022-02-15T10:00:10Z", html))})


def test_words_outside_any_update_are_kept() -> None:
    (lead, told) = read_blocks("<p>Before all</p>" + OVER)
    assert (lead.html, lead.printed) == ("<p>Before all</p>", None)
    assert told.label == "Resolved"
    assert read_plan(OVER) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"<feed>", b"<html/>", b"<rss/>", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="x"?><a/>',
     b'<!DOCTYPE a [<!ENTITY b "c">]><feed>&b;</feed>'],
)  # fmt: skip
def test_what_is_no_feed_is_said_to_be_none(data: bytes) -> None:
    found = new({"history.atom": data})
    assert found.posts == 0
    assert "file" in {doubt.kind for doubt in found.doubts}


def test_entries_without_an_address_are_told_apart_all_the_same() -> None:
    two = [entry(n, "a", f"Title {n}", "2022-02-15T13:37:37-08:00", OVER) for n in (1, 2)]
    files = {"f.atom": atom(*(each.replace(f"{HOST}/incidents/a", "") for each in two))}
    assert new(files).posts == 2


def test_a_page_that_is_only_compatible_joins_by_the_link_that_both_sources_have() -> None:
    slug, code = "2022-02-15-messages-late", "n4njzfn1mqy0"
    link = f"{HOST}/incidents/{slug}/"
    entries = atom(TOLD).replace(f"{HOST}/incidents/{code}".encode(), link.encode())
    post = only({**v2(MESSAGES | {"shortlink": link}), "history.atom": entries})

    assert (post.feed_id, post.api_id) == (f"{TAG}/777", code)
    assert [alias.id for alias in post.aliases] == [f"incidents/{code}/", f"incidents/{slug}/"]
