"""The cache gives back what it was given, and never changes what a build makes of a site."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.edge import program
from stillup.edge.cache import CACHE_FILE, Cache
from stillup.edge.counters import Counters
from stillup.edge.job import Written
from stillup.edge.making import make_site
from stillup.edge.source_file import Sighting
from stillup.model.parsed import Conventions, Parsed
from stillup.parse.file import parse_file
from tests.support.edits import start
from tests.support.fake_build import read_tree
from tests.support.project import Project

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
REAL = Project.read(Path(__file__).resolve().parents[3])


def parsed_posts() -> dict[str, Parsed]:
    ground = Conventions("Europe/Lisbon", ("en", "ca"))
    return {
        path: parse_file(path, data, "d", ground)
        for path, data in REAL.files.items()
        if path.endswith(".md")
    }


def test_everything_a_post_can_hold_comes_back_equal(tmp_path: Path) -> None:
    posts = parsed_posts()
    assert any(post.item is not None for post in posts.values())
    counters = Counters()
    with Cache(tmp_path, counters) as cache:
        cache.keep_parsed(posts)
    assert counters.sources_parsed == len(posts)
    with Cache(tmp_path) as cache:
        assert cache.recall_parsed([*posts, "unknown"]) == posts


def test_fragments_and_sightings_come_back(tmp_path: Path) -> None:
    seen = {"content/a.md": Sighting(1, 2, 3, 4, "d", 5)}
    with Cache(tmp_path) as cache:
        cache.keep_fragments({"k": "<p>é \U0001f600</p>", "empty": ""})
        cache.keep_sightings(seen)
    with Cache(tmp_path) as cache:
        assert cache.recall_fragments(["k", "empty", "no"]) == {
            "k": "<p>é \U0001f600</p>",
            "empty": "",
        }
        assert cache.recall_sightings() == seen


def test_another_program_believes_nothing_of_it(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.keep_fragments({"k": "<p>"})
    with Cache(tmp_path, program="another") as cache:
        assert cache.recall_fragments(["k"]) == {}


def test_the_digest_of_the_program_is_that_of_its_files() -> None:
    assert program.digest_of_program() == program.digest_of_program()
    assert len(program.digest_of_program()) == 32


@pytest.mark.parametrize("harm", ["garbage", "half", "folder", "no folder"])
def test_no_harm_to_the_cache_changes_a_build(tmp_path: Path, harm: str) -> None:
    site = start().project.write(tmp_path / "site")
    assert isinstance(make_site(site, tmp_path / "clean", NOW).outcome, Written)
    file = site / CACHE_FILE
    if harm == "garbage":
        file.write_bytes(b"no database" * 1000)
    elif harm == "half":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        file.unlink()
        (file.parent / ".gitignore").unlink()
        file.parent.rmdir()
        if harm == "folder":
            file.mkdir(parents=True)
        else:
            file.parent.write_text("in the way", encoding="utf-8")

    made = make_site(site, site / "public", NOW)

    assert isinstance(made.outcome, Written)
    assert read_tree(site / "public") == read_tree(tmp_path / "clean")
