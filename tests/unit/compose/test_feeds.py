"""What a feed holds, under which ids and dates. Contract: OUTPUT, "Feeds"."""

from collections.abc import Iterator
from datetime import datetime

import msgspec
import pytest

from stillup.compose import feeds
from stillup.compose.entries import CategoryView, EntryView
from stillup.compose.feeds import FeedView
from stillup.model.sources import Document
from stillup.model.status import Impact, UpdateStatus
from tests.support.project import Project
from tests.support.site import BASE, built, composed, with_incident, with_maintenance

NOW = "2026-11-21T16:00:00+00:00"
EMAIL = "content/incidents/2026-11-21-email.md"
ROOT = "https://status.harbour.example"
PAGE = f"{ROOT}/incidents/2026-11-21-email/"

SLOW = with_incident("""
    ---
    title: Email is slow to arrive
    impact: minor
    components: email
    author: jane
    ---

    Nothing is lost.

    ## Investigating · 2026-11-21 12:41
    next_update: 13:15

    Since 12:20 some mail arrives late.

    ## Identified · 2026-11-21 13:10
    impact: major
    components: webmail: partial_outage

    One of two stores is down.

    ## Resolved · 2026-11-21 15:02
    author: Sam

    All is well.
    """)

WORK = """
    ---
    title: New store
    components: email
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---

    ## Scheduled · 2026-11-20 10:00

    What and why.
    """


def document(project: Project, path: str, now: str = NOW) -> Document:
    (found,) = [d for d in feeds.documents(composed(project, now)) if d.path == path]
    return found


def feed(project: Project, path: str = "feed.atom", now: str = NOW) -> FeedView:
    site = composed(project, now)
    (found,) = [d for d in feeds.documents(site) if d.path == path]
    return feeds.view(site, found)


def entries(project: Project, path: str = "feed.atom", now: str = NOW) -> dict[str, EntryView]:
    """Return entries by what follows the post's address in their ids."""
    return {e.id.removeprefix(PAGE): e for e in feed(project, path, now).entries}


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def many(count: int, day: str, base: Project = BASE) -> Project:
    """Return a project with so many resolved incidents of one update each, minutes apart."""
    return base.with_files(
        {
            f"content/incidents/{day}-n{i:03}.md": f"---\ntitle: N{i}\nimpact: minor\n---\n\n"
            f"## Resolved · {day} {10 + i // 60}:{i % 60:02}\n\na\n"
            for i in range(count)
        }
    )


def codes(project: Project, now: str = NOW) -> list[tuple[str, str]]:
    return [(d.code, d.severity.value) for d in built(project, now).diagnostics]


# Entries and their order


def test_every_update_is_an_entry_newest_first() -> None:
    shown = feed(SLOW)

    assert [(e.status.value, e.published) for e in shown.entries] == [
        ("resolved", at("2026-11-21T15:02")),
        ("identified", at("2026-11-21T13:10")),
        ("investigating", at("2026-11-21T12:41")),
    ]
    assert [e.updates[0].text.markdown.strip() for e in shown.entries] == [
        "All is well.",
        "One of two stores is down.",
        "Since 12:20 some mail arrives late.",
    ]


def test_history_has_one_entry_for_each_post() -> None:
    (entry,) = feed(SLOW, "history.rss").entries

    assert (entry.id, entry.address) == (PAGE, PAGE)
    assert entry.status is UpdateStatus.RESOLVED
    assert (entry.published, entry.updated) == (at("2026-11-21T12:41"), at("2026-11-21T15:02"))
    assert [u.at.hour for u in entry.updates] == [15, 13, 12]


def test_a_postmortem_is_an_entry_too() -> None:
    project = SLOW.replace(
        EMAIL, "All is well.", "All is well.\n\n## Postmortem · 2026-11-21 15:30\n\nWhy."
    )

    (newest, *_) = feed(project).entries
    (whole,) = feed(project, "history.atom").entries

    assert newest.status is UpdateStatus.POSTMORTEM
    assert whole.status is UpdateStatus.RESOLVED
    assert len(whole.updates) == 4


