"""Writing a build to a folder: what is written, what is left alone, what is taken away."""

import os
import stat
from pathlib import Path

import pytest

from stillup.build import Build
from stillup.edge.counters import Counters
from stillup.edge.disk import write_build
from stillup.edge.failure import UNTOUCHED, Failure
from stillup.edge.in_place import Alive
from stillup.edge.job import Job, Written
from stillup.edge.manifest import MANIFEST, decode_manifest
from stillup.model.diagnostic import Diagnostic, Severity, Span
from tests.support.fake_build import Pages, published, read_folders, read_tree

HOME = {"index.html": "home"}
SITE = HOME | {"incidents/a/index.html": "a", "incidents/b/index.html": "b", "feed.rss": "feed"}


def write(pages: Pages, out: Path, counters: Counters | None = None) -> Written:
    outcome = write_build(pages.build(), out, pages.render, counters=counters)
    assert isinstance(outcome, Written), outcome
    return outcome


def refuse(pages: Pages, out: Path, site: Path | None = None) -> Failure:
    outcome = write_build(pages.build(), out, pages.render, site=site)
    assert isinstance(outcome, Failure), outcome
    return outcome


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_a_first_build_writes_everything_and_nothing_else(out: Path) -> None:
    written = write(Pages(SITE), out)

    assert published(out) == Pages(SITE).tree()
    assert set(read_tree(out)) == {*SITE, MANIFEST}
    assert read_folders(out) == {"incidents", "incidents/a", "incidents/b"}
    assert [p.name for p in out.parent.iterdir()] == ["public"]
    assert (set(written.written), written.deleted, written.notes) == (set(SITE), (), ())


def test_a_first_build_fills_an_empty_folder_and_keeps_its_mode(out: Path) -> None:
    out.mkdir(mode=0o750)
    out.chmod(0o2775)
    write(Pages(SITE), out)

    assert published(out) == Pages(SITE).tree()
    assert stat.S_IMODE(out.stat().st_mode) == 0o2775


def test_a_first_build_makes_the_folders_above(out: Path) -> None:
    write(Pages(SITE), out / "deep" / "down")
    assert published(out / "deep" / "down") == Pages(SITE).tree()


def test_readers_may_read_every_file(out: Path) -> None:
    umask = os.umask(0o022)
    try:
        write(Pages(SITE), out)
        write(Pages(SITE | {"incidents/c/index.html": "c", "index.html": "new"}), out)
    finally:
        os.umask(umask)

    modes = {p: stat.S_IMODE(p.stat().st_mode) for p in out.rglob("*")}
    assert {mode for p, mode in modes.items() if p.is_file()} == {0o644}
    assert {mode for p, mode in modes.items() if p.is_dir()} == {0o755}


def test_nothing_changed_renders_and_writes_nothing(out: Path) -> None:
    write(Pages(SITE), out)
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}
    pages, counters = Pages(SITE), Counters()

    written = write(pages, out, counters)

    assert pages.rendered == []
    assert (written.written, written.deleted) == ((), ())
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()} == before
    assert (counters.documents, counters.unchanged, counters.rendered) == (4, 4, 0)


def test_an_edit_renders_and_writes_only_what_changed(out: Path) -> None:
    write(Pages(SITE), out)
    pages, counters = Pages(SITE | {"index.html": "other"}), Counters()

    written = write(pages, out, counters)

    assert pages.rendered == ["index.html"]
    assert written.written == ("index.html",)
    assert published(out) == pages.tree()
    assert (counters.files_written, counters.bytes_written, counters.unchanged) == (1, 5, 3)


def test_a_new_key_with_the_same_bytes_moves_only_the_key(out: Path) -> None:
    write(Pages(SITE), out)
    before = (out / "index.html").stat().st_mtime_ns
    pages, counters = Pages(SITE, keys={"index.html": "another"}), Counters()

    written = write(pages, out, counters)

    assert (pages.rendered, written.written, counters.same_bytes) == (["index.html"], (), 1)
    assert (out / "index.html").stat().st_mtime_ns == before
    files = decode_manifest((out / MANIFEST).read_bytes())
    assert files is not None
    assert files["index.html"].key == "another"


