"""Real sites moved to Stillup: every post is there, and every old address leads to it."""

import re
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import urlopen

import pytest

from tests.support.real import real_data
from tests.support.real_sites import SITES, RealSite
from tests.support.tools import stillup
from tests.support.web import served
from tests.world.sites import NOW, Built

_REFRESH = re.compile(r'<meta[^>]+http-equiv="refresh"[^>]+content="0; ?url=([^"]+)"')


def _old_names(source: Path) -> list[str]:
    """Return the names of the posts in a cState folder, as files are named."""
    issues = source / "content" / "issues"
    names = (file.name.removesuffix(".md") for file in issues.rglob("*.md"))
    return sorted(name for name in names if name != "_index")


def _old_path(name: str) -> str:
    """Return where cState, which is to say Hugo, served a post: in small letters."""
    return f"issues/{quote(name.lower())}/"


def test_every_post_is_there(imported: Built) -> None:
    assert len(_old_names(imported.source)) == len(imported.post_ids())
    for post in imported.post_ids():
        pages = [
            imported.tree / kind / post / "index.html" for kind in ("incidents", "maintenance")
        ]
        assert any(page.is_file() for page in pages), post


def test_every_old_address_leads_to_its_post(imported: Built) -> None:
    with served(imported.tree) as address:
        for name in _old_names(imported.source):
            old = f"{address}/{_old_path(name)}"
            goal = urljoin(old, _goal(_fetch(old), imported.url, address))
            assert urlsplit(goal).path != urlsplit(old).path, name
            assert "<h1" in _fetch(goal), goal


def test_the_old_feed_address_answers_with_the_feed(imported: Built) -> None:
    new = {p.read_bytes() for p in imported.tree.glob("*.rss")}
    assert (imported.tree / "index.xml").read_bytes() in new


@pytest.mark.parametrize("site", [site for site in SITES if site.posts], ids=str)
def test_every_real_site_is_imported_checked_and_built_by_the_commands(
    site: RealSite, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    bring = ("import", site.product, real_data() / site.path, "--into", new, "--now", NOW)

    ran = stillup(*bring)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{site.posts} post" in ran.stdout
    for verb in ("check", "build"):
        ran = stillup("-C", new, verb, "--now", NOW)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    before = {file: file.read_bytes() for file in (new / "content").rglob("*") if file.is_file()}
    assert ": 0 new files, " in stillup(*bring).stdout
    assert before == {
        file: file.read_bytes() for file in (new / "content").rglob("*") if file.is_file()
    }


def _goal(page: str, url: str, address: str) -> str:
    found = _REFRESH.search(page)
    assert found, f"no redirect in {page[:300]}"
    return found[1].replace(url, address)


def _fetch(address: str) -> str:
    with urlopen(address, timeout=10) as answer:
        return str(answer.read().decode("utf-8"))
