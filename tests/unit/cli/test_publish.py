"""`stillup publish`: what it does, what it says on one screen, and with which code it ends."""

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.host import Host
from tests.support.project import Project
from tests.unit.cli.command import Ran, run
from tests.unit.cli.sites import BROKEN, EMAIL, NOW, SITE, WEBMAIL


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """Give the web host that serves the first target: what readers find."""
    with Host(tmp_path / "www").open() as host:
        yield host


def live(project: Project, host: Host, *more: str) -> Project:
    """Return a project that is published to the folder that the host serves, and to more."""
    targets = [f'{{name: www, to: "file://{host.folder}"}}', *more]
    listed = "".join(f"  - {target}\n" for target in targets)
    text = project.files["content/site.yaml"].decode()
    text = text.replace("https://status.example", host.address) + f"publish:\n{listed}"
    return project.with_files({"content/site.yaml": text})


def site(folder: Path, host: Host, *more: str, project: Project = SITE) -> Path:
    return live(project, host, *more).write(folder / "site")


def publish(folder: Path, *args: str, now: str = NOW) -> Ran:
    return run("-C", folder, "publish", "--now", now, *args)


def test_the_site_goes_live_and_one_screen_says_so(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)

    ran = publish(folder)

    assert (ran.code, ran.err) == (0, "")
    assert (host.folder / "index.html").is_file()
    first, *rest = ran.out.splitlines()
    assert first.startswith(
        f"www ({host.folder}): live since 2026-11-21 13:00 UTC; 55 files sent ("
    )
    assert rest == [
        "Publish again at 2026-11-21 13:15 UTC: the next update of 2026-11-21-email is due."
    ]


def test_a_second_run_sends_next_to_nothing(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)
    publish(folder)

    ran = publish(folder, now="2026-11-21T13:01Z")

    assert "; 1 file sent (30 B), 54 as they were" in ran.out


def test_a_new_update_is_counted(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)
    publish(folder)
    post = folder / EMAIL
    post.write_text(post.read_text() + "\n## Resolved · 2026-11-21 13:04\n\nAll is well.\n")

    ran = publish(folder, now="2026-11-21T13:05Z")

    assert ran.code == 0
    assert "New for readers: 1 update.\n" in ran.out


def test_a_dry_run_says_what_and_why_and_touches_nothing(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)

    ran = publish(folder, "--dry-run")

    assert ran.code == 0
    assert not host.folder.exists()
    lines = ran.out.splitlines()
    assert lines[0] == (
        f"www ({host.folder}): 55 files would be sent (55 new), 0 deleted, 0 would stay as they are"
    )
    assert "  new      incidents/2026-11-21-email/index.html" in lines
    assert lines[-1] == "  … and 35 more"


def test_one_target_fails_and_the_other_is_live(tmp_path: Path, host: Host) -> None:
    away = tmp_path / "not-mounted" / "usb"
    folder = site(tmp_path, host, f'{{name: usb, to: "file://{away}"}}')

    ran = publish(folder)

    assert ran.code == 3
    assert (host.folder / "index.html").is_file()
    assert ran.out == ""
    good, *bad, again = ran.err.splitlines()
    assert good.startswith("www (")
    assert bad == [
        f"usb ({away}): failed: there is no folder `{away.parent}`",
        "  nothing was changed",
        "  help: make it, or mount the disk that it is on",
    ]
    assert again.startswith("Publish again at ")


def test_only_one_target_is_published_to(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host, f'{{name: other, to: "file://{tmp_path}/other"}}')

    ran = publish(folder, "--only", "other")

    assert ran.code == 0
    assert (tmp_path / "other" / "index.html").is_file()
    assert not host.folder.exists()


def test_a_target_that_is_not_there_is_a_wrong_word(tmp_path: Path, host: Host) -> None:
    ran = publish(site(tmp_path, host), "--only", "ww")

    assert ran.code == 2
    assert ran.err == "error: there is no target `ww`\n\nDid you mean `www`?\n"


def test_a_site_without_targets_is_told_how_to_name_one(tmp_path: Path) -> None:
    ran = publish(SITE.write(tmp_path))

    assert ran.code == 2
    assert "publish:\n  - {name: " in ran.err


def test_a_mistake_in_a_post_publishes_nothing_and_the_way_out_works(
    tmp_path: Path, host: Host
) -> None:
    folder = site(tmp_path, host, project=BROKEN)

    ran = publish(folder)

    assert ran.code == 1
    assert "nothing was published" in ran.err
    assert not host.folder.exists()
    command = shlex.split(ran.err.strip().splitlines()[-1])
    assert command[:4] == ["stillup", "-C", command[2], "publish"]
    assert run(*command[1:], "--now", NOW).code == 0


