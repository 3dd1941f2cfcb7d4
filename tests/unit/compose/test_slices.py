"""What belongs to the feed of a component, a group, a kind, an impact. Contract: OUTPUT, "Feeds"."""

import pytest

from stillup.compose import feeds
from stillup.compose.feeds import FeedView
from stillup.model.sources import Document
from tests.support.project import Project
from tests.support.site import BASE, built, composed, with_incident, with_maintenance

NOW = "2026-11-21T16:00:00+00:00"
EMAIL = "content/incidents/2026-11-21-email.md"

SPREADS = with_incident("""
    ---
    title: Email is slow to arrive
    impact: minor
    components: email
    ---

    ## Investigating · 2026-11-21 12:41

    Mail is late.

    ## Identified · 2026-11-21 13:10
    impact: critical
    components: hosting

    Hosting is hit too.

    ## Monitoring · 2026-11-21 13:30
    impact: minor

    It gets better.

    ## Resolved · 2026-11-21 15:02

    All is well.
    """)
"""An incident that spreads from email to hosting, gets critical, then minor again, and ends."""

NOTICE = with_incident("""
    ---
    title: We move
    impact: none
    ---

    ## Update · 2026-11-21 10:00

    To another street.

    ## Update · 2026-11-21 11:00
    impact: major
    components: email

    And the movers cut a cable.

    ## Resolved · 2026-11-21 12:00
    impact: none

    It is mended.
    """)

WORK = with_maintenance("""
    ---
    title: New store
    components: email
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---

    ## Scheduled · 2026-11-20 10:00

    What and why.

    ## Update · 2026-11-20 12:00
    components: hosting

    Hosting pauses too.
    """)

ALL_SLICES = (
    *("components/email", "components/webmail", "components/hosting"),
    *("components/billing-export", "components/legacy", "groups/messaging"),
    *("feeds/incidents", "feeds/maintenance", "feeds/announcements"),
    *("feeds/minor", "feeds/major", "feeds/critical"),
)


def path_of(part: str, form: str = "atom") -> str:
    return f"{part}.{form}" if part.startswith("feeds/") else f"{part}/feed.{form}"


def documents(project: Project, now: str = NOW) -> dict[str, Document]:
    return {d.path: d for d in feeds.documents(composed(project, now))}


def feed(project: Project, path: str, now: str = NOW) -> FeedView:
    site = composed(project, now)
    (found,) = [d for d in feeds.documents(site) if d.path == path]
    return feeds.view(site, found)


def told(project: Project, part: str, now: str = NOW) -> list[str]:
    """Return the times of the updates in a slice, oldest first."""
    shown = feed(project, path_of(part), now).entries
    return [f"{entry.published:%H:%M}" for entry in reversed(shown)]


# What belongs


@pytest.mark.parametrize(
    ("part", "times"),
    [
        ("components/email", ["12:41", "13:10", "13:30", "15:02"]),
        ("components/hosting", ["13:10", "13:30", "15:02"]),
        ("components/webmail", []),
        ("groups/messaging", ["12:41", "13:10", "13:30", "15:02"]),
        ("feeds/incidents", ["12:41", "13:10", "13:30", "15:02"]),
        ("feeds/minor", ["12:41", "13:10", "13:30", "15:02"]),
        ("feeds/major", ["13:10", "13:30", "15:02"]),
        ("feeds/critical", ["13:10", "13:30", "15:02"]),
        ("feeds/announcements", []),
        ("feeds/maintenance", []),
    ],
)
def test_who_heard_the_beginning_hears_the_end(part: str, times: list[str]) -> None:
    assert told(SPREADS, part) == times


@pytest.mark.parametrize(
    ("part", "times"),
    [
        ("feeds/announcements", ["10:00", "11:00", "12:00"]),
        ("feeds/incidents", ["11:00", "12:00"]),
        ("feeds/major", ["11:00", "12:00"]),
        ("feeds/critical", []),
        ("components/email", ["11:00", "12:00"]),
    ],
)
def test_an_announcement_that_became_an_incident_is_told_to_both(
    part: str, times: list[str]
) -> None:
    assert told(NOTICE, part) == times


