"""Blocks → HTML, with ids for headings and the footnotes at the end. Not yet safe."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

from stillup.render.markdown.inline.parser import Inline
from stillup.render.markdown.slugs import Slugs
from stillup.render.markdown.structure.blocks import Block, Structure
from stillup.render.markdown.structure.tables import alignments, cells, fitted

_TASK = re.compile(r"\[([ xX])\][ \t]+")
_BACK = "\u21a9\ufe0e"


class Assembly:
    """The HTML of one text.

    A task is a ballot box and its words, not an input: it can be read in a feed, in print and in
    a mail as well, in every language, and nobody tries to tick it.
    """

    def __init__(self, structure: Structure, inline: Inline) -> None:
        self._structure = structure
        self._inline = inline
        self._slugs = Slugs()
        self._cited: dict[str, _Note] = {}
        self._order: list[_Note] = []
        tags = inline.begin(structure.references, self._cite)
        self._render: Mapping[str, Callable[[Block], str]] = {
            "quote": lambda block: f"<blockquote>\n{self._parts(block)}</blockquote>\n",
            "list": self._list,
            "paragraph": lambda block: f"<p>{self._words(block)}</p>\n",
            "heading": self._heading,
            "code": lambda block: _code(block.lines),
            "fence": lambda block: _code(block.lines),
            "html": lambda block: f"{tags.in_block(block.text)}\n",
            "table": self._table,
            "rule": lambda _: "<hr>\n",
            "note": lambda _: "",
            "nothing": lambda _: "",
        }

    def html(self) -> str:
        """Return the whole text."""
        return self._parts(self._structure.root) + self._notes()

    def _parts(self, block: Block) -> str:
        return "".join(self._render[part.kind](part) for part in block.children)

    def _words(self, block: Block) -> str:
        return self._inline.html(block.text.strip())

    def _heading(self, block: Block) -> str:
        words = self._words(block)
        if not words:
            return ""
        name = self._slugs.new(words)
        attribute = f' id="{escape(name)}"' if name else ""
        return f"<h{block.number}{attribute}>{words}</h{block.number}>\n"

    # Lists ------------------------------------------------------------------------------------

    def _list(self, block: Block) -> str:
        tag = "ol" if block.mark in ".)" else "ul"
        start = f' start="{block.number}"' if tag == "ol" and block.number != 1 else ""
        is_tight = not block.is_loose
        items = "".join(self._item(item, is_tight=is_tight) for item in block.children)
        return f"<{tag}{start}>\n{items}</{tag}>\n"

    def _item(self, item: Block, *, is_tight: bool) -> str:
        attribute = ' class="task"' if _take_task(item) else ""
        parts = [
            f"{self._words(part)}\n"
            if is_tight and part.kind == "paragraph"
            else self._render[part.kind](part)
            for part in item.children
        ]
        return f"<li{attribute}>{''.join(parts).rstrip()}</li>\n"

    def _table(self, block: Block) -> str:
        header, delimiters, *rows = block.lines
        classes = alignments(delimiters)
        head = self._row(cells(header), "th", classes)
        body = "".join(self._row(fitted(cells(row), len(classes)), "td", classes) for row in rows)
        body = f"<tbody>\n{body}</tbody>\n" if body else ""
        return f"<table>\n<thead>\n{head}</thead>\n{body}</table>\n"

    def _row(self, row: list[str], tag: str, classes: list[str]) -> str:
        attributes = [f' class="{name}"' if name else "" for name in classes]
        columns = zip(row, attributes, strict=True)
        parts = (f"<{tag}{name}>{self._inline.html(cell)}</{tag}>\n" for cell, name in columns)
        return f"<tr>\n{''.join(parts)}</tr>\n"

    # Footnotes --------------------------------------------------------------------------------

    def _cite(self, label: str) -> tuple[int, str] | None:
        """Return the number of a footnote, and the id of this mention of it."""
        label = label.casefold()
        if label not in self._structure.notes:
            return None
        note = self._numbered(label)
        again = f"-{len(note.mentions) + 1}" if note.mentions else ""
        note.mentions.append(f"fnref-{note.number}{again}")
        return note.number, note.mentions[-1]

    def _numbered(self, label: str) -> "_Note":
        if label not in self._cited:
            self._cited[label] = _Note(label, len(self._cited) + 1, [])
            self._order.append(self._cited[label])
        return self._cited[label]

    def _notes(self) -> str:
        """Return the footnotes in the order of their mention, then those that nobody mentions."""
        items: list[str] = []
        rest = iter(self._structure.notes)
        while len(items) < len(self._structure.notes):
            if len(items) == len(self._order):
                self._numbered(next(rest))
            else:
                items.append(self._note(self._order[len(items)]))
        return f'<ol class="footnotes">\n{"".join(items)}</ol>\n' if items else ""

    def _note(self, note: "_Note") -> str:
        content = self._parts(self._structure.notes[note.label]).rstrip()
        back = "".join(
            f' <a href="#{name}">{_BACK}{f"<sup>{n}</sup>" if n > 1 else ""}</a>'
            for n, name in enumerate(note.mentions, 1)
        )
        if content.endswith("</p>"):
            content = f"{content[:-4]}{back}</p>"
        elif back:
            content = f"{content}\n<p>{back.strip()}</p>"
        return f'<li id="fn-{note.number}">{content}</li>\n'


class _Note(NamedTuple):
    """A footnote that is shown: its number, and the ids of the places that mention it."""

    label: str
    number: int
    mentions: list[str]


def _take_task(item: Block) -> bool:
    """Put a ballot box for the mark of a task, if the item begins with one."""
    first = item.children[0] if item.children else None
    task = _TASK.match(first.text) if first and first.kind == "paragraph" else None
    if not first or not task:
        return False
    box = "\u2610" if task[1] == " " else "\u2611"
    first.lines = [f"{box} {first.text[task.end() :]}"]
    return True


def _code(lines: list[str]) -> str:
    text = escape("\n".join(lines), quote=False)
    return f"<pre><code>{text}\n</code></pre>\n" if lines else "<pre><code></code></pre>\n"
