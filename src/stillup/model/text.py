"""Markdown as written, with all that is needed to turn it into one Fragment of HTML."""

import msgspec


class Text(msgspec.Struct, frozen=True):
    """A stretch of Markdown from one source.

    `source` is the path of the file, from which its links are resolved; `line` is the line in
    that file on which `markdown` begins, counted from 1; `prefix` goes before every id in the
    HTML, so that two texts on one page never share an id; `language` is the tag of the language
    it is written in, empty for the site's default one.
    """

    markdown: str
    source: str
    line: int = 1
    prefix: str = ""
    language: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.markdown.strip()
