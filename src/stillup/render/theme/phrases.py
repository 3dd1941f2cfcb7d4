"""The phrases that a theme says, for catalogues: those of its templates, and our own."""

from collections.abc import Iterator
from io import BytesIO

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from stillup.render.language.own import OWN
from stillup.render.language.phrase import Phrase
from stillup.render.theme.files import Theme

_MARK = "translators:"
_OPTIONS = {"trim_blocks": "true", "silent": "false"}
_PARTS = {
    "_": ("one",),
    "gettext": ("one",),
    "ngettext": ("one", "many"),
    "pgettext": ("context", "one"),
}
"""What the first arguments of a function are."""


def phrases_of(theme: Theme) -> tuple[Phrase, ...]:
    """Return our own phrases, and those of the templates that compile, in their order.

    What a comment `{# translators: … #}` before a phrase says is its note.
    """
    texts = dict(theme.files)
    found = (p for name in theme.templates() for p in _phrases_in(name, texts[name]))
    return (*OWN, *found)


def _phrases_in(name: str, text: str) -> Iterator[Phrase]:
    try:
        found = list(babel_extract(BytesIO(text.encode()), tuple(_PARTS), (_MARK,), _OPTIONS))
    except TemplateSyntaxError:
        return
    for line, function, message, comments in found:
        words = (message,) if isinstance(message, str) else message or ()
        said = {part: word or "" for part, word in zip(_PARTS[function], words, strict=False)}
        note = " ".join(" ".join(comments).removeprefix(_MARK).split())
        if said.get("one"):
            yield Phrase(**said, note=note, places=((name, line),))