def test_two_posts_of_one_minute_have_entries_of_their_own() -> None:
    project = with_incident(SLOW.files[EMAIL].decode(), "2026-11-21-other", SLOW)

    ids = [e.id for e in feed(project).entries]

    assert len(set(ids)) == len(ids) == 6


def test_drafts_and_embargoed_posts_are_in_no_feed() -> None:
    for line in ("draft: true", "publish_at: 2026-11-22 10:00"):
        project = SLOW.replace(EMAIL, "impact: minor", f"impact: minor\n{line}")
        for path in ("feed.rss", "history.atom", "ca/feed.atom"):
            assert feed(project, path).entries == ()


# Ids


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (EMAIL, "All is well.", "All is well again."),
        (EMAIL, "Email is slow", "Mail is late"),
        ("content/site.yaml", "Europe/Lisbon", "Asia/Kathmandu"),
        (EMAIL, "impact: minor", "impact: critical"),
        ("content/site.yaml", "languages: [en, ca]", "languages: [en, ca]\nindex_documents: false"),
        (
            "content/site.yaml",
            "url: https://status.harbour.example",
            "url: https://new.example/status\nid_base: https://status.harbour.example",
        ),
    ],
)
@pytest.mark.parametrize("feed_path", ["feed.rss", "history.rss", "ca/feed.atom"])
def test_an_id_outlives_every_edit(path: str, old: str, new: str, feed_path: str) -> None:
    before = {e.id for e in feed(SLOW, feed_path).entries}

    after = {e.id for e in feed(SLOW.replace(path, old, new), feed_path).entries}

    assert after == before


def test_a_corrected_time_keeps_the_id_that_the_writer_keeps() -> None:
    project = SLOW.replace(
        EMAIL,
        "## Resolved · 2026-11-21 15:02\n",
        "## Resolved · 2026-11-21 15:05\nid: u2026-11-21-1502\n",
    )

    assert list(entries(project)) == list(entries(SLOW))


@pytest.mark.parametrize("about", ["feed", "history"])
def test_both_forms_have_the_same_entries(about: str) -> None:
    assert feed(SLOW, f"{about}.rss").entries == feed(SLOW, f"{about}.atom").entries


def test_an_id_from_an_earlier_product_is_that_of_the_post_in_the_default_language() -> None:
    project = SLOW.replace(EMAIL, "impact: minor", "impact: minor\nfeed_id: tag:old,2020:7")

    assert [e.id for e in feed(project, "history.atom").entries] == ["tag:old,2020:7"]
    assert [e.id for e in feed(project, "ca/history.atom").entries] == [
        f"{ROOT}/ca/incidents/2026-11-21-email/"
    ]
    assert list(entries(project)) == list(entries(SLOW))


def test_an_id_that_was_another_in_rss_is_kept_there() -> None:
    ids = "impact: minor\nfeed_id: tag:old,2020:7\nrss_id: https://old.example/incidents/x7"
    project = SLOW.replace(EMAIL, "impact: minor", ids)

    assert [e.id for e in feed(project, "history.atom").entries] == ["tag:old,2020:7"]
    assert [e.id for e in feed(project, "history.rss").entries] == [
        "https://old.example/incidents/x7"
    ]
    assert list(entries(project)) == list(entries(SLOW))


def test_what_the_old_feed_no_longer_held_is_no_news() -> None:
    post = "---\ntitle: A\nimpact: minor\n{}---\n\n## Resolved · 2026-{} 10:00\n\na\n"
    project = with_incident(post.format("", "01-10"), "2026-01-10-before")
    project = with_incident(post.format("feed_id: old-7\n", "01-20"), "2026-01-20-held", project)
    project = with_incident(post.format("", "01-30"), "2026-01-30-since", project)

    told = [entry.address for entry in feed(project, "history.atom").entries]

    assert [address.split("/")[-2] for address in told] == ["2026-01-30-since", "2026-01-20-held"]