def test_what_no_longer_exists_goes_with_its_folder(out: Path) -> None:
    write(Pages(SITE), out)
    written = write(Pages(HOME), out)

    assert written.deleted == ("feed.rss", "incidents/a/index.html", "incidents/b/index.html")
    assert published(out) == Pages(HOME).tree()
    assert read_folders(out) == set()


def test_a_folder_that_holds_others_files_stays(out: Path) -> None:
    write(Pages(SITE), out)
    (out / "incidents" / "a" / "notes.txt").write_text("mine", encoding="utf-8")
    write(Pages(HOME), out)

    assert published(out) == Pages(HOME).tree() | {"incidents/a/notes.txt": b"mine"}


def test_a_later_build_leaves_the_tree_that_a_first_one_leaves(out: Path, tmp_path: Path) -> None:
    write(Pages(SITE), out)
    after = Pages({"index.html": "2", "incidents/a/index.html": "a", "media/x.png": "x"})
    write(after, out)
    write(after, tmp_path / "clean")

    assert read_tree(out) == read_tree(tmp_path / "clean")
    assert read_folders(out) == read_folders(tmp_path / "clean")


@pytest.mark.parametrize("path", ["index.html", "incidents/a/index.html"])
def test_a_file_that_was_deleted_or_cut_comes_back(out: Path, path: str) -> None:
    write(Pages(SITE), out)
    (out / path).unlink()
    write(Pages(SITE), out)
    (out / path).write_text("", encoding="utf-8")
    pages = Pages(SITE)
    write(pages, out)

    assert pages.rendered == [path]
    assert published(out) == pages.tree()


def test_a_lost_folder_comes_back(out: Path) -> None:
    write(Pages(SITE), out)
    (out / "incidents/a/index.html").unlink()
    (out / "incidents/a").rmdir()
    write(Pages(SITE), out)

    assert published(out) == Pages(SITE).tree()


def test_others_files_stay_in_a_folder_of_ours(out: Path) -> None:
    write(Pages(SITE), out)
    (out / "CNAME").write_text("status.example", encoding="utf-8")
    write(Pages(HOME), out)

    assert published(out) == Pages(HOME).tree() | {"CNAME": b"status.example"}


def test_others_file_at_a_path_of_ours_is_replaced_in_a_folder_of_ours(out: Path) -> None:
    write(Pages(HOME), out)
    (out / "feed.rss").write_text("by hand", encoding="utf-8")
    write(Pages(SITE), out)

    assert published(out) == Pages(SITE).tree()


def test_beside_others_files_it_says_so(out: Path) -> None:
    out.mkdir()
    (out / "CNAME").write_text("status.example", encoding="utf-8")
    written = write(Pages(SITE), out)

    assert published(out) == Pages(SITE).tree() | {"CNAME": b"status.example"}
    assert ["stay" in note for note in written.notes] == [True]
    assert write(Pages(SITE), out).notes == ()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_it_never_writes_over_others_files_in_a_folder_that_is_not_ours(
    out: Path, kind: str
) -> None:
    out.mkdir()
    if kind == "file":
        (out / "index.html").write_text("mine", encoding="utf-8")
    else:
        (out / "index.html").symlink_to("elsewhere.html")
    failure = refuse(Pages(SITE), out)

    assert "`index.html`" in failure.message
    assert failure.state == UNTOUCHED
    assert [p.name for p in out.iterdir()] == ["index.html"]


def test_it_writes_neither_over_a_site_nor_over_what_holds_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "content" / "media").mkdir(parents=True)
    (site / "content" / "site.yaml").write_text("name: x", encoding="utf-8")
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    (other / "content" / "site.yaml").write_text("name: x", encoding="utf-8")

    places = [site, tmp_path, site / "content", site / "content" / "media", site / "themes"]
    places += [site / ".stillup", other, Path("/"), Path.home(), site / "content" / "site.yaml"]
    for place in places:
        assert refuse(Pages(SITE), place, site).state == UNTOUCHED
    assert len(read_tree(tmp_path)) == 2


def test_a_build_with_an_error_is_never_written(out: Path) -> None:
    wrong = Diagnostic(code="x", severity=Severity.ERROR, span=Span("x"), message="x")
    broken = Build(site=None, theme=None, sources={}, diagnostics=(wrong,))
    write(Pages(SITE), out)

    with pytest.raises(ValueError, match="errors"):
        write_build(broken, out, Pages({}).render)
    assert published(out) == Pages(SITE).tree()


