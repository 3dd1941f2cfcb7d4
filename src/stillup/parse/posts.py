"""An incident or a piece of maintenance, from its keys and its body."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.diagnostic import Problems
from stillup.model.parsed import Conventions
from stillup.model.post import Edit, Incident, Maintenance, Moment, Reference
from stillup.model.status import Impact
from stillup.parse.addresses import read_path
from stillup.parse.body import Body, cut_body, text_of
from stillup.parse.components import read_marks
from stillup.parse.edits import read_edit
from stillup.parse.fields import Fields, is_yes_or_no, read_flag
from stillup.parse.file_name import FileName
from stillup.parse.headings import Speech
from stillup.parse.ids import as_id, read_id
from stillup.parse.instants import read_instant, read_moment
from stillup.parse.life_cycle import check_incident, check_maintenance
from stillup.parse.lines import Lines
from stillup.parse.nodes import Scalar
from stillup.parse.offer import read_offer
from stillup.parse.time_repairs import day_after
from stillup.parse.updates import read_updates
from stillup.parse.vocabulary import shown_words
from stillup.parse.zones import zone_of

_COMMON = (
    "title", "components", "author", "related", "cause", "offer", "edits", "withdrawn", "aliases",
    "feed_id", "rss_id", "api_id", "draft", "publish_at", "pin",
)  # fmt: skip
INCIDENT_KEYS = (*_COMMON, "impact", "started", "retrospective")
MAINTENANCE_KEYS = (*_COMMON, "starts", "ends")


class PostFile(msgspec.Struct, frozen=True):
    """One file of a post: what its path says, its digest, its keys and its body."""

    name: FileName
    digest: str
    fields: Fields
    whole: Lines
    body: Lines
    conventions: Conventions

    @property
    def zone(self) -> ZoneInfo:
        """The zone of times without one."""
        return zone_of(self.conventions.time_zone)


def read_incident(file: PostFile, problems: Problems) -> tuple[Incident | None, Body]:
    """Return an incident, None if it has no update.

    What else is missing or unreadable is reported and left at its default.
    """
    body = _cut(file, problems, maintenance=False)
    started = file.fields.scalar("started")
    impact = file.fields.choice("impact", Impact)
    if "impact" not in file.fields:
        _report_missing(file, "impact", "say how hard it hits:", "impact: minor", problems)
    incident = Incident(
        **_common(file, body, problems, maintenance=False),
        impact=impact or Impact.NONE,
        started=_instant(started, file.zone, problems, near=file.name.day),
        started_span=file.fields.span("started"),
        retrospective=file.fields.flag("retrospective"),
    )
    check_incident(incident, file.name.day, file.zone, file.whole, problems)
    return (incident if incident.updates else None), body


def read_maintenance(file: PostFile, problems: Problems) -> tuple[Maintenance | None, Body]:
    """Return a piece of maintenance, None without a plan or an update."""
    body = _cut(file, problems, maintenance=True)
    starts = _planned(file, "starts", "2026-12-01 22:00", file.name.day, problems)
    end_day = _day_of_end(file, starts) or file.name.day
    ends = _planned(file, "ends", "2026-12-02 01:00", end_day, problems)
    common = _common(file, body, problems, maintenance=True)
    if starts is None or ends is None:
        return None, body
    maintenance = Maintenance(**common, starts=starts, ends=ends)
    check_maintenance(maintenance, file.name.day, file.zone, file.whole, problems)
    return (maintenance if maintenance.updates else None), body


def read_title(file: PostFile, problems: Problems) -> str:
    """Return the title, which every file must have."""
    title = file.fields.text("title")
    if "title" not in file.fields:
        words = "title: What people cannot do, in their words"
        _report_missing(file, "title", "add it:", words, problems)
    return title


def read_draft(file: PostFile, problems: Problems) -> bool:
    """Return whether the file is not meant for the public."""
    scalar = file.fields.scalar("draft")
    return read_flag(scalar, "draft", problems) if scalar else False


def read_embargo(file: PostFile, problems: Problems) -> datetime | None:
    """Return until when the file is not meant for the public."""
    return _instant(file.fields.scalar("publish_at"), file.zone, problems)


def _cut(file: PostFile, problems: Problems, *, maintenance: bool) -> Body:
    speech = Speech(file.conventions.languages[0], maintenance)
    body = cut_body(file.body, speech, file.zone, problems, file.name.day)
    if not body.updates:
        first = shown_words(maintenance=maintenance)[0]
        day = file.name.day.isoformat() if file.name.day else "2026-11-21"
        problems.error(
            "no-update",
            file.whole.place(min(file.body.first, file.whole.end - 1)).span,
            "there is no update in this file",
            help="put a heading with status and time above what you have to say:",
            fix=f"## {first} · {day} 12:41",
        )
    return body


def _common(file: PostFile, body: Body, problems: Problems, *, maintenance: bool) -> dict[str, Any]:
    """Return what incidents and maintenance share. Any: the fields' types differ."""
    fields, zone, post = file.fields, file.zone, file.name.id
    return {
        "id": post,
        "source": file.whole.path,
        "digest": file.digest,
        "title": read_title(file, problems),
        "title_span": fields.span("title"),
        "components": read_marks(fields.node("components"), problems),
        "author": fields.text("author"),
        "author_span": fields.span("author"),
        "related": _references(fields, problems),
        "cause": fields.text("cause"),
        "offer": read_offer(fields, zone, problems),
        "edits": _edits(fields, zone, problems),
        "withdrawn": _withdrawn(fields, problems),
        "aliases": _aliases(fields, problems),
        "feed_id": fields.text("feed_id"),
        "feed_id_span": fields.span("feed_id"),
        "rss_id": fields.text("rss_id"),
        "rss_id_span": fields.span("rss_id"),
        "api_id": fields.text("api_id"),
        "api_id_span": fields.span("api_id"),
        "draft": read_draft(file, problems),
        "publish_at": read_embargo(file, problems),
        "pin": fields.flag("pin"),
        "summary": text_of(body.summary, body.summary.first, prefix=f"{post}-"),
        "updates": read_updates(body, post, zone, problems, maintenance=maintenance),
    }


