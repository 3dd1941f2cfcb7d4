"""The words of an entry by the default theme: everything a reader who sees only the feed needs."""

import re

import pytest

from stillup.model.sources import Document
from stillup.render.fragments import Fragments
from stillup.render.markdown import plain_text
from stillup.renderer import Renderer
from tests.support.feed_views import items
from tests.support.project import Project
from tests.support.site import themed, with_incident, with_maintenance

NOW = "2026-11-21T16:00:00+00:00"
ROOT = "https://status.harbour.example"
EMAIL = "content/incidents/2026-11-21-email.md"

SLOW = with_incident("""
    ---
    title: Email is slow to arrive
    impact: minor
    components: email
    author: jane
    offer: {what: A free month, who: Everybody, how: Write to us, until: 2026-12-01 10:00, contact: "mailto:jo@x.example"}
    edits: 2026-11-21 15:30, the title named a product
    ---

    Nothing is lost.

    ## Investigating · 2026-11-21 12:41
    next_update: 13:15

    See [the picture](../media/store.txt), [the contact page](../pages/contact.md), [last
    time](2026-11-20-web.md#u2026-11-20-1000) and the note[^1].

    [^1]: Only in Lisbon.

    ## Resolved · 2026-11-21 15:02
    edited: 2026-11-21 15:20, it ended earlier

    All is well.
    """).with_files(
    {
        "content/media/store.txt": "a",
        "content/pages/contact.md": "---\ntitle: Contact\n---\n\na\n",
        "content/incidents/2026-11-20-web.md": (
            "---\ntitle: Web\nimpact: minor\n---\n\n## Resolved · 2026-11-20 10:00\n\na\n"
        ),
    }
)


def contents(project: Project, path: str = "feed.rss", now: str = NOW) -> dict[str, str]:
    """Return the HTML of each entry by its id without the site's address."""
    made = themed(project, now)
    (document,) = [d for d in made.documents if d.path == path]
    data = Renderer(made, Fragments()).render(document)
    return {(i.id or "").removeprefix(f"{ROOT}/"): i.html or "" for i in items(data)}


def documents(project: Project) -> list[Document]:
    return list(themed(project, NOW).documents)


@pytest.mark.parametrize("path", ["feed.rss", "feed.atom", "history.rss", "ca/feed.atom"])
def test_every_link_in_an_entry_is_absolute_and_leads_to_a_file(path: str) -> None:
    html = "".join(contents(SLOW, path).values())
    files = {document.path for document in documents(SLOW)}

    links = re.findall(r'\b(?:href|src)="([^"]*)"', html)

    ours = [link for link in links if not link.startswith("mailto:")]
    assert len(ours) >= 4
    for link in ours:
        assert link.startswith(f"{ROOT}/"), link
        file = link.removeprefix(f"{ROOT}/").partition("#")[0]
        assert (f"{file}index.html" if file.endswith("/") else file) in files, link


def test_a_footnote_leads_to_the_page_of_the_post() -> None:
    html = contents(SLOW)["incidents/2026-11-21-email/#u2026-11-21-1241"]

    assert f'href="{ROOT}/incidents/2026-11-21-email/#' in html


def test_an_update_tells_components_promise_and_signature() -> None:
    said = plain_text(contents(SLOW)["incidents/2026-11-21-email/#u2026-11-21-1241"])

    assert said.startswith("See the picture")
    assert "Email: Degraded performance" in said
    assert "Next update promised by 13:15 WET" in said
    assert "Jane Roe, Operations" in said
    assert "the title named a product" in said
    assert "free month" not in said


def test_history_tells_everything_newest_first() -> None:
    said = plain_text(contents(SLOW, "history.rss")["incidents/2026-11-21-email/"])

    places = [
        said.index(part)
        for part in (
            "Nothing is lost.",
            "Resolved · 21 November 2026, 15:02 WET",
            "All is well.",
            "it ended earlier",
            "Investigating · 21 November 2026, 12:41 WET",
            "See the picture",
            "the title named a product",
            "A free month",
            "jo@x.example",
            "Until 1 December 2026, 10:00 WET",
        )
    ]
    assert places == sorted(places)
    assert "mailto:" not in said


@pytest.mark.parametrize(
    ("starts", "ends", "plan"),
    [
        (
            "2026-12-01 22:00",
            "2026-12-02 01:00",
            "Planned from 1 December 2026, 22:00 WET to 2 December 2026, 01:00 WET.",
        ),
        ("2026-12-01", "2026-12-01", "Planned for 1 December 2026, the time to be announced."),
    ],
)
def test_an_announcement_says_when_the_work_is_planned(starts: str, ends: str, plan: str) -> None:
    text = f"""
        ---
        title: New store
        components: email
        starts: {starts}
        ends: {ends}
        ---

        ## Scheduled · 2026-11-20 10:00

        What and why.
        """

    (html,) = contents(with_maintenance(text)).values()

    assert plain_text(html).startswith(plan)


def test_words_in_another_language_are_marked() -> None:
    told = "---\ntitle: Lent\n---\n\n## Investigating · 2026-11-21 12:41\n\nVa lent.\n"
    project = SLOW.with_files({EMAIL.replace(".md", ".ca.md"): told})

    html = contents(project, "ca/history.atom")["ca/incidents/2026-11-21-email/"]

    assert re.search(r'<div lang="en" dir="auto"><p>All is well', html)
    assert re.search(r'(?<!dir="auto">)<p>Va lent', html)


def test_a_withdrawn_post_says_why() -> None:
    project = SLOW.replace(EMAIL, "impact: minor", "impact: minor\nwithdrawn: a false alarm")

    for html in contents(project).values():
        if "Jane" in html:
            assert plain_text(html).startswith("Withdrawn: a false alarm")


@pytest.mark.parametrize("path", ["feed.atom", "history.rss"])
def test_the_clock_changes_no_words(path: str) -> None:
    text = SLOW.files[EMAIL].decode().partition("## Resolved")[0].partition("edits:")
    project = SLOW.with_files({EMAIL: text[0] + text[2].partition("\n")[2]})

    early = contents(project, path, "2026-11-21T12:50:00+00:00")

    assert contents(project, path, "2026-12-12T12:00:00+00:00") == early
