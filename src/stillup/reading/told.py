"""A status in words for a terminal, and as a document of our own for programs."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

import msgspec

from stillup.model.status import Impact
from stillup.reading.standing import Notice, Part, Standing
from stillup.reading.unreadable import Unreadable
from stillup.render.plain import plain_paragraphs
from stillup.report.cells import harmless

_VERSION: Final = 1
_MOST_SHOWN: Final = 20
_LONGEST: Final = 4000
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
Item = TypeVar("Item")

_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def told(standing: Standing, width: int) -> str:
    """Return it in words, the sentence that says it first. Nothing in them commands a terminal."""
    blocks = [
        _headline(standing),
        *_list("open", standing.incidents, _incident, width),
        *_list("maintenance", _soonest_first(standing.maintenance), _work, width),
        *_list("not working as usual", standing.components, _part, width),
        "\n".join(_closing(standing)),
    ]
    return "\n\n".join(blocks) + "\n"


def as_document(standing: Standing | None, code: int, failure: Unreadable | None = None) -> str:
    """Return it as JSON. What is unknown is null, a list that nobody tells of too."""
    facts = {} if standing is None else _facts(standing)
    failed = failure and {"message": failure.fact, "help": failure.help}
    keys = ("indicator", "description", "page", "source", "incidents", "maintenance", "components")
    document = {"version": _VERSION, "exit_code": code, **dict.fromkeys(keys), **facts}
    return msgspec.json.format(msgspec.json.encode({**document, "failure": failed})).decode() + "\n"


def _headline(standing: Standing) -> str:
    level = "" if standing.indicator == Impact.NONE else f" ({standing.indicator})"
    page = f"{harmless(standing.page)}: " if standing.page else ""
    return f"{page}{harmless(standing.description)}{level}"


def _list(
    heading: str, items: Sequence[Item], say: Callable[[Item], list[str]], width: int
) -> Iterator[str]:
    """Yield a heading with what stands below it, each first line less indented than the rest."""
    if not items:
        return
    lines = [f"{heading}:"]
    for item in items[:_MOST_SHOWN]:
        first, *rest = say(item)
        lines += [_wrapped(first, "  ", width)]
        lines += [_wrapped(line, "    ", width) for line in rest if line]
    if len(items) > _MOST_SHOWN:
        lines.append(f"  and {len(items) - _MOST_SHOWN:,} more")
    yield "\n".join(lines)


def _incident(notice: Notice) -> list[str]:
    since = f"since {_at(notice.started)}" if notice.started else ""
    impact = "" if notice.impact == Impact.NONE else notice.impact
    facts = ", ".join(filter(None, (impact, _word(notice.status), since)))
    return [notice.name or notice.id or "(no title)", facts, *_news(notice), notice.url]


def _work(notice: Notice) -> list[str]:
    plan = _plan(notice.started, notice.ends)
    facts = ", ".join(filter(None, (_word(notice.status), plan)))
    return [notice.name or notice.id or "(no title)", facts, *_news(notice), notice.url]


def _news(notice: Notice) -> Iterator[str]:
    latest = notice.latest
    if latest is None:
        return
    at = _at(latest.at) if latest.at else "latest update"
    first, *rest = _paragraphs(latest.text) or [_word(latest.status)]
    yield f"{at}: {first}"
    yield from rest


def _paragraphs(text: str) -> list[str]:
    """Return the lines of an update that have words. Some write HTML, some write text."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    plain = plain_paragraphs(cut) if _TAG.search(cut) else cut
    return [line for line in map(str.strip, plain.splitlines()) if line]


def _part(part: Part) -> list[str]:
    named = ", ".join(filter(None, (part.group, part.name or part.id)))
    return [f"{named}: {_word(part.status)}"]


def _closing(standing: Standing) -> Iterator[str]:
    if standing.untold:
        yield f"not told there: {', '.join(standing.untold)}"
    changed = f"last changed {_at(standing.updated)}, " if standing.updated else ""
    yield f"{changed}read from {harmless(standing.source)}"


def _soonest_first(work: Iterable[Notice]) -> list[Notice]:
    return sorted(work, key=lambda notice: notice.started or _NEVER)


def _plan(starts: datetime | None, ends: datetime | None) -> str:
    if starts is None:
        return ""
    if ends is None:
        return f"from {_at(starts)}"
    return f"{starts:%Y-%m-%d %H:%M} to {_at(ends)}"


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _word(status: str) -> str:
    return status.replace("_", " ")


def _wrapped(text: str, indent: str, width: int) -> str:
    return textwrap.fill(
        harmless(text),
        max(width, len(indent) + 20),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _facts(standing: Standing) -> dict[str, Any]:
    lists = {
        "components": [msgspec.to_builtins(each) for each in standing.components],
        "incidents": [_notice(each) for each in standing.incidents],
        "maintenance": [_notice(each) for each in standing.maintenance],
    }
    return {
        "indicator": standing.indicator,
        "description": standing.description,
        "page": {
            "name": standing.page,
            "url": standing.url,
            "updated": _exact(standing.updated),
        },
        "source": standing.source,
        **{kind: None if kind in standing.untold else found for kind, found in lists.items()},
    }


def _notice(notice: Notice) -> dict[str, Any]:
    latest = notice.latest
    return {
        **msgspec.structs.asdict(notice),
        "started": _exact(notice.started),
        "ends": _exact(notice.ends),
        "latest": latest and {**msgspec.structs.asdict(latest), "at": _exact(latest.at)},
    }


def _exact(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
