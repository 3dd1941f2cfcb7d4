"""Tables. Source: GitHub Flavored Markdown 0.29, 4.10."""

import re

_DELIMITERS = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_CLASSES = {(True, False): "left", (True, True): "center", (False, True): "right"}


def starts_table(header: str, line: str) -> bool:
    """Return whether `line` makes a table of itself and of `header`, the line before it."""
    return _DELIMITERS.match(line) is not None and len(cells(header)) == len(cells(line))


def cells(row: str) -> list[str]:
    """Return what stands between the bars of a row; a bar after a backslash is a word."""
    row = row.strip().removeprefix("|")
    found: list[str] = []
    start = 0
    for at, character in enumerate(row):
        if character == "|" and (at == 0 or row[at - 1] != "\\"):
            found.append(row[start:at])
            start = at + 1
    if row[start:].strip() or not found:
        found.append(row[start:])
    return [cell.strip().replace("\\|", "|") for cell in found]


def alignments(line: str) -> list[str]:
    """Return the class of each column, as its colons say; empty for none."""
    sides = [(cell.startswith(":"), cell.endswith(":")) for cell in cells(line)]
    return [_CLASSES.get(side, "") for side in sides]


def fitted(row: list[str], width: int) -> list[str]:
    """Return a row of exactly `width` cells. GitHub hides what is too much; here it stays."""
    kept, surplus = row[: width - 1], row[width - 1 :]
    return [*kept, " | ".join(surplus), *[""] * (width - len(kept) - 1)]
