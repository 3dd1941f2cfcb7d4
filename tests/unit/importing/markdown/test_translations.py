"""A post in a second language is a translation of the first one, if there is one."""

from stillup.build import build
from tests.support.blogs import NOW, brought
from tests.support.project import Project

BY_NAME = """
-- hugo.toml --
baseURL = "https://blog.example/"
title = "Blog"
defaultContentLanguage = "en"
[languages]
en = {}
de = {}
-- content/posts/2024-05-06-down.md --
---
title: Down
date: 2024-05-06
---
Words and a [link](/posts/2024-05-06-down/).
-- content/posts/2024-05-06-down.de.md --
---
title: Kaputt
date: 2024-05-06
weight: 3
---
## Worte
"""


def test_it_tells_the_same_update_in_its_words() -> None:
    blog = brought(BY_NAME)

    assert blog.text("incidents/2024-05-06-down.de.md") == (
        "---\ntitle: Kaputt\n#Hugo: weight: 3\n---\n\n## Resolved · 2024-05-06 00:00\n\n### Worte\n"
    )
    assert "languages: [en, de]" in blog.text("site.yaml")
    assert blog.aliases("2024-05-06-down") == [
        *("/de/posts/2024-05-06-down/", "/posts/2024-05-06-down/")
    ]
    assert blog.kinds["translation"] == 0


def test_the_site_builds_in_both_languages() -> None:
    result = build(Project(brought(BY_NAME).found.files).sources(), NOW)

    assert [d.message for d in result.diagnostics if d.code != "no-catalogue"] == []
    paths = {document.path for document in result.documents}
    assert "de/incidents/2024-05-06-down/index.html" in paths


def test_folders_tell_the_language_as_well() -> None:
    blog = brought(
        "-- content/en/2024-05-06-down.md --\n---\ntitle: Down\n---\nWords\n"
        "-- content/de/2024-05-06-down.md --\n---\ntitle: Kaputt\n---\nWorte\n"
    )

    assert blog.files == ["incidents/2024-05-06-down.de.md", "incidents/2024-05-06-down.md"]


def test_without_a_first_one_it_is_a_draft_of_its_own() -> None:
    blog = brought(BY_NAME.replace("posts/2024-05-06-down.md", "posts/2024-05-07-up.md"))

    assert blog.files == ["incidents/2024-05-06-down-de.md", "incidents/2024-05-07-up.md"]
    assert blog.incident("2024-05-06-down-de").draft
    assert blog.kinds["translation"] == 1


def test_the_time_of_the_first_one_counts() -> None:
    blog = brought(BY_NAME.replace("Kaputt\ndate: 2024-05-06", "Kaputt\ndate: 2024-06-07"))

    assert "## Resolved · 2024-05-06 00:00" in blog.text("incidents/2024-05-06-down.de.md")
    assert blog.told("disagreement") == [
        (
            "content/posts/2024-05-06-down.de.md:0: it is of 2024-06-07 00:00, its original of "
            "2024-05-06 00:00; the original counts"
        )
    ]