def _withdrawn(fields: Fields, problems: Problems) -> str:
    """Return why a post is withdrawn. Whoever writes `false` means that it is not."""
    why = fields.text("withdrawn")
    if not is_yes_or_no(why):
        return why
    problems.error(
        "withdrawn-without-reason",
        fields.span("withdrawn"),
        f"`withdrawn` wants a reason that readers can see, and `{why}` is none",
        help="write why, for example `withdrawn: A false alarm, our probe was wrong`; if the post "
        "stands, leave the line out",
    )
    return ""


def _instant(
    scalar: Scalar | None, zone: ZoneInfo, problems: Problems, *, near: date | None = None
) -> datetime | None:
    found = read_instant(scalar, zone, problems, near=near) if scalar else None
    return found.at if found else None


def _day_of_end(file: PostFile, starts: Moment | None) -> date | None:
    """Return the day that is meant where `ends` is only a time of day."""
    ends = file.fields.scalar("ends")
    if ends is None or starts is None:
        return None
    start = starts.at.astimezone(file.zone)
    over_midnight = ends.text.zfill(5)[:5] <= f"{start:%H:%M}"
    return day_after(start.date()) if over_midnight else start.date()


def _planned(
    file: PostFile, key: str, example: str, near: date | None, problems: Problems
) -> Moment | None:
    scalar = file.fields.scalar(key)
    if scalar is not None:
        return read_moment(scalar, file.zone, problems, is_end=key == "ends", near=near)
    if key not in file.fields:
        example_line = f"{key}: {example}"
        _report_missing(
            file, key, "a day alone means “time to be announced”:", example_line, problems
        )
    return None


def _scalars(fields: Fields, key: str) -> list[Scalar]:
    found = (fields.one(node, key) for node in fields.items(key))
    return [scalar for scalar in found if scalar and scalar.text]


def _references(fields: Fields, problems: Problems) -> tuple[Reference, ...]:
    found = [(scalar, _reference(scalar, problems)) for scalar in _scalars(fields, "related")]
    return tuple(Reference(name, scalar.place.span) for scalar, name in found if name)


def _reference(scalar: Scalar, problems: Problems) -> str:
    """Return the id of another post, empty if it is none."""
    if not scalar.text.endswith((".md", "/")):
        return read_id(scalar, problems)
    name = as_id(scalar.text.rstrip("/").rpartition("/")[2].removesuffix(".md"))
    problems.error(
        "bad-id",
        scalar.place.span,
        f"`{scalar.text}` is a path, not the id of a post",
        help="the id of a post is its file name without folder and `.md`",
        fix=scalar.place.mended(name),
    )
    return ""


def _aliases(fields: Fields, problems: Problems) -> tuple[Reference, ...]:
    found = [(scalar, read_path(scalar, problems)) for scalar in _scalars(fields, "aliases")]
    return tuple(Reference(path, scalar.place.span) for scalar, path in found if path)


def _edits(fields: Fields, zone: ZoneInfo, problems: Problems) -> tuple[Edit, ...]:
    found = (read_edit(scalar, zone, problems) for scalar in _scalars(fields, "edits"))
    return tuple(edit for edit in found if edit)


def _report_missing(file: PostFile, key: str, mend: str, line: str, problems: Problems) -> None:
    problems.error(
        "missing-key",
        file.fields.key_place(key).span,
        f"there is no `{key}`",
        help=mend,
        fix=line,
    )
