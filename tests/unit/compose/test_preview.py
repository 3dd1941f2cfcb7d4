"""A preview tells of drafts and embargoed posts as if they were public; nothing else does."""

from datetime import UTC, datetime

import pytest

from stillup.build import Build, build
from stillup.model.hidden import Hidden, Why
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.project import Project
from tests.support.site import BASE, theme_sources, with_incident

NOW = datetime(2026, 11, 21, 13, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 14, tzinfo=UTC)
OLD = "---\ntitle: Mail is slow\nimpact: minor\n{}---\n\n## Resolved · 2026-11-20 10:00\n\nYes.\n"
ZEBRA = (
    "---\ntitle: A zebra\nimpact: critical\ncomponents: email\n{}---\n\n"
    "## Investigating · 2026-11-21 11:00\n\nIt ate ![a cable](../media/zebra.svg).\n"
)
PUBLIC = with_incident(OLD.format(""), "2026-11-20-old")


def previewed(project: Project, *, show_hidden: bool = True) -> Build:
    return build(theme_sources() | project.sources(), NOW, show_hidden=show_hidden)


def zebra(front: str, base: Project = PUBLIC) -> Project:
    return with_incident(ZEBRA.format(front), "2026-11-21-zebra", base).with_files(
        {"content/media/zebra.svg": "<svg/>"}
    )


def telling(made: Build) -> set[str]:
    renderer = Renderer(made, Fragments())
    return {d.path for d in made.documents if b"zebra" in renderer.render(d).lower()}


def errors(made: Build) -> list[str]:
    return [d.code for d in made.diagnostics if d.is_error]


@pytest.mark.parametrize(
    ("front", "hidden"),
    [
        ("draft: true\n", Hidden("", "2026-11-21-zebra", Why.DRAFT)),
        ("publish_at: 2026-11-21 14:00\n", Hidden("", "2026-11-21-zebra", Why.EMBARGO, LATER)),
    ],
)
def test_what_is_hidden_is_told_as_if_it_were_public(front: str, hidden: Hidden) -> None:
    made, public = previewed(zebra(front)), previewed(zebra(""), show_hidden=False)

    assert telling(made) == telling(public)
    assert {d.path for d in made.documents} == {d.path for d in public.documents}
    [found] = made.hidden
    assert found.source == "content/incidents/2026-11-21-zebra.md"
    assert (found.subject, found.why, found.until) == (hidden.subject, hidden.why, hidden.until)


@pytest.mark.parametrize("front", ["draft: true\n", "publish_at: 2026-11-21 14:00\n"])
def test_without_being_asked_nothing_tells_of_it(front: str) -> None:
    made = previewed(zebra(front), show_hidden=False)

    assert made.documents
    assert telling(made) == set()


def test_a_public_site_hides_nothing() -> None:
    assert previewed(zebra("")).hidden == ()


def test_an_embargo_that_is_over_hides_nothing() -> None:
    assert previewed(zebra("publish_at: 2026-11-21 12:00\n")).hidden == ()


def test_a_preview_changes_when_an_embargo_ends() -> None:
    change = previewed(zebra("publish_at: 2026-11-21 14:00\n")).next_change

    assert change is not None
    assert change.at == LATER


def test_pages_and_translations_are_shown_too() -> None:
    made = previewed(
        zebra("draft: true\n").with_files(
            {
                "content/incidents/2026-11-21-zebra.ca.md": "---\ntitle: La zebra\n---\n",
                "content/pages/zoo.md": "---\ntitle: Zoo\ndraft: true\n---\n\nZebras.\n",
                "content/pages/help.md": "---\ntitle: Help\n---\n\nCall us.\n",
            }
        )
    )

    assert [hidden.subject for hidden in made.hidden] == ["2026-11-21-zebra", "zoo"]
    pages = {d.path: d for d in made.documents}
    assert "zoo/index.html" in pages
    page = Renderer(made, Fragments()).render(pages["ca/incidents/2026-11-21-zebra/index.html"])
    assert b"La zebra" in page


def test_a_half_written_draft_takes_no_preview_down() -> None:
    draft = (
        "---\ntitle: A zebra\ncomponents: emial\nauthor: nobody\nrelated: nothing\ndraft: true\n"
        "aliases: /history/\n---\n\n[a](b.md)\n\n## Investigating · 2026-11-29 11:00\n\nWell\n"
    )
    made = previewed(with_incident(draft, "2026-11-21-zebra", PUBLIC))

    assert errors(made) == []
    codes = {d.code for d in made.diagnostics}
    assert {"missing-key", "unknown-component", "unknown-post", "dead-link"} <= codes
    assert {"in-the-future", "address-taken"} <= codes
    assert "incidents/2026-11-21-zebra/index.html" in telling(made)


def test_a_draft_that_says_nothing_yet_is_missing_with_a_warning() -> None:
    made = previewed(with_incident("---\ntitle: Zebra\ndraft: true\n---\n", "2026-11-21-z", PUBLIC))

    assert errors(made) == []
    assert made.hidden == ()
    assert made.documents
    assert "no-update" in {d.code for d in made.diagnostics}


def test_a_draft_with_the_id_of_a_public_post_gives_way() -> None:
    made = previewed(with_incident(ZEBRA.format("draft: true\n"), "2026-11-20-OLD", PUBLIC))

    assert errors(made) == []
    assert made.hidden == ()
    assert telling(made) == set()
    assert "id-taken" in {d.code for d in made.diagnostics}


def test_a_public_post_that_links_to_a_draft_is_as_wrong_as_without_a_preview() -> None:
    linking = OLD.format("related: 2026-11-21-zebra\n")
    project = zebra("draft: true\n", with_incident(linking, "2026-11-20-old"))

    assert errors(previewed(project)) == ["unknown-post"]
    assert errors(previewed(project, show_hidden=False)) == ["unknown-post"]


def test_a_site_of_drafts_alone_can_be_previewed() -> None:
    made = previewed(zebra("draft: true\n", BASE))

    assert "index.html" in telling(made)
    assert telling(previewed(zebra("draft: true\n", BASE), show_hidden=False)) == set()
