"""Values in the words of a language: statuses, times, durations, lists. English for now.

Each function takes the language, so that catalogues can take the place of these tables.
"""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

_WORDS = {
    "operational": "Operational",
    "under_maintenance": "Under maintenance",
    "degraded_performance": "Degraded performance",
    "partial_outage": "Partial outage",
    "major_outage": "Major outage",
    "none": "None",
    "minor": "Minor",
    "major": "Major",
    "critical": "Critical",
    "investigating": "Investigating",
    "identified": "Identified",
    "monitoring": "Monitoring",
    "update": "Update",
    "resolved": "Resolved",
    "postmortem": "Postmortem",
    "scheduled": "Scheduled",
    "unannounced": "Scheduled, time to be announced",
    "in_progress": "In progress",
    "verifying": "Verifying",
    "overdue": "Not yet confirmed as completed",
    "completed": "Completed",
    "cancelled": "Cancelled",
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_LANGUAGES = {
    "ar": "العربية",
    "ca": "Català",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "ja": "日本語",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "uk": "Українська",
}

TABLE = "Table"
"""What a screen reader calls a table that can be scrolled."""

_NAMES_SHOWN = 3


def phrase(text: str, language: str) -> str:  # noqa: ARG001
    """Return a phrase of the interface in a language."""
    return text


def phrases(one: str, many: str, count: int, language: str) -> str:  # noqa: ARG001
    """Return the form of a phrase that goes with a number."""
    return one if count == 1 else many


def status_word(value: str, language: str) -> str:
    """Return the word for a value of one of the vocabularies, or the value if it is in none."""
    return phrase(_WORDS.get(value, value), language)


def language_name(tag: str) -> str:
    """Return what a language calls itself, or its tag."""
    return _LANGUAGES.get(tag, _LANGUAGES.get(tag.partition("-")[0], tag))


def date_words(day: date, language: str) -> str:
    """Return a day, such as `21 November 2026`."""
    return f"{day.day} {phrase(_MONTHS[day.month - 1], language)} {day.year}"


def month_words(month: str, language: str) -> str:
    """Return a month given as `yyyy-mm`, such as `November 2026`."""
    year, number = month.split("-")
    return f"{phrase(_MONTHS[int(number) - 1], language)} {year}"


def clock_words(at: datetime, zone: ZoneInfo, language: str) -> str:  # noqa: ARG001
    """Return the time of day in a zone, such as `12:41 WET`; seconds only if there are any."""
    local = at.astimezone(zone)
    return f"{local:%H:%M:%S}".removesuffix(":00") + f" {_zone_name(local)}"


def time_words(at: datetime, zone: ZoneInfo, language: str) -> str:
    """Return a moment, such as `21 November 2026, 12:41 WET`."""
    day = date_words(at.astimezone(zone).date(), language)
    return f"{day}, {clock_words(at, zone, language)}"


def duration_words(minutes: int, language: str) -> str:
    """Return a duration, such as `2 h 30 min`; no number stands apart from its unit."""
    hours, rest = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days}\u00a0{phrases('day', 'days', days, language)}"] if days else []
    parts += [f"{hours}\u00a0h"] if hours else []
    parts += [f"{rest}\u00a0min"] if rest or not parts else []
    return " ".join(parts)


def listing(names: Sequence[str], language: str) -> str:
    """Return names as a list in words; of more than three, the first three and how many more."""
    shown, more = list(names[:_NAMES_SHOWN]), len(names) - _NAMES_SHOWN
    if more > 0:
        shown.append(phrase("{count} more", language).format(count=more))
    if len(shown) < 2:  # noqa: PLR2004
        return "".join(shown)
    joined = phrase("{some} and {last}", language)
    return joined.format(some=", ".join(shown[:-1]), last=shown[-1])


def _zone_name(local: datetime) -> str:
    """Return the zone's abbreviation, or its offset where it has none (`UTC-03`)."""
    name = local.tzname() or ""
    return f"UTC{name}" if name[:1] in {"+", "-"} else name
