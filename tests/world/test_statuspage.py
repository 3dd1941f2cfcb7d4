"""The API before clients that are not ours: each reads the site as it reads Statuspage itself."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import visit
from tests.support.project import Project
from tests.support.site import BASE, themed
from tests.support.statuspage import NAMES, bytes_of, complaints, contradictions
from tests.support.statuspage_clients import (
    read_with_exporter,
    read_with_statuscheck,
    read_with_statuspage_io,
    write_widget,
)
from tests.support.tools import stillup
from tests.support.web import served
from tests.world.sites import NOW, Built

ANYBODY = {"Access-Control-Allow-Origin": "*"}
WORK = "---\ntitle: New store\ncomponents: hosting\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00\n---\n\n## Scheduled · 2026-11-20 10:00\n\nWhat and why.\n"  # fmt: skip
PLANNED = BASE.with_files({"content/maintenance/2026-12-01-store.md": WORK})
QUIET, RUNNING = "2026-11-21T16:00:00+00:00", "2026-12-01T22:30:00+00:00"


def incident(impact: str, components: str = "email") -> Project:
    text = f"---\ntitle: Email “is” <slow>\nimpact: {impact}\ncomponents: {components}\n---\n\n## Investigating · 2026-12-01 22:10\n\nWe look.\n"  # fmt: skip
    return PLANNED.with_files({"content/incidents/2026-12-01-email.md": text})


STATES = {
    "none": (PLANNED, QUIET, "All Systems Operational"),
    "maintenance": (PLANNED, RUNNING, "Service Under Maintenance"),
    "minor": (incident("minor"), RUNNING, "Partially Degraded Service"),
    "major": (incident("major"), RUNNING, "Partial System Outage"),
    "critical": (incident("critical"), RUNNING, "Major Service Outage"),
}
STATE = pytest.mark.parametrize("state", STATES)


def written(state: str, folder: Path) -> Path:
    """Write the API of a site in a state, and return the folder of the whole."""
    project, now, _ = STATES[state]
    for name, data in bytes_of(themed(project, now)).items():
        file = folder / "api" / "v2" / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def kept_ids(tree: Path) -> set[str]:
    """Return the ids of page, components, posts and updates; of one moment only the first stays."""
    found: set[str] = set()
    for name in ("components", "incidents", "scheduled-maintenances"):
        told = json.loads((tree / f"api/v2/{name}.json").read_text("utf-8"))
        posts = [*told.get("incidents", ()), *told.get("scheduled_maintenances", ())]
        found |= {told["page"]["id"]} | {c["id"] for c in told.get("components", ())}
        found |= {post["id"] for post in posts}
        for updates in (post["incident_updates"] for post in posts):
            times = [update["display_at"] for update in updates]
            found |= {u["id"] for u in updates if times.count(u["display_at"]) == 1}
    return found


def test_every_answer_of_every_site_is_whole(built: Built) -> None:
    told = {n: json.loads((built.tree / f"api/v2/{n}.json").read_text("utf-8")) for n in NAMES}

    assert [c for name, answer in told.items() for c in complaints(name, answer)] == []
    assert contradictions(told) == []
    assert told["summary"]["page"]["url"] == built.url


def test_the_npm_client_reads_all_eight(built: Built) -> None:
    with served(built.tree) as address:
        told = read_with_statuspage_io(address)

    assert tuple(told) == NAMES
    for name, answer in told.items():
        assert answer == json.loads((built.tree / f"api/v2/{name}.json").read_text("utf-8"))


def test_what_we_publish_is_imported_again_with_every_id(sample: Built, tmp_path: Path) -> None:
    there, here = sample.tree / "api" / "v2", tmp_path / "again"
    done = stillup("import", "statuspage", there, "--into", here, "--now", NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    again = Built(here, there).build()

    assert kept_ids(again.tree) == kept_ids(sample.tree)


@STATE
def test_statuscheck_understands_every_state(state: str, tmp_path: Path) -> None:
    with served(written(state, tmp_path)) as address:
        told = read_with_statuscheck(address)

    assert told["status"]["code"] == state
    assert told["status"]["description"] == STATES[state][2]
    assert told["status"]["is_ok"] is (state == "none")
    assert {c["name"] for c in told["components"]} >= {"Messaging", "Email", "Hosting"}
    assert "New store" in {post["name"] for post in told["incidents"]}
    hit = {c["name"]: c["status"] for post in told["incidents"] for c in post["components"]}
    assert hit["Hosting"] == ("Operational" if state == "none" else "Under maintenance")


@STATE
def test_the_exporter_tells_prometheus_what_is_wrong(state: str, tmp_path: Path) -> None:
    with served(written(state, tmp_path / "site")) as address:
        told = read_with_exporter(address, tmp_path)

    values = {(name, labels.get("component_name", "")): value for name, labels, value in told}
    is_broken = state not in {"none", "maintenance"}
    assert values["statuspage_probe_check", ""] == 1
    assert values["statuspage_service_status", ""] == (1 if state == "none" else 0)
    assert values["statuspage_component_status", "Email"] == (0 if is_broken else 1)
    (open_now,) = (labels for name, labels, _ in told if name == "statuspage_incident_info")
    if is_broken:
        assert open_now["impact"] == state
        assert open_now["started_at"] == "2026-12-01T22:10:00Z"
        assert open_now["affected_components"] == "Email"
    else:
        assert open_now["incident_id"] == "none"
    (work,) = (labels for name, labels, _ in told if name == "statuspage_maintenance_info")
    assert work["shortlink"] == "https://status.harbour.example/maintenance/2026-12-01-store/"
    assert (work["scheduled_start"], work["scheduled_end"]) == (
        "2026-12-01T22:00:00Z",
        "2026-12-02T01:00:00Z",
    )


@STATE
@pytest.mark.parametrize("appearance", ["basic", "badge"])
def test_atlassians_widget_says_it_on_another_site(
    state: str, appearance: str, tmp_path: Path, browser: Browser
) -> None:
    company = tmp_path / "company"
    company.mkdir()
    with served(written(state, tmp_path / "site"), ANYBODY) as address, served(company) as home:
        write_widget(company, address, appearance)
        with visit(browser, f"{home}/") as seen:
            seen.page.wait_for_selector(f".status-indicator.{state}")
            said = seen.page.locator("statuspage-widget .status-container").inner_text()
            assert STATES[state][2].casefold() in said.casefold()
            assert seen.page.locator("statuspage-widget a").get_attribute("href") == address
            assert f"{address}/api/v2/summary.json" in seen.requests


def test_without_leave_of_the_host_the_widget_shows_nothing(
    tmp_path: Path, browser: Browser
) -> None:
    company = tmp_path / "company"
    company.mkdir()
    with served(written("none", tmp_path / "site")) as address, served(company) as home:
        write_widget(company, address)
        with visit(browser, f"{home}/") as seen:
            seen.page.wait_for_function("() => customElements.get('statuspage-widget')")
            assert seen.page.locator(".status-indicator").count() == 0
            assert any("Access-Control-Allow-Origin" in line for line in seen.console)
