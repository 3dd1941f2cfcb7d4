"""The front matter of Statusfy: YAML, or JSON or TOML that says so behind the first dashes."""

import re

import msgspec

from stillup.importing.front_matter import Front, in_small_letters, read_front

_MARKED = re.compile(r"\s*---[ \t]*(json|toml|ya?ml)[ \t]*$", re.IGNORECASE)


def read_marked_front(text: str) -> Front:
    """Take a post apart; its keys are in small letters. No line of it changes its number."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    marked = _MARKED.match(lines[start])
    if marked is None:
        return in_small_letters(read_front(text))
    kind = marked[1].lower()
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "---"), None)
    if end is None:
        return in_small_letters(read_front("\n".join([*lines[:start], "---", *lines[start + 1 :]])))
    if kind == "json":
        inside, rest = "\n".join(lines[start + 1 : end]), "\n".join(lines[end + 1 :])
        front = read_front(f"{inside}\n")
        body = f"{front.body.strip()}\n{rest}" if front.body.strip() else rest
        moved = {key: line + start + 1 for key, line in front.lines.items()}
        front = msgspec.structs.replace(front, body=body, lines=moved, first=end + 2)
        return in_small_letters(front)
    fence = "+++" if kind == "toml" else "---"
    kept = [*lines[:start], fence, *lines[start + 1 : end], fence, *lines[end + 1 :]]
    return in_small_letters(read_front("\n".join(kept)))
