"""The verbs of the desk asked at a real terminal, by somebody who answers."""

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support.desks import DISKS, EMAIL, OLD, SITE
from tests.support.terminal import Terminal, terminal

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal", allow_module_level=True)

NOW = ("--now", "2026-11-21T13:10:20Z")
TEXT = "What should people know?"
_READ = "import time; time.sleep(1.1)"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return SITE.write(tmp_path / "site")


def tail_of(site: Path, path: str = EMAIL) -> str:
    before, after = SITE.files[path].decode(), (site / path).read_text(encoding="utf-8")
    assert after.startswith(before)
    return after.removeprefix(before)


def type_text(person: Terminal, *lines: str) -> None:
    """Type lines, and the dot that ends them."""
    person.wait_for(TEXT)
    for line in (*lines, "."):
        person.answer("> ", line)


def editor(folder: Path, script: str) -> str:
    """Return the command of an editor that does what `script` does with the text in FILE."""
    program = folder / "editor.py"
    program.write_text(
        "import pathlib, sys\nFILE = pathlib.Path(sys.argv[1])\n" + dedent(script),
        encoding="utf-8",
    )
    return f"{sys.executable} {program}"


def test_new_asks_for_all_it_needs(site: Path) -> None:
    with terminal(site, "new", *NOW) as person:
        person.answer("What can people not do?", "Nobody can sign in")
        person.answer("Number [1]", "2")
        person.answer("What is affected?", "3, email")
        person.answer("Since when are people hit?", "13:00")
        person.answer("When do you write again?", "15m")
        person.answer("Who signs it?", "2")
        type_text(person, "We look into it.", "", "Please wait.")
        shown = person.finish()

    assert person.code == 0
    assert "\nReaders see: “Nobody can sign in” is being investigated, major impact;" in shown
    file = site / "content/incidents/2026-11-21-nobody-can-sign-in.md"
    assert file.read_text(encoding="utf-8") == (
        "---\ntitle: Nobody can sign in\nimpact: major\ncomponents: [sign-in, email]\n"
        "started: 2026-11-21 13:00\nauthor: sam\n---\n\n## Investigating · 2026-11-21 13:10\nnext_update: 13:25\n\n"
        "We look into it.\n\nPlease wait.\n"
    )


def test_enter_accepts_what_is_sensible(site: Path) -> None:
    with terminal(site, "update", *NOW) as person:
        person.wait_for("“Email arrives late” is being investigated, major impact")
        person.answer("Number [1]")
        person.answer("[30m]")
        type_text(person, "It goes on.")
        person.finish()

    assert person.code == 0
    assert tail_of(site) == ("\n## Update · 2026-11-21 13:10\nnext_update: 13:40\n\nIt goes on.\n")


def test_an_answer_that_is_not_understood_is_asked_for_again(site: Path) -> None:
    with terminal(site, "update", *NOW, "email") as person:
        person.answer("Number [1]", "9")
        person.answer("type a number from 1 to 4", "identified")
        person.answer("[30m]", "soonish")
        person.answer("`soonish` is not a time", "none")
        person.end_of_text("> ")
        person.finish()

    assert (person.code, tail_of(site)) == (0, "")
    assert "nothing was written" in person.shown


def test_one_of_several_is_chosen_by_its_number(site: Path) -> None:
    other = SITE.files[EMAIL].decode().replace("Email arrives late", "Email bounces")
    (site / "content/incidents/2026-11-21-bounce.md").write_text(other, encoding="utf-8")

    with terminal(site, "update", *NOW, "email", "-m", "It goes on.") as person:
        person.wait_for("Which open incident?")
        person.answer("Number [1]", "Email arr")
        person.finish()

    assert person.code == 0
    assert "It goes on." in tail_of(site)


def test_resolve_asks_since_when(site: Path) -> None:
    with terminal(site, "resolve", *NOW) as person:
        person.answer("Since when does it work again?", "12:00")
        person.answer("2026-11-21 12:00 is before it began, which was 2026-11-21 12:20", "12:50")
        type_text(person, "All mail is there. Sorry.")
        person.finish()

    assert person.code == 0
    assert "ended: 12:50\n\nAll mail is there. Sorry.\n" in tail_of(site)


def test_maintenance_asks_what_about_it(site: Path) -> None:
    with terminal(site, "maintenance") as person:
        person.answer("What about it?", "plan")
        person.answer("What is planned?", "New switches")
        person.answer("When does it begin?", "2099-12-01 22:00")
        person.answer("When does it end?", "01:00")
        person.answer("What is affected?", "1")
        type_text(person, "Mail waits meanwhile.")
        person.finish()

    assert person.code == 0
    file = site / "content/maintenance/2099-12-01-new-switches.md"
    assert "starts: 2099-12-01 22:00\nends: 2099-12-02 01:00\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("verb", "status"), [("start", "In progress"), ("finish", "Completed")])
