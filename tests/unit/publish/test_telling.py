"""After publishing, each new update is told once, whatever the number of targets and runs."""

import json
from pathlib import Path

from tests.support.project import Project
from tests.unit.cli.command import Ran, run
from tests.unit.publish.test_hooks import listener

NOW = "2026-11-21T14:00Z"
POST = "content/incidents/2026-11-21-mail.md"
OLD = "content/incidents/2025-01-02-disk.md"
FIRST = b"""---
title: Mail is late
impact: major
components: email
---

## Investigating \xc2\xb7 2026-11-21 12:41
next_update: 13:15

Some mail arrives late.
"""
SECOND = FIRST + b"\n## Resolved \xc2\xb7 2026-11-21 13:02\n\nAll mail arrives.\n"
AGES_AGO = FIRST.replace(b"2026-11-21", b"2025-01-02")


def site(folder: Path, settings: str = "") -> Path:
    yaml = (
        "name: Brook\nurl: https://s.example\ncomponents: [{id: email, name: Email}]\n"
        f'publish:\n  - {{name: one, to: "file://{folder}/one"}}\n'
        f'  - {{name: two, to: "file://{folder}/two"}}\n'
        "hooks: [{name: log, command: cat >> told.jsonl}]\n"
    )
    Project({"content/site.yaml": (yaml + settings).encode(), POST: FIRST}).write(folder)
    return folder


def publish(folder: Path, *args: str, now: str = NOW) -> Ran:
    return run("-C", folder, "publish", "--now", now, *args)


def told(folder: Path) -> list[dict[str, object]]:
    file = folder / "told.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_each_update_is_told_once_for_all_targets_and_runs(tmp_path: Path) -> None:
    folder = site(tmp_path)

    assert publish(folder).code == 0
    assert publish(folder).code == 0
    assert [each["status"] for each in told(folder)] == ["investigating"]
    (folder / POST).write_bytes(SECOND)
    assert publish(folder, "--only", "one").code == 0
    assert publish(folder).code == 0

    last = told(folder)[-1]
    assert [each["status"] for each in told(folder)] == ["investigating", "resolved"]
    assert last["url"] == "https://s.example/incidents/2026-11-21-mail/#u2026-11-21-1302"
    assert str(last["text"]).startswith("Resolved: Mail is late\n\nAll mail arrives.")


def test_the_past_of_a_site_that_goes_live_is_no_news(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / OLD).write_bytes(AGES_AGO)

    publish(folder)
    assert [each["post"] for each in told(folder)] == ["2026-11-21-mail"]

    other = OLD.replace("disk", "late-news")
    (folder / other).write_bytes(AGES_AGO)
    publish(folder)
    assert [each["post"] for each in told(folder)][1:] == ["2025-01-02-late-news"]


def test_nothing_is_told_of_what_was_not_published(tmp_path: Path) -> None:
    folder = site(tmp_path)

    assert publish(folder, "--dry-run").code == 0
    for name in ("one", "two"):
        (folder / name).write_text("no folder")
    assert publish(folder).code == 3

    assert told(folder) == []


def test_a_draft_is_never_told(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / POST).write_bytes(FIRST.replace(b"impact", b"draft: true\nimpact"))

    publish(folder)

    assert told(folder) == []


def test_a_hook_that_fails_is_said_and_the_site_is_live(tmp_path: Path) -> None:
    folder = site(tmp_path)
    settings = folder / "content" / "site.yaml"
    settings.write_text(settings.read_text().replace("cat >> told.jsonl", "exit 4"))

    ran = publish(folder)

    assert ran.code == 3
    assert (folder / "one" / "index.html").exists()
    assert "warning: the hook `log` was not told of https://s.example/" in ran.err
    assert "the command ended with 4" in ran.err


def test_a_hub_hears_of_the_feeds_that_changed(tmp_path: Path) -> None:
    with listener(204) as heard:
        folder = site(tmp_path, f"hub: {heard.address}\n")
        publish(folder)
        first = len(heard.requests)
        publish(folder)

    feeds = [file for end in ("rss", "atom") for file in (folder / "one").rglob(f"*.{end}")]
    assert first == len([*feeds, "feed.json"])
    assert len(heard.requests) == first
