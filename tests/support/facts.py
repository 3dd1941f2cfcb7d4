"""What a content file says, without where it says it: to compare two ways of writing it."""

import html
import re
from collections.abc import Callable
from typing import Any

import cmarkgfm
import msgspec
from cmarkgfm.cmark import Options

from stillup.model.parsed import Parsed

_PLACES = re.compile(r"(?:.*_)?span|line|digest")
_MARKDOWN = ("markdown", "what")
"""Keys whose value is Markdown: texts, and action items."""
_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_TAG = re.compile(r"<!--.*?-->|<[^<>]+>", re.DOTALL)


def as_written(markdown: str) -> str:
    """Keep a text as it is."""
    return markdown


def as_read(markdown: str) -> str:
    """Return the words that a reader sees, whatever the Markdown looks like."""
    shown = cmarkgfm.github_flavored_markdown_to_html(markdown, _OPTIONS)
    return " ".join(html.unescape(_TAG.sub(" ", shown)).split())


def facts_of(parsed: Parsed, text: Callable[[str], str] = as_read) -> Any:
    """Return all that a file says as plain values, without places and digests."""
    item = msgspec.to_builtins(parsed.item)
    links = sorted((link.target, link.image) for link in parsed.links)
    found = sorted((d.severity.value, d.code) for d in parsed.diagnostics)
    return {"item": without_places(item, text), "links": links, "diagnostics": found}


def without_places(value: Any, text: Callable[[str], str] = as_written) -> Any:
    """Return the same plain value without the lines and columns where it was read."""
    if isinstance(value, dict):
        return {
            key: text(each) if key in _MARKDOWN else without_places(each, text)
            for key, each in value.items()
            if not _PLACES.fullmatch(key)
        }
    if isinstance(value, list | tuple):
        return [without_places(each, text) for each in value]
    return value