def test_work_goes_on_without_a_question(site: Path, verb: str, status: str) -> None:
    with terminal(site, "maintenance", verb, *NOW) as person:
        person.finish()

    assert person.code == 0
    assert tail_of(site, DISKS) == f"\n## {status} · 2026-11-21 13:10\n"


def test_move_asks_when_and_cancel_asks_why(site: Path) -> None:
    with terminal(site, "maintenance", "move", *NOW) as person:
        person.answer("When does it begin now?", "2026-12-03 22:00")
        type_text(person, "A part is late.")
        person.finish()
    with terminal(site, "maintenance", "cancel", *NOW) as another:
        type_text(another, "No need any more.")
        another.finish()

    assert (person.code, another.code) == (0, 0)
    assert "ends: 2026-12-04 01:00\n\nA part is late.\n" in tail_of(site, DISKS)
    assert tail_of(site, DISKS).endswith("\n\nNo need any more.\n")


def test_withdraw_asks_why(site: Path) -> None:
    with terminal(site, "withdraw", *NOW) as person:
        person.answer("Why is “Email arrives late” withdrawn?", "A false alarm")
        person.finish()

    assert person.code == 0
    assert "withdrawn: A false alarm\n" in (site / EMAIL).read_text(encoding="utf-8")


def test_the_editor_opens_with_a_skeleton(site: Path, tmp_path: Path) -> None:
    opened = editor(
        tmp_path,
        """
        text = FILE.read_text("utf-8")
        assert "13:40" in text, text
        FILE.write_text("From the editor. " + text.splitlines()[-1], "utf-8")
        """,
    )
    with terminal(site, "update", *NOW, "-e", "--next", "30m", EDITOR=opened) as person:
        person.finish()

    assert person.code == 0
    assert "\n\nFrom the editor. " in tail_of(site)


def test_a_named_skeleton_with_gaps_opens_the_editor(site: Path, tmp_path: Path) -> None:
    opened = editor(tmp_path, 'FILE.write_text("No gap any more.\\n", "utf-8")')

    with terminal(site, "update", *NOW, "--template", "nothing-new", EDITOR=opened) as person:
        person.finish()

    assert person.code == 0
    assert tail_of(site).endswith("\n\nNo gap any more.\n")


def test_postmortem_opens_the_editor_at_once(site: Path, tmp_path: Path) -> None:
    opened = editor(tmp_path, 'FILE.write_text("### What happened\\n\\nIt broke.\\n", "utf-8")')

    with terminal(site, "postmortem", *NOW, VISUAL=opened, EDITOR="/nowhere/ed") as person:
        person.finish()

    assert person.code == 0
    assert tail_of(site, OLD).endswith("\n\n### What happened\n\nIt broke.\n")


def test_enter_alone_opens_the_editor(site: Path, tmp_path: Path) -> None:
    opened = editor(tmp_path, 'FILE.write_text("From the editor.\\n", "utf-8")')

    with terminal(site, "resolve", *NOW, "--ended", "12:50", EDITOR=opened) as person:
        person.answer("> ")
        person.finish()

    assert person.code == 0
    assert tail_of(site).endswith("\n\nFrom the editor.\n")


def test_enter_alone_loses_no_answer_where_there_is_no_editor(site: Path) -> None:
    with terminal(site, "update", *NOW, "--status", "update", "--next", "30m") as person:
        person.answer("> ")
        person.answer("> ", "  ")
        person.answer("> ", "It goes on.")
        person.answer("> ", ".")
        person.finish()

    assert person.code == 0
    assert tail_of(site).endswith("next_update: 13:40\n\nIt goes on.\n")


@pytest.mark.parametrize("script", [_READ, 'FILE.write_text(" \\n", "utf-8")', "FILE.unlink()"])
def test_a_text_left_as_it_was_writes_nothing(site: Path, tmp_path: Path, script: str) -> None:
    with terminal(site, "update", *NOW, "-e", EDITOR=editor(tmp_path, script)) as person:
        shown = person.finish()

    assert (person.code, tail_of(site)) == (0, "")
    assert shown == "nothing was written: the text is empty, or as it was\n"


