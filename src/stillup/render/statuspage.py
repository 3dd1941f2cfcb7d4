"""Answers of the status API as JSON: one line, every key, `null` where there is nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from stillup.compose.statuspage.values import StatuspageView, Words
from stillup.model.text import Text
from stillup.render.language.language import Language
from stillup.render.plain import plain_paragraphs

Content = Callable[[Text], str]
"""The HTML of a text, with absolute links."""


def render_statuspage(view: StatuspageView, content: Content, language: Language) -> bytes:
    """Return a document. Its top-level keys are those of its parts that are there."""

    def plain(words: Words) -> str:
        opening = language.word(words.opening) if words.opening else ""
        told = (plain_paragraphs(content(text)) for text in words.texts)
        return "\n\n".join(filter(None, (opening, *told, words.typed)))

    parts = {name: getattr(view, name) for name in view.__struct_fields__ if name != "language"}
    answer = {name: _told(part, plain) for name, part in parts.items() if part is not None}
    return msgspec.json.encode(answer) + b"\n"


def _told(value: Any, plain: Callable[[Words], str]) -> Any:
    """Return a value of the API as JSON has it."""
    match value:
        case Words():
            return plain(value)
        case msgspec.Struct():
            names = value.__struct_fields__
            return {name: _told(getattr(value, name), plain) for name in names}
        case tuple():
            return [_told(each, plain) for each in value]
        case datetime():
            return _moment(value)
        case _:
            return value


def _moment(at: datetime) -> str:
    """Return a moment in UTC by RFC 3339 with milliseconds, which strict clients want."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
