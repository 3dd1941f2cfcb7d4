"""`stillup build`: what it does, what it says, and with which code it ends."""

import json
import shlex
from pathlib import Path

import pytest

from tests.unit.cli.command import Ran, run
from tests.unit.cli.sites import BROKEN, EMAIL, NOW, SITE, WEBMAIL

NEXT = "the next update of 2026-11-21-email is due"


def build(folder: Path, *args: str) -> Ran:
    return run("-C", folder, "build", "--now", NOW, *args)


def test_a_site_is_built_and_it_is_said_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SITE.write(tmp_path)
    monkeypatch.chdir(tmp_path)

    ran = run("build", "--now", NOW)

    index = tmp_path / "public" / "index.html"
    assert (ran.code, ran.err) == (0, "")
    assert index.is_file()
    assert ran.out.splitlines()[0].endswith(" files written to public (12 pages).")
    assert ran.out.splitlines()[1:] == [
        "Look at it: public/index.html",
        f"            {index.as_uri()}",
        "Not shown: 1 post (draft, or to be published later): stillup list --drafts",
        f"Build again at 2026-11-21 13:15 (Europe/Lisbon): {NEXT}.",
    ]


def test_a_second_build_has_next_to_nothing_to_write(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    build(tmp_path)

    ran = build(tmp_path)

    assert ran.code == 0
    assert ran.out.startswith("Nothing to write: ")


def test_what_changed_and_what_went_is_counted(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    build(tmp_path)
    (tmp_path / WEBMAIL).unlink()

    first = build(tmp_path).out.splitlines()[0]

    assert " written to " in first
    assert ", 1 file deleted, " in first
    assert " as they were (11 pages)." in first


def test_a_site_is_found_from_a_folder_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SITE.write(tmp_path)
    monkeypatch.chdir(tmp_path / "content" / "incidents")

    ran = run("build", "--now", NOW)

    assert ran.code == 0
    assert (tmp_path / "public" / "index.html").is_file()


def test_the_folder_may_be_named_after_the_verb_and_leads_on_from_the_one_before(
    tmp_path: Path,
) -> None:
    SITE.write(tmp_path / "sites" / "one")

    assert run("-C", tmp_path / "sites", "build", "-C", "one", "--now", NOW).code == 0
    assert (tmp_path / "sites" / "one" / "public" / "index.html").is_file()


def test_a_folder_without_a_site_is_refused_with_a_way_on(tmp_path: Path) -> None:
    ran = build(tmp_path)

    assert ran.code == 2
    assert f"there is no site in `{tmp_path}`" in ran.err
    assert "stillup init DIR" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_output_folder_and_the_address_can_be_chosen(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = build(tmp_path, "--out", "look", "--url", "https://preview.example/x/")

    assert ran.code == 0
    assert not (tmp_path / "public").exists()
    assert "https://preview.example/x/" in (tmp_path / "look" / "feed.atom").read_text("utf-8")


def test_an_error_writes_nothing_and_shows_the_way_out(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    build(tmp_path)
    before = (tmp_path / "public" / "index.html").read_bytes()
    BROKEN.replace(EMAIL, "looking into it", "still looking").write(tmp_path)

    ran = build(tmp_path)

    assert (ran.code, ran.out) == (1, "")
    assert "error[unknown-status]" in ran.err
    assert f"{WEBMAIL}:11:4" in ran.err
    assert "1 error in 1 file; nothing was written\n" in ran.err
    assert (tmp_path / "public" / "index.html").read_bytes() == before
    assert "To publish everything else now" in ran.err
    command = ran.err.rstrip().splitlines()[-1]
    assert command.endswith(f"--leave-out {WEBMAIL}")


def test_the_way_out_works_and_says_what_readers_will_not_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    site = tmp_path / "a site"
    SITE.write(site)
    run("-C", "a site", "build", "--now", NOW)
    page = site / "public" / "incidents" / "2026-11-10-webmail" / "index.html"
    before = page.read_bytes()
    BROKEN.replace(EMAIL, "looking into it", "still looking").write(site)
    command = run("-C", "a site", "build", "--now", NOW).err.rstrip().splitlines()[-1]

    ran = run(*shlex.split(command)[1:])

    assert ran.code == 0
    assert "still looking" in (site / "public" / "index.html").read_text("utf-8")
    assert page.read_bytes() == before
    assert (
        f"left out: {WEBMAIL}: its page stays as it was; it is missing from the front page, "
        "the history, feeds, calendars, badges and the API\n" in ran.out
    )


def test_a_post_left_out_that_was_never_published_is_not_seen_at_all(tmp_path: Path) -> None:
    BROKEN.write(tmp_path)

    ran = build(tmp_path, "--leave-out", WEBMAIL)

    assert ran.code == 0
    assert f"left out: {WEBMAIL}: readers see nothing of it\n" in ran.out


@pytest.mark.parametrize(
    "named", [WEBMAIL, f"./{WEBMAIL}", "{folder}/" + WEBMAIL, "2026-11-10-webmail.md"]
)
def test_a_file_to_leave_out_may_be_named_from_the_site_in_full_or_from_here(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    BROKEN.write(tmp_path)
    monkeypatch.chdir(tmp_path / "content" / "incidents")

    assert run("build", "--now", NOW, "--leave-out", named.format(folder=tmp_path)).code == 0


def test_a_file_to_leave_out_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = build(tmp_path, "--leave-out", "content/incidents/nothing.md")

    assert ran.code == 1
    assert "error[cannot-leave-out]" in ran.err
    assert "To publish everything else" not in ran.err


def test_broken_settings_have_no_way_out(tmp_path: Path) -> None:
    SITE.replace("content/site.yaml", "name: Example Status", "nmae: Example").write(tmp_path)

    ran = build(tmp_path)

    assert ran.code == 1
    assert "To publish everything else" not in ran.err
    assert not (tmp_path / "public").exists()


def test_a_link_that_leads_astray_is_a_problem_in_content(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    (tmp_path / "content" / "incidents" / "again").symlink_to("..")

    ran = build(tmp_path)

    assert ran.code == 1
    assert "stray-link" in ran.err
    assert "run the same command again" not in ran.err


def test_warnings_are_shown_and_stop_nothing(tmp_path: Path) -> None:
    SITE.replace(EMAIL, "impact: major", "impact: major\nauthor: Nobody Known").write(tmp_path)

    ran = build(tmp_path)

    assert ran.code == 0
    assert "warning[" in ran.err
    assert "1 warning in 1 file\n" in ran.err
    assert "files written" in ran.out


def test_quiet_says_nothing_when_all_is_well_and_everything_when_not(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    assert build(tmp_path, "--quiet") == Ran(0, "", "")
    BROKEN.write(tmp_path)
    assert "error[unknown-status]" in build(tmp_path, "--quiet").err


def test_a_machine_is_told_the_same(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = build(tmp_path, "--json")

    told = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert told["errors"] == 0
    assert told["out"] == str(tmp_path / "public")
    assert told["documents"] == told["written"]
    assert (told["deleted"], told["unchanged"], told["left_out"]) == (0, 0, [])
    assert told["next_change"] == {
        "at": "2026-11-21T13:15:00Z",
        "what": NEXT,
    }


def test_a_machine_is_told_of_errors(tmp_path: Path) -> None:
    BROKEN.write(tmp_path)

    ran = build(tmp_path, "--json")

    told = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert (told["errors"], told["out"], told["written"]) == (1, None, None)
    assert told["diagnostics"][0]["code"] == "unknown-status"


def test_a_place_that_can_not_be_written_ends_with_another_code(tmp_path: Path) -> None:
    SITE.with_files({"look": "a file"}).write(tmp_path)

    ran = build(tmp_path, "--out", "look")

    assert ran.code == 3
    assert f"error: `{tmp_path / 'look'}` is a file, not a folder\n" in ran.err
    assert "nothing was changed\n" in ran.err
    assert "help: choose another folder" in ran.err
    told = json.loads(build(tmp_path, "--out", "look", "--json").out)
    assert told["failure"]["state"] == "nothing was changed"


def test_a_theme_that_fails_on_a_page_is_an_error_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SITE.with_files({"themes/default/menu.html": "{{ chrome.no_such_thing.at_all }}\n"})
    site.write(tmp_path)
    monkeypatch.chdir(tmp_path)

    ran = run("build", "--now", NOW)

    assert ran.code == 1
    assert "error[broken-theme]" in ran.err
    assert " --> themes/default/menu.html:1:1\n" in ran.err
    assert "1 | {{ chrome.no_such_thing.at_all }}\n" in ran.err
    assert not (tmp_path / "public").exists()


def test_timings_are_told_to_people_and_machines(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = build(tmp_path, "--timings")

    assert "read  " in ran.out
    assert "markdown calls" in ran.out
    told = json.loads(build(tmp_path, "--timings", "--json").out)["timings"]
    assert set(told["seconds"]) >= {"read", "decide", "write"}
    assert told["counts"]["rendered"] == 0


def test_a_moment_or_an_address_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = run("-C", tmp_path, "build", "--now", "noon")
    assert ran.code == 2
    assert "Invalid value for --now: `noon` is not a time" in ran.err
    assert build(tmp_path, "--url", "status").code == 2


def test_names_with_terminal_commands_in_them_can_not_command(tmp_path: Path) -> None:
    evil = SITE.replace(EMAIL, "impact: major", "impact: \x1b[31mmajor")
    evil.write(tmp_path)

    ran = build(tmp_path)

    assert ran.code == 1
    assert "\x1b" not in ran.err


def test_colour_is_added_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    BROKEN.write(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)

    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31merror[unknown-status]" in build(tmp_path).err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in build(tmp_path).err
