"""The names that products give to the same things, best first, and values by those names.

Names are compared without regard to case, `_` and `-`: `started_at` is `startedAt`.
"""

import re
from collections.abc import Iterable

from stillup.importing.json_files import Record, as_time
from stillup.importing.times import Time

TITLE = ("name", "title", "subject", "summary", "externaldesc")
UPDATES = (
    "updates", "incidentupdates", "statusreportupdates", "statusupdates", "maintenanceupdates",
    "comments", "messages", "timeline", "events", "history",
)  # fmt: skip
TEXT = ("content", "body", "message", "text", "markdown", "description", "comment", "messagehtml")
STATUS = ("status", "type", "state", "stage")
TIME = (
    "displayat", "date", "when", "publishedat", "postedat", "started", "startedat", "time",
    "timestamp", "datetime", "at", "createdat", "created",
)  # fmt: skip
START = (
    "startedat", "started", "startdate", "starttime", "start", "startsat", "begin", "beganat",
)  # fmt: skip
PLAN = (
    "scheduledfor", "scheduledtime", "scheduledstart", "scheduledat", "scheduledstartat",
    "scheduled", "from",
)  # fmt: skip
PLAN_END = ("scheduleduntil", "scheduledend", "scheduledendat", "to", "until")
END = (
    "resolvedat", "resolved", "enddate", "endtime", "endedat", "ended", "end", "endsat",
    "completedat", "finishedat", "closedat",
)  # fmt: skip
MINUTES = ("minutes", "durationminutes", "durationinminutes", "duration")
IMPACT = ("impact", "statusimpact", "severity", "level", "aggregatestate", "impactlevel")
COMPONENTS = (
    "components", "services", "affectedcomponents", "affectedservices", "affectedproducts",
    "affectedresources", "affectedsystems", "affected", "monitors", "pagecomponents", "systems",
    "servicename",
)  # fmt: skip
CREATED = ("createdat", "created", "publishedat", "announcedat", "date")
REPORT = ("postmortembody", "postmortem", "report")
REPORT_TIME = ("postmortempublishedat", "reportpublishedtime")
REPORT_SHOWN = ("isreportpublished",)
ADDRESS = ("url", "permalink", "link", "shortlink", "htmlurl", "uri")
ID = ("id", "uuid", "uid", "slug", "number")
KIND = ("reporttype", "type", "kind")
HIDDEN = ("draft", "hidden", "private")

_FOLD = re.compile(r"[\s_-]+")


def folded(key: str) -> str:
    """Return a name as names are compared."""
    return _FOLD.sub("", key).casefold()


def find_key(record: Record, names: Iterable[str]) -> str:
    """Return the key of a record that has the first of these names and a value, or nothing."""
    known = {folded(key): key for key, value in record.items() if value not in (None, "", [], {})}
    return next((known[name] for name in names if name in known), "")


def text_of(record: Record, names: Iterable[str]) -> str:
    """Return the first of these that is a text or a number, empty if none is."""
    for name in names:
        value = record.get(find_key(record, (name,)))
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value).strip()
    return ""


def time_of(record: Record, names: Iterable[str]) -> tuple[Time | None, str]:
    """Return the first of these that is a time, and its key."""
    for name in names:
        key = find_key(record, (name,))
        if key and (time := as_time(record[key])):
            return time, key
    return None, ""
