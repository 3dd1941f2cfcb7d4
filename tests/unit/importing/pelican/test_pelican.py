"""Pelican in Fedora's form: every slip that was counted in real posts is read and reported."""

from datetime import UTC, datetime

import pytest

from stillup.build import build
from stillup.importing.outcome import Import, times_told
from stillup.importing.pelican import import_pelican
from stillup.model.post import Incident, Maintenance
from tests.support.imported import errors_in, lost_words, parsed, times_in
from tests.support.pelican import CONF, PLAIN, outage, site
from tests.support.project import Project

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DATE, FINISH = "Date: 2026-05-03 20:00+0000", "OutageFinish: 2026-05-03 21:00+0000"


def imported(**posts: bytes) -> Import:
    found = import_pelican(site(**posts), NOW)
    assert errors_in(found.files) == []
    return found


def only(found: Import) -> Incident | Maintenance:
    (path,) = (path for path in found.files if path.endswith(".md"))
    item = parsed(path, found.files[path]).item
    assert isinstance(item, Incident | Maintenance)
    return item


def kinds(found: Import) -> set[str]:
    return {doubt.kind for doubt in found.doubts}


def test_an_outage_that_is_over_has_its_two_times_and_its_ticket() -> None:
    told = only(imported(resolved_2026_08_20_updates=PLAIN))

    assert isinstance(told, Incident)
    assert (told.id, told.title) == (
        "2026-08-20-updates",
        "Updates and reboots on all servers",
    )
    assert [(u.status, f"{u.at:%d %H:%M}") for u in told.updates] == [
        ("update", "20 20:00"),
        ("resolved", "21 02:00"),
    ]
    ticket = "Ticket: [13500](https://tracker.example/issue/13500)"
    assert told.updates[0].text.markdown.endswith(f"down for a short time only.\n\n{ticket}")


def test_the_folder_is_the_state() -> None:
    post = outage("Title: Slow", DATE)
    assert only(imported(resolved_a=post)).updates[-1].status == "resolved"
    assert only(imported(ongoing_a=post)).updates[-1].status == "update"
    assert isinstance(only(imported(planned_a=post)), Maintenance)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ((DATE,), "no-end"),
        ((DATE, "OutageFinish:"), "no-end"),
        ((DATE, "OutageFinish: soon"), "no-end"),
        ((DATE, "OutageFinish: 2016-05-03 21:00+0000"), "end-before-start"),
        ((DATE, "OutageFinish: 2026-07-03 21:00+0000"), "long"),
        (("Date: 3 May 2026", FINISH), "no-start"),
        ((DATE, FINISH, "Date: 2026-05-04 20:00"), "front-matter"),
    ],
)
def test_each_slip_is_reported_as_what_it_is(header: tuple[str, ...], kind: str) -> None:
    found = imported(resolved_a=outage("Title: Gone", *header))
    assert kind in kinds(found)
    assert found.posts == 1


def test_what_could_not_be_used_stays_as_a_comment() -> None:
    post = outage("Title: Gone", DATE, "OutageFinish: 2016-05-03 21:00+0000", "Tags: a, b")
    (file,) = (d for p, d in imported(resolved_a=post).files.items() if p.endswith("a.md"))
    assert b"\n#Pelican: tags: a, b\n" in file
    assert b"\n#Pelican: outagefinish: 2016-05-03 21:00+0000\n" in file


def test_a_zone_of_hours_alone_is_a_zone() -> None:
    told = only(imported(resolved_a=outage("Title: x", "Date: 2026-05-03 20:00+02", FINISH)))
    assert f"{told.updates[0].at:%H:%M}" == "18:00"


def test_the_same_outage_in_two_folders_counts_once() -> None:
    post = outage("Title: Slow", DATE, FINISH)
    found = imported(resolved_a=post, ongoing_a=post)
    assert found.posts == 2
    assert b"\ndraft: true\n" in found.files["content/incidents/a-2.md"]
    assert b"draft" not in found.files["content/incidents/a.md"]
    assert "twin" in kinds(found)


def test_an_old_address_leads_to_the_post_that_is_public() -> None:
    files = site(resolved_a=outage("Title: Slow", DATE, FINISH),
                 ongoing_a=outage("Title: Slow", DATE))  # fmt: skip
    shown = {"pelicanconf.py": b"SITEURL = 'https://status.harbour.example'\nTIMEZONE = 'UTC'\n"}
    found = import_pelican(files | shown, NOW)
    assert b"\naliases: /slow.html\n" in found.files["content/incidents/a.md"]
    assert b"aliases" not in found.files["content/incidents/a-2.md"]


def test_a_file_that_pelican_did_not_show_is_a_draft() -> None:
    files = site() | {"content/ongoing/2023-02-07-store": outage("Title: x", DATE)}
    found = import_pelican(files, NOW)
    assert b"\ndraft: true\n" in found.files["content/incidents/2023-02-07-store.md"]


