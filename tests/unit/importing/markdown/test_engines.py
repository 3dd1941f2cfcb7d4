"""Where the posts of each engine lie, in which zone their times are, and where they answered."""

import pytest

from stillup.importing.markdown.engine import Engine, find_blog
from tests.support.blogs import brought
from tests.support.project import Project

HUGO = """
-- hugo.toml --
baseURL = "https://blog.example/b/"
title = "Blog"
timeZone = "Europe/Berlin"
languageCode = "pt-br"
-- content/posts/2024-05-06-Down Again/index.md --
---
title: Down
date: 2024-05-06T10:00:00
---
Words
-- content/posts/up.md --
---
title: Up
date: 2024-05-07
slug: all up
aliases: [/old/up.html]
---
Words
-- content/posts/_index.md --
---
title: Posts
date: 2024-01-01
---
-- content/about.md --
---
title: About
---
Words
"""
ZOLA = """
-- config.toml --
base_url = "https://z.example"
title = "Z"
-- content/news/2024-05-06-down.md --
+++
title = "Down"
+++
Words
-- content/news/2024-05-07-up/index.md --
+++
title = "Up"
date = 2024-05-07T10:00:00+02:00
slug = "well"
+++
Words
-- content/old.md --
+++
path = "2019/10/24/old"
aliases = ["2019/10/24/old.html"]
+++
Words
"""
JEKYLL = """
-- _config.yml --
title: News
url: https://news.example
baseurl: /n
timezone: Asia/Shanghai
-- ops/_posts/2024-05-06-Down.md --
---
category: Outages
redirect_from: /old/
---
Words
-- _posts/sub/2024-05-07-up.md --
---
categories: a b
date: 2024-05-07 10:00:00
permalink: /own/:year/:title/
---
Words
-- _drafts/later.md --
---
title: Later
---
Words
-- index.md --
---
title: Home
---
Words
"""
MKDOCS = """
-- mkdocs.yml --
site_name: Docs
site_url: https://docs.example/
theme: {name: material, language: de}
plugins:
  - search
  - blog
-- docs/blog/posts/down.md --
---
date:
  created: 2024-05-06 10:00
  updated: 2024-05-09
---
# It was down: all of it

Words
-- docs/index.md --
# Home
"""


@pytest.mark.parametrize(
    ("blog", "engine"),
    [(HUGO, Engine.HUGO), (ZOLA, Engine.ZOLA), (JEKYLL, Engine.JEKYLL), (MKDOCS, Engine.MKDOCS)],
)
def test_an_engine_is_known_by_its_settings(blog: str, engine: Engine) -> None:
    assert find_blog(Project.parse(blog).files).engine is engine


@pytest.mark.parametrize(
    ("path", "text", "engine", "folder"),
    [
        ("site/content/en/blog/a.md", "---\ntitle: A\n---\n", Engine.HUGO, "site/content/"),
        ("content/a.md", "+++\ntitle = 'A'\n+++\n", Engine.ZOLA, "content/"),
        ("news/_posts/2024-05-06-a.md", "---\n---\n", Engine.JEKYLL, ""),
        ("docs/blog/posts/a.md", "---\ntitle: A\n---\n", Engine.MKDOCS, "docs/"),
        ("2024-05-06-a.md", "---\ntitle: A\n---\n", Engine.NONE, ""),
    ],
)
def test_without_settings_it_is_known_by_its_folders(
    path: str, text: str, engine: Engine, folder: str
) -> None:
    blog = find_blog({path: text.encode()})

    assert (blog.engine, blog.folder) == (engine, folder)


def test_hugo() -> None:
    blog = brought(HUGO)

    assert blog.files == ["incidents/2024-05-06-Down-Again.md", "incidents/up.md"]
    assert "## Resolved · 2024-05-06 10:00\n" in blog.text("incidents/2024-05-06-Down-Again.md")
    assert blog.aliases("2024-05-06-Down-Again") == ["/posts/2024-05-06-down-again/"]
    assert blog.aliases("up") == ["/posts/all-up/", "/old/up.html"]
    assert "\nurl: https://blog.example/b\n" in blog.text("site.yaml")
    assert "\ntime_zone: Europe/Berlin\nlanguages: [pt-BR]\n" in blog.text("site.yaml")
    assert blog.kinds["unsure-address"] == 0
    assert blog.told("file") == [
        "content/about.md:0: nothing says its day, so it was taken for a page"
    ]