def test_one_feed_id_for_two_posts_is_refused() -> None:
    post = (
        "---\ntitle: A\nimpact: minor\nfeed_id: old-7\n---\n\n## Resolved · 2026-11-20 10:00\n\na\n"
    )
    project = with_incident(post, "2026-11-20-b", with_incident(post, "2026-11-20-a"))

    assert codes(project) == [("feed-id-taken", "error")]
    draft = project.replace("content/incidents/2026-11-20-b.md", "impact", "draft: true\nimpact")
    assert codes(draft) == [("feed-id-taken", "warning")]


def test_one_id_in_rss_for_two_posts_is_refused() -> None:
    post = "---\ntitle: A\nimpact: minor\nrss_id: x7\n---\n\n## Resolved · 2026-11-20 10:00\n\na\n"
    project = with_incident(post, "2026-11-20-b", with_incident(post, "2026-11-20-a"))

    assert codes(project) == [("feed-id-taken", "error")]


def test_a_feed_id_may_not_be_the_address_of_another_post() -> None:
    post = f"---\ntitle: A\nimpact: minor\nfeed_id: {PAGE}\n---\n\n## Resolved · 2026-11-20 10:00\n\na\n"

    diagnostics = built(with_incident(post, "2026-11-20-a", SLOW), NOW).diagnostics
    (found,) = [d for d in diagnostics if d.is_error]

    assert (found.code, found.span.path) == ("feed-id-taken", "content/incidents/2026-11-20-a.md")


# Times


def test_a_correction_of_an_update_moves_its_entry_alone() -> None:
    project = SLOW.replace(
        EMAIL, "impact: major\n", "impact: major\nedited: 2026-11-21 15:30, it was one store\n"
    )

    updated = {id_: e.updated for id_, e in entries(project).items()}

    assert updated == {
        "#u2026-11-21-1502": at("2026-11-21T15:02"),
        "#u2026-11-21-1310": at("2026-11-21T15:30"),
        "#u2026-11-21-1241": at("2026-11-21T12:41"),
    }
    assert feed(project).updated == at("2026-11-21T15:30")
    assert feed(project, "history.rss").entries[0].updated == at("2026-11-21T15:30")


def test_a_correction_of_the_post_moves_the_entries_before_it() -> None:
    project = SLOW.replace(
        EMAIL, "impact: minor", "impact: minor\nedits: 2026-11-21 14:00, the title named a product"
    )

    updated = [e.updated for e in feed(project).entries]

    assert updated == [at("2026-11-21T15:02"), at("2026-11-21T14:00"), at("2026-11-21T14:00")]
    assert [len(e.story.edits) for e in feed(project).entries] == [0, 1, 1]
    assert feed(project, "history.rss").entries[0].updated == at("2026-11-21T15:02")


def test_a_correction_never_changes_when_an_entry_was_published() -> None:
    project = SLOW.replace(
        EMAIL, "impact: major\n", "impact: major\nedited: 2026-11-21 15:30, it was one store\n"
    )

    assert [e.published for e in feed(project).entries] == [e.published for e in feed(SLOW).entries]


def test_maintenance_carries_the_time_of_its_announcement() -> None:
    project = with_maintenance(WORK)

    (entry,) = feed(project).entries
    (whole,) = feed(project, "history.atom").entries

    assert entry.published == entry.updated == at("2026-11-20T10:00")
    assert (whole.published, whole.updated) == (entry.published, entry.updated)
    assert entry.story.starts == at("2026-12-01T22:00")


@pytest.mark.parametrize(
    ("since", "updated"),
    [
        ("2024-06-01", at("2024-05-31T23:00")),
        ("2026-11-21", at("2026-11-21T00:00")),
        ("2026-11-22", at("2000-01-01T00:00")),
    ],
)
def test_a_feed_with_nothing_in_it_has_a_time_that_is_over(since: str, updated: datetime) -> None:
    project = BASE.replace("content/site.yaml", "since: 2024-01-01", f"since: {since}")

    for path in ("feed.rss", "feed.atom", "history.rss", "history.atom", "ca/feed.rss"):
        shown = feed(project, path)
        assert (shown.entries, shown.updated) == ((), updated)


