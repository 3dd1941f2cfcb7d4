"""Files of Statuspage v2 written by hand: a page with everything, to change in a test."""

import json
from copy import deepcopy
from typing import Any

API = "/api/v2/"
SUMMARY = f"{API}summary.json"

_UPDATE = {
    "id": "u1",
    "status": "identified",
    "body": "One of two stores is full.",
    "incident_id": "i1",
    "created_at": "2026-11-21T13:10:00.000Z",
    "updated_at": "2026-11-21T13:10:00.000Z",
    "display_at": "2026-11-21T14:10:00.000+01:00",
    "affected_components": None,
    "deliver_notifications": True,
    "custom_tweet": None,
    "tweet_id": None,
}
_EMAIL = {
    "id": "c1",
    "name": "Email",
    "status": "partial_outage",
    "group_id": "g1",
    "group": False,
    "position": 1,
    "description": None,
}
WHOLE: dict[str, Any] = {
    "page": {
        "id": "p1",
        "name": "Harbour Mail",
        "url": "https://status.harbour.example",
        "time_zone": "Europe/Lisbon",
        "updated_at": "2026-11-21T13:10:00.000Z",
    },
    "components": [
        {"id": "g1", "name": "Mail", "status": "partial_outage", "group": True, "group_id": None},
        _EMAIL,
        {"id": "c2", "name": "Webmail", "status": "operational", "group": False, "group_id": "g1"},
    ],
    "incidents": [
        {
            "id": "i1",
            "name": "Email is slow to arrive",
            "status": "identified",
            "created_at": "2026-11-21T12:41:00.000Z",
            "updated_at": "2026-11-21T13:10:00.000Z",
            "monitoring_at": None,
            "resolved_at": None,
            "impact": "major",
            "shortlink": "https://status.harbour.example/incidents/i1/",
            "started_at": "2026-11-21T12:20:00.000Z",
            "page_id": "p1",
            "incident_updates": [
                _UPDATE,
                {
                    **_UPDATE,
                    "id": "u0",
                    "status": "investigating",
                    "body": "Some mail arrives late.",
                    "display_at": "2026-11-21T12:41:00.000Z",
                },
            ],
            "components": [_EMAIL],
        }
    ],
    "scheduled_maintenances": [
        {
            "id": "m1",
            "name": "New disks",
            "status": "scheduled",
            "impact": "maintenance",
            "created_at": "2026-11-20T10:00:00.000Z",
            "scheduled_for": "2026-12-01T22:00:00.000Z",
            "scheduled_until": "2026-12-02T01:00:00.000Z",
            "resolved_at": None,
            "shortlink": "https://status.harbour.example/maintenance/m1/",
            "incident_updates": [{**_UPDATE, "status": "scheduled", "body": "New disks."}],
            "components": [],
        }
    ],
    "status": {"indicator": "major", "description": "Partial System Outage"},
}


def whole(**changed: Any) -> dict[str, Any]:
    """Return a copy of the page with some of its parts other than they are."""
    return {**deepcopy(WHOLE), **changed}


def fine(**changed: Any) -> dict[str, Any]:
    """Return a page on which nothing is wrong."""
    status = {"indicator": "none", "description": "All Systems Operational"}
    return whole(
        **{"components": [], "incidents": [], "scheduled_maintenances": [], "status": status}
        | changed
    )


def encoded(said: object) -> bytes:
    """Return it as JSON."""
    return json.dumps(said).encode()
