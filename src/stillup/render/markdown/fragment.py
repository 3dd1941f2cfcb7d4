"""One text → its fragment."""

import re

from stillup.model.text import Text
from stillup.render.markdown.allowlist import cleaned
from stillup.render.markdown.assembly import Assembly
from stillup.render.markdown.inline.parser import Inline
from stillup.render.markdown.links import neutralised
from stillup.render.markdown.structure.reader import parse_structure

_FEEDS = re.compile("[\x0b\x0c\x85]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)
"""Control characters and non-characters: XML 1.0 has no place for most, HTML for none."""
_SURROGATES = re.compile("[\ud800-\udfff]")

_idle: list[Inline] = []
"""Parsers nobody uses at the moment. Building one takes longer than rendering ten texts."""


def rendered(text: Text) -> str:
    """Return safe HTML with neutral links, in which every id begins with the prefix."""
    structure = parse_structure(_clean(text.markdown))
    inline = _idle.pop() if _idle else Inline()
    try:
        html = Assembly(structure, inline).html()
    finally:
        _idle.append(inline)
    safe = _UNWANTED.sub("", cleaned(html))
    return neutralised(safe, text.source, text.prefix).strip()


def _clean(markdown: str) -> str:
    text = markdown.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATES.sub("\ufffd", text.replace("\x00", "\ufffd"))
    return _UNWANTED.sub("", _FEEDS.sub(" ", text))