# The window


def test_a_feed_holds_the_newest_fifty_however_old() -> None:
    project = many(60, "2024-03-05")

    titles = [e.title for e in feed(project).entries]

    assert titles == [f"N{i}" for i in range(59, 9, -1)]
    assert [e.title for e in feed(project, "history.atom").entries] == titles


def test_a_feed_holds_all_of_the_last_thirty_whole_days() -> None:
    project = many(60, "2026-10-22", many(60, "2026-10-21"))

    days = {e.published.date().isoformat() for e in feed(project).entries}

    assert (len(feed(project).entries), days) == (60, {"2026-10-22"})
    assert len(feed(project, "history.rss").entries) == 60
    assert len(feed(project, now="2026-11-22T00:00:00+00:00").entries) == 50


def test_a_feed_is_not_cut_while_the_incident_is_open() -> None:
    old = """
        ---
        title: Old and open
        impact: minor
        ---

        ## Identified · 2024-01-02 11:00

        b

        ## Investigating · 2024-01-02 10:00

        a
        """
    project = with_incident(old, "2024-01-02-old", many(60, "2024-03-05"))

    assert [e.title for e in feed(project).entries][50:] == ["Old and open", "Old and open"]
    assert [e.title for e in feed(project, "history.atom").entries][50:] == ["Old and open"]


def test_a_fresh_correction_brings_an_old_entry_back() -> None:
    old = """
        ---
        title: Old
        impact: minor
        ---

        ## Resolved · 2024-01-02 11:00
        edited: 2026-11-20 10:00, the cause was another
        """
    project = with_incident(old, "2024-01-02-old", many(60, "2024-03-05"))

    for path in ("feed.rss", "history.rss"):
        assert feed(project, path).entries[-1].title == "Old"


# What an entry says stays said


def test_an_entry_is_not_changed_by_what_comes_later() -> None:
    text = SLOW.files[EMAIL].decode()
    start = SLOW.with_files({EMAIL: text.partition("## Identified")[0]})

    (before,) = feed(start).entries

    assert entries(SLOW)["#u2026-11-21-1241"] == before


def test_an_offer_a_summary_or_a_related_post_added_later_changes_no_update() -> None:
    front = "offer: {what: A month, who: All, how: Ask}\nrelated: 2026-11-20-a\n"
    other = with_incident(
        "---\ntitle: A\nimpact: minor\n---\n\n## Resolved · 2026-11-20 10:00\n\na\n",
        "2026-11-20-a",
        SLOW,
    )
    less = other.replace(EMAIL, "impact: minor\n", "impact: minor\ncause: disks\napi_id: a\n")
    more = other.replace(EMAIL, "impact: minor\n", f"impact: minor\n{front}")
    more = more.replace(EMAIL, "Nothing is lost.", "Nothing was lost.")

    assert feed(more).entries == feed(less).entries
    (whole, _) = feed(more, "history.rss").entries
    assert whole.story.offer is not None
    assert whole.story.related[0].title == "A"
    assert whole.story.summary.markdown.strip() == "Nothing was lost."


def test_an_entry_is_filed_under_the_impact_of_its_time() -> None:
    project = SLOW.replace(EMAIL, "author: Sam\n", "impact: none\n")

    impacts = [e.categories[-2].term for e in feed(project).entries]

    assert impacts == ["none", "major", "minor"]
    assert feed(project, "history.rss").entries[0].categories[-2].term == "major"


def test_an_entry_says_what_was_known_then() -> None:
    found = entries(SLOW)
    first, last = found["#u2026-11-21-1241"], found["#u2026-11-21-1502"]

    assert first.categories == (
        CategoryView("component", "email", "Email"),
        CategoryView("impact", "minor"),
        CategoryView("status", "investigating"),
    )
    assert (first.story.impact, first.story.is_open) == (Impact.MINOR, True)
    assert [c.term for c in last.categories] == ["email", "webmail", "major", "resolved"]
    assert (last.story.is_open, last.story.ended) == (False, at("2026-11-21T15:02"))


