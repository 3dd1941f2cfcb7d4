"""Where the links of an old blog lead: to our posts, to files that move along, or to old pages."""

from tests.support.blogs import brought

HUGO = """
-- hugo.toml --
baseURL = "https://blog.example/b/"
title = "Blog"
-- content/posts/2024-05-06-down/index.md --
---
title: Down
date: 2024-05-06
---
WORDS
-- content/posts/2024-05-06-down/a b.png --
A
-- content/posts/2024-05-06-down/raw.dat --
R
-- static/img/b.png --
B
-- static/img/c.png --
C
-- content/posts/up.md --
---
title: Up
date: 2024-05-07
---
Up
-- content/posts/held.md --
---
title: Held
date: 2024-05-07
draft: true
---
![b](/img/c.png)
"""
DOWN = "incidents/2024-05-06-down.md"


def told(words: str) -> str:
    return brought(HUGO.replace("WORDS", words)).body(DOWN)


def test_a_picture_beside_the_post_moves_along() -> None:
    blog = brought(HUGO.replace("WORDS", "![a](a%20b.png) ![b](/img/b.png)"))

    assert blog.body(DOWN) == "![a](../media/2024-05-06-down/a%20b.png) ![b](../media/img/b.png)"
    assert blog.found.files["content/media/2024-05-06-down/a b.png"] == b"A\n"
    assert "media/img/b.png" in blog.files
    assert "content/posts/2024-05-06-down/raw.dat:0: no post shows it" in blog.told("file")


def test_a_picture_that_only_a_draft_shows_stays_behind() -> None:
    blog = brought(HUGO)

    assert "media/img/c.png" not in blog.files
    assert "static/img/c.png:0: only a draft shows it" in blog.told("file")


def test_links_between_posts_are_kept() -> None:
    assert told("[up](/posts/up/)") == "[up](up.md)"
    assert told("[up](../up/)") == "[up](up.md)"
    assert told("[up](../up.md#there)") == "[up](up.md)"
    assert told("[up](https://blog.example/b/posts/up/index.html)") == "[up](up.md)"
    assert told("[up][1]\n\n[1]: /b/posts/up") == "[up][1]\n\n[1]: up.md"
    assert told('<a href="/posts/up/">up</a>') == '<a href="up.md">up</a>'


def test_links_to_what_does_not_move_along_lead_to_the_old_blog() -> None:
    blog = brought(HUGO.replace("WORDS", "[about](/about/?a=b#c) and [x](raw.txt)"))

    assert blog.body(DOWN) == (
        "[about](https://blog.example/b/about/?a=b#c) and "
        "[x](https://blog.example/b/posts/2024-05-06-down/raw.txt)"
    )
    assert blog.told("link") == [
        (
            "content/posts/2024-05-06-down/index.md:5: `/about/?a=b#c`, and 1 more below; "
            "it is `https://blog.example/b/about/?a=b#c`"
        )
    ]


def test_nothing_links_to_a_draft() -> None:
    assert told("[held](/posts/held/)") == "[held](https://blog.example/b/posts/held/)"


def test_other_links_stay() -> None:
    for words in (
        "[x](https://x.example/a.png)",
        "<mailto:a@x.example> [m](mailto:a@x.example)",
        "[here](#down)",
        "`[code](/posts/up/)`",
        "[x]( )",
    ):
        assert told(words) == words


def test_zola_links_by_source() -> None:
    blog = brought(
        "-- zola.toml --\nbase_url = 'https://z.example'\n"
        "-- content/a.md --\n+++\ndate = 2024-05-06\n+++\n[b](@/n/b.md#x) [c](@/n/c.md)\n"
        "-- content/n/b.md --\n+++\ndate = 2024-05-06\n+++\nb\n"
    )

    assert blog.body("incidents/a.md") == "[b](b.md) [c](https://z.example/n/c/)"


def test_mkdocs_links_from_where_the_source_lies() -> None:
    blog = brought(
        "-- mkdocs.yml --\nsite_url: https://d.example\nplugins: [blog]\n"
        "-- docs/blog/posts/a.md --\n---\ndate: 2024-05-06\n---\n![p](../assets/p.png) "
        "[b](b.md) [gone](../assets/q.png) [about](../../about.md)\n"
        "-- docs/blog/posts/b.md --\n---\ndate: 2024-05-06\n---\nb\n"
        "-- docs/blog/assets/p.png --\nP\n"
    )

    assert blog.body("incidents/a.md") == (
        "![p](../media/blog/assets/p.png) [b](b.md) [gone](https://d.example/blog/assets/q.png) "
        "[about](https://d.example/about/)"
    )


def test_without_an_address_it_stands_for_one_that_nobody_has() -> None:
    blog = brought("-- 2024-05-06-a.md --\n---\ntitle: A\n---\n[x](/help/)\n")

    assert blog.body("incidents/2024-05-06-a.md") == "[x](https://status.example/help/)"
    assert any(
        "begin with https://status.example: change it" in each for each in blog.told("setting")
    )