@pytest.mark.parametrize(
    ("part", "times"),
    [
        ("feeds/maintenance", ["10:00", "12:00"]),
        ("components/email", ["10:00", "12:00"]),
        ("groups/messaging", ["10:00", "12:00"]),
        ("components/hosting", ["12:00"]),
        ("feeds/minor", []),
        ("feeds/incidents", []),
        ("feeds/announcements", []),
    ],
)
def test_maintenance_is_for_those_it_touches_and_has_no_impact(part: str, times: list[str]) -> None:
    assert told(WORK, part) == times


def test_a_group_or_all_stands_for_its_components() -> None:
    group = SPREADS.replace(EMAIL, "components: email", "components: messaging")
    everything = SPREADS.replace(EMAIL, "components: email", "components: all")

    assert len(told(group, "components/webmail")) == len(told(group, "groups/messaging")) == 4
    assert len(told(everything, "components/hosting")) == 4
    assert told(everything, "components/legacy") == []


def test_an_incident_that_names_nothing_is_of_no_component() -> None:
    nameless = SPREADS.replace(EMAIL, "components: email\n", "").replace(
        EMAIL, "components: hosting\n", ""
    )

    assert told(nameless, "components/email") == told(nameless, "groups/messaging") == []
    assert len(told(nameless, "feeds/incidents")) == 4


def test_a_postmortem_belongs_to_the_end() -> None:
    project = SPREADS.replace(
        EMAIL, "All is well.", "All is well.\n\n## Postmortem · 2026-11-21 15:30\n\nWhy."
    )

    assert told(project, "feeds/critical")[-1] == told(project, "components/hosting")[-1] == "15:30"


def test_a_withdrawn_post_stays_as_it_does_in_the_main_feed() -> None:
    project = SPREADS.replace(
        EMAIL, "impact: minor\ncomp", "withdrawn: it was nothing\nimpact: minor\ncomp"
    )

    assert len(told(project, "components/hosting")) == 3
    assert all(e.withdrawn for e in feed(project, "components/email/feed.rss").entries)


@pytest.mark.parametrize("line", ["draft: true", "publish_at: 2026-11-22 10:00"])
@pytest.mark.parametrize("part", ALL_SLICES)
def test_drafts_and_embargoed_posts_are_in_no_slice(part: str, line: str) -> None:
    project = SPREADS.replace(EMAIL, "impact: minor\ncomp", f"impact: minor\n{line}\ncomp")

    assert told(project, part) == []
    assert feed(project, f"ca/{path_of(part)}").entries == ()


# Entries


@pytest.mark.parametrize("part", ALL_SLICES)
@pytest.mark.parametrize("language", ["", "ca/"])
def test_an_entry_is_the_very_one_of_the_main_feed(part: str, language: str) -> None:
    for project in (SPREADS, NOTICE, WORK):
        main = {e.id: e for e in feed(project, f"{language}feed.atom").entries}

        for entry in feed(project, f"{language}{path_of(part)}").entries:
            assert main[entry.id] == entry


@pytest.mark.parametrize("part", ALL_SLICES)
def test_the_clock_and_later_updates_change_no_entry(part: str) -> None:
    text = SPREADS.files[EMAIL].decode()
    before = SPREADS.with_files({EMAIL: text.partition("## Monitoring")[0]})

    was = feed(before, path_of(part)).entries

    assert feed(SPREADS, path_of(part)).entries[-len(was) or 9 :] == was
    assert feed(before, path_of(part), "2026-11-30T00:00:00+00:00").entries == was


# The window


