"""Emphasis, strong emphasis and strikethrough: the inline stage of Python-Markdown.

pymdown-extensions has the delimiter rules that come closest to GitHub's; no other pattern is on.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.serializers import to_html_string
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry
from pymdownx.delimiterprocessor import Delimiter, DelimiterProcessor

from stillup.render.markdown.raw import escaped

MAX_MARKS = 20_000
"""So many marks are read in a text, and a twentieth of it in one run of words.

Nobody writes as many; what is too much stays as typed.
"""
_MARK = re.compile(r"[*_]|~~")


class Emphasis:
    """One parser, for one text at a time.

    A placeholder between U+0002 and U+0003, as Python-Markdown has them, counts as punctuation.
    """

    def __init__(self) -> None:
        markdown = Markdown()
        markdown.inlinePatterns = Registry()
        self._delimiters = DelimiterProcessor(Delimiter("*", "strong,em"), markdown)
        self._delimiters.add(Delimiter("_", "strong,em", smart=True))
        self._delimiters.add(Delimiter("~", "del", double=True))
        markdown.inlinePatterns.register(self._delimiters, "emphasis", 1)
        self._processor = InlineProcessor(markdown)
        self._marks_left = 0

    def begin(self) -> None:
        """Forget the text before."""
        self._marks_left = MAX_MARKS

    def html(self, text: str) -> str:
        """Return words as HTML."""
        marks = len(_MARK.findall(text))
        if not marks or marks > min(self._marks_left, MAX_MARKS // 20):
            return escaped(text)
        self._marks_left -= marks
        self._delimiters.reset()
        root = Element("div")
        SubElement(root, "p").text = text
        self._processor.run(root)
        return to_html_string(root)[len("<div><p>") : -len("</p></div>")]
