"""Parts of a file, as players of films ask for them. Source: RFC 9110, 14.1.2; one range only."""

import re

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def find_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte that are asked for; None if all are, or none exist."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or not any(found.groups()) or not size:
        return None
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None