def test_planned_work_that_has_begun_is_announced_on_the_day_of_its_file() -> None:
    header = ("Date: 2026-11-20 20:00+0000", "OutageFinish: 2026-11-20 22:00+0000")
    found = imported(planned_2026_11_18_store=outage("Title: Store move", *header))
    told = only(found)
    assert isinstance(told, Maintenance)
    assert [(u.status, f"{u.at:%d %H:%M}") for u in told.updates] == [("scheduled", "18 00:00")]
    assert {"announced", "open"} <= kinds(found)


def test_planned_work_ahead_is_a_draft_with_its_plan_until_it_is_announced() -> None:
    header = ("Date: 2026-12-01 20:00+0000", "OutageFinish: 2026-12-01 22:00+0000")
    found = imported(planned_2026_12_01_store=outage("Title: Store", *header))
    draft = found.files["content/maintenance/2026-12-01-store.md"].decode()
    assert "starts: 2026-12-01 20:00\nends: 2026-12-01 22:00\ndraft: true\n" in draft
    assert "future" in kinds(found)


def test_updates_marked_in_the_text_become_updates() -> None:
    body = "We move.\n\nUpdate 2025-07-01 01:00UTC:\n\nMuch is there.\n"
    header = ("Title: Move", "Date: 2025-06-30 01:00+0000", "OutageFinish: 2025-07-02 01:00+0000")
    told = only(imported(resolved_2025_06_30_move=outage(*header, body=body)))
    assert [f"{update.at:%d %H:%M}" for update in told.updates] == [
        "30 01:00",
        "01 01:00",
        "02 01:00",
    ]
    assert told.updates[1].text.markdown == "Much is there."


def test_settings_are_read_without_being_run() -> None:
    settings = imported(resolved_a=PLAIN).files["content/site.yaml"].decode()
    assert "name: Harbour Infrastructure Status\n" in settings
    assert "url: https://status.harbour.example\n" in settings
    assert "  changes.rss: history.rss\n" in settings
    assert "# PLUGINS: ['filters', \"json_output\"]\n" in settings


def test_posts_with_pages_of_their_own_keep_addresses_and_ids_in_feeds() -> None:
    conf = CONF.replace(b"ARTICLE_SAVE_AS = ''", b"ARTICLE_URL = '{category}/{slug}/'")
    files = site(resolved_a=PLAIN) | {"pelicanconf.py": conf}
    told = only(import_pelican(files, NOW))
    assert [alias.id for alias in told.aliases] == ["resolved/a/"]
    assert told.feed_id == "tag:status.harbour.example,2026-08-20:/resolved/a//"


def test_impact_is_said_once_and_titles_of_planned_work_are_named() -> None:
    found = imported(resolved_a=PLAIN, resolved_b=outage("Title: Gone", DATE, FINISH))
    assert [doubt.what for doubt in found.doubts if doubt.kind == "impact"] == [
        "nothing says how bad it was, in 2 incidents"
    ]
    assert [doubt.path for doubt in found.doubts if doubt.kind == "planned"] == [
        "content/resolved/a.md"
    ]


def test_links_and_pictures_lead_where_they_did() -> None:
    body = "See [that](../ongoing/b.md), [this](/x/) and ![it]({static}/images/a.png)."
    files = site(resolved_a=outage("Title: x", DATE, FINISH, body=body),
                 ongoing_b=outage("Title: y", DATE))  # fmt: skip
    found = import_pelican(files | {"content/images/a.png": b"\x89PNG"}, NOW)
    text = found.files["content/incidents/a.md"].decode()
    assert "[that](../incidents/b.md)" in text
    assert "[this](https://status.harbour.example/x/)" in text
    assert "![it](../media/images/a.png)" in text
    assert found.files["content/media/images/a.png"] == b"\x89PNG"


def test_every_word_comes_out_and_no_time_is_invented_and_it_builds() -> None:
    posts = {
        "resolved_2026_08_20_updates": PLAIN,
        "resolved_a": outage("Title: Gone", DATE),
        "ongoing_b": outage("Title: Gone", DATE, "Ticket: https://x.example/1"),
        "planned_2026_11_18_c": outage("Title: Store", "Date: 2026-11-20 20:00", body="# A\n\nb"),
    }
    found = imported(**posts)
    for name, source in posts.items():
        stem = name.partition("_")[2].replace("_", "-")
        (path,) = (path for path in found.files if path.endswith(f"/{stem}.md"))
        item = parsed(path, found.files[path]).item
        assert isinstance(item, Incident | Maintenance)
        ends = {item.ends.at} if isinstance(item, Maintenance) and not item.ends.has_time else set()
        assert times_told(item) - ends <= times_in(source + name.replace("_", "-").encode())
        body = b"---\n---\n" + source.partition(b"\n\n")[2]
        assert not lost_words(body, found.files[path].decode())
    assert not [d for d in build(Project(found.files).sources(), NOW).diagnostics if d.is_error]
