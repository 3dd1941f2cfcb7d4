"""What a strict client of the Statuspage API expects, written down by hand from its live answers.

`complaints` judges one document by its keys and vocabularies, none missing and none more;
`contradictions` judges all eight beside each other.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from stillup.build import Build
from stillup.model.sources import Kind
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.project import Project
from tests.support.site import built

Answers = dict[str, dict[str, Any]]
"""The documents by their names, such as `incidents/unresolved`."""

Rule = Callable[[Any], bool]

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ID = re.compile(r"[0-9a-z]{12}")

NAMES = (
    "summary",
    "status",
    "components",
    "incidents",
    "incidents/unresolved",
    "scheduled-maintenances",
    "scheduled-maintenances/upcoming",
    "scheduled-maintenances/active",
)
DESCRIPTIONS = {
    "none": {"All Systems Operational"},
    "minor": {"Minor Service Outage", "Partially Degraded Service"},
    "major": {"Partial System Outage"},
    "critical": {"Major Service Outage"},
    "maintenance": {"Service Under Maintenance"},
}


def one_of(*values: str) -> Rule:
    return lambda value: value in values


def or_null(rule: Rule) -> Rule:
    return lambda value: value is None or rule(value)


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_time(value: Any) -> bool:
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def is_day(value: Any) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))


def is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def is_place(value: Any) -> bool:
    return type(value) is int and value > 0


def are_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_id, value))


def is_list(value: Any) -> bool:
    return isinstance(value, list)


COMPONENT_STATUS = one_of(
    "operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance"
)
OF_INCIDENT = one_of("investigating", "identified", "monitoring", "resolved", "postmortem")
OF_MAINTENANCE = one_of("scheduled", "in_progress", "verifying", "completed")

PAGE: dict[str, Rule] = {
    "id": is_id,
    "name": is_name,
    "url": is_address,
    "time_zone": is_name,
    "updated_at": is_time,
}
STATUS: dict[str, Rule] = {"indicator": one_of(*DESCRIPTIONS), "description": is_name}
COMPONENT: dict[str, Rule] = {
    "id": is_id,
    "name": is_name,
    "status": COMPONENT_STATUS,
    "created_at": is_time,
    "updated_at": is_time,
    "position": is_place,
    "description": or_null(is_name),
    "showcase": is_flag,
    "start_date": or_null(is_day),
    "group_id": or_null(is_id),
    "page_id": is_id,
    "group": lambda value: value is False,
    "only_show_if_degraded": is_flag,
}
GROUP: dict[str, Rule] = COMPONENT | {
    "group": lambda value: value is True,
    "group_id": lambda value: value is None,
    "components": are_ids,
}
AFFECTED: dict[str, Rule] = {
    "code": is_id,
    "name": is_name,
    "old_status": COMPONENT_STATUS,
    "new_status": COMPONENT_STATUS,
}
UPDATE: dict[str, Rule] = {
    "id": is_id,
    "status": OF_INCIDENT,
    "body": is_text,
    "incident_id": is_id,
    "created_at": is_time,
    "updated_at": is_time,
    "display_at": is_time,
    "affected_components": or_null(lambda value: is_list(value) and bool(value)),
    "deliver_notifications": is_flag,
    "custom_tweet": or_null(is_text),
    "tweet_id": or_null(is_text),
}
INCIDENT: dict[str, Rule] = {
    "id": is_id,
    "name": is_name,
    "status": OF_INCIDENT,
    "created_at": is_time,
    "updated_at": is_time,
    "monitoring_at": or_null(is_time),
    "resolved_at": or_null(is_time),
    "impact": one_of("none", "minor", "major", "critical"),
    "shortlink": is_address,
    "started_at": is_time,
    "page_id": is_id,
    "incident_updates": lambda value: is_list(value) and bool(value),
    "components": is_list,
    "reminder_intervals": or_null(is_text),
    "postmortem_body": or_null(is_text),
    "postmortem_body_last_updated_at": or_null(is_time),
    "postmortem_ignored": is_flag,
    "postmortem_published_at": or_null(is_time),
    "postmortem_notified_subscribers": is_flag,
    "postmortem_notified_twitter": is_flag,
}
MAINTENANCE: dict[str, Rule] = INCIDENT | {
    "status": OF_MAINTENANCE,
    "impact": one_of("maintenance", "none"),
    "scheduled_for": is_time,
    "scheduled_until": is_time,
}
PARTS: dict[str, tuple[str, ...]] = {
    "summary": ("page", "components", "incidents", "scheduled_maintenances", "status"),
    "status": ("page", "status"),
    "components": ("page", "components"),
    "incidents": ("page", "incidents"),
    "incidents/unresolved": ("page", "incidents"),
    "scheduled-maintenances": ("page", "scheduled_maintenances"),
    "scheduled-maintenances/upcoming": ("page", "scheduled_maintenances"),
    "scheduled-maintenances/active": ("page", "scheduled_maintenances"),
}


def bytes_of(made: Build) -> dict[str, bytes]:
    """Return the documents of a build by their names."""
    renderer = Renderer(made, Fragments())
    told = [document for document in made.documents if document.kind is Kind.STATUSPAGE]
    return {document.subject: renderer.render(document) for document in told}


def answers_of(made: Build) -> Answers:
    """Return the documents of a build as a client reads them."""
    return {name: json.loads(data) for name, data in bytes_of(made).items()}


def answers(project: Project, now: str) -> Answers:
    """Return what the API of a site says at a moment. It must be a site without errors."""
    made = built(project, now)
    assert [d.message for d in made.diagnostics if d.is_error] == []
    return answers_of(made)


def complaints(name: str, answer: dict[str, Any]) -> list[str]:
    """Return what is wrong with the keys and values of one document."""
    return list(_complaints(name, answer))


def _complaints(name: str, answer: dict[str, Any]) -> Iterator[str]:
    if tuple(answer) != PARTS[name]:
        yield f"{name}: has the parts {list(answer)}"
    yield from _judged(f"{name}.page", answer.get("page"), PAGE)
    if "status" in answer:
        yield from _judged(f"{name}.status", answer["status"], STATUS)
        said = answer["status"]
        if said["description"] not in DESCRIPTIONS.get(said["indicator"], ()):
            yield f"{name}.status: {said}"
    for component in answer.get("components", ()):
        rules = GROUP if component.get("group") else COMPONENT
        yield from _judged(f"{name}.components", component, rules)
    for incident in answer.get("incidents", ()):
        yield from _post(f"{name}.incidents", incident, INCIDENT, OF_INCIDENT)
    for maintenance in answer.get("scheduled_maintenances", ()):
        where = f"{name}.scheduled_maintenances"
        yield from _post(where, maintenance, MAINTENANCE, OF_MAINTENANCE)


def _post(where: str, post: Any, rules: dict[str, Rule], states: Rule) -> Iterator[str]:
    yield from _judged(where, post, rules)
    for component in post["components"]:
        yield from _judged(f"{where}.components", component, COMPONENT)
    for update in post["incident_updates"]:
        yield from _judged(f"{where}.incident_updates", update, UPDATE | {"status": states})
        for affected in update["affected_components"] or ():
            yield from _judged(f"{where}.affected_components", affected, AFFECTED)


def _judged(where: str, value: Any, rules: dict[str, Rule]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: {value!r} is no object"
        return
    for key in rules.keys() - value.keys():
        yield f"{where}: `{key}` is missing"
    for key in value.keys() - rules.keys():
        yield f"{where}: `{key}` is no key of it"
    for key in rules.keys() & value.keys():
        if not rules[key](value[key]):
            yield f"{where}.{key}: {value[key]!r}"


def contradictions(told: Answers) -> list[str]:
    """Return what one document says and another denies."""
    return list(_contradictions(told))


def _contradictions(told: Answers) -> Iterator[str]:
    if tuple(told) != NAMES:
        yield f"the documents are {list(told)}"
        return
    summary, page = told["summary"], told["summary"]["page"]
    yield from (f"{name} is of another page" for name in told if told[name]["page"] != page)
    if summary["status"] != told["status"]["status"]:
        yield "two states of the page"
    if summary["components"] != told["components"]["components"]:
        yield "two lists of components"
    if summary["incidents"] != told["incidents/unresolved"]["incidents"]:
        yield "two lists of open incidents"
    upcoming = told["scheduled-maintenances/upcoming"]["scheduled_maintenances"]
    active = told["scheduled-maintenances/active"]["scheduled_maintenances"]
    if _ids(summary["scheduled_maintenances"]) != _ids([*upcoming, *active]):
        yield "two lists of planned work"
    if summary["status"]["indicator"] == "none":
        yield from (
            f"green, but {c}" for c in summary["components"] if c["status"] != "operational"
        )
    incidents = told["incidents"]["incidents"]
    maintenance = told["scheduled-maintenances"]["scheduled_maintenances"]
    yield from _states(incidents, summary["incidents"], {"resolved", "postmortem"})
    yield from _states(maintenance, [*upcoming, *active], {"completed"})
    yield from (f"upcoming is {m['status']}" for m in upcoming if m["status"] != "scheduled")
    yield from (f"active is {m['status']}" for m in active if m["status"] == "scheduled")
    yield from _references(told["components"], [*incidents, *maintenance])
    for post in (*incidents, *maintenance):
        yield from _course(post)


def _ids(things: list[dict[str, Any]]) -> set[str]:
    return {thing["id"] for thing in things}


def _states(
    everything: list[dict[str, Any]], unfinished: list[dict[str, Any]], over: set[str]
) -> Iterator[str]:
    for post in everything:
        is_over = post["status"] in over
        if is_over is (post["resolved_at"] is None):
            yield f"{post['name']} is {post['status']}, resolved at {post['resolved_at']}"
        if is_over is (post in unfinished):
            yield f"{post['name']} is {post['status']}, and among the open ones or not"
    yield from (f"{post['name']} is in no list" for post in unfinished if post not in everything)


def _references(told: dict[str, Any], posts: list[dict[str, Any]]) -> Iterator[str]:
    components = {component["id"]: component for component in told["components"]}
    ids = [told["page"]["id"], *components]
    for component in components.values():
        members = [c["id"] for c in components.values() if c["group_id"] == component["id"]]
        if members != component.get("components", []):
            yield f"{component['name']} does not have its members"
    for post in posts:
        ids += [post["id"], *(update["id"] for update in post["incident_updates"])]
        if any(component != components.get(component["id"]) for component in post["components"]):
            yield f"{post['name']} has other components than the page"
        if {u["incident_id"] for u in post["incident_updates"]} != {post["id"]}:
            yield f"{post['name']} has updates of another"
        if any(each["page_id"] != told["page"]["id"] for each in (post, *post["components"])):
            yield f"{post['name']} is of another page"
    if len(set(ids)) != len(ids):
        yield "one id twice"


def _course(post: dict[str, Any]) -> Iterator[str]:
    updates = post["incident_updates"]
    times = [datetime.fromisoformat(update["display_at"]) for update in updates]
    if times != sorted(times, reverse=True):
        yield f"{post['name']}: the newest is not first"
    if any(
        u["updated_at"] > post["updated_at"] or u["updated_at"] < u["created_at"] for u in updates
    ):
        yield f"{post['name']}: an update that is newer than its post, or older than itself"
    known: dict[str, str] = {}
    for update in reversed(updates):
        for affected in update["affected_components"] or ():
            if known.get(affected["code"], affected["old_status"]) != affected["old_status"]:
                yield f"{post['name']}: {affected} was {known[affected['code']]}"
            known[affected["code"]] = affected["new_status"]
