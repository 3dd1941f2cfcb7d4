"""From folder to folder: a build does no more than it must. Counted, not timed."""

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.edge.counters import Counters
from stillup.edge.failure import Failure
from stillup.edge.job import Written
from stillup.edge.making import Made, make_site
from tests.support.fake_build import published, read_tree
from tests.support.links import dead_links
from tests.support.project import Project
from tests.support.site import BASE

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OLD_POST = "content/incidents/2026-02-11-mail.md"


def post(day: str, words: str = "Mail is late.") -> str:
    return (
        f"---\ntitle: Mail is slow on {day}\nimpact: minor\ncomponents: email\n---\n\n"
        f"## Investigating · {day} 09:00\n\n{words}\n\n## Resolved · {day} 11:00\n\nAll is well.\n"
    )


THEME = Path(__file__).resolve().parents[3] / "themes" / "default"
DAYS = [f"2026-{month:02}-{day:02}" for month in (2, 6, 10) for day in range(11, 18)]
SITE = BASE.with_files(
    {"content/media/a.txt": "a", **{f"content/incidents/{d}-mail.md": post(d) for d in DAYS}}
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = SITE.write(tmp_path / "site")
    make_old(folder / "content", 1_700_000_000)
    wait_for_the_theme_to_settle()
    return folder


def wait_for_the_theme_to_settle() -> None:
    """Files changed less than two seconds ago are read again; somebody may just be editing it."""
    newest = max(p.stat().st_mtime for p in THEME.rglob("*"))
    time.sleep(min(3.0, max(0.0, newest + 2.1 - time.time())))


def make_old(folder: Path, at: int) -> None:
    """Let files look as if they had been there for a while."""
    for path in folder.rglob("*"):
        os.utime(path, (at, at))


def edit(site: Path, project: Project) -> None:
    """Write what differs, as an editor does, a while ago."""
    for path, data in project.files.items():
        if not (site / path).exists() or (site / path).read_bytes() != data:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
            os.utime(site / path, (1_700_000_999, 1_700_000_999))


def make(site: Path, leave_out: frozenset[str] = frozenset()) -> tuple[Made, Counters]:
    counters = Counters()
    made = make_site(site, site / "public", NOW, leave_out=leave_out, counters=counters)
    return made, counters


def make_well(site: Path) -> Counters:
    made, counters = make(site)
    assert isinstance(made.outcome, Written), made.build.diagnostics
    return counters


def test_a_cold_build_reads_parses_renders_and_writes_everything_once(site: Path) -> None:
    did = make_well(site)

    assert did.files_read == did.files_seen > len(SITE.files)
    assert did.sources_parsed == len(DAYS)
    assert did.markdown_calls == 2 * len(DAYS)
    assert did.documents == did.rendered == did.files_written == len(published(site / "public"))
    assert (did.unchanged, did.same_bytes, did.files_deleted) == (0, 0, 0)
    assert did.bytes_written == sum(map(len, published(site / "public").values()))
    assert list(did.seconds) == ["read", "decide", "write", "render"]
    assert min(did.seconds.values()) >= 0
    assert dead_links(published(site / "public")) == []


def test_nothing_changed_does_nothing(site: Path) -> None:
    make_well(site)
    before = {p: p.stat().st_mtime_ns for p in (site / "public").rglob("*")}
    did = make_well(site)

    assert (did.files_read, did.sources_parsed, did.markdown_calls) == (0, 0, 0)
    assert (did.rendered, did.files_written, did.unchanged) == (0, 0, did.documents)
    after = {p: p.stat().st_mtime_ns for p in (site / "public").rglob("*")}
    assert {p: t for p, t in after.items() if p.is_file()} == {
        p: t for p, t in before.items() if p.is_file()
    }


def test_a_word_in_an_old_post_rewrites_only_what_shows_it(site: Path) -> None:
    make_well(site)
    before = published(site / "public")
    edit(site, SITE.replace(OLD_POST, "Mail is late.", "Mail is very late."))
    did = make_well(site)
    after = published(site / "public")

    changed = {path for path in after if after[path] != before.get(path)}
    assert "incidents/2026-02-11-mail/index.html" in changed
    assert (did.files_read, did.sources_parsed, did.markdown_calls) == (1, 1, 1)
    assert did.files_written == len(changed) < len(after) / 2
    assert did.rendered < did.documents / 2


def test_a_new_post_appears_and_a_removed_one_goes(site: Path) -> None:
    make_well(site)
    edit(site, SITE.with_files({"content/incidents/2026-11-20-new.md": post("2026-11-20")}))
    make_well(site)
    assert "incidents/2026-11-20-new/index.html" in published(site / "public")

    (site / "content/incidents/2026-11-20-new.md").unlink()
    did = make_well(site)
    clean = make_site(site, site.parent / "clean", NOW)
    assert isinstance(clean.outcome, Written)
    assert did.files_deleted >= 1
    assert read_tree(site / "public") == read_tree(site.parent / "clean")


def test_a_lost_output_folder_renders_no_markdown_again(site: Path) -> None:
    make_well(site)
    shutil.rmtree(site / "public")
    did = make_well(site)

    assert (did.files_read, did.sources_parsed, did.markdown_calls) == (0, 0, 0)
    assert did.files_written == did.documents


def test_a_lost_cache_writes_nothing_again(site: Path) -> None:
    make_well(site)
    shutil.rmtree(site / ".stillup")
    did = make_well(site)

    assert did.sources_parsed == len(DAYS)
    assert (did.markdown_calls, did.rendered, did.files_written) == (0, 0, 0)


def test_a_changed_theme_renders_pages_but_no_markdown(site: Path) -> None:
    make_well(site)
    style = site / "themes" / "default" / "static" / "extra.txt"
    style.parent.mkdir(parents=True)
    shutil.copy(THEME / "base.html", site / "themes" / "default" / "base.html")
    with (site / "themes" / "default" / "base.html").open("a", encoding="utf-8") as opened:
        opened.write("<!-- mine -->\n")
    did = make_well(site)

    assert did.markdown_calls == 0
    assert did.rendered > len(DAYS)


def test_a_site_with_an_error_writes_nothing(site: Path) -> None:
    make_well(site)
    before = read_tree(site / "public")
    edit(site, SITE.replace(OLD_POST, "impact: minor", "impact: dissrupted"))
    made, did = make(site)

    assert made.outcome is None
    assert not made.build.is_good
    assert did.files_written == 0
    assert read_tree(site / "public") == before


def test_a_post_left_out_keeps_its_page(site: Path) -> None:
    make_well(site)
    path = "incidents/2026-02-11-mail/index.html"
    before = (site / "public" / path).read_bytes()
    edit(site, SITE.replace(OLD_POST, "impact: minor", "impact: dissrupted"))
    made, _ = make(site, leave_out=frozenset({OLD_POST}))

    assert isinstance(made.outcome, Written), made.build.diagnostics
    assert (site / "public" / path).read_bytes() == before


def test_a_post_that_can_not_be_read_can_be_left_out(site: Path) -> None:
    make_well(site)
    (site / OLD_POST).unlink()
    (site / OLD_POST).symlink_to("nowhere.md")
    assert make(site)[0].outcome is None
    made, _ = make(site, leave_out=frozenset({OLD_POST}))
    assert isinstance(made.outcome, Written), made.build.diagnostics


def test_the_output_can_not_be_the_site(site: Path) -> None:
    before = set(read_tree(site / "content"))
    made = make_site(site, site, NOW)
    assert isinstance(made.outcome, Failure)
    assert set(read_tree(site / "content")) == before
