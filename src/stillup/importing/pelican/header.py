"""The header lines of a Pelican post: `Key: value` from the first line to the first blank one."""

import re

from stillup.importing.front_matter import Flaw, Front, Value, in_small_letters, read_front

_KEY = re.compile(r"[ ]{0,3}([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*$")
_MORE = re.compile(r"[ ]{4,}(\S.*?)[ \t]*$")


def read_header(text: str) -> Front:
    """Take a post apart; its keys are in small letters, as Pelican tells none apart.

    A value may go on in lines that begin with four blanks. Without header lines all is body.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip().startswith("---"):
        return in_small_letters(read_front(text))
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    values: dict[str, Value] = {}
    places: dict[str, int] = {}
    flaws: list[Flaw] = []
    key, end = "", start
    for end in range(start, len(lines) + 1):
        line = lines[end] if end < len(lines) else ""
        if found := _KEY.match(line):
            key = found[1].lower()
            if key in values:
                flaws.append(Flaw(end + 1, f"`{found[1]}` stands there twice"))
                key = ""
                continue
            values[key], places[key] = found[2], end + 1
        elif key and (more := _MORE.match(line)):
            values[key] = f"{values[key]} {more[1]}".strip()
        else:
            break
    if not values:
        flaw = Flaw(start + 1, "there are no header lines")
        return Front({}, {}, text, flaws=(flaw,), found=False)
    return Front(values, places, "\n".join(lines[end:]), end + 1, tuple(flaws))
