"""A whole cState site: settings, names, links, pictures, pages, and what stays behind."""

from datetime import UTC, datetime

import pytest

from stillup.build import build
from stillup.importing.cstate import import_cstate
from stillup.importing.outcome import Import
from stillup.model.digest import digest_of_bytes
from stillup.parse.settings import parse_settings
from tests.support.imported import errors_in, issue, site
from tests.support.project import Project

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
POST = issue("title: Outage\ndate: 2021-03-04 10:00:00\nseverity: down\nresolved: true")


def run(files: dict[str, bytes]) -> Import:
    found = import_cstate(files, NOW)
    assert errors_in(found.files) == []
    return found


def text(found: Import, path: str) -> str:
    return found.files[path].decode()


def test_settings_keep_name_address_zone_language_systems_and_categories() -> None:
    config = b"""\
title: "Example: Status"
baseURL: https://old.example/status/
timeZone: Europe/Lisbon
defaultContentLanguage: pt-br
params:
  categories:
    - {name: Core, description: "What, else"}
    - {name: Hidden, untitled: true}
  systems:
    - {name: Core, displayName: The core, category: Core, link: https://x.example}
    - {name: API, category: Hidden, description: Calls}
    - {name: Lost, category: Nowhere}
"""
    found = run({"config.yml": config, "content/issues/a.md": POST})
    settings, _ = parse_settings("content/site.yaml", found.files["content/site.yaml"], "")
    assert settings is not None
    assert (settings.name, settings.url) == ({"": "Example: Status"}, "https://old.example/status")
    assert (settings.time_zone, settings.languages) == ("Europe/Lisbon", ("pt-BR",))
    assert [(group.id, group.name[""]) for group in settings.groups] == [("core-group", "Core")]
    assert [(c.id, c.name[""], c.group) for c in settings.components] == [
        ("core", "The core", "core-group"),
        ("api", "API", ""),
        ("lost", "Lost", ""),
    ]
    assert str(settings.since) == "2021-03-04"
    assert ("index.xml", "history.rss") in {(a.path, a.feed) for a in settings.feed_aliases}
    assert "# params.systems.Core.link: https://x.example\n" in text(found, "content/site.yaml")
    assert "`params.systems.Core.link: https://x.example`" in {d.what for d in found.doubts}


@pytest.mark.parametrize(
    ("path", "config"),
    [
        ("hugo.toml", b'title = "A"\nbaseURL = "https://a.example"\n[params]\nx = 1\n'),
        ("config.json", b'{"title": "A", "baseURL": "https://a.example"}'),
        ("config/_default/hugo.yaml", b"title: A\nbaseurl: https://a.example\n"),
    ],
)
def test_settings_are_found_where_hugo_finds_them(path: str, config: bytes) -> None:
    found = run({path: config, "content/issues/a.md": POST})
    assert "name: A\nurl: https://a.example\n" in text(found, "content/site.yaml")


@pytest.mark.parametrize("base", ["", "/", "not a url", "https://[bad"])
def test_an_address_that_names_no_host_is_a_doubt(base: str) -> None:
    found = run(
        {"config.yml": f'title: A\nbaseURL: "{base}"'.encode(), "content/issues/a.md": POST}
    )
    assert "url: https://status.example\n" in text(found, "content/site.yaml")
    assert any("baseURL" in doubt.what for doubt in found.doubts)
    assert "feed_id" not in text(found, "content/incidents/a.md")


def test_ids_are_unique_and_each_old_address_leads_to_one_post() -> None:
    found = run({"content/issues/A.b.md": POST, "content/issues/a-b.md": POST,
                 "content/issues/2020/a-b.md": POST, "content/issues/deep/index.md": POST})  # fmt: skip
    posts = sorted(path for path in found.files if path.startswith("content/incidents/"))
    assert posts == [f"content/incidents/{n}.md" for n in ("A-b-3", "a-b-2", "a-b", "deep")]
    aliases = [text(found, path).partition("aliases: ")[2].partition("\n")[0] for path in posts]
    assert sorted(aliases) == ["/issues/2020/a-b/", "/issues/a-b/", "/issues/a.b/", "/issues/deep/"]


