"""`stillup maintenance` in one line: plan, start, finish, move, cancel."""

from pathlib import Path

import pytest

from tests.support.desks import DISKS, SITE
from tests.unit.cli.command import Ran, run

NOW = "2026-11-21T13:10:20Z"
SWITCHES = "content/maintenance/2026-12-03-new-switches.md"


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STILLUP_AUTHOR", raising=False)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    SITE.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def do(verb: str, *args: str, now: str = NOW) -> Ran:
    return run("maintenance", verb, "--now", now, *args)


def tail_of(site: Path, path: str = DISKS) -> str:
    before, after = SITE.files[path].decode(), (site / path).read_text(encoding="utf-8")
    assert after.startswith(before)
    return after.removeprefix(before)


def test_work_is_planned(site: Path) -> None:
    ran = do(
        "plan", "New switches", "--from", "2026-12-03 22:00", "--to", "3h",
        "--component", "email,webmail", "--author", "sam", "-m", "Mail waits meanwhile.",
    )  # fmt: skip

    assert (ran.code, ran.err) == (0, "")
    assert (site / SWITCHES).read_text(encoding="utf-8") == (
        "---\ntitle: New switches\ncomponents: [email, webmail]\nstarts: 2026-12-03 22:00\n"
        "ends: 2026-12-04 01:00\nauthor: sam\n---\n\n## Scheduled · 2026-11-21 13:10\n\n"
        "Mail waits meanwhile.\n"
    )
    assert "“New switches” is planned, 2026-12-03 22:00 to 2026-12-04 01:00.\n" in ran.out


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (["--from", "tomorrow 22:00", "--to", "3h"], "the title is missing: TITLE"),
        (["New switches", "--to", "3h"], "when it begins is missing: --from TIME"),
        (["New switches", "--from", "tomorrow 22:00"], "when it ends is missing: --to TIME"),
        (["New switches", "--from", "tomorrow 22:00", "--to", "3h"], "there is no text"),
    ],
)
def test_what_is_missing_is_named(given: list[str], missing: str) -> None:
    ran = do("plan", *given)

    assert ran.code == 2
    assert ran.err.startswith(f"error: {missing}")


def test_it_begins_and_ends_without_a_word(site: Path) -> None:
    assert do("start", "disks", now="2026-12-01T22:04Z").code == 0
    ran = do("finish", now="2026-12-02T00:31Z")

    assert ran.code == 0
    assert tail_of(site) == (
        "\n## In progress · 2026-12-01 22:04\n\n## Completed · 2026-12-02 00:31\n"
    )


def test_it_moves(site: Path) -> None:
    ran = do("move", "disks", "--from", "2026-12-03 21:00", "-m", "A part is late.")

    assert ran.code == 0
    assert tail_of(site) == (
        "\n## Update · 2026-11-21 13:10\nstarts: 2026-12-03 21:00\nends: 2026-12-04 00:00\n"
        "\nA part is late.\n"
    )
    assert "is planned, 2026-12-03 21:00 to 2026-12-04 00:00.\n" in ran.out


def test_it_can_not_move_nowhere() -> None:
    ran = do("move", "disks", "-m", "Later.")

    assert ran.code == 2
    assert "the new time is missing: --from TIME, --to TIME" in ran.err


def test_who_cancels_says_why(site: Path) -> None:
    assert do("cancel", "disks").code == 2
    assert do("cancel", "disks", "-m", "The disks are faulty.").code == 0
    assert tail_of(site) == "\n## Cancelled · 2026-11-21 13:10\n\nThe disks are faulty.\n"


def test_what_is_over_is_not_begun_again() -> None:
    do("cancel", "disks", "-m", "The disks are faulty.")

    ran = do("start", "2026-12-01-disks")

    assert ran.code == 2
    assert "`2026-12-01-disks` is cancelled already" in ran.err


def test_an_incident_is_no_work() -> None:
    ran = do("start", "2026-11-21-email")

    assert ran.code == 2
    assert "`2026-11-21-email` is an incident" in ran.err


def test_alone_it_asks_for_a_verb() -> None:
    ran = run("maintenance")

    assert ran.code == 2
    assert "say which: maintenance plan, start, finish, move or cancel" in ran.err
