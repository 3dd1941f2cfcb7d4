"""`stillup send`: a change goes to the server, and others' changes come here, without any Git."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.git_sites import Person, Team, found_team
from tests.unit.cli.command import Ran, run
from tests.unit.cli.sites import EMAIL, NOW, SITE, WEBMAIL

ANA = "\n## Identified · 2026-11-21 12:50\n\nIt is the mail store.\n"
BEN = "\n## Monitoring · 2026-11-21 12:55\n\nMail flows again.\n"
NEW = """---
title: Webmail is blank
impact: minor
components: webmail
---

## Investigating · 2026-11-21 12:58

We see it too.
"""
BLANK = "content/incidents/2026-11-21-blank.md"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    return _team(tmp_path, monkeypatch)


def _team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefix: str = "") -> Team:
    team = found_team(tmp_path / "team", SITE, prefix)
    for name, value in team.environment().items():
        monkeypatch.setenv(name, value)
    return team


@pytest.fixture
def ana(team: Team) -> Person:
    return team.join("ana")


@pytest.fixture
def ben(team: Team) -> Person:
    return team.join("ben")


def send(person: Person, *arguments: str) -> Ran:
    return run("-C", person.site, "send", "--now", NOW, *arguments)


def add(person: Person, text: str, path: str = EMAIL) -> None:
    person.write(path, person.read(path) + text)


def test_a_changed_post_is_saved_and_sent(team: Team, ana: Person) -> None:
    add(ana, ANA)

    ran = send(ana)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "saved here: Identified: Email arrives late (1 file)\n"
        f"sent to {team.bare}, branch `main`\n"
        "Whatever publishes the site from there does so now.\n"
    )
    assert team.log()[0] == "Identified: Email arrives late"
    assert team.files()[EMAIL].endswith(ANA)
    assert ana.status() == ""


def test_sending_twice_sends_once(team: Team, ana: Person) -> None:
    add(ana, ANA)
    send(ana)

    again = send(ana)

    assert again == Ran(0, "nothing to send: all that is saved here has been sent before\n", "")
    assert len(team.log()) == 2


def test_a_new_post_goes_with_the_pictures_it_shows(team: Team, ana: Person) -> None:
    ana.write(BLANK, NEW.replace("We see", "![A graph](../media/graph.png)\n\nWe see"))
    ana.write("content/media/graph.png", b"\x89PNG\0")
    ana.write("content/media/other.png", b"\x89PNG\1")

    assert send(ana, "2026-11-21-blank").code == 0

    assert {BLANK, "content/media/graph.png"} <= team.files().keys()
    assert ana.status() == "?? content/media/other.png"


@pytest.mark.parametrize(
    "word", [EMAIL, "incidents/2026-11-21-email.md", "2026-11-21-email", "email", "Late arrives"]
)
def test_one_post_is_named_by_its_path_or_id_or_words(word: str, team: Team, ana: Person) -> None:
    add(ana, ANA)
    ana.write(BLANK, "half a thought")

    assert send(ana, word).code == 0

    assert BLANK not in team.files()
    assert ana.read(BLANK) == "half a thought"


def test_a_name_that_is_no_change_is_answered_with_the_nearest(ana: Person) -> None:
    add(ana, ANA)

    ran = send(ana, "2026-11-21-emial")

    assert ran.code == 3
    assert "did you mean `2026-11-21-email`?" in ran.err


def test_words_that_fit_two_posts_name_both(ana: Person) -> None:
    add(ana, ANA)
    ana.write(BLANK, NEW)

    ran = send(ana, "2026-11-21")

    assert ran.code == 3
    assert "may mean 2 posts that have changed: `2026-11-21-blank`" in ran.err


def test_other_work_stays_as_it_is_staged_or_not(team: Team, ana: Person) -> None:
    add(ana, ANA)
    ana.folder.joinpath("notes.txt").write_text("staged")
    ana.git("add", "notes.txt")
    ana.folder.joinpath("notes.txt").write_text("staged, then changed")
    ana.folder.joinpath("secret.txt").write_text("mine")

    assert send(ana).code == 0

    assert ana.status().split("\n") == ["AM notes.txt", "?? secret.txt"]
    assert not {"notes.txt", "secret.txt"} & team.files().keys()


def test_a_deleted_post_is_taken_away_there_too(team: Team, ana: Person) -> None:
    (ana.site / WEBMAIL).unlink()

    ran = send(ana)

    assert "saved here: Remove: Webmail was slow (1 file)\n" in ran.out
    assert WEBMAIL not in team.files()


def test_the_site_may_be_a_folder_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = _team(tmp_path, monkeypatch, prefix="docs/statüs page/")
    ana = team.join("ana")
    add(ana, ANA)

    assert send(ana).code == 0
    assert team.files()["docs/statüs page/" + EMAIL].endswith(ANA)


def test_a_site_that_would_not_build_is_not_sent(team: Team, ana: Person) -> None:
    add(ana, "\n## Reslved · 2026-11-21 12:59\n\nDone.\n")

    ran = send(ana)

    assert ran.code == 1
    assert "error[unknown-status]" in ran.err
    assert "nothing was sent" in ran.err
    assert len(team.log()) == 1
    assert ana.status() == f"M {EMAIL}"


def test_an_error_in_another_unsaved_post_holds_nobody_up(team: Team, ana: Person) -> None:
    add(ana, ANA)
    ana.write(WEBMAIL, ana.read(WEBMAIL).replace("Resolved", "Reslved"))

    assert send(ana).code == 1
    assert send(ana, EMAIL).code == 0
    assert team.files()[EMAIL].endswith(ANA)
    assert ana.status() == f"M {WEBMAIL}"


def test_a_gap_of_a_skeleton_is_not_sent_to_readers(team: Team, ana: Person) -> None:
    gap = "\n## Update · 2026-11-21 12:55\n\nWe are […what you do now…].\n"
    add(ana, gap)

    ran = send(ana)

    assert ran.code == 1
    assert "warning[gap-left]" in ran.err
    assert "1 warning in 1 file; nothing was sent\n" in ran.err
    assert ran.err.endswith("To send it as it is:\nstillup send --anyway\n")
    assert gap not in team.files()[EMAIL]
    assert send(ana, "--anyway").code == 0
    assert team.files()[EMAIL].endswith(gap)


def test_gaps_of_drafts_and_of_what_is_sent_already_hold_nobody_up(team: Team, ana: Person) -> None:
    ana.write(BLANK, NEW.replace("---\n\n", "draft: true\n---\n\n[…what…]\n\n"))
    assert send(ana).code == 0
    ana.write(BLANK, ana.read(BLANK).replace("draft: true\n", ""))
    assert send(ana, "--anyway").code == 0
    add(ana, ANA)

    assert send(ana).code == 0
    assert team.files()[EMAIL].endswith(ANA)


def test_errors_are_sent_if_one_insists(team: Team, ana: Person) -> None:
    ana.write(BLANK, NEW.replace("Investigating", "Investing"))

    assert send(ana, "--anyway").code == 0
    assert BLANK in team.files()


def test_changes_of_others_are_taken_in_first(team: Team, ana: Person, ben: Person) -> None:
    ben.write(BLANK, NEW)
    ben.share("Webmail too")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 0
    assert "took in 1 change of others\n" in ran.out
    assert team.log() == ["Identified: Email arrives late", "Webmail too", "Begin"]
    assert ana.read(BLANK) == NEW
    assert ana.status() == ""


def test_two_people_may_add_to_the_same_post(team: Team, ana: Person, ben: Person) -> None:
    add(ben, BEN)
    ben.share("Ben's update")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 0
    assert ana.read(EMAIL).endswith(ANA + BEN)
    assert team.files()[EMAIL].endswith(ANA + BEN)
    assert ana.status() == ""


def test_two_people_may_add_to_the_same_post_in_the_same_minute(
    team: Team, ana: Person, ben: Person
) -> None:
    add(ben, BEN)
    ben.share("Ben's update")
    mine = ANA.replace("12:50", "12:55")
    add(ana, mine)

    ran = send(ana)

    assert (ran.code, ran.err) == (0, "")
    assert team.files()[EMAIL].endswith(BEN + mine.replace("12:55", "12:55:01"))
    assert ana.read(EMAIL) == team.files()[EMAIL]


def test_a_time_that_a_translation_follows_is_left_to_people(
    team: Team, ana: Person, ben: Person
) -> None:
    add(ben, BEN)
    ben.share("Ben's update")
    mine = ANA.replace("12:50", "12:55")
    add(ana, mine)
    ana.write(EMAIL.replace(".md", ".fi.md"), f"---\ntitle: Posti\n---\n{mine}")

    ran = send(ana, "--anyway")

    assert ran.code == 3
    assert "ben and you changed the same place" in ran.err
    assert team.log()[0] == "Ben's update"


def test_a_clash_shows_both_texts_and_changes_nothing(team: Team, ana: Person, ben: Person) -> None:
    ben.write(EMAIL, ben.read(EMAIL).replace("looking into it", "asking our supplier"))
    ben.share("Ask the supplier")
    ana.write(EMAIL, ana.read(EMAIL).replace("looking into it", "rolling back"))
    mine = ana.read(EMAIL)

    ran = send(ana)

    assert ran.code == 3
    assert f"ben and you changed the same place of `{_shown(ana)}{EMAIL}`" in ran.err
    assert "    | We are rolling back.\n  theirs:\n    | We are asking our supplier.\n" in ran.err
    assert f"{EMAIL}:11\n" in ran.err
    assert ana.read(EMAIL) == mine
    assert (ana.status(), team.log()[0]) == ("", "Ask the supplier")
    assert "asking our supplier" in ana.read(f".stillup/theirs/{EMAIL}")


def test_a_clash_settled_by_hand_is_sent(team: Team, ana: Person, ben: Person) -> None:
    test_a_clash_shows_both_texts_and_changes_nothing(team, ana, ben)
    both = ana.read(EMAIL).replace("rolling back", "rolling back and asking our supplier")
    ana.write(EMAIL, both)

    assert send(ana, "--settled", EMAIL).code == 0

    assert team.files()[EMAIL] == both
    assert ana.read(EMAIL) == both


def test_an_update_of_theirs_that_is_not_in_a_settled_file_is_named(
    team: Team, ana: Person, ben: Person
) -> None:
    ben.write(EMAIL, ben.read(EMAIL).replace("looking into it", "asking our supplier") + BEN)
    ben.share("Ask the supplier, and more")
    ana.write(EMAIL, ana.read(EMAIL).replace("looking into it", "rolling back"))
    send(ana)
    ana.write(EMAIL, ana.read(EMAIL).replace("rolling back", "rolling back; asking our supplier"))

    ran = send(ana, "--settled", EMAIL)

    path = _shown(ana) + EMAIL
    again = f"stillup send --settled {path}"
    assert ran.code == 3
    assert f"error: not all that ben wrote is in `{path}`\n" in ran.err
    assert "\nnot in it: `## Monitoring · 2026-11-21 12:55`, by ben\n" in ran.err
    assert ran.err.count("not in it") == 1
    assert f"\n{again}\n\nIf it is meant to go without that:\n\n{again} --anyway\n" in ran.err
    assert team.log()[0] == "Ask the supplier, and more"
    add(ana, BEN)
    assert send(ana, "--settled", EMAIL).code == 0
    assert team.files()[EMAIL] == ana.read(EMAIL)


def test_a_settled_file_goes_without_their_lines_if_one_insists(
    team: Team, ana: Person, ben: Person
) -> None:
    test_a_clash_shows_both_texts_and_changes_nothing(team, ana, ben)
    mine = ana.read(EMAIL)

    refused = send(ana, "--settled", EMAIL)

    assert refused.code == 3
    assert "not in it: `We are asking our supplier.`, by ben\n" in refused.err
    assert team.log()[0] == "Ask the supplier"
    assert send(ana, "--settled", EMAIL, "--anyway").code == 0
    assert team.files()[EMAIL] == mine


def test_settling_does_not_hide_what_came_later(team: Team, ana: Person, ben: Person) -> None:
    test_a_clash_shows_both_texts_and_changes_nothing(team, ana, ben)
    ben.write(EMAIL, ben.read(EMAIL).replace("our supplier", "two suppliers"))
    ben.share("Two suppliers")

    ran = send(ana, "--settled", EMAIL)

    assert ran.code == 3
    assert "We are asking two suppliers." in ran.err


def test_a_post_deleted_by_one_and_changed_by_the_other_is_a_clash(
    team: Team, ana: Person, ben: Person
) -> None:
    (ben.site / EMAIL).unlink()
    ben.share("Not needed")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 3
    assert f"ben deleted `{_shown(ana)}{EMAIL}`, which you changed" in ran.err
    assert ana.read(EMAIL).endswith(ANA)
    assert team.log()[0] == "Not needed"


def test_unsaved_work_that_others_touched_stays_and_the_post_goes(
    team: Team, ana: Person, ben: Person
) -> None:
    ben.write(WEBMAIL, ben.read(WEBMAIL).replace("It is fast", "It is very fast"))
    ben.share("Very fast")
    ana.write(WEBMAIL, ana.read(WEBMAIL).replace("It is fast", "It is fast again"))
    add(ana, ANA)

    ran = send(ana, EMAIL)

    assert ran.code == 0
    assert "could not be laid into this folder" in ran.out
    assert team.files()[EMAIL].endswith(ANA)
    assert "It is fast again" in ana.read(WEBMAIL)
    ana.git("checkout", "--", WEBMAIL)
    assert "took in 2 changes of others" in send(ana).out
    assert "It is very fast" in ana.read(WEBMAIL)


def test_a_refusal_is_told_in_the_servers_words(team: Team, ana: Person) -> None:
    team.hook("pre-receive", "#!/bin/sh\necho 'Only reviewed changes, see the wiki.'\nexit 1\n")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 3
    assert "  Only reviewed changes, see the wiki.\n" in ran.err
    assert f"error: `{team.bare}` did not accept it\n" in ran.err
    assert "your text is safe" in ran.err
    assert ana.status() == ""
    assert ana.git("log", "-1", "--format=%s") == "Identified: Email arrives late"


def test_what_could_not_be_sent_goes_the_next_time(team: Team, ana: Person, ben: Person) -> None:
    away = team.bare.rename(team.bare.with_name("away.git"))
    add(ana, ANA)
    first = send(ana)
    away.rename(team.bare)
    add(ben, BEN)
    ben.share("Ben's update")

    assert first.code == 3
    assert "your text is safe" in first.err
    assert "stillup publish" not in first.err
    assert send(ana).code == 0
    assert team.files()[EMAIL].endswith(ANA + BEN)


def test_a_hook_of_ones_own_may_refuse_and_leaves_the_index_alone(ana: Person) -> None:
    hook = ana.folder / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho 'no tabs please' >&2\nexit 1\n")
    hook.chmod(0o755)
    ana.write(BLANK, NEW)

    ran = send(ana)

    assert ran.code == 3
    assert "  no tabs please\nerror: a check of this repository (a Git hook)" in ran.err
    assert ana.status() == f"?? {BLANK}"


def test_nobodys_name_is_asked_for(ana: Person) -> None:
    ana.git("config", "--unset", "user.name")
    ana.git("config", "--unset", "user.email")
    ana.git("config", "user.useConfigOnly", "true")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 3
    assert 'git config --global user.name "Your Name"' in ran.err
    assert ana.status() == f"M {EMAIL}"


def _outside(ana: Person) -> None:
    ana.git("checkout", "--quiet", "--detach")


def _merging(ana: Person) -> None:
    (ana.folder / ".git/MERGE_HEAD").write_text(ana.git("rev-parse", "HEAD"))


def _no_remote(ana: Person) -> None:
    ana.git("remote", "remove", "origin")


def _two_remotes(ana: Person) -> None:
    ana.git("remote", "rename", "origin", "work")
    ana.git("remote", "add", "home", "elsewhere")
    ana.git("config", "--unset", "branch.main.remote")


def _ignored(ana: Person) -> None:
    ana.write(".gitignore", "*blank*\n.stillup/\n")
    ana.write(BLANK, NEW)


def _locked(ana: Person) -> None:
    (ana.folder / ".git/index.lock").touch()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_outside, "this folder shows one old state"),
        (_merging, "a merge was begun in this repository and is not finished"),
        (_no_remote, "this repository knows no server to send to"),
        (_two_remotes, "this repository knows 2 servers"),
        (_ignored, f"Git is told to ignore `{BLANK}`"),
        (_locked, ".git/index.lock"),
    ],
)
def test_a_repository_in_no_state_to_send_from_is_told_so(
    spoil: Callable[[Person], None], told: str, ana: Person
) -> None:
    add(ana, ANA)
    spoil(ana)
    before = (ana.folder / ".git/index").read_bytes()

    ran = send(ana, *([BLANK] if spoil is _ignored else []))

    assert ran.code == 3
    assert told in ran.err
    assert ran.err.count("help: ") == 1
    assert "nothing was changed" in ran.err
    assert ana.read(EMAIL).endswith(ANA)
    assert (ana.folder / ".git/index").read_bytes() == before


@pytest.mark.usefixtures("team")
def test_a_folder_without_git_is_told_so(tmp_path: Path) -> None:
    SITE.write(tmp_path / "plain")

    ran = run("-C", tmp_path / "plain", "send", "--now", NOW)

    assert ran.code == 3
    assert "error: this folder is in no Git repository\n" in ran.err


def test_without_git_installed_it_says_so(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(ana.folder))

    ran = send(ana)

    assert ran.code == 3
    assert "error: Git is not installed on this computer\n" in ran.err


def test_a_shallow_clone_fetches_what_it_lacks(team: Team, ben: Person) -> None:
    for minute in (45, 46, 47):
        add(ben, f"\n## Update · 2026-11-21 12:{minute}\n\nStill at it.\n")
        ben.share(f"Update {minute}")
    at_root = Person(team.root, team.root, team.environment())
    at_root.git("clone", "--quiet", "--depth=1", f"file://{team.bare}", "shallow")
    shallow = Person(team.root / "shallow", team.root / "shallow", team.environment())
    shallow.git("config", "user.name", "ana")
    shallow.git("config", "user.email", "ana@example.com")
    ben.write(BLANK, NEW)
    ben.share("Webmail too")
    add(shallow, ANA)

    assert send(shallow).code == 0
    assert team.files()[EMAIL].endswith(ANA)
    assert shallow.read(BLANK) == NEW


def test_windows_line_ends_stay_on_the_disk_and_out_of_the_repository(
    team: Team, ana: Person, ben: Person
) -> None:
    ana.git("config", "core.autocrlf", "true")
    crlf = (ana.read(EMAIL) + ANA).replace("\n", "\r\n")
    ana.write(EMAIL, crlf.encode())
    add(ben, BEN)
    ben.share("Ben's update")

    assert send(ana).code == 0

    assert "\r" not in team.files()[EMAIL]
    assert team.files()[EMAIL].endswith(ANA + BEN)
    assert (ana.site / EMAIL).read_bytes().endswith((ANA + BEN).replace("\n", "\r\n").encode())
    assert ana.status() == ""


def test_a_first_send_begins_the_branch_on_the_server(team: Team, ana: Person) -> None:
    ana.git("checkout", "--quiet", "-b", "tonight")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 0
    assert team.files("tonight")[EMAIL].endswith(ANA)
    assert "the main branch there is `main`" in ran.out


def test_dry_run_changes_nothing_anywhere(team: Team, ana: Person) -> None:
    add(ana, ANA)
    ana.write(BLANK, NEW)

    ran = send(ana, "--dry-run")

    assert ran == Ran(
        0,
        f"would send {BLANK} (new)\nwould send {EMAIL} (changed)\n"
        "would save it as: Investigating: Webmail is blank, and 1 more\n"
        f"would then send to the branch `main` of {team.bare}\n",
        "",
    )
    assert len(team.log()) == 1
    assert ana.status().split() == ["M", EMAIL, "??", BLANK]


def test_a_name_and_password_in_the_address_are_never_shown(ana: Person) -> None:
    ana.git("remote", "set-url", "origin", "http://ana:geheim@127.0.0.1:9/status.git")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 3
    assert "error: `http://127.0.0.1:9/status.git` can't be reached\n" in ran.err
    assert "geheim" not in ran.out + ran.err


def test_others_errors_that_came_along_are_told(team: Team, ana: Person, ben: Person) -> None:
    ben.write(WEBMAIL, ben.read(WEBMAIL).replace("Resolved", "Reslved"))
    ben.share("Oops")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 1
    assert team.files()[EMAIL].endswith(ANA)
    assert "error[unknown-status]" in ran.out
    assert "nobody can\npublish it like that" in ran.out


@pytest.fixture
def cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody whose server is down, and whose site is published to a folder as well."""
    target = f'publish:\n  - {{name: folder, to: "file://{tmp_path}/www"}}\ncomponents:'
    team = found_team(tmp_path / "team", SITE.replace("content/site.yaml", "components:", target))
    for name, value in team.environment().items():
        monkeypatch.setenv(name, value)
    ana = team.join("ana")
    team.bare.rename(team.bare.with_name("away.git"))
    add(ana, ANA)
    return ana


def test_the_site_knows_another_way_when_the_server_is_down(cut_off: Person) -> None:
    assert "from this computer: stillup publish\n" in send(cut_off).err


def test_the_post_goes_live_from_here_when_the_server_is_down(
    cut_off: Person, tmp_path: Path
) -> None:
    ran = send(cut_off, "--publish")

    assert ran.code == 3
    assert "your text is safe" in ran.err
    assert "folder (" in ran.out
    assert "live since" in ran.out
    pages = [file.read_text("utf-8") for file in (tmp_path / "www").rglob("index.html")]
    assert any("It is the mail store" in page for page in pages)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_on_a_terminal_one_is_asked_and_no_is_taken_for_no(cut_off: Person, tmp_path: Path) -> None:
    from tests.support.terminal import terminal

    asked = "Put it before readers now, from this computer?"
    path = os.environ["PATH"]
    for answer, live in (("n", False), ("y", True)):
        with terminal(cut_off.site, "send", "--now", NOW, PATH=path) as person:
            person.answer(asked, answer)
            person.finish()

        assert person.code == 3
        assert (tmp_path / "www" / "index.html").exists() is live


def _shown(person: Person) -> str:
    from stillup.cli.wishes import prefix_of

    return prefix_of(person.site)