def test_hugo_with_permalinks_of_its_own() -> None:
    settings = '[permalinks]\nposts = "/:year/:month/:slug/"\n-- content/posts/2024'
    blog = brought(HUGO.replace("-- content/posts/2024", settings, 1))

    assert blog.aliases("2024-05-06-Down-Again") == ["/2024/05/down/"]


def test_zola() -> None:
    blog = brought(ZOLA)

    assert blog.aliases("2024-05-06-down") == ["/news/down/"]
    assert blog.aliases("2024-05-07-up") == ["/news/well/"]
    assert blog.aliases("old") == ["/2019/10/24/old/", "/2019/10/24/old.html"]
    assert blog.incident("old").title == "old"


def test_jekyll() -> None:
    blog = brought(JEKYLL)

    assert blog.files == [
        *("incidents/2024-05-06-Down.md", "incidents/2024-05-07-up.md", "incidents/later.md")
    ]
    assert blog.aliases("2024-05-06-Down") == ["/ops/outages/2024/05/06/Down.html", "/old/"]
    assert blog.aliases("2024-05-07-up") == ["/own/2024/up/"]
    assert "## Resolved · 2024-05-07 10:00\n" in blog.text("incidents/2024-05-07-up.md")
    assert "\ntime_zone: Asia/Shanghai\n" in blog.text("site.yaml")
    assert "\nurl: https://news.example/n\n" in blog.text("site.yaml")
    assert "draft: true" in blog.front("incidents/later.md")


def test_jekyll_without_settings_is_told_by_the_links_between_posts() -> None:
    blog = brought(
        "-- news/_posts/2024-05-06-down.md --\n---\ntitle: Down\n---\nSee [up](/news/up/).\n"
        "-- news/_posts/2024-05-07-up.md --\n---\ntitle: Up\n---\n[Help](/help/down/)\n"
    )

    assert blog.body("incidents/2024-05-06-down.md") == "See [up](2024-05-07-up.md)."
    assert blog.aliases("2024-05-06-down") == ["/news/down/"]
    assert blog.told("unsure-address") == [
        (
            "SRC:0: no settings of Jekyll are here to tell those of 2 posts; they are made as "
            "`/:categories/:title/`, such as `/news/down/`"
        )
    ]
    assert any("zone of the machine" in told for told in blog.told("setting"))


def test_mkdocs() -> None:
    blog = brought(MKDOCS)

    assert blog.incident("down").title == "It was down: all of it"
    assert f"{blog.incident('down').updates[0].at:%H:%M}" == "10:00"
    assert blog.aliases("down") == ["/blog/2024/05/06/it-was-down-all-of-it/"]
    assert "\nlanguages: [de]\n" in blog.text("site.yaml")


def test_the_folder_of_the_posts_alone_has_no_old_addresses() -> None:
    blog = brought("-- 2024-05-06-down.md --\n---\ntitle: Down\npermalink: /own/\n---\nWords\n")
    assert blog.aliases("2024-05-06-down") == ["/own/"]

    blog = brought("-- 2024-05-06-down.md --\n---\ntitle: Down\n---\nWords\n")
    assert blog.aliases("2024-05-06-down") == []
    assert blog.kinds["unsure-address"] == 1


def test_a_language_that_letters_tell() -> None:
    chinese = "-- 2024-05-06-a.md --\n---\ntitle: 故障\n---\n镜像站服务器故障通知，服务恢复正常。\n"
    japanese = "-- 2024-05-06-a.md --\n---\ntitle: 障害\n---\nサービスは正常に戻りました。\n"

    assert "languages: [zh]" in brought(chinese).text("site.yaml")
    assert "languages: [ja]" in brought(japanese).text("site.yaml")


def test_an_old_address_leads_to_one_post_only() -> None:
    blog = brought(
        "-- a.md --\n---\ndate: 2024-05-06\naliases: [/x/]\n---\na\n"
        "-- b.md --\n---\ndate: 2024-05-06\naliases: [/x/, /incidents/a/]\n---\nb\n"
    )

    assert blog.aliases("a") == ["/x/"]
    assert blog.aliases("b") == []
    assert len(blog.told("address")) == 2


def test_one_post_without_an_old_address_is_counted_as_one() -> None:
    blog = brought("-- down.md --\n---\ntitle: Down\ndate: 2024-05-06\n---\nIt was.\n")

    assert [told.partition(";")[0] for told in blog.told("unsure-address")] == [
        "SRC:0: nothing tells those of 1 post"
    ]
