"""What somebody saved of a Statuspage before moving: documents of its API, and its feeds.

The forms are those of live pages: the public v2 documents, the v1 export, and `history.atom` with
`history.rss`. The company does not exist.
"""

import json
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

HOST = "https://status.harbour.example"
API, SHOP, LOGIN, ALL = "rhznvxg4v7yh", "mk2b9xw0q1tz", "d8fgpzs5y3aa", "gr0upgr0upg1"

Json = dict[str, object]

PAGE: Json = {
    "id": "srhpyqt94yxb",
    "name": "Harbour Shops",
    "url": HOST,
    "time_zone": "America/Los_Angeles",
    "updated_at": "2022-03-01T08:00:00.000-08:00",
}


def component(code: str, name: str, **other: object) -> Json:
    """Return a component as v2 tells of it."""
    return {
        "id": code,
        "name": name,
        "status": "operational",
        "created_at": "2020-01-01T00:00:00.000-08:00",
        "updated_at": "2022-02-15T13:37:37.404-08:00",
        "position": 1,
        "description": None,
        "showcase": True,
        "start_date": None,
        "group_id": None,
        "page_id": PAGE["id"],
        "group": False,
        "only_show_if_degraded": False,
    } | other


def affected(code: str, name: str, old: str, new: str) -> Json:
    """Return what an update says of one component."""
    return {"code": code, "name": name, "old_status": old, "new_status": new}


def update(code: str, status: str, at: str, body: str, **other: object) -> Json:
    """Return an update, written when it says that it was."""
    return {
        "id": code,
        "status": status,
        "body": body,
        "incident_id": "n4njzfn1mqy0",
        "created_at": at,
        "updated_at": at,
        "display_at": at,
        "affected_components": None,
        "deliver_notifications": True,
        "custom_tweet": None,
        "tweet_id": None,
    } | other


def incident(code: str, name: str, *updates: Json, **other: object) -> Json:
    """Return an incident. Its updates stand newest first, as the API gives them."""
    told = sorted(updates, key=lambda each: str(each["created_at"]), reverse=True)
    first, last = told[-1] if told else {}, told[0] if told else {}
    is_over = last.get("status") in {"resolved", "completed"}
    return {
        "id": code,
        "name": name,
        "status": last.get("status"),
        "created_at": first.get("created_at"),
        "updated_at": last.get("created_at"),
        "monitoring_at": None,
        "resolved_at": last.get("created_at") if is_over else None,
        "impact": "minor",
        "shortlink": f"https://stspg.io/{code}",
        "started_at": first.get("created_at"),
        "page_id": PAGE["id"],
        "incident_updates": told,
        "components": [],
        "reminder_intervals": None,
    } | other


MESSAGES = incident(
    "n4njzfn1mqy0",
    "Messaging issues",
    update(
        "7gv6pn1zyz2n",
        "investigating",
        "2022-02-15T13:14:17.849-08:00",
        "We're investigating high latency related to channels & messages.",
        affected_components=[
            affected(API, "Core - API", "operational", "partial_outage"),
            affected(SHOP, "Shop", "operational", "operational"),
        ],
    ),
    update(
        "8hw7qo2aza3o",
        "identified",
        "2022-02-15T13:18:00.000-08:00",
        "A database is slow.\r\nNext steps:\r\n\r\n- fail over\r\n- verify",
        affected_components=[
            affected(API, "Core - API", "partial_outage", "major_outage"),
            affected(SHOP, "Shop", "operational", "degraded_performance"),
        ],
    ),
    update(
        "2shj4d01hc9g",
        "monitoring",
        "2022-02-15T13:21:55.183-08:00",
        "The <b>root cause</b> is gone.<br /><br />See <a href='https://blog.harbour.example/a_b'>"
        "the blog</a> &amp; wait for &lt;5 minutes.",
        affected_components=[affected(API, "Core - API", "major_outage", "operational")],
    ),
    update(
        "5tij7e34if0h",
        "resolved",
        "2022-02-15T13:37:37.388-08:00",
        "All is well again.",
        affected_components=[affected(SHOP, "Shop", "degraded_performance", "operational")],
    ),
    components=[component(API, "API"), component(SHOP, "Shop")],
    monitoring_at="2022-02-15T13:21:55.183-08:00",
)
"""An incident as v2 tells of it, its components changing from update to update."""