def test_a_plan_that_moved_is_told_by_the_entry_that_moved_it() -> None:
    moved = "\n    ## Update · 2026-11-20 12:00\n    starts: 2026-12-02 22:00\n    ends: 2026-12-03 01:00\n"
    (later, first) = feed(with_maintenance(WORK + moved)).entries

    assert first.story.starts == at("2026-12-01T22:00")
    assert later.story.starts == at("2026-12-02T22:00")


@pytest.mark.parametrize("path", ["feed.atom", "history.atom"])
def test_the_clock_changes_no_entry(path: str) -> None:
    offer = "offer: {what: A month, who: All, how: Ask, until: 2026-11-25 10:00}"
    text = SLOW.files[EMAIL].decode().partition("## Resolved")[0]
    project = SLOW.with_files({EMAIL: text.replace("impact: minor", f"impact: minor\n{offer}")})
    project = with_maintenance(WORK, base=project)

    times = [
        NOW,
        "2026-11-21T13:14:00+00:00",
        "2026-11-30T10:00:00+00:00",
        "2026-12-05T10:00:00+00:00",
    ]

    assert len({msgspec.json.encode(feed(project, path, now)) for now in times}) == 1


def test_midnight_alone_moves_no_key() -> None:
    project = many(3, "2026-11-20")

    today, tomorrow = (
        document(project, "feed.rss", now).key
        for now in ("2026-11-21T23:59:00+00:00", "2026-11-22T00:01:00+00:00")
    )

    assert today == tomorrow


def test_the_new_title_of_a_related_post_moves_the_key() -> None:
    other = "---\ntitle: A\nimpact: minor\nrelated: 2026-11-21-email\n---\n\n## Resolved · 2026-11-20 10:00\n\na\n"
    project = with_incident(other, "2026-11-20-a", SLOW)
    renamed = project.replace(EMAIL, "Email is slow", "Mail is late")

    assert (
        feed(project, "history.rss").entries[1].story.related[0].title == "Email is slow to arrive"
    )
    assert document(project, "history.rss").key != document(renamed, "history.rss").key


def test_a_withdrawn_post_says_so_at_the_times_it_has() -> None:
    project = SLOW.replace(EMAIL, "impact: minor", "impact: minor\nwithdrawn: a false alarm")

    for path, others in (("feed.rss", feed(SLOW)), ("history.rss", feed(SLOW, "history.rss"))):
        shown = feed(project, path)
        assert [e.withdrawn for e in shown.entries] == [True] * len(others.entries)
        assert {e.story.withdrawn for e in shown.entries} == {"a false alarm"}
        assert {e.categories[-1].term for e in shown.entries} == {"withdrawn"}
        assert [e.id for e in shown.entries] == [e.id for e in others.entries]
        assert [e.updated for e in shown.entries] == [e.updated for e in others.entries]


# Authors, links, languages


def test_an_entry_is_signed_by_who_wrote_the_update() -> None:
    names = [e.author.name for e in feed(SLOW).entries if e.author]

    assert names == ["Sam", "Jane Roe", "Jane Roe"]


def test_a_post_that_nobody_signs_is_signed_by_who_wrote_last() -> None:
    project = SLOW.replace(EMAIL, "author: jane\n", "")

    (entry,) = feed(project, "history.rss").entries

    assert entry.author is not None
    assert entry.author.name == "Sam"


