"""What the front matter of a cState post claims: severity, systems, times, whether it is over."""

from collections.abc import Iterator
from datetime import timedelta, tzinfo
from difflib import get_close_matches

import msgspec

from stillup.importing.doubt import Doubts, note_time
from stillup.importing.front_matter import Front
from stillup.importing.steps import Claims
from stillup.importing.times import Time, read_file_day, read_time
from stillup.model.status import ComponentStatus, Impact

_LONG = timedelta(days=30)
_DATES = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_SEVERITIES = ("notice", "disrupted", "down")
_USED = frozenset(
    {"title", "date", "resolved", "resolvedwhen", "severity", "affected", "section",
     "informational", "pin", "draft", "aliases", "publishdate", "slug", "url", "type", "layout"}
)  # fmt: skip


def claims_of(front: Front, name: str, zone: tzinfo, doubts: Doubts) -> Claims | None:
    """Return what a post says of its times, None if nothing says when it began."""
    key = next((key for key in _DATES if read_time(front.text(key), zone)), "")
    start = read_time(front.text(key), zone) if key else None
    if start is None:
        return None
    note_time(doubts, front.line(key), front.text(key), start)
    end = _end(front, zone, doubts)
    claims = Claims(
        start,
        end,
        _is_closed(front),
        "it is `informational`" if flag(front, "informational") else "",
        read_file_day(name),
        end_key="resolvedWhen",
    )
    _note_end(claims, front, doubts)
    return claims


def flag(front: Front, key: str) -> bool:
    """Return whether a key is true."""
    return front.text(key).lower() in {"true", "yes", "on", "1"}


def impact_of(front: Front, doubts: Doubts) -> tuple[Impact, ComponentStatus | None]:
    """Return the impact, and the status of the components if the impact does not give it.

    cState's own pages decide: a `notice` is an announcement or a maintenance, which its bars do
    not count; `disrupted` is the lesser of two kinds of trouble; a system that is `down` is out.
    """
    if flag(front, "informational"):
        return Impact.NONE, None
    severity = _severity(front, doubts)
    if severity == "notice":
        return Impact.NONE, None
    if severity == "down":
        # Without a component only `critical` says that the whole is down.
        named = bool(front.texts("affected"))
        return (Impact.MAJOR, ComponentStatus.MAJOR_OUTAGE) if named else (Impact.CRITICAL, None)
    return Impact.MINOR, None


def unknown_keys(front: Front) -> tuple[str, ...]:
    """Return the keys that have no place in our front matter."""
    return tuple(key for key in front.values if key not in _USED)


def unplaced(front: Front, claims: Claims | None) -> Iterator[str]:
    """Yield, as comments, what has no place in our front matter or could not be used."""
    yield from (f"cState: {key}: {shown(front, key)}" for key in unknown_keys(front))
    if claims is None and front.text("date"):
        yield f"cState: date: {front.text('date')}"
    used = claims is not None and claims.closed and claims.has_end
    if front.text("resolvedwhen") and not used:
        yield f"cState: resolvedWhen: {front.text('resolvedwhen')}"
    if front.text("severity") and front.text("severity") not in _SEVERITIES:
        yield f"cState: severity: {front.text('severity')}"


def shown(front: Front, key: str) -> str:
    """Return a value on one line."""
    value = front.values[key]
    return value.strip() if isinstance(value, str) else msgspec.json.encode(value).decode()


def _is_closed(front: Front) -> bool:
    """Whether cState shows the post as over: all but an explicit `false`, and what is pinned."""
    if front.text("resolved"):
        return front.text("resolved").lower() not in {"false", "no", "off", "0"}
    return not (flag(front, "informational") and flag(front, "pin"))


def _end(front: Front, zone: tzinfo, doubts: Doubts) -> Time | None:
    written, line = front.text("resolvedwhen"), front.line("resolvedwhen")
    end = read_time(written, zone) if written else None
    if end:
        note_time(doubts, line, written, end)
    elif written:
        doubts.note("no-end", line, f"`{written}` is not a time", "it is only a comment")
    return end


def _note_end(claims: Claims, front: Front, doubts: Doubts) -> None:
    written, line = front.text("resolvedwhen"), front.line("resolvedwhen")
    if not claims.closed:
        what = f"`resolved` is `{front.text('resolved')}`" if front.text("resolved") else "pinned"
        doubts.note("open", front.line("resolved"), what)
        if claims.end:
            what = f"`resolvedWhen` is {written}, but the post is not resolved"
            doubts.note("disagreement", line, what, "it stays open")
    elif claims.end and not claims.has_end:
        doubts.note("end-before-start", line, f"it starts {front.text('date')}, ends {written}")
    elif claims.end and claims.end.at - claims.start.at > _LONG:
        days = (claims.end.at - claims.start.at).days
        doubts.note("long", line, f"from {front.text('date')} to {written} are {days} days")


def _severity(front: Front, doubts: Doubts) -> str:
    written, line = front.text("severity"), front.line("severity")
    near = get_close_matches(written.lower(), _SEVERITIES, n=1, cutoff=0.75)
    if not near:
        what = f"`{written}`" if written else "there is none"
        doubts.note("severity", line, what, "the impact is minor, so that it does not look fine")
        return ""
    if near[0] != written:
        doubts.note("severity", line, f"`{written}`", f"it was read as `{near[0]}`")
    return near[0]