def test_links_lead_to_where_things_are_now() -> None:
    body = (
        "[post](/issues/B/) [same](../b/) [draft](/issues/d/) [page](/pages/about) ![p](/images/A%20b.png)"
        " [gone](/legal/?a=1#b) [far](https://x.example/y) [here](#x) [mail](mailto:a@b.example)"
        ' [ref]({{< ref "b.md" >}}) <img src="/images/A b.png">'
    )
    found = run(
        site(a=issue("title: A\ndate: 2021-03-04 10:00", body), b=POST,
             d=issue("title: D\ndate: 2021-03-04 10:00\ndraft: true"))
        | {"content/pages/about.md": b"---\ntitle: About\n---\n[post](/issues/a/)\n",
           "static/images/A b.png": b"png"}
    )  # fmt: skip
    post = text(found, "content/incidents/a.md")
    for link in ("[post](../incidents/b.md)", "[same](../incidents/b.md)", "[page](../pages/about.md)",
                 "[draft](https://old.example/issues/d/)", "![p](../media/images/A%20b.png)",
                 "[gone](https://old.example/legal/?a=1#b)", "[far](https://x.example/y)", "[here](#x)",
                 "[mail](mailto:a@b.example)", "[ref](../incidents/b.md)",
                 '<img src="../media/images/A%20b.png">'):  # fmt: skip
        assert link in post
    assert "[post](../incidents/a.md)" in text(found, "content/pages/about.md")
    assert found.files["content/media/images/A b.png"] == b"png"
    assert [d for d in build(Project(found.files).sources(), NOW).diagnostics if d.is_error] == []


def test_pages_and_texts_about_systems_become_pages() -> None:
    found = run(site(a=POST) | {
        "content/pages/index.md": b"---\ntitle: P\ndescription: about\n---\nTitle\n=====\n",
        "content/pages/api.md": b"---\ntitle: Api\n---\nText\n",
        "content/affected/api/_index.md": b"---\ntitle: API\n---\nWhat it is.\n",
        "content/_index.md": b"---\ntitle: Home\n---\n",
    })  # fmt: skip
    pages = sorted(path for path in found.files if path.startswith("content/pages/"))
    assert pages == [f"content/pages/{n}.md" for n in ("affected-api", "page-api", "page-pages")]
    assert "title: P\n#cState: description: about\n---\n\nTitle\n=====\n" in text(found, pages[2])


def test_what_is_left_behind_is_named() -> None:
    found = run(site(a=POST) | {"content/issues/x.md.tpl": b"", "static/CNAME": b"x",
                                "content/issues/.gitkeep": b""})  # fmt: skip
    assert [d.path for d in found.doubts if d.kind == "file"] == [
        "content/issues/x.md.tpl",
        "static/CNAME",
    ]


def test_a_second_language_is_kept_as_drafts() -> None:
    config = b"title: A\nbaseURL: https://a.example\nlanguages: {en: {}, lt: {}}\ndefaultContentLanguage: en"
    found = run({"config.yml": config, "content/issues/a.md": POST, "content/issues/a.lt.md": POST})
    assert "\ndraft: true\n" in text(found, "content/incidents/a-lt.md")
    assert "\ndraft: true\n" not in text(found, "content/incidents/a.md")


def test_a_post_outside_issues_or_without_a_section_comes_out() -> None:
    bare = b"---\ntitle: A\ndate: 2021-03-04\n---\nText"
    found = run({"content/news/b.md": POST, "content/issues/a.md": bare})
    assert found.posts == 2
    assert any("section" in doubt.what for doubt in found.doubts)


def test_a_folder_without_posts_says_so() -> None:
    found = import_cstate({})
    assert (found.posts, found.doubts[0].kind) == (0, "nothing-found")


def test_other_bytes_than_utf8_and_invisible_characters_are_read_and_told() -> None:
    found = run({"content/issues/a.md": POST.replace(b"It is", b"It\xe9 is"),
                 "content/issues/b.md": POST.replace(b"It is", "I\ufefft is".encode())})  # fmt: skip
    assert "Ité is broken" in text(found, "content/incidents/a.md")
    assert "It is broken" in text(found, "content/incidents/b.md")
    assert {"front-matter", "invisible"} <= {doubt.kind for doubt in found.doubts}


def test_the_same_files_give_the_same_bytes() -> None:
    files = site(a=POST, b=POST) | {"static/a.png": b"1"}
    digests = [
        digest_of_bytes(repr(import_cstate(dict(order), NOW)).encode())
        for order in (sorted(files.items()), sorted(files.items(), reverse=True))
    ]
    assert digests[0] == digests[1]