def _hrefs(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if (
                name in {"href", "address", "home", "id"}
                and isinstance(inner, str)
                and "/" in inner
            ):
                yield inner
            yield from _hrefs(inner)
    if isinstance(value, list):
        for inner in value:
            yield from _hrefs(inner)


@pytest.mark.parametrize("prefix", ["", "ca/"])
def test_every_form_of_a_feed_has_the_same_entries(prefix: str) -> None:
    atom, rss, told = (feed(SLOW, f"{prefix}feed.{form}") for form in ("atom", "rss", "json"))

    assert len(atom.entries) == 3
    assert atom.entries == rss.entries == told.entries
    assert (told.form, told.address) == ("json", f"{ROOT}/{prefix}feed.json")


@pytest.mark.parametrize("path", ["feed.rss", "history.rss", "ca/history.atom"])
def test_every_link_is_absolute(path: str) -> None:
    other = "---\ntitle: A\nimpact: minor\nrelated: 2026-11-21-email\n---\n\n## Resolved · 2026-11-20 10:00\n\na\n"
    shown = feed(with_incident(other, "2026-11-20-a", SLOW), path)

    found = list(_hrefs(msgspec.json.decode(msgspec.json.encode(shown))))

    assert len(found) > 10
    assert [link for link in found if not link.startswith(f"{ROOT}/")] == []


def test_addresses_name_the_index_where_the_host_wants_it() -> None:
    project = SLOW.replace("content/site.yaml", "since:", "index_documents: false\nsince:")

    shown = feed(project)

    assert shown.home == f"{ROOT}/index.html"
    assert shown.entries[0].address == f"{PAGE}index.html#u2026-11-21-1502"


CATALAN = """\
---
title: El correu arriba tard
---

## Investigating · 2026-11-21 12:41

Des de les 12:20 arriba correu tard.
"""


def test_a_translation_replaces_the_words_under_the_same_id() -> None:
    told = SLOW.with_files({EMAIL.replace(".md", ".ca.md"): CATALAN})

    before = {e.id: e for e in feed(SLOW, "ca/feed.rss").entries}
    after = {e.id: e for e in feed(told, "ca/feed.rss").entries}

    assert list(after) == list(before)
    first = f"{ROOT}/ca/incidents/2026-11-21-email/#u2026-11-21-1241"
    assert (before[first].language, before[first].title_language) == ("en", "en")
    assert (after[first].language, after[first].title_language) == ("ca", "ca")
    assert "Des de les" in after[first].updates[0].text.markdown
    assert [e.language for e in after.values()] == ["en", "en", "ca"]
    assert feed(told).entries == feed(SLOW).entries


def test_an_entry_of_updates_in_two_languages_speaks_that_of_the_feed() -> None:
    told = SLOW.with_files({EMAIL.replace(".md", ".ca.md"): CATALAN})

    (mixed,) = feed(told, "ca/history.rss").entries
    (original,) = feed(SLOW, "ca/history.rss").entries

    assert (mixed.language, [u.language for u in mixed.updates]) == ("ca", ["en", "en", ""])
    assert original.language == "en"


# Old addresses


def with_aliases(aliases: str) -> Project:
    return SLOW.replace("content/site.yaml", "since:", f"feed_aliases: {{{aliases}}}\nsince:")


@pytest.mark.parametrize(
    ("alias", "path", "original"),
    [
        ("index.xml: history.rss", "index.xml", "history.rss"),
        ("/blog/feed/: feed.rss", "blog/feed/index.html", "feed.rss"),
        ("ca/index.xml: ca/feed.atom", "ca/index.xml", "ca/feed.atom"),
    ],
)
def test_a_feed_answers_at_its_old_address(alias: str, path: str, original: str) -> None:
    project = with_aliases(alias)

    copy, real = document(project, path), document(project, original)

    assert (copy.key, copy.kind) == (real.key, real.kind)
    assert feed(project, path) == feed(project, original)


def test_an_old_address_that_leads_to_no_feed_is_refused() -> None:
    diagnostics = built(with_aliases("index.xml: feed.xml"), NOW).diagnostics
    (found,) = [d for d in diagnostics if d.is_error]

    assert found.code == "unknown-feed"
    assert found.fix in {
        "feed_aliases: {index.xml: feed.rss}",
        "feed_aliases: {index.xml: feed.atom}",
    }
