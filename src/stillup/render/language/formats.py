"""Values in words as CLDR has them for a locale: days, times, numbers, lists, languages.

Durations are phrases of catalogues: Babel 2.18 says `1 horas` and `1 duration-day`.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal


def number_words(number: int, locale: Locale) -> str:
    """Return a whole number with the marks of its thousands."""
    return format_decimal(number, locale=locale)


@lru_cache(maxsize=4096)
def date_words(day: date, locale: Locale) -> str:
    """Return a day, such as `21 November 2026`."""
    return format_date(day, "long", locale)


def month_words(month: str, locale: Locale, *, begins: bool = False) -> str:
    """Return a month given as `yyyy-mm`, such as `November 2026`. `begins` gives it a capital."""
    first = datetime.fromisoformat(f"{month}-01T00:00:00Z")
    words = format_skeleton("yMMMM", first, locale=locale)
    return _begun(words) if begins else words


@lru_cache(maxsize=4096)
def clock_words(at: datetime, zone: ZoneInfo, locale: Locale) -> str:
    """Return the time of day in a zone, such as `12:41 WET`; seconds only if there are any."""
    local = at.astimezone(zone)
    length = "medium" if local.second else "short"
    return f"{format_time(local, length, tzinfo=zone, locale=locale)} {_zone_name(local)}"


@lru_cache(maxsize=4096)
def time_words(at: datetime, zone: ZoneInfo, locale: Locale) -> str:
    """Return a moment, such as `21 November 2026, 12:41 WET`."""
    day = date_words(at.astimezone(zone).date(), locale)
    joined = str(get_datetime_format("medium", locale)).replace("'", "")
    return joined.replace("{1}", day).replace("{0}", clock_words(at, zone, locale))


def joined(names: Sequence[str], locale: Locale) -> str:
    """Return names as a list: `Email, Web and DNS`."""
    return format_list(names, "standard", locale)


def language_name(tag: str, locale: Locale, *, begins: bool = False) -> str:
    """Return what a language is called in `locale`, or its tag if CLDR has no name for it."""
    try:
        words = Locale.parse(tag, sep="-").get_display_name(locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return _begun(words) if begins else words


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _zone_name(local: datetime) -> str:
    """Return the zone's abbreviation, or its distance from UTC where it has none (`UTC−3`)."""
    name = local.tzname() or ""
    if name[:1] not in {"+", "-"}:
        return name
    away = local.utcoffset() or timedelta()
    hours, minutes = divmod(abs(away) // timedelta(minutes=1), 60)
    sign = "−" if away < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
