"""`stillup resolve`, `stillup postmortem` and `stillup withdraw` in one line."""

from pathlib import Path

import pytest

from tests.support.desks import DISKS, EMAIL, OLD, SITE
from tests.unit.cli.command import Ran, run

NOW = "2026-11-21T13:10:20Z"


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STILLUP_AUTHOR", raising=False)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    SITE.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def do(verb: str, *args: str, typed: str | None = None) -> Ran:
    return run(verb, "--now", NOW, *args, typed=typed)


def read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def test_it_is_over_and_since_when(site: Path) -> None:
    ran = do("resolve", "email", "--ended", "20 minutes ago", "-m", "All mail is there. Sorry.")

    assert (ran.code, ran.err) == (0, "")
    assert read(site, EMAIL).endswith(
        "\n\n## Resolved · 2026-11-21 13:10\nended: 12:50\n\nAll mail is there. Sorry.\n"
    )
    assert "“Email arrives late” is resolved; from 12:20 to 12:50.\n" in ran.out
    assert "Look at it again" not in ran.out
    assert "stillup update" not in ran.out


def test_the_only_open_one_is_meant(site: Path) -> None:
    assert do("resolve", "-m", "Done.").code == 0
    assert "## Resolved" in read(site, EMAIL)


@pytest.mark.parametrize(
    ("words", "said", "way"),
    [
        ("2026-11-10-webmail", "is resolved already", "stillup update 2026-11-10-webmail"),
        ("2026-12-01-disks", "is planned work", "stillup maintenance finish 2026-12-01-disks"),
    ],
)
def test_what_can_not_be_resolved_is_refused(words: str, said: str, way: str) -> None:
    ran = do("resolve", words, "-m", "Done.")

    assert ran.code == 2
    assert said in ran.err
    assert way in ran.err


def test_an_end_before_the_beginning_is_refused(site: Path) -> None:
    ran = do("resolve", "email", "--ended", "11:00", "-m", "Done.")

    assert ran.code == 2
    assert "error: 2026-11-21 11:00 is before it began, which was 2026-11-21 12:20\n" in ran.err
    assert read(site, EMAIL) == SITE.files[EMAIL].decode()


def test_a_postmortem_is_for_the_latest_without_one(site: Path) -> None:
    text = "### What we are doing\n\n- [ ] A third server (Web team, due 2027-01-15)\n"

    ran = do("postmortem", typed=text)

    assert (ran.code, ran.err) == (0, "")
    assert read(site, OLD).endswith(f"\n\n## Postmortem · 2026-11-21 13:10\n\n{text}")


def test_a_postmortem_of_what_goes_on_is_refused() -> None:
    ran = do("postmortem", "2026-11-21-email", "-m", "Why.")

    assert ran.code == 2
    assert "Say first that it is over:\n  stillup resolve 2026-11-21-email\n" in ran.err


def test_what_is_withdrawn_says_why(site: Path) -> None:
    ran = do("withdraw", "email", "-m", "A false alarm: our monitor had failed")

    assert (ran.code, ran.err) == (0, "")
    assert read(site, EMAIL) == SITE.files[EMAIL].decode().replace(
        "author: jane\n",
        'author: jane\nwithdrawn: "A false alarm: our monitor had failed"\n',
    )
    assert "is withdrawn: A false alarm" in ran.out
    assert "`stillup update` tells them too" in " ".join(ran.out.split())


def test_without_a_reason_nothing_is_withdrawn(site: Path) -> None:
    ran = do("withdraw", "email")

    assert ran.code == 2
    assert "say why: -m WHY" in ran.err
    assert read(site, EMAIL) == SITE.files[EMAIL].decode()


def test_nothing_is_withdrawn_twice() -> None:
    do("withdraw", "email", "-m", "A false alarm")

    ran = do("withdraw", "2026-11-21-email", "-m", "Again")

    assert (ran.code, ran.err) == (
        2,
        "error: `2026-11-21-email` is withdrawn already: A false alarm\n",
    )


def test_planned_work_can_be_withdrawn(site: Path) -> None:
    assert do("withdraw", "disks", "-m", "A duplicate").code == 0
    assert "withdrawn: A duplicate\n" in read(site, DISKS)


def test_a_postmortem_of_what_goes_on_is_answered_with_that_post() -> None:
    ran = do("postmortem", "arrives late", "-m", "It broke.")

    assert ran.code == 2
    assert ran.err == (
        "error: no resolved incident matches `arrives late`\n\nOnly this matches:\n"
        "  stillup postmortem 2026-11-21-email\n"
        "      Email arrives late (investigating, 2026-11-21 12:41)\n"
    )


def test_work_is_never_answered_with_an_incident() -> None:
    ran = run("maintenance", "finish", "--now", NOW, "arrives late", "-m", "Done.")

    assert ran.code == 2
    assert "2026-11-21-email" not in ran.err
