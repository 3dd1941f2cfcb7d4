"""`stillup update` in one line."""

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from stillup.cli.main import stillup
from tests.support.desks import DISKS, EMAIL, OLD, SITE
from tests.support.project import Project
from tests.unit.cli.command import Ran, run

NOW = "2026-11-21T13:10:20Z"
TEXT = ("-m", "Half of it flows. Please wait.")
SECOND = "content/incidents/2026-11-21-sign-in.md"
TWO = SITE.with_files(
    {
        SECOND: "---\ntitle: Nobody can sign in to mail\nimpact: minor\ncomponents: sign-in\n---\n"
        "\n## Investigating · 2026-11-21 13:00\n"
    }
)


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STILLUP_AUTHOR", raising=False)


def update(folder: Path, *args: str, typed: str | bytes | None = None) -> Ran:
    return run("-C", folder, "update", "--now", NOW, *args, typed=typed)


def tail_of(folder: Path, path: str = EMAIL, site: Project = SITE) -> str:
    """Return what was added to a file."""
    before, after = site.files[path].decode(), (folder / path).read_text(encoding="utf-8")
    assert after.startswith(before)
    return after.removeprefix(before)


def test_one_line_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SITE.write(tmp_path)
    monkeypatch.chdir(tmp_path)

    ran = run("update", "--now", NOW, "email", *TEXT, "--status", "identified", "--next", "30m")

    assert (ran.code, ran.err) == (0, "")
    assert tail_of(tmp_path) == (
        "\n## Identified · 2026-11-21 13:10\nnext_update: 13:40\n\nHalf of it flows. Please wait.\n"
    )
    assert ran.out == (
        "Wrote content/incidents/2026-11-21-email.md, lines 14 to 17:\n"
        "\n"
        "  14  ## Identified · 2026-11-21 13:10\n"
        "  15  next_update: 13:40\n"
        "  16\n"
        "  17  Half of it flows. Please wait.\n"
        "\n"
        "Readers see: “Email arrives late” has a known cause, major impact; Email: partial outage;"
        " next\n"
        "  update by 13:40.\n"
        "\n"
        "Next:\n"
        "  stillup send 2026-11-21-email    save it and send it\n"
        "  stillup build                    make the site on this computer\n"
        "  stillup update 2026-11-21-email  before 13:40\n"
    )


