"""What of a Pelican header has no place in ours: it stays as comments."""

from collections.abc import Iterator
from datetime import timedelta

from stillup.importing.outcome import times_told
from stillup.importing.pelican.found import Found
from stillup.importing.times import read_time
from stillup.model.post import Incident, Maintenance

_ZONES = timedelta(hours=14)
_USED = frozenset({"title", "date", "outagefinish", "ticket", "slug", "status", "modified"})


def unplaced(post: Found, told: Incident | Maintenance) -> Iterator[tuple[str, str]]:
    """Yield what of a header has no place in ours, or could not be used."""
    for key, value in post.front.values.items():
        shown = value if isinstance(value, str) else str(value)
        if key not in _USED and shown.strip():
            yield key, shown.strip()
    for key in ("date", "outagefinish", "modified"):
        typed = post.front.text(key)
        time = read_time(typed) if typed else None
        if typed and (time is None or not _states(told, typed)):
            yield key, typed


def _states(told: Incident | Maintenance, typed: str) -> bool:
    """Whether a post of ours states a time that was typed; its zone is another question."""
    meant = read_time(typed)
    return meant is not None and any(abs(at - meant.at) <= _ZONES for at in times_told(told))
