"""Reading a folder, and writing an import without changing what is there."""

from pathlib import Path

from stillup.importing.folder import read_tree, write_import


def test_a_site_is_read_from_its_root_without_what_others_made(tmp_path: Path) -> None:
    for name in ("config.yml", "content/issues/a.md", "static/x/y.png", "public/a.html",
                 ".git/config", "themes/t/theme.toml", "content/node_modules/x.md"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert read_tree(tmp_path) == {
        "config.yml": b"config.yml",
        "content/issues/a.md": b"content/issues/a.md",
        "static/x/y.png": b"static/x/y.png",
    }


def test_what_is_there_is_never_changed(tmp_path: Path) -> None:
    files = {"content/incidents/a.md": b"A", "content/incidents/b.md": b"B"}
    first = write_import(tmp_path, files)
    assert (first.new, first.same, first.kept) == (tuple(files), (), ())
    (tmp_path / "content/incidents/b.md").write_bytes(b"changed by hand")
    second = write_import(tmp_path, files | {"content/incidents/c.md": b"C"})
    assert second.new == ("content/incidents/c.md",)
    assert second.same == ("content/incidents/a.md",)
    assert second.kept == ("content/incidents/b.md",)
    assert (tmp_path / "content/incidents/b.md").read_bytes() == b"changed by hand"


def test_a_second_run_writes_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    files = {"content/site.yaml": b"name: x", "content/media/a.png": b"\x89"}
    write_import(tmp_path, files)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert write_import(tmp_path, files).same == tuple(sorted(files))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["a.png", "site.yaml"]


def test_planned_work_that_has_begun_is_not_written_a_second_time(tmp_path: Path) -> None:
    write_import(tmp_path, {"content/maintenance/a.md": b"planned"})
    again = write_import(tmp_path, {"content/incidents/a.md": b"past"})
    assert again.kept == ("content/maintenance/a.md",)
    assert not (tmp_path / "content/incidents/a.md").exists()


def test_a_folder_or_a_link_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "content/incidents/a.md").mkdir(parents=True)
    (tmp_path / "content/incidents/b.md").symlink_to(tmp_path / "nowhere")
    files = {"content/incidents/a.md": b"A", "content/incidents/b.md": b"B"}
    assert write_import(tmp_path, files).kept == tuple(files)
