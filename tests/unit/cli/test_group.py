"""However a verb ends, the exit code can be trusted and nobody sees a traceback."""

from pathlib import Path

import click
import pytest

from stillup.cli.exits import Failure, Refusal
from stillup.cli.group import Verbs, run_and_leave
from stillup.cli.main import SECTIONS, stillup
from stillup.cli.wishes import Wishes
from tests.unit.cli.command import Ran, run


@pytest.fixture(autouse=True)
def no_debug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STILLUP_DEBUG", raising=False)


def ending_with(problem: BaseException, folder: Path, *args: str) -> Ran:
    """Run a verb that ends with an exception."""

    @click.group(cls=Verbs, sections={"All": ("fail",)})
    @click.option("--debug", is_flag=True, envvar="STILLUP_DEBUG")
    @click.pass_context
    def group(ctx: click.Context, *, debug: bool) -> None:
        ctx.obj = Wishes(folder, debug=debug)

    @group.command()
    def fail() -> None:
        raise problem

    return run(*args, "fail", group=group)


def test_a_refusal_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    ran = ending_with(Refusal("there is no site", hint="Make one: stillup init"), tmp_path)

    assert ran == Ran(2, "", "error: there is no site\n\nMake one: stillup init\n")


def test_a_failure_has_another_code(tmp_path: Path) -> None:
    assert ending_with(Failure("the disk is full"), tmp_path).code == 3


def test_what_the_system_refuses_is_said_in_its_words(tmp_path: Path) -> None:
    ran = ending_with(PermissionError(13, "Permission denied", "public/index.html"), tmp_path)

    assert ran == Ran(3, "", "error: Permission denied: `public/index.html`\n")


def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    ran = ending_with(KeyboardInterrupt(), tmp_path)

    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "")


def test_a_bug_of_ours_is_told_and_its_details_are_kept(tmp_path: Path) -> None:
    (tmp_path / ".stillup").mkdir()

    ran = ending_with(KeyError("colour"), tmp_path)

    assert ran.code == 70
    assert "Traceback" not in ran.err
    assert "what happened: KeyError: 'colour'" in ran.err
    [details] = (tmp_path / ".stillup").iterdir()
    assert details.name in ran.err
    kept = details.read_text(encoding="utf-8")
    assert "Traceback" in kept
    assert "KeyError: 'colour'" in kept
    assert "stillup 0." in kept


def test_the_details_of_a_bug_outside_a_site_go_where_files_may_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "elsewhere"))
    (tmp_path / "elsewhere").mkdir()

    ran = ending_with(KeyError("colour"), tmp_path)

    [details] = (tmp_path / "elsewhere").iterdir()
    assert details.name in ran.err
    assert not (tmp_path / ".stillup").exists()


def test_a_bug_is_told_even_if_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))

    ran = ending_with(KeyError("colour"), tmp_path)

    assert ran.code == 70
    assert "run again with --debug" in ran.err


def test_the_real_command_listens_to_the_same_words() -> None:
    debug = next(option for option in stillup.params if option.name == "debug")

    assert (debug.opts, debug.envvar) == (["--debug"], "STILLUP_DEBUG")


@pytest.mark.parametrize("by", ["option", "environment"])
def test_whoever_looks_for_the_bug_sees_the_traceback(
    by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if by == "environment":
        monkeypatch.setenv("STILLUP_DEBUG", "1")

    ran = ending_with(KeyError("colour"), tmp_path, *["--debug"] * (by == "option"))

    assert ran.code == 70
    assert "Traceback" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_bug_is_told_even_before_a_verb_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("colour")

    group = Verbs("stillup", sections={}, params=[click.Option(["--x"], callback=fail)])
    monkeypatch.setattr("sys.argv", ["stillup", "--x", "1"])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with pytest.raises(SystemExit) as end:
        run_and_leave(group)

    err = capsys.readouterr().err
    assert end.value.code == 70
    assert "what happened: KeyError: 'colour'" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("typed", "meant"), [("biuld", "build"), ("chekc", "check"), ("ls", "list"), ("Init", "init")]
)
def test_a_mistyped_verb_is_guessed(typed: str, meant: str) -> None:
    ran = run(typed)

    assert ran.code == 2
    assert f"there is no verb `{typed}`; did you mean `{meant}`?" in ran.err


def test_a_verb_like_no_other_is_not_guessed() -> None:
    assert "there is no verb `xyzzy`\n" in run("xyzzy").err


def test_a_mistyped_option_is_guessed() -> None:
    ran = run("build", "--leav-out", "x")

    assert ran.code == 2
    assert "--leave-out" in ran.err


def test_the_help_has_every_verb_under_a_heading() -> None:
    ran = run("--help")

    assert ran.code == 0
    assert all(f"\n{heading}:\n" in ran.out for heading in SECTIONS)
    assert {verb for verbs in SECTIONS.values() for verb in verbs} == set(stillup.commands)
    assert all(f"\n  {verb} " in ran.out for verb in stillup.commands)


@pytest.mark.parametrize("verb", sorted(stillup.commands))
def test_every_verb_explains_itself_with_examples(verb: str) -> None:
    ran = run(verb, "--help")

    assert ran.code == 0
    assert "Example" in ran.out
    assert f"stillup {verb}" in ran.out


def test_no_verb_at_all_shows_the_help() -> None:
    assert "Every day:" in run().err + run().out