def test_what_readers_have_seen_is_not_lost_by_accident(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)
    publish(folder)
    (folder / WEBMAIL).unlink()

    ran = publish(folder)

    assert ran.code == 3
    lines = ran.err.splitlines()
    assert lines[:2] == [
        "error: readers have seen what this site no longer has",
        "nothing was published, and nothing was changed",
    ]
    assert "  2026-11-10-webmail#u2026-11-10-0900, public since 2026-11-21 13:00 UTC" in lines
    assert any(line.startswith("  likely: there is no `2026-11-10-webmail.md`") for line in lines)
    assert any("`git pull`" in line for line in lines if line.startswith("  help: "))
    assert (host.folder / "incidents/2026-11-10-webmail/index.html").is_file()

    assert publish(folder, "--remove", "2026-11-10-webmail").code == 0
    assert not (host.folder / "incidents/2026-11-10-webmail").exists()
    assert publish(folder).code == 0


def test_a_file_left_out_keeps_its_page(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)
    publish(folder)

    ran = publish(folder, "--leave-out", WEBMAIL)

    assert ran.code == 0
    assert (host.folder / "incidents/2026-11-10-webmail/index.html").is_file()


def test_if_due_does_nothing_until_something_changes(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)
    publish(folder)

    early = publish(folder, "--if-due", now="2026-11-21T13:10Z")
    due = publish(folder, "--if-due", now="2026-11-21T13:15Z")
    post = folder / EMAIL
    post.write_text(post.read_text().replace("looking into it", "working on it"))
    changed = publish(folder, "--if-due", now="2026-11-21T13:16Z")

    assert (early.code, early.out) == (
        0,
        "Nothing to publish before 2026-11-21 13:15 UTC: the content is as it was.\n",
    )
    assert "live since 2026-11-21 13:15 UTC" in due.out
    assert "live since 2026-11-21 13:16 UTC" in changed.out


def test_verify_reads_back_as_readers_do(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)

    ran = publish(folder, "--verify")

    assert (ran.code, ran.err) == (0, "")
    assert host.times("/") == 1


def test_many_deletions_want_to_be_allowed(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)
    publish(folder)
    (folder / WEBMAIL).unlink()

    ran = publish(folder, "--remove", "2026-11-10-webmail", "--max-deletes", "0")

    assert ran.code == 3
    failed, state, cure, *_ = ran.err.splitlines()
    assert failed.startswith(f"www ({host.folder}): failed: 1 file would be deleted, and the limit")
    assert failed.endswith(" is 0: `incidents/2026-11-10-webmail/index.html`")
    assert (
        state == "  live there is what was published at 2026-11-21 13:00 UTC; nothing was changed"
    )
    assert cure.endswith("if that is right, `stillup publish --max-deletes 1`")
    assert (host.folder / "incidents/2026-11-10-webmail/index.html").is_file()


def test_quiet_says_nothing_if_all_is_well(tmp_path: Path, host: Host) -> None:
    ran = publish(site(tmp_path, host), "--quiet")

    assert (ran.code, ran.out, ran.err) == (0, "", "")


def told(ran: Ran) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_a_machine_is_told_what_is_live_where(tmp_path: Path, host: Host) -> None:
    away = tmp_path / "not-mounted" / "usb"
    folder = site(tmp_path, host, f'{{name: usb, to: "file://{away}"}}')

    ran = publish(folder, "--json")

    good, bad = told(ran)["targets"]
    assert ran.code == 3
    assert (good["name"], good["live_since"], good["failure"]) == (
        "www",
        "2026-11-21T13:00:00Z",
        None,
    )
    assert {"path": "index.html", "why": "new"} in good["uploads"]
    assert (bad["name"], bad["live_since"]) == ("usb", None)
    assert bad["failure"]["help"] == "make it, or mount the disk that it is on"


def test_a_machine_is_told_what_is_missing(tmp_path: Path, host: Host) -> None:
    folder = site(tmp_path, host)
    publish(folder)
    (folder / WEBMAIL).unlink()

    found = told(publish(folder, "--json"))["missing"]

    assert [each["id"] for each in found] == [
        "2026-11-10-webmail#u2026-11-10-0900",
        "2026-11-10-webmail#u2026-11-10-1000",
    ]
    assert found[0]["first_public"] == "2026-11-21T13:00:00Z"
