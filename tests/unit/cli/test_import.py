"""`stillup import cstate`: the verb around the importer."""

from pathlib import Path

from stillup.cli.import_site import PRODUCTS as TYPED
from stillup.importing.products import PRODUCTS
from tests.support.project import Project
from tests.support.saved_statuspage import atom, block, entry
from tests.unit.cli.command import run

OLD = Project.parse(
    """
    -- config.yml --
    title: Example Status
    baseURL: https://status.example
    params:
      systems:
        - name: API
    -- content/issues/2024-04-13-api.md --
    ---
    title: The API is slow
    date: 2024-04-13 15:54:00
    resolved: true
    resolvedWhen: 2024-04-13 17:30:00
    severity: dissrupted
    affected: [API]
    section: issue
    ---

    *Investigating* - We look into it. {{< track "2024-04-13 15:54:00" >}}
    """
)


def test_a_site_is_imported_and_builds(tmp_path: Path) -> None:
    OLD.write(tmp_path / "old")
    new = tmp_path / "new"

    ran = run("import", "cstate", tmp_path / "old", "--into", new)

    assert (ran.code, ran.err) == (0, "")
    assert "`dissrupted`" in ran.out
    assert f"\n1 post imported into {new}: 2 new files.\n" in ran.out
    assert ran.out.endswith(f"Next:\n  stillup -C {new} check\n  stillup -C {new} build\n")
    assert (new / "content" / "incidents" / "2024-04-13-api.md").is_file()
    assert run("-C", new, "check").code == 0
    assert run("-C", new, "build").code == 0


def test_a_second_run_changes_nothing_and_says_so(tmp_path: Path) -> None:
    OLD.write(tmp_path / "old")
    run("import", "cstate", tmp_path / "old", "--into", tmp_path / "new")
    post = tmp_path / "new" / "content" / "incidents" / "2024-04-13-api.md"
    edited = post.read_text("utf-8").replace("slow", "very slow")
    post.write_text(edited, "utf-8")

    ran = run("import", "cstate", tmp_path / "old", "--into", tmp_path / "new")

    assert ran.code == 0
    assert ": 0 new files, 1 there already, 1 left alone.\n" in ran.out
    assert (
        "kept as it is, though the import differs: content/incidents/2024-04-13-api.md" in ran.out
    )
    assert post.read_text("utf-8") == edited


def test_paths_start_where_the_site_folder_option_points(tmp_path: Path) -> None:
    OLD.write(tmp_path / "old")

    assert run("-C", tmp_path, "import", "cstate", "old", "--into", "new").code == 0
    assert (tmp_path / "new" / "content" / "site.yaml").is_file()


def test_a_folder_that_is_not_there_or_no_site_is_refused(tmp_path: Path) -> None:
    ran = run("import", "cstate", tmp_path / "old", "--into", tmp_path / "new")
    assert ran.code == 2
    assert "there is no folder" in ran.err

    (tmp_path / "old").mkdir()
    ran = run("import", "cstate", tmp_path / "old", "--into", tmp_path / "new")
    assert ran.code == 2
    assert "nothing was written" in ran.err
    assert not (tmp_path / "new").exists()


def test_another_product_is_refused_by_name(tmp_path: Path) -> None:
    ran = run("import", "cachet", tmp_path, "--into", tmp_path)

    assert ran.code == 2
    assert "cstate" in ran.err


def test_every_product_that_can_be_read_can_be_typed() -> None:
    assert tuple(PRODUCTS) == TYPED
    assert all(callable(product.importer()) for product in PRODUCTS.values())


def test_one_file_of_json_can_be_the_source(tmp_path: Path) -> None:
    old = tmp_path / "answer.json"
    old.write_text(
        '[{"name": "Mail is slow", "impact": "minor", "updates": ['
        '{"date": "2024-03-04T10:00:00Z", "status": "resolved", "content": "All is well."}]}]',
        "utf-8",
    )

    ran = run("import", "json", old, "--into", tmp_path / "new")

    assert (ran.code, ran.err) == (0, "")
    post = tmp_path / "new" / "content" / "incidents" / "2024-03-04-mail-is-slow.md"
    assert "## Resolved · 2024-03-04 10:00\n\nAll is well.\n" in post.read_text("utf-8")
    assert run("-C", tmp_path / "new", "check").code == 0


