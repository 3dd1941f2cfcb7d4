"""Badges as they go out: a picture that any page can show, and values for shields.io."""

import json

import pytest
from lxml import etree

from stillup.model.contrast import WORDS, contrast
from tests.support.project import Project
from tests.support.site import BASE, with_incident
from tests.unit.themes.pages import made

SVG = "{http://www.w3.org/2000/svg}"
BROKEN = """
    ---
    title: Mail is slow
    impact: major
    components: email
    ---

    ## Investigating · 2026-11-21 12:41

    We look.
    """
HOSTILE = (
    "</text><script>alert(1)</script> ]]> &amp; \u202e\u2069 'x' \\\" --> {{ 7 * 7 }} \U0001f680"
)


def named(name: str, project: Project = BASE) -> Project:
    """Return a site in which email has another name."""
    return project.replace("content/site.yaml", "name: Email", f'name: "{name}"')


def picture(
    project: Project, path: str = "components/email/badge.svg", theme: dict[str, str] | None = None
) -> etree._Element:
    return etree.fromstring(made(project, theme=theme).page(path).data)


def words(svg: etree._Element) -> list[str]:
    return [(text.text or "").strip("\u2068\u2069") for text in svg.iter(f"{SVG}text")]


def values(project: Project, path: str = "components/email/badge.json") -> dict[str, object]:
    found = json.loads(made(project).page(path).data)
    assert isinstance(found, dict)
    return found


def test_a_badge_says_what_and_how_it_is_in_words() -> None:
    assert words(picture(BASE, "badge.svg")) == ["Harbour Status", "Operational"]
    assert words(picture(with_incident(BROKEN))) == ["Email", "Partial outage"]
    assert words(picture(with_incident(BROKEN), "ca/components/email/badge.svg")) == [
        "Email",
        "Interrupció parcial",
    ]


def test_whoever_hears_it_hears_the_same() -> None:
    svg = picture(with_incident(BROKEN), "ca/badge.svg")

    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "Harbour Status: Interrupció parcial"
    assert svg.findtext(f"{SVG}title") == svg.get("aria-label")
    assert svg.get("{http://www.w3.org/XML/1998/namespace}lang") == "ca"


def test_each_state_has_a_shape_of_its_own() -> None:
    project = with_incident(BROKEN)
    shapes = {
        svg.find(f"{SVG}path").get("d")
        for svg in (
            picture(project, f"components/{id_}/badge.svg")
            for id_ in ("email", "webmail", "legacy")
        )
    }

    assert len(shapes) == 3


def test_a_badge_asks_for_nothing_and_runs_nothing() -> None:
    data = made(with_incident(BROKEN)).page("badge.svg").data

    for forbidden in (b"<script", b"<style", b"style=", b"href", b"url(", b"@import", b"<image"):
        assert forbidden not in data
    assert data.count(b"http") == data.count(b'xmlns="http://www.w3.org/2000/svg"') == 1


def test_words_stand_apart_and_within_the_plate() -> None:
    for path in ("badge.svg", "components/email/badge.svg", "ca/badge.svg"):
        svg = picture(named("W" * 80, with_incident(BROKEN)), path)
        spans = []
        for text in svg.iter(f"{SVG}text"):
            assert text.get("lengthAdjust") == "spacingAndGlyphs"
            middle, length = float(text.get("x")), float(text.get("textLength"))
            spans.append((middle - length / 2, middle + length / 2))
        (first, second), wide = spans, float(svg.get("width"))
        assert first[0] >= 7
        assert second[0] - first[1] >= 7
        assert second[1] <= wide - 20


def test_the_order_is_turned_where_people_read_from_the_right() -> None:
    arabic = BASE.replace("content/site.yaml", "[en, ca]", "[en, ar]")
    name, state = picture(arabic, "ar/badge.svg").iter(f"{SVG}text")

    assert float(name.get("x")) > float(state.get("x"))


def test_a_name_is_a_name_whatever_it_holds() -> None:
    svg = picture(named(HOSTILE))

    assert words(svg)[0].startswith("</text><script>alert(1)</script> ]]> &amp;")
    assert "{{ 7 * 7 }}" in (svg.get("aria-label") or "")
    assert {each.tag.removeprefix(SVG) for each in svg.iter()} == {
        "svg", "title", "rect", "g", "text", "path",
    }  # fmt: skip


def test_a_name_with_characters_that_xml_forbids_is_shown_without_them() -> None:
    assert words(picture(named(r"E\u0001ma\x7fil\nhere")))[0] == "Email here"
    assert values(named(r"E\u0001ma\x7fil\nhere"))["label"] == "Email here"


def test_shields_gets_what_it_asks_for() -> None:
    assert values(with_incident(BROKEN), "badge.json") == {
        "schemaVersion": 1,
        "label": "Harbour Status",
        "message": "Partial outage",
        "color": "#a8430a",
        "isError": True,
        "cacheSeconds": 300,
    }


@pytest.mark.parametrize(
    ("component", "message", "is_error"),
    [
        ("email", "Partial outage", True),
        ("webmail", "Operational", False),
        ("legacy", "Retired", False),
    ],
)
def test_trouble_alone_keeps_its_colour_from_whoever_embeds_it(
    component: str, message: str, *, is_error: bool
) -> None:
    shown = values(with_incident(BROKEN), f"components/{component}/badge.json")

    assert (shown["message"], shown["isError"]) == (message, is_error)
    assert contrast(str(shown["color"]), "#ffffff") >= WORDS


def test_colours_of_the_site_are_those_of_its_badges() -> None:
    site = BASE.replace(
        "content/site.yaml",
        "since:",
        'colours: {operational: {light: "#104080", dark: "#a0c0ff"}}\nsince:',
    )

    assert values(site, "badge.json")["color"] == "#104080"
    assert picture(site, "badge.svg").find(f"{SVG}path").get("fill") == "#a0c0ff"


def test_a_theme_may_draw_another_badge() -> None:
    theme = {"badge.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>{{ label }}</text></svg>'}

    assert words(picture(named("A & B"), theme=theme)) == ["A & B"]


def test_a_picture_that_a_theme_publishes_is_no_template() -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg"><style>a{%b{#c{{</style></svg>'

    assert made(BASE, theme={"static/logo.svg": logo}).page("static/logo.svg").data == logo.encode()
