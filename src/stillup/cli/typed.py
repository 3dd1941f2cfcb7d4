"""Options read by the rules of the format: the same text means the same everywhere."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from stillup.model.diagnostic import Problems
    from stillup.parse.mapping import Scalar

Value = TypeVar("Value")


def read_now(typed: str | None, folder: Path) -> datetime:
    """Return the moment that `--now` names, or the present one, in UTC.

    RFC 3339, or a time as in a post: one without a zone is in the zone of the site in `folder`.
    """
    if typed is None:
        return datetime.now(UTC)
    return _rfc_3339(typed) or _as_in_a_post(typed, folder)


def read_address(typed: str | None) -> str | None:
    """Return the address that `--url` names."""
    from stillup.parse.addresses import read_url

    if typed is None:
        return None
    return _read("--url", typed, lambda scalar, problems: read_url(scalar, "--url", problems))


def in_utc(at: datetime) -> str:
    """Return a moment as machines read it: RFC 3339, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _rfc_3339(typed: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(typed.strip().upper())
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None


def _as_in_a_post(typed: str, folder: Path) -> datetime:
    from stillup.parse.instants import read_instant
    from stillup.parse.zones import zone_of

    zone = zone_of(_zone_of_site(folder))
    return _read("--now", typed, lambda text, problems: read_instant(text, zone, problems)).at


def _zone_of_site(folder: Path) -> str:
    """Return the zone that the settings name; UTC while they can't be read."""
    from stillup.parse.settings import parse_settings

    file = folder / "content" / "site.yaml"
    data = file.read_bytes() if file.is_file() else b""
    settings, _ = parse_settings("content/site.yaml", data, "")
    return settings.time_zone if settings else "UTC"


def _read(option: str, typed: str, read: "Callable[[Scalar, Problems], Value | None]") -> Value:
    from stillup.model.diagnostic import Problems
    from stillup.parse.lines import Place
    from stillup.parse.mapping import Scalar

    text = typed.strip()
    problems = Problems()
    value = read(Scalar(text, Place(option, 1, 1, len(text), text)), problems)
    if value and not problems.has_errors:
        return value
    problem = next(iter(problems))
    told = (problem.message, problem.help, *problem.fix.splitlines())
    raise click.BadParameter("\n".join(part for part in told if part), param_hint=option)
