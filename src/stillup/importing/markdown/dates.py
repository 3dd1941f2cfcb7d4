"""When a post was published: by its front matter, else by the day in its name or address."""

from datetime import UTC, datetime, timedelta, tzinfo

import msgspec

from stillup.importing.doubt import Doubts, note_time
from stillup.importing.markdown.config import Config
from stillup.importing.markdown.engine import Blog, Engine
from stillup.importing.markdown.found import Found
from stillup.importing.times import Time, read_time
from stillup.parse.zones import find_zone

_KEYS = ("date", "publishdate", "pubdate", "published", "created")
_SOON = timedelta(minutes=10)
_DAY = timedelta(days=1)
_WORDS_FOR_NO = frozenset({"true", "false", "yes", "no"})


def zone_name(blog: Blog) -> str:
    """Return the zone in which the engine reads times without one: UTC unless it is told."""
    named = {Engine.HUGO: "timezone", Engine.JEKYLL: "timezone"}.get(blog.engine, "")
    zone = blog.config.text(named) if named else ""
    return zone if zone and find_zone(zone) else "UTC"


def time_of(post: Found, zone: tzinfo, doubts: Doubts) -> Time | None:
    """Return when a post was published, None if nothing says it. A day alone is its midnight."""
    for key in _KEYS:
        typed = _typed(post, key)
        time = read_time(typed, zone) if typed else None
        if time is not None:
            _note(post, key, typed, time, doubts)
            return time
        if typed and typed.lower() not in _WORDS_FOR_NO:
            doubts.note("front-matter", post.front.line(key), f"`{key}` is no time: `{typed}`")
    if post.day is None:
        return None
    doubts.note("day-only", 0, f"its day is that of {post.day_from}")
    return read_time(post.day.isoformat(), zone)


def is_ahead(time: Time, now: datetime | None) -> bool:
    """Whether a post is of the future: engines hold it back until then."""
    return now is not None and time.at > now.astimezone(UTC) + _SOON


def is_far_from_name(post: Found, time: Time) -> bool:
    """Whether a post is dated so far from the day in its id that our format asks about it."""
    day = read_time(post.id[:10])
    return day is not None and abs(day.wall - time.wall) > 29 * _DAY


def undated(config: Config) -> str:
    """Return a zone of the settings that no table of zones knows, empty if there is none."""
    zone = config.text("timezone")
    return zone if zone and not find_zone(zone) else ""


def _typed(post: Found, key: str) -> str:
    """Return a date as typed. MkDocs takes `created` inside of `date` as well."""
    value = post.front.values.get(key, "")
    if isinstance(value, dict):
        inner = value.get("created", "")
        return inner.strip() if isinstance(inner, str) else ""
    return post.front.text(key)


def _note(post: Found, key: str, typed: str, time: Time, doubts: Doubts) -> None:
    line, named = post.front.line(key), post.day
    if time.day_only:
        doubts.note("day-only", line, f"`{key}` is a day")
    note_time(doubts, line, typed, msgspec.structs.replace(time, day_only=False))
    if named is not None and abs(time.wall.date() - named) > _DAY:
        what = f"`{key}` is {typed}, that of {post.day_from} {named.isoformat()}"
        doubts.note("disagreement", line, what, f"`{key}` counts")