def test_a_slice_has_its_own_newest_fifty() -> None:
    busy = {
        f"content/incidents/2026-03-{1 + i // 24:02}-n{i}.md": "---\n"
        f"title: N{i}\nimpact: major\ncomponents: webmail\n---\n\n"
        f"## Resolved · 2026-03-{1 + i // 24:02} {i % 24:02}:00\n\na\n"
        for i in range(60)
    }
    rare = "---\ntitle: Rare\nimpact: minor\ncomponents: email\n---\n\n## Resolved · 2024-02-01 10:00\n\na\n"
    project = with_incident(rare, "2024-02-01-rare", BASE.with_files(dict(busy)))

    assert [e.title for e in feed(project, "components/email/feed.rss").entries] == ["Rare"]
    assert len(feed(project, "components/webmail/feed.rss").entries) == 50
    assert len(feed(project, "feeds/major.rss").entries) == 50
    titles = [e.title for e in feed(project, "groups/messaging/feed.rss").entries]
    assert titles == [f"N{i}" for i in range(59, 9, -1)]


def test_late_words_about_an_old_post_are_among_the_newest_of_a_slice() -> None:
    old = "---\ntitle: Old\nimpact: minor\ncomponents: email\n---\n\n## Resolved · 2024-02-01 10:00\n\na\n\n## Postmortem · 2026-05-01 10:00\n\nWhy.\n"
    busy = {
        f"content/incidents/2026-03-01-n{i}.md": "---\n"
        f"title: N{i}\nimpact: major\ncomponents: email\n---\n\n"
        f"## Resolved · 2026-03-01 {10 + i // 60:02}:{i % 60:02}\n\na\n"
        for i in range(70)
    }
    project = with_incident(old, "2024-02-01-old", BASE.with_files(dict(busy)))

    titles = [e.title for e in feed(project, "components/email/feed.rss").entries]

    assert (titles[0], titles.count("Old"), len(titles)) == ("Old", 1, 50)


def test_a_slice_is_not_cut_while_the_incident_is_open() -> None:
    old = "---\ntitle: Old and open\nimpact: minor\ncomponents: email\n---\n\n## Investigating · 2024-01-02 10:00\n\na\n\n## Identified · 2024-01-02 11:00\n\nb\n"
    busy = {
        f"content/incidents/2026-03-01-n{i}.md": "---\n"
        f"title: N{i}\nimpact: major\ncomponents: email\n---\n\n"
        f"## Resolved · 2026-03-01 {10 + i // 60:02}:{i % 60:02}\n\na\n"
        for i in range(60)
    }
    project = with_incident(old, "2024-01-02-old", BASE.with_files(dict(busy)))

    for path in ("components/email/feed.rss", "groups/messaging/feed.rss", "feeds/minor.rss"):
        titles = [e.title for e in feed(project, path).entries]
        assert titles[50:] == ["Old and open", "Old and open"], path


def test_a_slice_holds_all_of_the_last_thirty_whole_days() -> None:
    busy = {
        f"content/incidents/2026-11-01-n{i}.md": "---\n"
        f"title: N{i}\nimpact: major\ncomponents: email\n---\n\n"
        f"## Resolved · 2026-11-01 {10 + i // 60:02}:{i % 60:02}\n\na\n"
        for i in range(60)
    }
    project = BASE.with_files(dict(busy))

    assert len(feed(project, "components/email/feed.rss").entries) == 60
    assert len(feed(project, "feeds/critical.rss").entries) == 0
    assert len(feed(project, "feeds/major.rss", "2026-12-03T00:00:00+00:00").entries) == 50


# Feeds that are there, whatever happens


@pytest.mark.parametrize("part", ALL_SLICES)
def test_every_slice_exists_also_when_nothing_is_in_it(part: str) -> None:
    for language in ("", "ca/"):
        for form in ("rss", "atom"):
            shown = feed(BASE, f"{language}{path_of(part, form)}")
            assert shown.entries == ()
            assert shown.updated.isoformat() == "2024-01-01T00:00:00+00:00"
            assert (
                shown.address
                == shown.id
                == (f"https://status.harbour.example/{language}{path_of(part, form)}")
            )


