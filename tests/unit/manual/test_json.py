"""What the manual says of `--json` is what `--json` prints."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from stillup.cli.manual import read_manual
from tests.support.statuses import SUMMARY, encoded, whole
from tests.unit.cli.command import run
from tests.unit.cli.sites import BROKEN, NOW, SITE, WEBMAIL

PAGE = read_manual("json")
NOWHERE = "http://127.0.0.1:1"


def documented(verb: str, indent: str = "") -> set[str]:
    """Return the keys that the section about a verb explains at one depth."""
    section = PAGE.split(f"\n## stillup {verb} --json\n", 1)[1].split("\n## ", 1)[0]
    items = re.findall(rf"^{indent}- ((?:`\w+`(?:, )?)+)", section, re.MULTILINE)
    return {key for item in items for key in re.findall(r"`(\w+)`", item)}


def printed(folder: Path, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("-C", folder, *args, "--json", "--now", NOW).out)
    return found


def test_check(tmp_path: Path) -> None:
    told = printed(BROKEN.write(tmp_path), "check")

    assert documented("check") == set(told)
    assert documented("check", "  ") == set(told["diagnostics"][0])


@pytest.mark.parametrize("site", [SITE, BROKEN])
def test_build(site: object, tmp_path: Path) -> None:
    assert isinstance(site, type(SITE))
    told = printed(site.write(tmp_path), "build", "--timings")

    assert documented("check") | documented("build") == set(told)


def test_list(tmp_path: Path) -> None:
    told = printed(SITE.write(tmp_path), "list")

    assert documented("list") == set(told)
    assert documented("list", "  ") == set(told["posts"][0])


def test_publish(tmp_path: Path) -> None:
    project = SITE.with_files(
        {
            "content/site.yaml": SITE.files["content/site.yaml"].decode()
            + f'publish:\n  - {{name: www, to: "file://{tmp_path}/www"}}\n'
        }
    )
    folder = project.replace("content/site.yaml", "https://status.example", NOWHERE).write(tmp_path)
    told = printed(folder, "publish")
    (folder / WEBMAIL).unlink()
    stopped = printed(folder, "publish")

    assert documented("check") | documented("publish") == set(told) == set(stopped)
    explained = documented("publish", "  ")
    assert explained == set(told["targets"][0]) | set(stopped["missing"][0])


def test_status(tmp_path: Path) -> None:
    file = tmp_path / SUMMARY.lstrip("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(encoded(whole()))

    told = json.loads(run("status", tmp_path, "--json").out)

    assert documented("status") == set(told)
    assert documented("status", "  ") == set(told["incidents"][0])
