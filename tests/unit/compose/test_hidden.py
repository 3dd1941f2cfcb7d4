"""What is not public is in no output: no word of it, and no picture that it alone speaks of."""

from datetime import datetime

import pytest

from stillup.build import Build, build
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.project import Project
from tests.support.site import theme_sources, with_incident, with_maintenance

NOW = "2026-11-21T13:00:00+00:00"
POST = "content/incidents/2026-11-20-zebra.md"
ZEBRA = """
    ---
    title: A zebra in the rack
    impact: critical
    components: email
    author: Zebra
    aliases: /old/zebra/
    feed_id: zebra
    cause: zebra
    pin: true
    offer: {what: a zebra, claim_url: "https://zebra.example"}
    edits: 2026-11-20 12:00, the zebra has ZEBRA-EDIT.svg
    FRONT
    ---

    The zebra. ![Its picture](../media/zebra-summary.svg)

    ## Investigating · 2026-11-20 11:00
    next_update: in 2 hours

    A zebra ate ![the cable](../media/zebra.svg). <!-- ../media/zebra-comment.svg -->
    <img srcset="../media/zebra-2x.svg 2x" src="../media/zebra.svg">
    """
WORK = """
    ---
    title: The zebra moves out
    components: email
    starts: 2026-11-23 22:00
    ends: 2026-11-23 23:00
    FRONT
    ---

    ## Scheduled · 2026-11-20 11:00

    The zebra leaves by the back door.
    """
TOLD = "---\ntitle: La zebra\n---\n\n## Update · 2026-11-20 11:00\n\n![z](../media/zebra-ca.svg)\n"
MEDIA = ("", "-summary", "-comment", "-2x", "-ca", "-fr", "-page")


def site(front: str) -> Project:
    base = with_incident(
        "---\ntitle: Mail is slow\nimpact: minor\n---\n\n## Resolved · 2026-11-20 10:00\n\n"
        "![A cable](../media/cable.svg)\n"
    )
    page = "---\ntitle: Zebra\ndraft: true\n---\n\n![z](../media/zebra-page.svg)\n"
    work = with_maintenance(WORK.replace("FRONT", front), "2026-11-23-zebra-work", base)
    return with_incident(ZEBRA.replace("FRONT", front), POST[18:-3], work).with_files(
        {
            POST.replace(".md", ".ca.md"): TOLD,
            POST.replace(".md", ".fr.md"): TOLD.replace("-ca", "-fr"),
            "content/pages/zebra.md": page,
            "content/media/cable.svg": "<svg/>",
            **{f"content/media/zebra{name}.svg": "<svg/>" for name in MEDIA},
        }
    )


def made(project: Project, *left_out: str) -> Build:
    sources = theme_sources() | project.sources()
    return build(sources, datetime.fromisoformat(NOW), leave_out=frozenset(left_out))


def leaks(found: Build) -> list[str]:
    renderer = Renderer(found, Fragments())
    return [
        document.path
        for document in found.documents
        if "zebra" in document.path.casefold() or b"zebra" in renderer.render(document).lower()
    ]


@pytest.mark.parametrize("front", ["draft: true", "publish_at: 2026-11-21 13:01"])
def test_what_is_not_public_yet_is_nowhere(front: str) -> None:
    found = made(site(front))

    assert [d.message for d in found.diagnostics if d.is_error] == []
    assert "media/cable.svg" in {document.path for document in found.documents}
    assert leaks(found) == []


def test_a_draft_left_out_is_nowhere() -> None:
    found = made(site("draft: true"), POST, "content/maintenance/2026-11-23-zebra-work.md")

    assert found.documents
    assert leaks(found) == []


def test_the_same_words_are_found_once_they_are_public() -> None:
    found = leaks(made(site("publish_at: 2026-11-21 12:59")))

    assert {"index.html", "feed.atom", "feed.json", "history.rss", "sitemap.xml"} <= set(found)
    assert {"maintenance.ics", "ca/maintenance.ics", "components/email/maintenance.ics"} <= set(
        found
    )
    assert {"media/zebra.svg", "media/zebra-ca.svg", "old/zebra/index.html"} <= set(found)
