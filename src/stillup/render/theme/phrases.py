"""The phrases that the templates of a theme say, for catalogues."""

from collections.abc import Iterator
from io import BytesIO

from jinja2.ext import babel_extract

from stillup.render.language.phrase import Phrase
from stillup.render.theme.files import Theme

_MARK = "translators:"
_PLURAL = frozenset({"ngettext"})
_SINGULAR = frozenset({"_", "gettext"})


def phrases_of(theme: Theme) -> tuple[Phrase, ...]:
    """Return the phrases of the templates that compile, in their order.

    What a comment `{# translators: … #}` before a phrase says is its note.
    """
    texts = dict(theme.files)
    return tuple(p for name in theme.templates() for p in _phrases_in(name, texts[name]))


def _phrases_in(name: str, text: str) -> Iterator[Phrase]:
    found = babel_extract(
        BytesIO(text.encode()), (*_SINGULAR, *_PLURAL), (_MARK,), {"trim_blocks": "true"}
    )
    for line, function, message, comments in found:
        words = (message,) if isinstance(message, str) else message
        note = " ".join(" ".join(comments).removeprefix(_MARK).split())
        if function in _SINGULAR and words[0]:
            yield Phrase(words[0], note=note, places=((name, line),))
        elif function in _PLURAL and words[0] and words[1]:
            yield Phrase(words[0], words[1], note=note, places=((name, line),))