def test_every_slice_has_an_id_and_an_address_of_its_own() -> None:
    site = composed(SPREADS, NOW)
    shown = [feeds.view(site, document) for document in feeds.documents(site)]

    assert len({view.id for view in shown}) == len(shown) == 2 * (5 + 2 * len(ALL_SLICES))
    assert len({view.address for view in shown}) == len(shown)


def test_a_slice_says_what_it_is_about_and_where_its_page_is() -> None:
    project = BASE.replace("content/site.yaml", "name: Email,", "name: {en: Email, ca: Correu},")

    component = feed(project, "ca/components/email/feed.rss")
    group = feed(project, "groups/messaging/feed.atom")
    kind = feed(project, "feeds/maintenance.atom")

    assert (component.about, component.name) == ("component", "Correu")
    assert component.home == "https://status.harbour.example/ca/components/email/"
    assert (group.about, group.name) == ("group", "Messaging")
    assert (kind.about, kind.name) == ("maintenance", "")
    assert group.home == kind.home == "https://status.harbour.example/"


def test_an_old_address_may_lead_to_a_slice() -> None:
    alias = (
        "\nfeed_aliases: {tags/email.xml: components/email/feed.rss, ca/x.xml: ca/feeds/major.rss}"
    )
    project = SPREADS.replace(
        "content/site.yaml", "languages: [en, ca]", f"languages: [en, ca]{alias}"
    )

    assert feed(project, "tags/email.xml") == feed(project, "components/email/feed.rss")
    assert feed(project, "ca/x.xml") == feed(project, "ca/feeds/major.rss")
    found = documents(project)
    assert found["tags/email.xml"].key == found["components/email/feed.rss"].key


def test_an_old_address_that_leads_to_no_slice_is_told_the_nearest() -> None:
    alias = "\nfeed_aliases: {old.xml: components/emial/feed.rss}"
    project = BASE.replace(
        "content/site.yaml", "languages: [en, ca]", f"languages: [en, ca]{alias}"
    )

    (found,) = built(project, NOW).diagnostics

    assert (found.code, found.label) == (
        "unknown-feed",
        "did you mean `components/email/feed.rss`?",
    )
    assert all(len(note) < 200 for note in found.notes)


# Keys


def test_an_update_moves_the_keys_of_its_own_slices_alone() -> None:
    hosting = "---\ntitle: H\nimpact: minor\ncomponents: hosting\n---\n\n## Resolved · 2026-11-20 10:00\n\na\n"
    project = with_incident(hosting, "2026-11-20-h", WORK)
    more = project.replace(
        "content/incidents/2026-11-20-h.md", "\na\n", "\na\n\n## Update · 2026-11-21 10:00\n\nb\n"
    )

    before, after = documents(project), documents(more)

    moved = {path for path in after if before[path].key != after[path].key}
    assert moved == {
        f"{language}{path}"
        for language in ("", "ca/")
        for path in (
            *("feed.atom", "feed.rss", "feed.json", "history.atom", "history.rss"),
            *(path_of("components/hosting", form) for form in ("atom", "rss")),
            *(path_of("feeds/incidents", form) for form in ("atom", "rss")),
            *(path_of("feeds/minor", form) for form in ("atom", "rss")),
        )
    }


def test_the_clock_moves_no_key_while_what_is_held_stays_the_same() -> None:
    open_ = with_incident(
        "---\ntitle: O\nimpact: minor\ncomponents: email\n---\n\n## Investigating · 2026-11-21 12:00\nnext_update: 17:00\n\na\n"
    )

    today, later = (documents(open_, now) for now in (NOW, "2026-11-23T17:30:00+00:00"))

    assert {p: d.key for p, d in today.items()} == {p: d.key for p, d in later.items()}
