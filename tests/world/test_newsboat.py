"""A subscriber who polls: one more update is one more article, and a correction is none."""

import shutil
from pathlib import Path

import pytest

from tests.support.feeds_tools import Newsboat
from tests.support.web import served
from tests.world.sites import Built

OPEN = "content/incidents/2026-11-21-webmail-old-messages.md"
UPDATE = """
## Monitoring · 2026-11-21 12:58
next_update: 13:30

The copy is being brought up to date since 12:55.
"""


def _copy(sample: Built, folder: Path) -> Built:
    shutil.copytree(sample.folder, folder, dirs_exist_ok=True)
    return Built(folder, sample.source)


@pytest.mark.parametrize("feed", ["feed.rss", "feed.atom"])
def test_an_update_is_one_article_more(sample: Built, tmp_path: Path, feed: str) -> None:
    site = _copy(sample, tmp_path / "site")
    with served(site.tree) as address:
        reader = Newsboat(tmp_path / "reader").subscribe(f"{address}/{feed}")
        before = reader.poll()
        assert before > 0
        assert reader.poll() == before
        with (site.folder / OPEN).open("a", encoding="utf-8") as post:
            post.write(UPDATE)
        site.build()
        assert reader.poll() == before + 1
    assert sum("brought up to date since 12:55" in text for text in reader.articles().values()) == 1


@pytest.mark.parametrize("feed", ["feed.rss", "feed.atom"])
def test_a_correction_changes_the_article_in_place(
    sample: Built, tmp_path: Path, feed: str
) -> None:
    site = _copy(sample, tmp_path / "site")
    post = site.folder / OPEN
    with served(site.tree) as address:
        reader = Newsboat(tmp_path / "reader").subscribe(f"{address}/{feed}")
        before, ids = reader.poll(), set(reader.articles())
        text = post.read_text(encoding="utf-8")
        assert "after 11:50" in text
        post.write_text(
            text.replace("after 11:50", "after 11:40").replace(
                "next_update: 12:50\n",
                "next_update: 12:50\nedited: 2026-11-21 12:55, it began ten minutes earlier\n",
            ),
            encoding="utf-8",
        )
        site.build()
        assert reader.poll() == before
        assert set(reader.articles()) == ids
    assert any("after 11:40" in text for text in reader.articles().values())


def test_an_imported_site_gives_a_reader_its_posts(imported: Built, tmp_path: Path) -> None:
    with served(imported.tree) as address:
        reader = Newsboat(tmp_path / "reader").subscribe(f"{address}/history.rss")
        assert reader.poll() > 0
        assert reader.poll() == len(reader.articles())