def test_a_named_folder_stands_in_the_commands_that_follow(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = update(tmp_path, *TEXT)

    assert f"Wrote {tmp_path}/{EMAIL}, lines 14 to 16:\n" in ran.out
    assert f" stillup -C {tmp_path} build\n" in ran.out


def test_what_is_missing_is_said_and_stops_nobody(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = update(tmp_path, *TEXT)

    assert ran.code == 0
    assert "Look at it again:\n  - no next update is promised, and people will ask:" in ran.out


def test_paragraphs_are_given_one_by_one(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    update(tmp_path, "-m", "One.", "-m", "Two.")

    assert tail_of(tmp_path).endswith("\n\nOne.\n\nTwo.\n")


@pytest.mark.parametrize("more", [[], ["-"]])
def test_text_may_be_piped_in(tmp_path: Path, more: list[str]) -> None:
    SITE.write(tmp_path)

    assert update(tmp_path, "email", *more, typed="\ufeffOne.\r\n\r\nTwo.\r\n").code == 0
    assert tail_of(tmp_path).endswith("\n\nOne.\n\nTwo.\n")


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = update(tmp_path, "email", "-", typed="Straße".encode("cp1252"))

    assert ran.code == 2
    assert "the text on standard input is not UTF-8, so nothing was written" in ran.err
    assert tail_of(tmp_path) == ""


def test_without_a_text_nothing_is_written(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = update(tmp_path, "email")

    assert ran.code == 2
    assert ran.err == (
        "error: there is no text: give it with -m TEXT, or on standard input, or with -e in your"
        " editor\n"
    )
    assert tail_of(tmp_path) == ""


def test_text_from_two_sides_is_refused(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    assert update(tmp_path, "email", "-", *TEXT, typed="x").code == 2


def test_a_skeleton_may_stand_for_the_text(tmp_path: Path) -> None:
    own = "We still work on {{ title }}. Please wait.\n"
    SITE.with_files({"content/templates/nothing-new.md": own}).write(tmp_path)

    assert update(tmp_path, "--template", "nothing-new").code == 0
    assert tail_of(tmp_path).endswith("\n\nWe still work on Email arrives late. Please wait.\n")


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = update(tmp_path, *TEXT, "--dry-run")

    assert ran.code == 0
    assert ran.out.startswith("This would be written to ")
    assert "\n  + 14  ## Update · 2026-11-21 13:10\n  + 15\n  + 16  Half of it flows." in ran.out
    assert "Next:" not in ran.out
    assert tail_of(tmp_path) == ""


def test_several_that_match_are_listed_with_their_commands(tmp_path: Path) -> None:
    TWO.write(tmp_path)

    ran = update(tmp_path, "mail", *TEXT)

    assert ran.code == 2
    assert ran.err == (
        "error: 2 open incidents match `mail`: say which one\n"
        "\n"
        f"  stillup -C {tmp_path} update 2026-11-21-sign-in\n"
        "      Nobody can sign in to mail (investigating, 2026-11-21 13:00)\n"
        f"  stillup -C {tmp_path} update 2026-11-21-email\n"
        "      Email arrives late (investigating, 2026-11-21 12:41)\n"
    )


def kept(folder: Path) -> str:
    found = sorted((folder / ".stillup" / "kept").glob("*.md"))
    return str(found[0]) if found else ""


def test_one_that_does_not_match_is_guessed(tmp_path: Path) -> None:
    TWO.write(tmp_path)

    ran = update(tmp_path, "emial", *TEXT)

    assert ran.code == 2
    assert "no open incident matches `emial`\n\nDid you mean one of these?\n" in ran.err
    assert ran.err.count("stillup ") == 1


def test_else_all_that_are_open_are_named(tmp_path: Path) -> None:
    TWO.write(tmp_path)

    ran = update(tmp_path, "elephants", *TEXT)

    assert "There are:\n" in ran.err
    assert ran.err.count(" update 2026-11-21-") == 2


def test_where_nothing_is_open_there_is_nothing_to_update(tmp_path: Path) -> None:
    SITE.without(EMAIL).without(DISKS).write(tmp_path)

    ran = update(tmp_path, *TEXT)

    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: there is no open incident")


def test_one_that_is_over_is_opened_again_by_its_id(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = update(tmp_path, "2026-11-10-webmail", *TEXT, "--status", "investigating")

    assert ran.code == 0
    assert "“Webmail was slow” is being investigated" in ran.out
    assert "## Investigating · 2026-11-21 13:10" in tail_of(tmp_path, OLD)


@pytest.mark.parametrize("words", [[], ["mail"]])
@pytest.mark.parametrize("key", ["impact: none", "impact: minor\ndraft: true"])
def test_drafts_and_announcements_are_no_doubt(tmp_path: Path, key: str, words: list[str]) -> None:
    TWO.replace(SECOND, "impact: minor", key).write(tmp_path)

    ran = update(tmp_path, *words, *TEXT)

    assert ran.code == 0
    assert "2026-11-21-email.md" in ran.out


def test_but_they_are_found_where_nothing_else_is(tmp_path: Path) -> None:
    TWO.replace(SECOND, "impact: minor", "impact: none").write(tmp_path)

    assert SECOND in update(tmp_path, "sign", *TEXT).out


@pytest.mark.parametrize(
    ("status", "verb"), [("Resolved", "resolve"), ("completed", "maintenance finish")]
)
def test_a_status_with_a_verb_of_its_own_is_answered_with_it(
    status: str, verb: str, tmp_path: Path
) -> None:
    SITE.write(tmp_path)

    ran = update(tmp_path, "email", *TEXT, "--status", status)

    assert ran.code == 2
    assert f"for `{status}` there is a verb of its own: stillup {verb}\n" in ran.err


def test_what_matches_but_is_over_is_named(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    assert run("-C", tmp_path, "resolve", "--now", NOW, "email", *TEXT).code == 0

    ran = update(tmp_path, "arrives late", *TEXT)

    assert ran.code == 2
    name = EMAIL.rpartition("/")[2].removesuffix(".md")
    assert ran.err.startswith("error: no open post matches `arrives late`\n\nOnly this matches:\n")
    assert f" update {name}\n      Email arrives late (resolved, 2026-11-21 13:10)" in ran.err


def test_planned_work_is_updated_where_no_incident_matches(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    assert update(tmp_path, "disks", *TEXT).code == 0
    assert tail_of(tmp_path, DISKS).startswith("\n## Update · 2026-11-21 13:10\n")


def test_an_error_in_the_text_stops_it_and_keeps_the_text(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = update(tmp_path, "-m", "See [that](../gone.md).")

    assert ran.code == 1
    assert "error[dead-link]" in ran.err
    assert "nothing was written" in ran.err
    assert f"your text is kept in {kept(tmp_path)}\n" in ran.err
    assert Path(kept(tmp_path)).read_text(encoding="utf-8") == "See [that](../gone.md).\n"
    assert tail_of(tmp_path) == ""


def test_errors_elsewhere_are_said_and_stop_nobody(tmp_path: Path) -> None:
    SITE.replace(OLD, "## Resolved", "## Reslved").write(tmp_path)

    ran = update(tmp_path, "email", *TEXT)

    assert ran.code == 0
    assert "errors were there before, in" in ran.out
    assert "Half of it flows" in tail_of(tmp_path)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--next", "soonish"], "`soonish` is not a time"),
        (["--at", "tomorrow 09:00"], "`tomorrow 09:00` is still to come"),
        (["--component", "emial"], "there is no component `emial`; did you mean `email`?"),
        (["--template", "nope"], "there is no template `nope`"),
    ],
)
def test_an_option_that_is_not_understood_is_refused(
    tmp_path: Path, option: list[str], said: str
) -> None:
    SITE.write(tmp_path)
    text = () if option[0] == "--template" else TEXT

    ran = update(tmp_path, *text, *option)

    assert ran.code == 2
    assert f"error: {said}" in ran.err
    assert tail_of(tmp_path) == ""


def test_a_file_that_can_not_be_added_to_is_left_alone(tmp_path: Path) -> None:
    SITE.replace(EMAIL, "We are looking", "```\nWe are looking").write(tmp_path)

    ran = update(tmp_path, *TEXT)

    assert ran.code == 1
    assert f"error: nothing can be written into {tmp_path}/{EMAIL}, line 12: " in ran.err


def test_who_signs_is_told_or_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SITE.write(tmp_path)
    monkeypatch.setenv("STILLUP_AUTHOR", "Sam Oak")

    update(tmp_path, *TEXT)
    update(tmp_path, *TEXT, "--author", "jane")

    assert tail_of(tmp_path).count("author: sam\n") == 1
    assert "author: jane\n" not in tail_of(tmp_path)


def test_broken_settings_are_shown(tmp_path: Path) -> None:
    SITE.with_files({"content/site.yaml": "{"}).write(tmp_path)

    ran = update(tmp_path, *TEXT)

    assert ran.code == 1
    assert "content/site.yaml" in ran.err


def test_outside_of_a_site_it_says_so(tmp_path: Path) -> None:
    ran = update(tmp_path, *TEXT)

    assert ran.code == 2
    assert "there is no site in" in ran.err


@pytest.mark.parametrize(("begun", "found"), [("", 2), ("email", 1), ("nothing", 0)])
def test_the_shell_completes_what_is_open(tmp_path: Path, begun: str, found: int) -> None:
    SITE.write(tmp_path)
    shell = ShellComplete(stillup, {}, "stillup", "_STILLUP_COMPLETE")

    assert len(shell.get_completions(["-C", str(tmp_path), "update"], begun)) == found


def test_outside_of_a_site_nothing_is_completed(tmp_path: Path) -> None:
    shell = ShellComplete(stillup, {}, "stillup", "_STILLUP_COMPLETE")

    assert shell.get_completions(["-C", str(tmp_path), "resolve"], "") == []
