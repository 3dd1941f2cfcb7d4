"""Links between sources are neutral in a fragment and become addresses where it is placed."""

import pytest

from stillup.model.text import Text
from stillup.render.markdown import place_fragment, plain_text, render_fragment

SOURCE = "content/incidents/2026-11-21-email.md"
PLACES = {
    "content/incidents/x.md": "../x/",
    "content/incidents/x.md#u2026-11-21-1241": "../x/#u2026-11-21-1241",
    "content/incidents/2026-11-21-email.md#u1": "#u1",
    "content/media/a b.png": "../../media/a%20b.png",
    "content/pages/über.md": "../../über/",
    'content/media/"<&.png': 'https://status.example/"<&.png',
}


def fragment(markdown: str) -> str:
    return render_fragment(Text(markdown, SOURCE, prefix="u1-"))


def placed(markdown: str) -> str:
    return place_fragment(fragment(markdown), PLACES.get)


@pytest.mark.parametrize(
    ("written", "neutral"),
    [
        ("x.md", "stillup:content/incidents/x.md"),
        ("./x.md#u2026-11-21-1241", "stillup:content/incidents/x.md#u2026-11-21-1241"),
        ("../pages/%C3%BCber.md", "stillup:content/pages/%C3%BCber.md"),
        ("../pages/über.md", "stillup:content/pages/%C3%BCber.md"),
        ("<../media/a b.png>", "stillup:content/media/a%20b.png"),
        ("../media/a%20b.png", "stillup:content/media/a%20b.png"),
        ("../media/x.png?raw=true", "stillup:content/media/x.png"),
        ("../../../../etc/passwd", "stillup:../../etc/passwd"),
        ("/x/", "stillup:/x/"),
        ("\\\\evil.example\\x", "stillup:content/incidents/%5Cevil.example%5Cx"),
        ("https://a.example/?b=1&c", "https://a.example/?b=1&amp;c"),
        ("HTTPS://a.example", "HTTPS://a.example"),
        ("https://[::1]:80/[x]|%zz%20", "https://[::1]:80/%5Bx%5D%7C%25zz%20"),
        ("<https://a.example/#/#room b>", "https://a.example/#/%23room%20b"),
        ("//a.example/x", "https://a.example/x"),
        ("mailto:me@a.example", "mailto:me@a.example"),
        ("tel:+351210000000", "tel:+351210000000"),
        ("#u1", "stillup:content/incidents/2026-11-21-email.md#u1"),
    ],
)
def test_a_link_is_neutral_or_leads_out(written: str, neutral: str) -> None:
    assert fragment(f"[a]({written})") == f'<p><a href="{neutral}">a</a></p>'


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript&colon;alert(1)",
        "java&#1;script:alert(1)",
        "java&Tab;script:alert(1)",
        "&#x1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example",
        "stillup:content/incidents/x.md",
        "STILLUP:content/incidents/x.md",
        "still&#1;up:content/incidents/x.md",
        "&#32;stillup:content/incidents/x.md",
        "",
        "#",
        "?a=b",
    ],
)
def test_a_link_that_leads_nowhere_good_is_words(target: str) -> None:
    assert fragment(f"[a](<{target}>)") == "<p>a</p>"
    assert fragment(f'x <a href="{target}">a</a>') == "<p>x a</p>"
    assert fragment(f"![a](<{target}>)") == "<p>a</p>"
    assert fragment(f'x <img src="{target}"> b') == "<p>x  b</p>"
    assert fragment(f"[a]\n\n[a]: <{target}>") == "<p>a</p>"


def test_a_place_in_the_text_is_one_by_its_prefix() -> None:
    html = fragment('[a](#what-now) [b](#caf%C3%A9) <b id="x y">c</b>\n\n# What now?\n\n# Café')

    assert '<a href="#u1-what-now">a</a> <a href="#u1-caf%C3%A9">b</a>' in html
    assert '<h1 id="u1-what-now">What now?</h1>' in html
    assert '<h1 id="u1-café">Café</h1>' in html
    assert '<b id="u1-x-y">c</b>' in html


def test_placing_asks_for_each_source_and_writes_what_it_is_told() -> None:
    assert placed("[a](x.md#u2026-11-21-1241) [b](#u1)") == (
        '<p><a href="../x/#u2026-11-21-1241">a</a> <a href="#u1">b</a></p>'
    )
    assert placed("![p](<../media/a b.png>)") == '<p><img src="../../media/a%20b.png" alt="p"></p>'
    assert placed("[a](../pages/%C3%BCber.md)") == '<p><a href="../../über/">a</a></p>'


def test_what_it_is_told_is_escaped() -> None:
    assert placed("![](../media/%22%3C%26.png)") == (
        '<p><img src="https://status.example/&quot;&lt;&amp;.png" alt=""></p>'
    )


def test_a_link_to_nothing_published_leaves_its_words() -> None:
    assert placed("[a *b* `c`](y.md) d") == "<p>a <em>b</em> <code>c</code> d</p>"
    assert placed("![the chart](../media/none.png)") == "<p>the chart</p>"
    assert placed("[![the chart](../media/a%20b.png)](y.md)") == (
        '<p><img src="../../media/a%20b.png" alt="the chart"></p>'
    )
    assert placed('<a id="k" href="y.md">a</a>') == '<p><a id="u1-k">a</a></p>'


@pytest.mark.parametrize("target", ["/x/", "../../../x", "../..", "%2e%2e/%2e%2e/%2e%2e/x"])
def test_what_lies_outside_is_never_asked_for(target: str) -> None:
    def locate(path: str) -> str | None:
        raise AssertionError(path)

    assert place_fragment(fragment(f"[a]({target})"), locate) == "<p>a</p>"


def test_words_about_neutral_links_are_words() -> None:
    text = '`<a href="stillup:content/incidents/x.md">` stillup:content/incidents/x.md'

    assert plain_text(placed(text)) == text.replace("`", "")
    assert "<a" not in placed(text)
    assert (
        place_fragment(fragment(f"[a](https://b.example '{text}')"), PLACES.get).count("<a ") == 1
    )


def test_an_image_elsewhere_is_a_link_to_it() -> None:
    image = "https://a.example/b/chart.png"

    assert fragment(f"![Load]({image})") == f'<p><a href="{image}">Load</a></p>'
    assert fragment(f"![]({image})") == f'<p><a href="{image}">chart.png</a></p>'
    assert fragment(f"[![Load]({image})](https://b.example)") == (
        '<p><a href="https://b.example">Load</a></p>'
    )
    assert fragment(f'x <img src="{image}">') == f'<p>x <a href="{image}">chart.png</a></p>'


def test_an_image_placed_at_a_full_address_stays_an_image() -> None:
    html = place_fragment(
        fragment("![a](../media/a.png)"), lambda path: f"https://s.example/{path}"
    )

    assert html == '<p><img src="https://s.example/content/media/a.png" alt="a"></p>'
