"""The same doubt about many posts of a blog, told once."""

from collections.abc import Iterable

import msgspec

from stillup.importing.doubt import Doubt

_FEW = 2


def gathered(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return the doubts in their order; one that three or more files share stands at the first."""
    alike: dict[tuple[str, str, str], dict[str, Doubt]] = {}
    for doubt in doubts:
        alike.setdefault(_words(doubt), {}).setdefault(doubt.path, doubt)
    told = []
    for doubt in doubts:
        places = alike[_words(doubt)]
        if len(places) <= _FEW:
            told.append(doubt)
        elif doubt == next(iter(places.values())):
            more = f"{doubt.what}, and so in {len(places) - 1} more posts"
            told.append(msgspec.structs.replace(doubt, what=more))
    return tuple(told)


def _words(doubt: Doubt) -> tuple[str, str, str]:
    return doubt.kind, doubt.what, doubt.done
