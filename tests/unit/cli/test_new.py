"""`stillup new` in one line."""

from pathlib import Path

import pytest

from tests.support.desks import EMAIL, SITE
from tests.unit.cli.command import Ran, run

NOW = "2026-11-21T13:10:20Z"
TEXT = ("-m", "We look into it. Please wait.")


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STILLUP_AUTHOR", raising=False)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    SITE.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*args: str, typed: str | None = None) -> Ran:
    return run("new", "--now", NOW, *args, typed=typed)


def files(site: Path) -> set[str]:
    return {path.name for path in (site / "content" / "incidents").iterdir()}


def test_one_line_is_enough(site: Path) -> None:
    ran = new(
        "Nobody can sign in", *TEXT, "--impact", "critical", "--component", "sign-in",
        "--started", "13:00", "--next", "15m", "--author", "jane",
    )  # fmt: skip

    assert (ran.code, ran.err) == (0, "")
    path = "content/incidents/2026-11-21-nobody-can-sign-in.md"
    assert (site / path).read_text(encoding="utf-8") == (
        "---\ntitle: Nobody can sign in\nimpact: critical\ncomponents: sign-in\n"
        "started: 2026-11-21 13:00\nauthor: jane\n---\n\n"
        "## Investigating · 2026-11-21 13:10\nnext_update: 13:25\n\n"
        "We look into it. Please wait.\n"
    )
    assert ran.out.startswith(f"Wrote {path}, a new file:\n\n   1  ---\n   2  title: Nobody")
    assert "Look at it again" not in ran.out
    assert "  stillup update 2026-11-21-nobody-can-sign-in  before 13:25\n" in ran.out


def test_words_without_quotes_are_a_title(site: Path) -> None:
    assert new("Email", "is", "slow", *TEXT).code == 0
    assert "2026-11-21-email-is-slow.md" in files(site)


def test_what_nobody_said_is_named() -> None:
    out = new("Email is slow", *TEXT).out

    assert "  - nobody said how hard it hits, so it says `impact: minor`\n" in out
    assert "no component is named" in out
    assert "no next update is promised" in out


def test_the_same_title_twice_is_pointed_out() -> None:
    out = new("email ARRIVES late", *TEXT).out

    assert "an open incident has this title already: `2026-11-21-email`" in out


def test_the_title_is_missing() -> None:
    ran = new(*TEXT)

    assert ran.code == 2
    assert ran.err.startswith("error: there is no title: say what people cannot do")


def test_the_text_is_missing(site: Path) -> None:
    before = files(site)

    ran = new("Email is slow")

    assert (ran.code, files(site)) == (2, before)
    assert "there is no text" in ran.err


def test_a_name_that_is_taken_is_never_overwritten(site: Path) -> None:
    ran = new("Email is slow", *TEXT, "--name", "2026-11-21-email")

    assert ran.code == 3
    assert f"error: there is a file {EMAIL} already, so nothing was written\n" in ran.err
    assert "your text is kept in .stillup/kept/" in ran.err
    assert (site / EMAIL).read_bytes() == SITE.files[EMAIL]


def test_an_embargo_is_told() -> None:
    ran = new("We close the office", *TEXT, "--publish-at", "tomorrow 09:00")

    assert ran.code == 0
    assert "Readers see nothing of it before 2026-11-22 09:00.\n" in ran.out


def test_a_draft_stays_one() -> None:
    ran = new("Email is slow", "--draft", typed="It is slow.\n")

    assert "it is a draft. Take `draft: true` out" in " ".join(ran.out.split())


def test_a_dry_run_makes_no_file(site: Path) -> None:
    before = files(site)

    assert new("Email is slow", *TEXT, "--dry-run").code == 0
    assert files(site) == before
