"""The manual that ships in the package: its pages, its sections, and their look in a terminal."""

import re
from collections.abc import Iterator
from importlib.resources import files

TOPICS = {
    "format": "how posts, pages and site.yaml are written",
    "import": "bringing an old site along, product by product",
    "api": "api/v2/, the status as JSON for other programs",
    "embed": "badges, and a bar on your own pages",
    "mail": "updates as messages to subscribers",
    "json": "what --json prints, key by key",
}
"""The pages that stand alone, each with what it is about."""

_SECTION = re.compile(r"## ([a-z0-9]+(?:-[a-z0-9]+)*)[ \t]*")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(\w*)")
_CAPTIONS = {"bad": "Refused:", "good": "Written like this:"}


def read_manual(page: str) -> str:
    """Return one page of the manual, as written."""
    return (files("stillup") / "manual" / f"{page}.md").read_text(encoding="utf-8")


def explanations() -> dict[str, str]:
    """Return by code what `codes.md` says about it."""
    return sections_of(read_manual("codes"))


def sections_of(markdown: str) -> dict[str, str]:
    """Return sections by heading, those whose heading is one kebab-case word."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line, in_fence in _lines(markdown):
        heading = None if in_fence else _SECTION.fullmatch(line)
        if heading:
            current = sections.setdefault(heading[1], [])
        else:
            current.append(line)
    return {code: "\n".join(lines).strip() for code, lines in sections.items()}


def plain(markdown: str) -> str:
    """Return Markdown as one reads it in a terminal: examples indented, without their fences."""
    shown: list[str] = []
    for line, in_fence in _lines(markdown):
        fence = _FENCE.match(line) if in_fence else None
        if fence is None:
            shown.append(f"    {line}".rstrip() if in_fence else line)
        elif caption := _CAPTIONS.get(fence[2]):
            shown += [caption, ""]
    return "\n".join(shown).strip() + "\n"


def _lines(markdown: str) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it is part of a fenced example (its fences among them)."""
    closing = ""
    for line in markdown.splitlines():
        if closing:
            yield line, True
            closing = "" if line.strip() == closing else closing
        elif opening := _FENCE.match(line):
            closing = opening[1]
            yield line, True
        else:
            yield line, False