UPGRADE = incident(
    "vw0nq0fb2zm1",
    "Database upgrade",
    update(
        "9ix8rp3bzb4p",
        "scheduled",
        "2022-02-20T09:00:00.000-08:00",
        "We will upgrade a database.",
        affected_components=[affected(API, "Core - API", "operational", "operational")],
    ),
    update(
        "0jy9sq4czc5q",
        "in_progress",
        "2022-02-25T22:00:01.000-08:00",
        "Scheduled maintenance is currently in progress.",
        affected_components=[affected(API, "Core - API", "operational", "under_maintenance")],
    ),
    update(
        "1kz0tr5dzd6r",
        "completed",
        "2022-02-25T22:40:00.000-08:00",
        "It is done.",
        affected_components=[affected(API, "Core - API", "under_maintenance", "operational")],
    ),
    impact="maintenance",
    scheduled_for="2022-02-25T22:00:00.000-08:00",
    scheduled_until="2022-02-25T23:00:00.000-08:00",
)
"""Planned work as v2 tells of it."""

COMPONENTS = [
    component(API, "API", group_id=ALL, position=2),
    component(LOGIN, "Login", only_show_if_degraded=True, description="Who you are", position=3),
    component(ALL, "Core", group=True, components=[API], position=1),
    component(SHOP, "Shop", position=4),
]


def saved(**documents: object) -> dict[str, bytes]:
    """Return documents as files; `_` in a name is `/`, and each has the page in it."""
    return {
        f"api/v2/{name.replace('_', '/')}.json": json.dumps(
            {"page": PAGE} | document if isinstance(document, dict) else document
        ).encode()
        for name, document in documents.items()
    }


def v2(*incidents: Json, maintenances: tuple[Json, ...] = ()) -> dict[str, bytes]:
    """Return the v2 documents that tell of these, as they are saved one by one."""
    return saved(
        components={"components": COMPONENTS},
        incidents={"incidents": list(incidents)},
        maintenances={"scheduled_maintenances": list(maintenances)},
        status={"status": {"indicator": "none", "description": "All Systems Operational"}},
    )


def block(date: str, time: str, zone: str, label: str, html: str) -> str:
    """Return an update as an entry of a feed prints it; `date` is `Feb 15`."""
    month, day = date.split()
    shown = f"{month} <var data-var='date'>{day}</var>, <var data-var='time'>{time}</var> {zone}"
    return f"<p> <small>{shown}</small><br> <strong>{label}</strong> - {html} </p> "


def plan(words: str) -> str:
    """Return the line that an entry of planned work begins with."""
    return f"<p><strong>THIS IS A SCHEDULED EVENT {words}</strong></p>"


def entry(
    number: int, code: str, title: str, published: str, html: str, *, updated: str = ""
) -> str:
    """Return an entry of `history.atom`."""
    host = HOST.removeprefix("https://")
    return (
        f"<entry><id>tag:{host},2005:Incident/{number}</id>"
        f"<published>{published}</published><updated>{updated or published}</updated>"
        f'<link rel="alternate" type="text/html" href="{HOST}/incidents/{code}"/>'
        f'<title>{escape(title)}</title><content type="html">{escape(html)}</content></entry>'
    )


def atom(*entries: str) -> bytes:
    """Return `history.atom`."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xml:lang="en-US" '
        'xmlns="http://www.w3.org/2005/Atom">'
        f"<id>tag:{HOST.removeprefix('https://')},2005:/history</id>"
        f'<link rel="self" href="{HOST}/history.atom"/><link href="{HOST}"/>'
        "<title>Harbour Shops - Incident History</title><updated>2022-03-01T08:00:00Z</updated>"
        f"{''.join(entries)}</feed>"
    ).encode()


def rss(code: str, title: str, published: str, html: str) -> bytes:
    """Return `history.rss` with one item."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>Harbour Shops - Incident History</title><link>{HOST}</link>"
        "<description>Statuspage</description><item>"
        f"<title>{escape(title)}</title><description>{escape(html)}</description>"
        f"<pubDate>{published}</pubDate><link>{HOST}/incidents/{code}</link>"
        f"<guid>{HOST}/incidents/{code}</guid></item></channel></rss>"
    ).encode()


def rss_of(data: bytes) -> bytes:
    """Return the `history.rss` that a page has beside this `history.atom`."""
    name = "{http://www.w3.org/2005/Atom}"
    items = "".join(
        f"<item><title>{escape(each.findtext(f'{name}title', ''))}</title>"
        f"<description>{escape(each.findtext(f'{name}content', ''))}</description>"
        f"<pubDate>{_rss_date(each.findtext(f'{name}published', ''))}</pubDate>"
        f"<link>{link}</link><guid>{link}</guid></item>"
        for each in ET.fromstring(data).iterfind(f"{name}entry")
        if (link := escape(str(getattr(each.find(f"{name}link"), "attrib", {}).get("href"))))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>Incident History</title><link>{HOST}</link><description>Statuspage</description>"
        f"{items}</channel></rss>"
    ).encode()


def _rss_date(moment: str) -> str:
    return format_datetime(datetime.fromisoformat(moment))
