"""Which language posts are in, by their letters, where nothing else says it."""

import re
from typing import Final

from stillup.importing.doubt import Doubts

_LETTERS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.25),
    ("uk", re.compile("[\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491]"), 0.01),
    ("ru", re.compile("[\u0400-\u04ff]"), 0.25),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.25),
)
"""The letters of a language, and from which share of all letters on they tell it."""


def written_language(words: str) -> str:
    """Return the language that letters tell; what has other letters may be English."""
    letters = sum(map(str.isalpha, words))
    for language, own, share in _LETTERS:
        if len(own.findall(words)) > share * letters > 0:
            return language
    return "en"


def guess_language(words: str, unsaid: str, doubts: Doubts) -> str:
    """Return the language by the letters of all posts. `unsaid` is what a doubt says of it."""
    seen = written_language(words)
    how = ": change it" if seen == "en" else ", by the letters of the posts"
    doubts.note("setting", 0, unsaid, f"it is `{seen}`{how}")
    return seen
