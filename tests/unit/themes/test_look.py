"""A site's own logo and colours on its pages."""

from base64 import b64encode
from hashlib import sha256

from stillup.model.sources import Kind
from tests.support.css import custom_properties
from tests.support.project import Project
from tests.support.site import BASE
from tests.unit.themes.pages import made

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def site(more: str) -> Project:
    settings = BASE.files["content/site.yaml"].decode() + more
    return BASE.with_files(
        {
            "content/site.yaml": settings,
            "content/media/logo.svg": PICTURE,
            "content/media/white.svg": PICTURE,
        }
    )


def test_a_logo_takes_the_place_of_the_name_on_every_page() -> None:
    shown = made(site("logo: media/logo.svg\n"))

    for path, prefix in (
        ("index.html", ""),
        ("ca/history/index.html", "../../"),
        ("404.html", "/"),
    ):
        (image,) = shown.page(path).tree.xpath("//header//img")
        assert (image.get("src"), image.get("alt")) == (f"{prefix}media/logo.svg", "Harbour Status")
    assert "media/logo.svg" in {d.path for d in shown.documents(frozenset({Kind.MEDIA}))}


def test_a_second_logo_is_for_dark_surroundings() -> None:
    page = made(site("logo: {light: media/logo.svg, dark: media/white.svg}\n")).page()

    assert page.all("//header//picture/source/@srcset") == ["media/white.svg"]
    assert page.all("//header//picture/source/@media") == ["(prefers-color-scheme: dark)"]
    assert page.all("//header//picture//img/@src") == ["media/logo.svg"]


def test_a_logo_that_only_a_draft_shows_too_is_published_all_the_same() -> None:
    draft = "---\ntitle: T\nimpact: minor\ndraft: true\n---\n\n![Ours](../media/logo.svg)\n"
    project = site("logo: media/logo.svg\n").with_files(
        {"content/incidents/2026-11-21-x.md": draft}
    )

    shown = made(project)

    assert "media/logo.svg" in {d.path for d in shown.documents(frozenset({Kind.MEDIA}))}


def test_colours_reach_every_page_and_the_policy_allows_them() -> None:
    page = made(site('colours: {accent: "#7a1f5c"}\n')).page("history/index.html")
    (style,) = page.tree.xpath("//style/text()")
    (policy,) = page.all("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert ":root{--accent:#7a1f5c}" in style
    assert custom_properties(made(BASE).page().one("//style"))["accent"] != "#7a1f5c"
    assert b64encode(sha256(style.encode()).digest()).decode() in policy


def test_other_colours_move_the_key_of_every_page() -> None:
    plain, coloured = made(site("")), made(site('colours: {accent: "#7a1f5c"}\n'))

    keys = {d.path: d.key for d in plain.documents()}
    assert all(d.key != keys[d.path] for d in coloured.documents())
