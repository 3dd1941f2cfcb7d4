"""`stillup check`: all that a build would find, and nothing written."""

import json
from pathlib import Path

import pytest

from tests.support.project import Project
from tests.unit.cli.command import Ran, run
from tests.unit.cli.sites import BROKEN, EMAIL, NOW, SITE, WEBMAIL

WARNED = SITE.replace(EMAIL, "impact: major", "impact: major\nauthor: Nobody Known")


def check(folder: Path, *args: str) -> Ran:
    return run("-C", folder, "check", "--now", NOW, *args)


def test_a_good_site_has_no_problems(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    assert check(tmp_path) == Ran(0, "no problems in 6 files\n", "")
    assert not (tmp_path / "public").exists()


def test_an_error_is_reported_on_standard_output(tmp_path: Path) -> None:
    BROKEN.write(tmp_path)

    ran = check(tmp_path)

    assert (ran.code, ran.err) == (1, "")
    assert "error[unknown-status]" in ran.out
    assert "did you mean `Resolved`?\n\n## Resolved · 2026-11-10 10:00\n" in ran.out
    assert ran.out.endswith("\n1 error in 1 file\n")


def test_paths_lead_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    BROKEN.write(tmp_path / "status")
    monkeypatch.chdir(tmp_path)

    ran = run("-C", "status", "check", "--now", NOW)

    assert f" --> status/{WEBMAIL}:11:4\n" in ran.out


def test_warnings_count_only_if_one_is_strict(tmp_path: Path) -> None:
    WARNED.write(tmp_path)

    assert check(tmp_path).code == 0
    assert check(tmp_path, "--strict").code == 1


@pytest.mark.parametrize("form", [["--json"], ["--format", "json"]])
def test_json_is_one_object(form: list[str], tmp_path: Path) -> None:
    BROKEN.write(tmp_path)

    ran = check(tmp_path, *form)

    assert ran.code == 1
    told = json.loads(ran.out)
    assert (told["version"], told["errors"], told["warnings"]) == (1, 1, 0)
    assert told["diagnostics"][0]["path"] == WEBMAIL


def test_a_machine_hears_of_a_good_site_too(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    assert json.loads(check(tmp_path, "--json").out)["diagnostics"] == []
    assert check(tmp_path, "--format", "github").out == ""


def test_annotations_name_files_from_the_top_of_the_repository(tmp_path: Path) -> None:
    BROKEN.write(tmp_path / "docs" / "status")
    (tmp_path / ".git").mkdir()

    ran = check(tmp_path / "docs" / "status", "--format", "github")

    assert ran.code == 1
    assert ran.out.startswith(f"::error file=docs/status/{WEBMAIL},line=11,endLine=11,col=4,")


def test_gitlab_gets_a_list_with_the_same_names(tmp_path: Path) -> None:
    BROKEN.write(tmp_path / "docs" / "status")
    (tmp_path / ".git").mkdir()

    ran = check(tmp_path / "docs" / "status", "--format", "gitlab")

    (found,) = json.loads(ran.out)
    assert found["location"] == {"path": f"docs/status/{WEBMAIL}", "lines": {"begin": 11}}


def test_annotations_are_never_chosen_by_the_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    BROKEN.write(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    assert check(tmp_path).out.startswith("error[")


@pytest.mark.parametrize(
    ("project", "code"),
    [
        (SITE.replace(EMAIL, "We are", "[Disks](../maintenance/none.md)"), "dead-link"),
        (SITE.replace(EMAIL, "components: email", "components: emial"), "unknown-component"),
        (SITE.with_files({"themes/default/home.html": "{% if %}"}), "broken-theme"),
        (SITE.with_files({"themes/default/home.html": "{{ no_such_thing.x }}"}), "broken-theme"),
        (SITE.replace("content/site.yaml", "since", "theme: none\nsince"), "no-such-theme"),
    ],
)
def test_what_would_stop_a_build_is_found(project: Project, code: str, tmp_path: Path) -> None:
    project.write(tmp_path)

    ran = check(tmp_path)

    assert ran.code == 1
    assert f"error[{code}]" in ran.out
    assert run("-C", tmp_path, "build", "--now", NOW).code == 1
    assert not (tmp_path / "public").exists()


def test_a_file_of_a_theme_is_named_where_it_can_be_found(tmp_path: Path) -> None:
    SITE.with_files({"themes/default/home.html": "\n{% if %}"}).write(tmp_path)
    (tmp_path / ".git").mkdir()

    out = check(tmp_path, "--format", "github").out

    assert "::error file=themes/default/home.html,line=2," in out
