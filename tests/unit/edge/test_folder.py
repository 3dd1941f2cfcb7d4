"""Reading a site folder: all that belongs to it, once, and a word about all that does not."""

import os
import pickle
from pathlib import Path
from typing import TypeVar, cast

import pytest

from stillup.edge.cache import Cache
from stillup.edge.counters import Counters
from stillup.edge.folder import Reading, read_sources
from stillup.edge.source_file import SourceChanged
from stillup.model.digest import digest_of_bytes
from tests.support.project import Project

T = TypeVar("T")

SITE = Project.parse(
    """
    -- content/site.yaml --
    name: Example
    url: https://status.example
    -- content/incidents/2026-11-21-email.md --
    An incident.
    -- content/media/a.png --
    png
    """
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return SITE.write(tmp_path / "site")


def content(reading: Reading) -> set[str]:
    return {path for path in reading.sources if path.startswith("content/")}


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(d.code, d.span.path) for d in reading.diagnostics]


def make_old(folder: Path) -> None:
    """Let files look as if they had been there for a while."""
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def travelled(value: T) -> T:
    """Return a value as another process gets it."""
    return cast("T", pickle.loads(pickle.dumps(value)))  # noqa: S301


def read_again(site: Path) -> tuple[Reading, int]:
    """Read with the cache; return also how many files of the site were opened."""
    counters = Counters()
    with Cache(site) as cache:
        reading = read_sources(site, "default", sightings=cache, counters=counters)
    return reading, counters.files_read


def test_every_file_of_the_content_is_a_source_with_its_digest(site: Path) -> None:
    reading = read_sources(site)

    assert content(reading) == set(SITE.files)
    assert reading.diagnostics == ()
    for path, data in SITE.files.items():
        source = reading.sources[path]
        assert (source.path, source.digest) == (path, digest_of_bytes(data))
        assert source.load() == data


def test_the_default_theme_is_there(site: Path) -> None:
    assert any(path.startswith("theme/") for path in read_sources(site).sources)


def test_a_folder_that_is_no_site_reads_as_nothing(tmp_path: Path) -> None:
    assert content(read_sources(tmp_path)) == set()
    assert content(read_sources(tmp_path / "missing")) == set()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        *(".hidden.md", "a.md~", ".#a.md", "#a.md#", ".a.md.swp", "a.swp", "a.swo", "4913"),
        *("Thumbs.db", ".DS_Store", "desktop.ini", ".git/a.md", ".obsidian/b.md"),
    ],
)
def test_what_editors_leave_behind_is_no_source(site: Path, name: str) -> None:
    SITE.with_files({f"content/incidents/{name}": "x"}).write(site)
    assert content(read_sources(site)) == set(SITE.files)


def test_names_of_any_script_are_read_composed(site: Path) -> None:
    SITE.with_files({"content/media/cafe\u0301 日本.png": "x"}).write(site)
    reading = read_sources(site)
    assert "content/media/caf\u00e9 日本.png" in reading.sources
    assert reading.sources["content/media/caf\u00e9 日本.png"].load() == b"x"


def test_two_names_that_look_alike_are_said(site: Path) -> None:
    SITE.with_files({"content/media/\u00e9.png": "x", "content/media/e\u0301.png": "y"}).write(site)
    assert codes(read_sources(site)) == [("same-file-name", "content/media/\u00e9.png")]


def test_a_name_that_is_no_text_is_said(site: Path) -> None:
    for name in (b"caf\xe9.png", b"line\nbreak.png"):
        (site / "content" / "media" / os.fsdecode(name)).write_bytes(b"x")
    assert codes(read_sources(site)) == [
        ("bad-file-name", "content/media/caf\\xe9.png"),
        ("bad-file-name", "content/media/line\\x0abreak.png"),
    ]


def test_links_inside_the_site_are_followed(site: Path) -> None:
    (site / "content" / "media" / "b.png").symlink_to("a.png")
    (site / "shared").mkdir()
    (site / "shared" / "c.png").write_bytes(b"c")
    (site / "content" / "media" / "more").symlink_to(site / "shared")
    reading = read_sources(site)
    assert reading.sources["content/media/b.png"].load() == b"png\n"
    assert reading.sources["content/media/more/c.png"].load() == b"c"
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    "target", ["../../../secret.md", "/etc/hostname", "/", "../../..", ".", ".."]
)
def test_links_that_lead_out_or_in_circles_are_refused(site: Path, target: str) -> None:
    (site.parent / "secret.md").write_text("secret", encoding="utf-8")
    (site / "content" / "media" / "x").symlink_to(target)
    reading = read_sources(site)
    assert codes(reading) == [("stray-link", "content/media/x")]
    assert content(reading) == set(SITE.files)


def test_a_content_folder_that_is_a_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    SITE.write(tmp_path / "elsewhere")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "content").symlink_to(tmp_path / "elsewhere" / "content")
    assert codes(read_sources(tmp_path / "site")) == [("stray-link", "content")]


