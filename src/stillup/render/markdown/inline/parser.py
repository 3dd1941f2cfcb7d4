"""Runs of words → HTML.

What has power over the marks of emphasis (code, typed tags, links, bare addresses) is found before
them, each kind in one pass, and put aside: what looks next sees a placeholder for it.
"""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from stillup.render.markdown.inline.addresses import with_addresses
from stillup.render.markdown.inline.brackets import Link, find_links
from stillup.render.markdown.inline.emphasis import Emphasis
from stillup.render.markdown.inline.literals import without_literals
from stillup.render.markdown.raw import TypedTags, escaped
from stillup.render.markdown.structure.references import normalised

MAX_EXPANSION = 200_000
"""So many characters can come from the definitions of link targets in a text."""

Cite = Callable[[str], tuple[int, str] | None]
"""From the label of a footnote to its number and the id of this mention; None for another label."""

_ADDRESSED = re.compile(r"@|://|www\.", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([^\]\[\s]+)\]")
_TAGS = re.compile(r"<[^>]*>")
_PLACEHOLDER = re.compile("\x02([0-9]+)\x03")
"""Neither character is in any text."""


class Inline:
    """A parser of runs of words, for one text at a time."""

    def __init__(self) -> None:
        self._emphasis = Emphasis()
        self._aside: list[str] = []
        self.begin({}, lambda _: None)

    def begin(self, references: Mapping[str, tuple[str, str]], cite: Cite) -> TypedTags:
        """Forget the text before. Return the typed tags that all blocks of this one share.

        `references` are the targets that the text defines, by label.
        """
        self._references = references
        self._cite = cite
        self._expansion_left = MAX_EXPANSION
        self._emphasis.begin()
        self._tags = TypedTags()
        return self._tags

    def html(self, words: str) -> str:
        """Return the HTML of a run of words. Not yet safe."""
        self._aside.clear()
        text = without_literals(words, self._tags, self._put)
        if "[" in text:
            text = self._with_links(_NOTE.sub(self._mention, text))
        if _ADDRESSED.search(text):
            text = with_addresses(text, self._address)
        return self._restored(self._emphasis.html(text)) + self._tags.closing()

    def _put(self, html: str) -> str:
        self._aside.append(html)
        return f"\x02{len(self._aside) - 1}\x03"

    def _restored(self, html: str) -> str:
        return _PLACEHOLDER.sub(lambda found: self._aside[int(found[1])], html)

    def _read(self, text: str) -> str:
        """Return words as they are read, without markup and placeholders."""
        return self._spoken(escaped(text))

    def _spoken(self, html: str) -> str:
        return unescape(_TAGS.sub("", self._restored(html)))

    def _mention(self, found: re.Match[str]) -> str:
        mention = self._cite(self._read(found[1]))
        if not mention:
            return found[0]
        number, name = mention
        return self._put(f'<sup><a href="#fn-{number}" id="{name}">{number}</a></sup>')

    def _with_links(self, text: str) -> str:
        parts: list[str] = []
        at = 0
        for link in find_links(text, self._resolved):
            parts += (text[at : link.start], self._put(self._link(link)))
            at = link.end
        return "".join(parts) + text[at:]

    def _resolved(self, label: str) -> tuple[str, str] | None:
        found = self._references.get(normalised(self._read(label)))
        self._expansion_left -= sum(map(len, found or ()))
        return found if self._expansion_left >= 0 else None

    def _link(self, link: Link) -> str:
        target = escape(self._read(link.target))
        title = f' title="{escape(self._read(link.title))}"' if link.title else ""
        if link.is_image:
            return f'<img src="{target}" alt="{escape(self._alternative(link.words))}"{title}>'
        words = self._with_links(link.words) if "![" in link.words else link.words
        return f'<a href="{target}"{title}>{self._restored(self._emphasis.html(words))}</a>'

    def _alternative(self, words: str) -> str:
        """Return the words of an image; those of images in it stay as typed."""
        if "![" in words:
            return self._read(words)
        return self._spoken(self._emphasis.html(self._with_links(words)))

    def _address(self, address: str, words: str) -> str:
        address = escaped(address).replace('"', "&quot;")
        return self._put(f'<a href="{address}">{escaped(words)}</a>')
