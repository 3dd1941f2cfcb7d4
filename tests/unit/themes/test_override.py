"""A project's theme is the default one with some files of its own."""

from stillup.model.sources import Kind
from tests.support.site import BASE
from tests.unit.themes.pages import made

TINY = {
    "style.css": "h1 { color: teal }",
    "closing.html": '<p class="closing">{{ _("Made in the harbour") }}</p>',
    "history.html": '{% extends "base.html" %}\n{% block main %}<h1>Long ago</h1>{% endblock %}',
}


def test_a_file_of_the_same_name_takes_the_place_of_ours() -> None:
    page = made(BASE, theme=TINY).page()

    assert page.one("//style") == "h1 { color: teal }"
    assert page.one("//footer/p") == "Made in the harbour"
    assert page.h1 == "All systems work"


def test_a_block_can_be_replaced_within_our_frame() -> None:
    page = made(BASE, theme=TINY).page("history/index.html")

    assert page.h1 == "Long ago"
    assert page.all("//nav//a")[:2] == ["History", "Subscribe"]
    assert page.one("//footer/p") == "Made in the harbour"


def test_another_theme_moves_the_key_of_every_page() -> None:
    ours, theirs = made(BASE), made(BASE, theme=TINY)

    keys = {d.path: d.key for d in ours.documents()}
    assert all(d.key != keys[d.path] for d in theirs.documents())


def test_a_theme_shapes_what_a_feed_says_too() -> None:
    theme = {"feed_entry.html": "<p>{{ story.title }}, in short</p>"}
    project = BASE.with_files(
        {
            "content/incidents/2026-11-21-x.md": "---\ntitle: Slow\nimpact: minor\n---\n"
            "## Investigating · 2026-11-21 10:00\n\nWe look.\n"
        }
    )

    site = made(project, theme=theme)

    (feed,) = (d for d in site.documents(frozenset({Kind.ATOM})) if d.path == "feed.atom")
    assert b"Slow, in short" in site.renderer.render(feed)


def test_a_theme_may_have_a_script_of_its_own() -> None:
    page = made(BASE, theme={"page.js": "// Why.\n  harbour();\n"}).page()

    assert [s.text for s in page.scripts if "type" not in s.attrib] == ["harbour();"]


def test_a_theme_whose_script_is_empty_has_none_and_allows_none() -> None:
    page = made(BASE, theme={"page.js": ""}).page()

    (policy,) = page.all("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert [s for s in page.scripts if "type" not in s.attrib] == []
    assert "script-src" not in policy
    assert page.all("//div[@role='status']") == []


def test_a_theme_may_differ_in_a_few_phrases_of_a_language() -> None:
    theme = {
        "locale/ca.po": 'msgid ""\nmsgstr ""\n"Language: ca\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "All systems work"\nmsgstr "Tot va bé"\n'
    }

    ours, theirs = made(BASE).page("ca/index.html"), made(BASE, theme=theme).page("ca/index.html")

    assert theirs.h1 == "Tot va bé" != ours.h1
    assert theirs.all("//nav//a") == ours.all("//nav//a")


def test_a_template_can_build_on_the_one_it_replaces() -> None:
    theme = {
        "home.html": '{% extends "default/home.html" %}{% block title %}Now{% endblock %}',
        "base.html": '{% extends "default/base.html" %}{% block footer %}Ours{% endblock %}',
    }

    page = made(BASE, theme=theme).page()

    assert (page.one("//title"), page.h1) == ("Now", "All systems work")
    assert page.one("//footer") == "Ours"
