"""Did you mean …? One place decides what is near."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_DAY_OR_ENDING = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-|\.\w+$")


def nearest(word: str, choices: Iterable[str], cutoff: float = 0.65) -> str:
    """Return the choice nearest to `word` without regard to case, or nothing."""
    by_folded = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(word.casefold()[:80], by_folded, n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else ""


def nearest_name(name: str, choices: Iterable[str], cutoff: float) -> str:
    """Return the nearest name of a post or a file, or nothing.

    What stands between day and ending must be near: all days and all endings look alike.
    """
    by_words: dict[str, list[str]] = {}
    for choice in choices:
        by_words.setdefault(_DAY_OR_ENDING.sub("", choice).casefold(), []).append(choice)
    near = nearest(_DAY_OR_ENDING.sub("", name), by_words, cutoff)
    return nearest(name, by_words[near], cutoff=0) if near else ""


def nearest_or_known(word: str, choices: Iterable[str], known: Mapping[str, str]) -> str:
    """Return what `word` is called here: by a table of names used elsewhere, else the nearest."""
    choices = tuple(choices)
    named = known.get(word.casefold(), "")
    return named if named in choices else nearest(word, choices)


def listed(words: Iterable[str]) -> str:
    """Return words in backticks with commas, for a message."""
    return ", ".join(f"`{word}`" for word in words)