@pytest.mark.parametrize("path", [MANIFEST, ".stillup-writing/lock", "../index.html"])
def test_a_page_can_not_have_a_name_of_our_own(out: Path, path: str) -> None:
    assert refuse(Pages(SITE | {path: "x"}), out).state == UNTOUCHED
    assert not out.exists()


def test_a_renderer_that_fails_leaves_everything_as_it_was(out: Path) -> None:
    write(Pages(SITE), out)
    before = read_tree(out.parent)
    pages = Pages(SITE | {"index.html": "new", "incidents/c/index.html": "c"})
    broken = Pages({"incidents/c/index.html": "c"})

    with pytest.raises(KeyError):
        write_build(pages.build(), out, broken.render)
    assert read_tree(out.parent) == before
    with pytest.raises(KeyError):
        write_build(pages.build(), out.parent / "new", broken.render)
    assert read_tree(out.parent) == before


def test_a_file_becomes_a_folder_and_a_folder_a_file(out: Path) -> None:
    one = HOME | {"old": "alias", "news/index.html": "n", "news/deep/index.html": "d"}
    two = HOME | {"old/index.html": "page", "news": "alias"}
    write(Pages(one), out)
    write(Pages(two), out)
    assert published(out) == Pages(two).tree()
    write(Pages(one), out)
    assert published(out) == Pages(one).tree()
    assert read_folders(out) == {"news", "news/deep"}


@pytest.mark.parametrize("inner", ["mine.txt", "link"])
def test_a_folder_with_others_files_is_not_swept_away_for_a_file(out: Path, inner: str) -> None:
    write(Pages(HOME), out)
    (out / "feed.rss").mkdir()
    (out / "feed.rss" / inner).symlink_to(out)
    failure = refuse(Pages(SITE), out)

    assert f"`feed.rss/{inner}`" in failure.message
    assert published(out).keys() <= HOME.keys() | {f"feed.rss/{inner}"}


def test_an_empty_folder_in_the_way_goes(out: Path) -> None:
    write(Pages(HOME), out)
    (out / "feed.rss" / "deep" / "er").mkdir(parents=True)
    write(Pages(SITE), out)
    assert published(out) == Pages(SITE).tree()


def test_others_file_where_a_folder_of_ours_should_be_is_not_swept_away(out: Path) -> None:
    write(Pages(HOME), out)
    (out / "incidents").write_text("mine", encoding="utf-8")
    assert "`incidents`" in refuse(Pages(SITE), out).message
    assert (out / "incidents").read_text(encoding="utf-8") == "mine"


