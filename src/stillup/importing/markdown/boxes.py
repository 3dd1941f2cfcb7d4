"""Boxes of old engines, told as quotes: `!!! note "Title"` of MkDocs, `::: tip` of others."""

import re

from stillup.importing.doubt import Doubts

_BOX = re.compile(r"( *)(?:!!!|\?\?\?\+?)[ \t]*([\w \t-]*?)[ \t]*(?:\"([^\"]*)\")?[ \t]*$")
_TAB = re.compile(r"( *)===[!+]?[ \t]+()\"([^\"]*)\"[ \t]*$")
_OPENED = re.compile(r"( *):{3,}[ \t]*([A-Za-z][\w-]*)[ \t]*(.*?)[ \t]*$")
_CLOSED = re.compile(r" *:{3,}[ \t]*$")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_INDENT = 4
_DEEPEST = 8


def with_quotes(text: str, doubts: Doubts) -> str:
    """Return a text of as many lines in which each box is a quote with its title in front."""
    return "\n".join(_colons(_indented(text.split("\n"), doubts, 0), doubts))


def _indented(lines: list[str], doubts: Doubts, depth: int) -> list[str]:
    written: list[str] = []
    fence = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        fence = _fence_after(line, fence)
        found = None if fence or depth == _DEEPEST else _BOX.match(line) or _TAB.match(line)
        number += 1
        if found is None:
            written.append(line)
            continue
        inner = _inside(lines, number, len(found[1]) + _INDENT)
        doubts.note("box", number - 1, f"`{line.strip()}`")
        content = _indented(inner, doubts.below_line(number), depth + 1)
        written.append(f"{found[1]}> {_title(found[2], found[3])}")
        written += [f"{found[1]}> {each}".rstrip() for each in content]
        number += len(inner)
    return written


def _inside(lines: list[str], start: int, indent: int) -> list[str]:
    """Return the lines of a box without their indent; blank lines at its end are not its own."""
    end = start
    for number in range(start, len(lines)):
        if not lines[number].strip():
            continue
        if not lines[number].expandtabs(_INDENT).startswith(" " * indent):
            break
        end = number + 1
    return [line.expandtabs(_INDENT)[indent:] for line in lines[start:end]]


def _colons(lines: list[str], doubts: Doubts) -> list[str]:
    written: list[str] = []
    fence, depth = "", 0
    closings = sum(1 for line in lines if _CLOSED.match(line))
    for number, line in enumerate(lines):
        fence = _fence_after(line, fence)
        opened = None if fence else _OPENED.match(line)
        if opened and depth < min(closings, _DEEPEST):
            depth += 1
            doubts.note("box", number, f"`{line.strip()}`")
            title = re.sub(r"^\[(.*)\]$|^\{.*\}$", r"\1", opened[3])
            written.append(f"{'> ' * depth}{_title(opened[2], title)}")
        elif depth and not fence and _CLOSED.match(line):
            depth, closings = depth - 1, closings - 1
            written.append(("> " * depth).rstrip())
        else:
            written.append(f"{'> ' * depth}{line}".rstrip() if depth else line)
    return written


def _title(kind: str, title: str | None) -> str:
    words = (title or "").strip() or kind.strip().capitalize()
    return f"**{words}:**" if words else ""


def _fence_after(line: str, fence: str) -> str:
    """Return the fence that is open after a line, empty outside of code."""
    found = _FENCE.match(line)
    if fence:
        closes = found and found[1].startswith(fence) and not line.strip(" \t>`~")
        return "" if closes else fence
    return found[1] if found else ""