def test_upptime_without_issues_brings_its_components_and_says_how_to_get_the_rest(
    tmp_path: Path,
) -> None:
    old = Project({".upptimerc.yml": b"owner: o\nrepo: r\nsites:\n  - {name: Mail, url: x}\n"})
    old.write(tmp_path / "old")

    ran = run("import", "upptime", tmp_path / "old", "--into", tmp_path / "new")

    assert ran.code == 0
    assert "gh issue list -R o/r --state all" in ran.out
    assert f"0 posts imported into {tmp_path / 'new'}: 1 new file.\n" in ran.out
    assert run("-C", tmp_path / "new", "build").code == 0


def test_a_single_saved_file_is_enough_for_a_statuspage(tmp_path: Path) -> None:
    told = entry(
        7, "x1", "Slow", "2022-02-15T13:37:37Z", block("Feb 15", "13:37", "UTC", "Resolved", "x")
    )
    (tmp_path / "history.atom").write_bytes(atom(told))

    ran = run("-C", tmp_path, "import", "statuspage", "history.atom", "--into", "new")

    assert (ran.code, ran.err) == (0, "")
    assert "\n1 post imported into " in ran.out
    assert run("-C", tmp_path / "new", "check").code == 0
    again = run("-C", tmp_path, "import", "statuspage", "history.atom", "--into", "new")
    assert ": 0 new files, 2 there already.\n" in again.out


def test_saved_files_that_hold_no_incident_are_refused_with_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")

    ran = run("-C", tmp_path, "import", "statuspage", "x.json", "--into", "new")

    assert ran.code == 2
    assert "`history.atom`" in ran.err
    assert not (tmp_path / "new").exists()
    ran = run("-C", tmp_path, "import", "statuspage", "y.json", "--into", "new")
    assert "there is no folder or file" in ran.err


def test_what_could_not_be_read_is_said_where_nothing_is_imported(tmp_path: Path) -> None:
    (tmp_path / "incidents.json").write_text("<!DOCTYPE html><title>Moved</title>")
    (tmp_path / "history.atom").write_text("<html></html>")

    ran = run("import", "statuspage", tmp_path, "--into", tmp_path / "new")

    assert ran.code == 2
    assert "\n  history.atom: it is neither an Atom feed nor RSS\n" in ran.err
    assert "\n  incidents.json: it is not JSON\n" in ran.err


def test_a_site_of_another_product_is_told_by_its_sign(tmp_path: Path) -> None:
    OLD.write(tmp_path / "old")
    line = f"\n  stillup import cstate {tmp_path / 'old'} --into {tmp_path / 'new'}\n"

    refused = run("import", "statuspage", tmp_path / "old", "--into", tmp_path / "new")
    assert refused.code == 2
    assert line in refused.err

    assert line in run("import", "markdown", tmp_path / "old", "--into", tmp_path / "new").out
    assert line not in run("import", "cstate", tmp_path / "old", "--into", tmp_path / "new2").out


def test_all_is_named_only_where_doubts_were_left_out(tmp_path: Path) -> None:
    OLD.write(tmp_path / "old")
    few = run("import", "cstate", tmp_path / "old", "--into", tmp_path / "new")
    assert " above.\n" in few.out
    assert "--all" not in few.out

    post = tmp_path / "old" / "content" / "issues" / "2024-04-13-api.md"
    for day in range(10, 22):
        twin = post.with_name(f"2024-05-{day}-api.md")
        twin.write_text(post.read_text("utf-8").replace("-04-13", f"-05-{day}"), "utf-8")
    many = run("import", "cstate", tmp_path / "old", "--into", tmp_path / "new")
    assert " above; --all prints every one of them.\n" in many.out
    every = run("import", "cstate", tmp_path / "old", "--into", tmp_path / "new", "--all")
    assert " above.\n" in every.out
