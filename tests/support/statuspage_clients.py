"""Clients of the Statuspage API that are not ours, and what each makes of a site."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

from tests.support.statuspage import Answers
from tests.support.tools import CHECKOUT, missing, node_file, program, run

_SCRIPTS = CHECKOUT / "tests" / "world" / "tools"
_CLIENTS = Path(os.environ.get("STILLUP_CLIENTS", CHECKOUT / ".stillup-ci" / "clients")) / "bin"
_METRIC = re.compile(r"^(\w+)\{(.*)\} (\S+)$", re.MULTILINE)
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')

Metric = tuple[str, dict[str, str], float]
"""A name, labels and a value."""


def read_with_statuspage_io(address: str) -> Answers:
    """Return every document as the npm package gets it."""
    package = Path(node_file("statuspage.io/dist/index.js")).parents[1]
    done = run(program("node"), _SCRIPTS / "statuspage.cjs", package, address)
    assert done.returncode == 0, done.stderr
    found: Answers = json.loads(done.stdout)
    return found


def read_with_statuscheck(address: str) -> dict[str, Any]:
    """Return the summary that statuscheck makes; it refuses a status it does not know."""
    done = run(_client("python"), _SCRIPTS / "statuscheck_at.py", address)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def read_with_exporter(address: str, folder: Path) -> list[Metric]:
    """Return what statuspage-prometheus-exporter hands to Prometheus after one look."""
    services = {"ours": {"name": "Ours", "url": f"{address}/api/v2/summary.json"}}
    (folder / "services.json").write_text(json.dumps(services))
    done = run("env", "RUN_MODE=once", _client("statuspage-prometheus-exporter"), cwd=folder)
    assert done.returncode == 0, done.stderr
    told = (folder / "metrics" / "statuspage.prom").read_text()
    return [
        (name, dict(_LABEL.findall(labels)), float(value))
        for name, labels, value in _METRIC.findall(told)
    ]


def write_widget(folder: Path, address: str, appearance: str = "basic") -> None:
    """Write a page of a company with Atlassian's own widget, for the site at an address."""
    shutil.copy(node_file("@statuspage/status-widget/dist/index.js"), folder / "widget.js")
    (folder / "index.html").write_text(
        "<!doctype html><title>Company</title>"
        f'<statuspage-widget src="{address}" appearance="{appearance}"></statuspage-widget>'
        '<script src="widget.js"></script>'
    )


def _client(name: str) -> Path:
    file = _CLIENTS / name
    return file if file.exists() else missing(f"the client {name}")