def test_links_in_the_output_are_replaced_and_never_followed(out: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("mine", encoding="utf-8")
    write(Pages(SITE), out)
    for path in ("incidents/a/index.html", "incidents/b/index.html"):
        (out / path).unlink()
    (out / "incidents/a/index.html").symlink_to(outside / "index.html")
    (out / "incidents/b").rmdir()
    (out / "incidents/b").symlink_to(outside)

    write(Pages(SITE), out)

    assert published(out) == Pages(SITE).tree()
    assert not (out / "incidents/b").is_symlink()
    assert read_tree(outside) == {"index.html": b"mine"}


def test_nothing_is_deleted_through_a_link(out: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a").mkdir()
    (outside / "b").mkdir()
    (outside / "b" / "index.html").write_text("mine", encoding="utf-8")
    write(Pages(SITE), out)
    for path in ("incidents/a/index.html", "incidents/b/index.html"):
        (out / path).unlink()
    for path in ("incidents/a", "incidents/b", "incidents"):
        (out / path).rmdir()
    (out / "incidents").symlink_to(outside)

    write(Pages(HOME), out)

    assert read_folders(outside) == {"a", "b"}
    assert read_tree(outside) == {"b/index.html": b"mine"}


def test_the_output_folder_itself_may_be_a_link(out: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    out.symlink_to("real")
    write(Pages(SITE), out)
    write(Pages(HOME), out)

    assert out.is_symlink()
    assert published(tmp_path / "real") == Pages(HOME).tree()


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b'{"version":99,"files":{}}', b"\xff\xfe", b'{"version":1,"files":[]}']
)
def test_a_manifest_that_makes_no_sense_is_written_anew_and_said(out: Path, garbage: bytes) -> None:
    write(Pages(SITE), out)
    good = (out / MANIFEST).read_bytes()
    (out / MANIFEST).write_bytes(garbage)
    pages = Pages(SITE)

    written = write(pages, out)

    assert len(pages.rendered) == len(SITE)
    assert len(written.notes) == 1
    assert (out / MANIFEST).read_bytes() == good


def test_a_manifest_can_not_lead_out_of_its_folder(out: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", encoding="utf-8")
    write(Pages(SITE), out)
    text = (out / MANIFEST).read_text(encoding="utf-8")
    for path in ("../victim.txt", "incidents/../../victim.txt", str(victim), f".//{victim}"):
        (out / MANIFEST).write_text(text.replace("feed.rss", path), encoding="utf-8")
        write(Pages(HOME), out)
        assert victim.exists()


def test_posts_left_out_keep_what_is_published_of_them(out: Path) -> None:
    with_media = SITE | {"media/a.png": "png"}
    write(Pages(with_media), out)
    left = {"index.html": "home without a", "incidents/b/index.html": "b"}

    write(Pages(left, kept=frozenset({"a"})), out)

    kept = {"incidents/a/index.html": "a", "media/a.png": "png"}
    assert published(out) == Pages(left | kept).tree()
    write(Pages(left), out)
    assert published(out) == Pages(left).tree()


def test_a_component_is_not_kept_for_a_post_of_the_same_name(out: Path) -> None:
    write(Pages(HOME | {"components/a/index.html": "component"}), out)
    write(Pages(HOME, kept=frozenset({"a"})), out)
    assert published(out) == Pages(HOME).tree()


def test_a_kept_page_is_known_again_afterwards(out: Path) -> None:
    write(Pages(SITE), out)
    write(Pages(HOME, kept=frozenset({"a"})), out)
    pages = Pages(SITE)
    write(pages, out)
    assert "incidents/a/index.html" not in pages.rendered
    assert published(out) == pages.tree()


def test_a_second_build_at_the_same_time_is_turned_away(out: Path) -> None:
    import subprocess
    import sys

    write(Pages(HOME), out)
    program = (
        "import sys\n"
        "from stillup.edge.filesystem import Filesystem\n"
        "from stillup.edge.workshop import Workshop\n"
        "with Workshop.inside(sys.argv[1], Filesystem()):\n"
        "    print('ready', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        failure = refuse(Pages(SITE), out)
        assert f"process {other.pid}" in failure.message
        assert published(out) == Pages(HOME).tree()
        other.kill()
    write(Pages(SITE), out)
    assert set(read_tree(out)) == {*SITE, MANIFEST}


def test_a_name_too_long_for_the_disk_changes_nothing(out: Path) -> None:
    long = {f"incidents/{'x' * 300}/index.html": "x"}
    first = refuse(Pages(SITE | long), out)
    assert "shorter name" in first.help
    assert ".stillup" not in first.message
    assert list(out.parent.iterdir()) == []
    write(Pages(SITE), out)
    before = read_tree(out)
    assert refuse(Pages(SITE | long), out).state == UNTOUCHED
    assert read_tree(out) == before


def test_another_spelling_of_a_file_that_stays_is_not_deleted(out: Path) -> None:
    """Disks that don't tell `A` from `a` have one file for both; here a second name plays it."""
    job = Job((Pages({"a/é": "x"}).build().documents), frozenset(), str(out), Pages({}).render)
    (out / "a").mkdir(parents=True)
    (out / "A").mkdir()
    (out / "a" / "é").write_text("x", encoding="utf-8")
    (out / "A" / "É").hardlink_to(out / "a" / "é")
    (out / "A" / "é").write_text("another file", encoding="utf-8")

    alive = Alive(job)

    assert alive.is_other_name_of_one("A/É")
    assert not alive.is_other_name_of_one("A/é")
    assert not alive.is_other_name_of_one("A/b")


def test_what_dead_first_builds_left_beside_the_folder_goes(out: Path) -> None:
    left = out.parent / ".stillup-public-0011aabb"
    (left / "tree" / "incidents").mkdir(parents=True)
    (left / "tree" / "index.html").write_text("half", encoding="utf-8")
    (left / "lock").write_text("4711", encoding="utf-8")
    (out.parent / ".stillup-other-0011aabb").mkdir()

    write(Pages(SITE), out)

    assert {path.name for path in out.parent.iterdir()} == {"public", ".stillup-other-0011aabb"}