def test_what_can_not_be_read_is_said_and_the_rest_is_read(site: Path) -> None:
    (site / "content" / "media" / "gone.png").symlink_to("nothing.png")
    os.mkfifo(site / "content" / "media" / "pipe.png")
    reading = read_sources(site)
    assert codes(reading) == [
        ("unreadable-file", "content/media/gone.png"),
        ("unreadable-file", "content/media/pipe.png"),
    ]
    assert content(reading) == set(SITE.files)


def test_a_file_in_place_of_the_content_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x", encoding="utf-8")
    assert codes(read_sources(tmp_path)) == [("unreadable-file", "content")]


def test_a_project_overrides_the_theme_file_by_file(site: Path) -> None:
    plain = read_sources(site)
    SITE.with_files({"themes/mine/base.html": "mine", "themes/mine/new.txt": "new"}).write(site)
    mine = read_sources(site, "mine")
    assert mine.sources["theme/base.html"].load() == b"mine"
    assert mine.sources["theme/new.txt"].load() == b"new"
    assert set(plain.sources) <= set(mine.sources)


def test_a_theme_of_its_own_finds_the_originals_behind_it(site: Path) -> None:
    plain = read_sources(site).sources
    SITE.with_files({"themes/mine/base.html": "mine"}).write(site)

    mine = read_sources(site, "mine").sources

    assert mine["theme/default/base.html"].load() == plain["theme/base.html"].load()
    assert not any(path.startswith("theme/default/") for path in plain)


def test_the_theme_is_the_one_that_the_settings_name(site: Path) -> None:
    named = SITE.with_files({"themes/mine/base.html": "mine"})
    named.replace("content/site.yaml", "name: Example", "name: Example\ntheme: mine").write(site)
    assert read_sources(site).sources["theme/base.html"].load() == b"mine"


def test_a_theme_that_is_nowhere_is_said_where_it_is_named(site: Path) -> None:
    named = SITE.with_files({"themes/harbour/base.html": "x"})
    named.replace("content/site.yaml", "url:", "theme: harbor\nurl:").write(site)
    [problem] = read_sources(site).diagnostics
    assert (problem.code, problem.span.line, problem.span.column) == ("no-such-theme", 2, 8)
    assert problem.fix == "theme: harbour"


@pytest.mark.parametrize("name", ["../other", "..", "/", ".stillup"])
def test_a_theme_is_a_name_and_no_path(site: Path, name: str) -> None:
    SITE.with_files({"other/base.html": "x", "themes/.stillup/base.html": "y"}).write(site)
    assert [d.code for d in read_sources(site, name).diagnostics] == ["no-such-theme"]


def test_a_file_known_by_its_looks_is_not_read_again(site: Path) -> None:
    make_old(site)
    first, opened = read_again(site)
    assert opened >= len(SITE.files)
    second, opened = read_again(site)
    assert opened == 0
    assert {p: s.digest for p, s in second.sources.items()} == {
        p: s.digest for p, s in first.sources.items()
    }
    assert second.sources["content/media/a.png"].load() == b"png\n"


def test_only_the_file_that_changed_is_read_again(site: Path) -> None:
    make_old(site)
    read_again(site)
    SITE.with_files({"content/media/a.png": "png2"}).write(site)
    make_old(site)
    reading, opened = read_again(site)
    assert reading.sources["content/media/a.png"].digest == digest_of_bytes(b"png2")
    assert opened <= len(SITE.files)
    assert read_again(site)[1] == 0


def test_a_change_of_the_same_size_within_the_same_moment_is_seen(site: Path) -> None:
    file = site / "content" / "media" / "a.png"
    for text in (b"one", b"two", b"six"):
        file.write_bytes(text)
        reading, _ = read_again(site)
        assert reading.sources["content/media/a.png"].load() == text


def test_a_source_that_changes_under_the_build_is_never_mixed_up(site: Path) -> None:
    source = travelled(read_sources(site).sources["content/media/a.png"])
    assert source.load() == b"png\n"
    (site / "content" / "media" / "a.png").write_bytes(b"new")
    with pytest.raises(SourceChanged, match=r"`content/media/a\.png` was changed"):
        source.load()
    (site / "content" / "media" / "a.png").unlink()
    with pytest.raises(SourceChanged, match="could no longer be read") as caught:
        source.load()
    again = travelled(caught.value)
    assert (str(again), again.path) == (str(caught.value), "content/media/a.png")


def test_large_files_are_digested_in_parts(site: Path) -> None:
    data = bytes(range(256)) * 8192
    (site / "content" / "media" / "film.mp4").write_bytes(data)
    source = read_sources(site).sources["content/media/film.mp4"]
    assert source.digest == digest_of_bytes(data)
    assert source.load() == data
