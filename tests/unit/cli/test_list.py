"""`stillup list`: which posts there are, and how each of them stands."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.command import Ran, run
from tests.unit.cli.sites import BROKEN, EMAIL, NOW, SITE, WEBMAIL


def list_posts(folder: Path, *args: str, now: str = NOW) -> Ran:
    return run("-C", folder, "list", "--now", now, *args)


def ids(ran: Ran) -> list[str]:
    return [post["id"] for post in json.loads(ran.out)["posts"]]


def test_posts_are_listed_newest_first(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = list_posts(tmp_path)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "scheduled      maintenance\n"
        "               New disks\n"
        "               starts 2026-12-01 22:00, last update 2026-11-20 10:00\n"
        "               content/maintenance/2026-12-01-disks.md\n"
        "\n"
        "investigating  major\n"
        "               Email arrives late\n"
        "               started 2026-11-21 12:20, last update 2026-11-21 12:41,"
        " next update promised 2026-11-21 13:15\n"
        "               content/incidents/2026-11-21-email.md\n"
        "\n"
        "investigating  DRAFT, minor\n"
        "               Nobody sees this\n"
        "               started 2026-11-20 09:00, last update 2026-11-20 09:00\n"
        "               content/incidents/2026-11-20-draft.md\n"
        "\n"
        "resolved       minor\n"
        "               Webmail was slow\n"
        "               started 2026-11-10 09:00, last update 2026-11-10 10:00\n"
        "               content/incidents/2026-11-10-webmail.md\n"
        "\n"
        "4 posts, times in Europe/Lisbon\n"
    )


def test_a_broken_promise_is_seen(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    assert "2026-11-21 13:15 (late)\n" in list_posts(tmp_path, now="2026-11-21T13:16Z").out


@pytest.mark.parametrize(
    ("option", "listed"),
    [
        ("--open", ["2026-11-21-email"]),
        ("--planned", ["2026-12-01-disks"]),
        ("--drafts", ["2026-11-20-draft"]),
        (
            "--all",
            ["2026-12-01-disks", "2026-11-21-email", "2026-11-20-draft", "2026-11-10-webmail"],
        ),
    ],
)
def test_a_part_can_be_asked_for(option: str, listed: list[str], tmp_path: Path) -> None:
    SITE.write(tmp_path)

    assert ids(list_posts(tmp_path, option, "--json")) == listed
    assert f"{len(listed)} post" in list_posts(tmp_path, option).out


def test_maintenance_that_has_begun_is_open_and_no_longer_planned(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    now = "2026-12-01T23:00Z"

    assert ids(list_posts(tmp_path, "--planned", "--json", now=now)) == []
    assert ids(list_posts(tmp_path, "--open", "--json", now=now))[0] == "2026-12-01-disks"
    assert list_posts(tmp_path, "--planned", now=now).out == "no posts with --planned\n"


def test_a_machine_is_told_everything(tmp_path: Path) -> None:
    SITE.replace(EMAIL, "impact: major", "impact: major\npublish_at: 2026-11-22 09:00").write(
        tmp_path
    )

    told = json.loads(list_posts(tmp_path, "--json").out)

    assert (told["version"], told["not_listed"]) == (1, [])
    assert told["posts"][1] == {
        "id": "2026-11-21-email",
        "path": EMAIL,
        "title": "Email arrives late",
        "kind": "incident",
        "state": "investigating",
        "impact": "major",
        "open": True,
        "started": "2026-11-21T12:20:00Z",
        "ended": None,
        "last_update": "2026-11-21T12:41:00Z",
        "next_update": "2026-11-21T13:15:00Z",
        "hidden": "embargo",
    }
    webmail = told["posts"][3]
    assert (webmail["open"], webmail["ended"]) == (False, "2026-11-10T10:00:00Z")


def test_a_withdrawn_post_says_so(tmp_path: Path) -> None:
    withdrawn = "impact: major\nwithdrawn: It was a test"
    SITE.replace(EMAIL, "impact: major", withdrawn).write(tmp_path)

    post = json.loads(list_posts(tmp_path, "--json").out)["posts"][1]

    assert (post["state"], post["open"]) == ("withdrawn", False)


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    BROKEN.write(tmp_path)

    ran = list_posts(tmp_path)

    assert ran.code == 0
    assert "Email arrives late" in ran.out
    assert ran.err == f"not listed: {WEBMAIL}: it has errors\n"
    assert json.loads(list_posts(tmp_path, "--json").out)["not_listed"] == [WEBMAIL]


def test_nothing_can_be_listed_without_settings(tmp_path: Path) -> None:
    SITE.replace("content/site.yaml", "name: Example Status", "nmae: Example").write(tmp_path)

    ran = list_posts(tmp_path)

    assert (ran.code, ran.out) == (1, "")
    assert "nothing can be listed" in ran.err


def test_old_posts_wait_until_one_asks_for_all(tmp_path: Path) -> None:
    old: dict[str, str | bytes] = {
        WEBMAIL.replace("2026-11-10", f"2026-10-{day:02}"): SITE.files[WEBMAIL].replace(
            b"2026-11-10", f"2026-10-{day:02}".encode()
        )
        for day in range(1, 31)
    }
    SITE.with_files(old).write(tmp_path)

    ran = list_posts(tmp_path)

    assert "\n20 posts, times in Europe/Lisbon\n14 older: stillup list --all\n" in ran.out
    assert "34 posts, times" in list_posts(tmp_path, "--all").out
    assert len(ids(list_posts(tmp_path, "--json"))) == 34


def test_an_empty_site_lists_nothing(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    for folder in ("incidents", "maintenance"):
        for file in (tmp_path / "content" / folder).iterdir():
            file.unlink()

    assert list_posts(tmp_path) == Ran(0, "no posts\n", "")


def test_a_title_can_not_command_the_terminal(tmp_path: Path) -> None:
    SITE.replace(EMAIL, "Email arrives late", "\u202eetal").write(tmp_path)

    ran = list_posts(tmp_path)

    assert "\u202e" not in ran.out + ran.err