def test_an_editor_that_does_not_wait_is_told_and_its_text_stays(
    site: Path, tmp_path: Path
) -> None:
    opened = editor(tmp_path, "")
    with terminal(site, "update", *NOW, "-e", "--next", "30m", EDITOR=opened) as person:
        shown = person.finish()

    assert (person.code, tail_of(site)) == (3, "")
    assert shown.startswith(f"error: the editor `{opened}` came back at once with the text as it ")
    assert "EDITOR='code --wait'" in shown
    kept = Path(shown.partition("- < ")[2].strip())
    assert "13:40" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("script", ["sys.exit(1)", None])
def test_an_editor_that_fails_is_told(site: Path, tmp_path: Path, script: str | None) -> None:
    command = editor(tmp_path, script) if script else "/nowhere/ed"

    with terminal(site, "update", *NOW, "-e", EDITOR=command) as person:
        shown = person.finish()

    assert (person.code, tail_of(site)) == (3, "")
    assert shown.startswith(f"error: the editor `{command}` ")


def test_an_editor_that_saves_other_letters_is_told(site: Path, tmp_path: Path) -> None:
    opened = editor(tmp_path, 'FILE.write_bytes("Straße".encode("cp1252"))')

    with terminal(site, "update", *NOW, "-e", EDITOR=opened) as person:
        shown = person.finish()

    assert (person.code, tail_of(site)) == (3, "")
    kept = Path(shown.partition("- < ")[2].strip())
    assert kept.read_bytes() == "Straße".encode("cp1252")


def test_what_was_typed_is_kept_if_it_can_not_be_written(site: Path, tmp_path: Path) -> None:
    opened = editor(tmp_path, 'FILE.write_text("See [that](../gone.md).\\n", "utf-8")')

    with terminal(site, "update", *NOW, "-e", EDITOR=opened) as person:
        shown = person.finish()

    assert (person.code, tail_of(site)) == (1, "")
    [kept] = (site / ".stillup" / "kept").iterdir()
    assert kept.read_text(encoding="utf-8") == "See [that](../gone.md).\n"
    assert f"to use it, put this behind the same command: - < .stillup/kept/{kept.name}" in shown


def test_what_changed_while_one_typed_stays(site: Path) -> None:
    with terminal(site, "update", *NOW, "--status", "identified", "--next", "30m") as person:
        person.answer("> ", "Mine.")
        file = site / EMAIL
        theirs = "\n## Update · 2026-11-21 13:10\n\nTheirs.\n"
        file.write_text(file.read_text(encoding="utf-8") + theirs, encoding="utf-8")
        person.answer("> ", ".")
        person.finish()

    assert person.code == 0
    assert tail_of(site) == (
        f"{theirs}\n## Identified · 2026-11-21 13:10:20\nnext_update: 13:40\n\nMine.\n"
    )


@pytest.mark.parametrize("question", ["Number [1]", "When do you write again?", TEXT])
def test_ctrl_c_leaves_everything_as_it_was(site: Path, question: str) -> None:
    questions = ["Number [1]", "When do you write again?", TEXT]
    with terminal(site, "update", *NOW) as person:
        for each in questions[: questions.index(question)]:
            person.answer(each)
        person.interrupt(question)
        shown = person.finish()

    assert (person.code, tail_of(site)) == (130, "")
    assert shown.endswith("stopped: nothing was written\n")
    assert not (site / ".stillup" / "kept").exists()


def test_ctrl_c_keeps_what_was_typed(site: Path) -> None:
    with terminal(site, "resolve", *NOW, "--ended", "now") as person:
        person.answer("> ", "All mail is")
        person.interrupt("> ")
        person.finish()

    assert (person.code, tail_of(site)) == (130, "")
    [kept] = (site / ".stillup" / "kept").iterdir()
    assert kept.read_text(encoding="utf-8") == "All mail is\n"


def test_a_narrow_terminal_is_wide_enough(site: Path) -> None:
    with terminal(site, "update", *NOW, columns=40) as person:
        person.answer("Number [1]")
        person.answer("[30m]")
        type_text(person, "It goes on.")
        shown = person.finish()

    assert person.code == 0
    after = shown.partition("Readers see:")[2]
    told = [line for line in after.splitlines() if "stillup" not in line]
    assert all(len(line) <= 40 for line in told)
    assert "  before 13:40:\n    stillup update 2026-11-21-email\n" in shown


def test_a_long_line_is_taken_whole(site: Path) -> None:
    words = "word " * 1500

    with terminal(site, "update", *NOW, "--status", "update", "--next", "1h") as person:
        type_text(person, words.strip())
        person.finish()

    assert person.code == 0
    assert words.strip() in tail_of(site)
