"""Drafts and embargoes are marked in any theme."""

from datetime import datetime, timedelta

import pytest

from stillup.model.hidden import Hidden, Why
from stillup.model.sources import Document, Kind
from stillup.parse.zones import zone_of
from stillup.serve.marks import find_marks, marked_style, notice_of, paths_of, said_of
from tests.support.previews import shown
from tests.unit.cli.sites import NOW, SITE

SNAPSHOT = shown(SITE, NOW)
DRAFT = "incidents/2026-11-20-draft/index.html"


def style(path: str, html: str) -> str:
    assert SNAPSHOT.build is not None
    assert SNAPSHOT.build.site is not None
    document = Document(path, Kind.PAGE, "", "en", "")
    marks = find_marks(SNAPSHOT.build)
    return marked_style(document, html, marks, SNAPSHOT.build.site.settings)


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("index.html", DRAFT),
        ("history/2026-11/index.html", f"../../{DRAFT}"),
        ("incidents/2026-11-21-email/index.html", "../2026-11-20-draft/index.html"),
        ("404.html", f"/{DRAFT}"),
    ],
)
def test_a_link_to_a_draft_is_marked_from_wherever_it_leads(path: str, href: str) -> None:
    css = style(path, f'<a href="{href}#u">x</a>')

    assert f'[href="{href}"]' in css
    assert f'[href^="{href}#"]' in css
    assert 'content:"Draft"' in css


def test_pages_that_lead_to_nothing_hidden_get_no_style() -> None:
    assert style("index.html", '<a href="incidents/2026-11-21-email/index.html">x</a>') == ""


def test_its_own_page_says_it_and_does_not_mark_links_to_itself() -> None:
    assert SNAPSHOT.build is not None
    assert SNAPSHOT.build.site is not None
    assert style(DRAFT, '<a href="index.html#u">x</a>') == ""
    assert notice(DRAFT, Kind.INCIDENT, "") == "Draft: only you see this"


def notice(path: str, kind: Kind, html: str) -> str | None:
    assert SNAPSHOT.build is not None
    assert SNAPSHOT.build.site is not None
    document = Document(path, kind, "", "en", "")
    marks = find_marks(SNAPSHOT.build)
    return notice_of(document, html, marks, SNAPSHOT.now, SNAPSHOT.build.site.settings)


def test_a_page_whose_sign_counts_a_draft_says_so() -> None:
    link = f'<a href="{DRAFT}">x</a>'

    assert notice("index.html", Kind.HOME, link) == (
        "With a post that only you see: readers see this page without it"
    )
    assert notice("index.html", Kind.HOME, "<p>no link</p>") is None
    assert notice("history/index.html", Kind.HISTORY, link.replace("incidents", "../x")) is None


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=5), "in 1 min"),
        (timedelta(minutes=99), "in 99 min"),
        (timedelta(hours=3), "in 3 h"),
        (timedelta(hours=47), "in 47 h"),
        (timedelta(days=9), "in 9 days"),
    ],
)
def test_an_embargo_says_until_when(left: timedelta, words: str) -> None:
    now = datetime.fromisoformat(NOW)
    hidden = Hidden("content/incidents/x.md", "x", Why.EMBARGO, now + left)

    said = said_of(hidden, now, zone_of("Europe/Madrid"))

    assert said.startswith("Embargoed until 2026-11-")
    assert words in said


def test_a_source_is_shown_in_the_languages_it_stands_for() -> None:
    assert SNAPSHOT.build is not None
    assert SNAPSHOT.build.site is not None
    settings = SNAPSHOT.build.site.settings

    assert list(paths_of("content/incidents/x.md", settings)) == ["incidents/x/index.html"]
    assert list(paths_of("content/maintenance/x.ca.md", settings)) == [
        "ca/maintenance/x/index.html"
    ]
    assert list(paths_of("content/pages/about.md", settings)) == ["about/index.html"]
    assert list(paths_of("content/site.yaml", settings)) == []
