"""Words for a day before a time of day: `Monday 09:00`, `morgen 09:00`. Offered, never taken."""

import re
from datetime import datetime, timedelta

from stillup.parse.time_repairs import likely_clock

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?:(?:next|on|this)\s+)?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
)
_TOMORROW = frozenset({
    "tomorrow", "morgen", "mañana", "demain", "domani", "demà", "amanhã", "jutro", "завтра",
    "明日", "غدا",
})  # fmt: skip
_WORDS = re.compile(r"\s*(?P<words>[^\W\d](?:[^\d]*[^\W\d])?\.?)[\s,@]*(?P<clock>[0-9].*)")
_TURNED = re.compile(r"(?P<clock>[0-9].*?)[\s,]+(?:on\s+)?(?P<words>[^\W\d]+\.?)")
_HARMLESS = frozenset({"at", "um", "às", "a las", "à", "alle", "om", "o", "kl"})
_WORD = re.compile(r"[^\W\d_][^\s\d().,:]*")
_WITH_CLOCK = _HARMLESS | {
    "am", "pm", "a", "p", "m", "h", "hr", "hrs", "hour", "hours", "uhr", "z", "utc", "gmt",
    "o'clock", "o’clock", "today",
}  # fmt: skip
_AT = re.compile(r"[\s,]+(?:at|um|às|a las|à|alle|om|o|kl)\.?$")


def is_day(word: str) -> bool:
    """Whether a word names a day as seen from another."""
    return word.casefold() in _TOMORROW or _WEEKDAY.fullmatch(word.casefold()) is not None


def words_and_clock(text: str) -> tuple[str, str]:
    """Return the words for a day that stand with a time, and that time as it is written here."""
    turned = _TURNED.fullmatch(text)
    found = turned if turned and is_day(turned["words"]) else _WORDS.fullmatch(text)
    if found is None:
        return "", ""
    words = _AT.sub("", found["words"])
    if words.casefold().rstrip(".") in _HARMLESS:
        return "", ""
    return words, likely_clock(found["clock"])


def is_clock_alone(text: str) -> bool:
    """Whether a time of day has no word with it that would be lost."""
    return all(word in _WITH_CLOCK or "/" in word for word in _WORD.findall(text.casefold()))


def days_meant(words: str, clock: str, update: datetime, *, forward: bool) -> list[str]:
    """Return the days that `words` may name, with the clock, as seen from `update`."""
    folded, today = words.casefold(), update.date()
    if folded in _TOMORROW:
        return [f"{today + timedelta(days=1)} {clock}"] if forward else []
    if not (found := _WEEKDAY.fullmatch(folded)):
        return []
    ahead = (_WEEKDAYS.index(found[1][:3]) - today.weekday()) % 7
    days = [ahead, ahead + 7] if ahead == 0 else [ahead]
    if not forward:
        days = [day - 7 for day in days] if ahead else [0, -7]
    written = [f"{today + timedelta(days=day)} {clock}" for day in days]
    now = f"{update:%Y-%m-%d %H:%M}"
    return [each for each in written if (each > now if forward else each <= now)]
