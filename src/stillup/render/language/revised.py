"""A catalogue brought up to date with the phrases of a theme, for the people who translate it."""

from collections.abc import Iterable
from io import BytesIO, StringIO

import msgspec
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from stillup.render.language.formats import language_name
from stillup.render.language.locale import locale_of
from stillup.render.language.phrase import Phrase

_HEADER_END = "\n\n"


class Revision(msgspec.Struct, frozen=True):
    """The new text of a catalogue, and which English phrases of it want work.

    `untranslated` have no translation, `doubtful` one that was made for other words (marked
    `fuzzy`); `stale` are translated and no longer said.
    """

    text: str
    total: int
    untranslated: tuple[str, ...]
    doubtful: tuple[str, ...]
    stale: tuple[str, ...]


def revised(tag: str, phrases: Iterable[Phrase], text: str = "") -> Revision:
    """Return a catalogue with all of `phrases`, keeping the translations in the good one `text`.

    A phrase that changed a little gets its old translation, marked as doubtful. What is no longer
    said is kept at the end as a comment.
    """
    header = _header(text) or _new_header(tag)
    catalogue = read_po(StringIO(header + _HEADER_END + _entries(text)))
    _bring_up_to_date(catalogue, gathered(phrases))
    written = BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, include_lineno=False)
    messages = [message for message in catalogue if message.id]
    return Revision(
        text=header + _HEADER_END + written.getvalue().decode().strip() + "\n",
        total=len(messages),
        untranslated=tuple(_english(m.id) for m in messages if not _is_whole(m.string)),
        doubtful=tuple(_english(m.id) for m in messages if m.fuzzy),
        stale=tuple(_english(m.id) for m in catalogue.obsolete.values()),
    )


def gathered(phrases: Iterable[Phrase]) -> Catalog:
    """Return a catalogue without translations; what is said in several places is in it once."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for phrase in phrases:
        catalogue.add(
            (phrase.one, phrase.many) if phrase.many else phrase.one,
            locations=phrase.places,
            auto_comments=[phrase.note] if phrase.note else [],
            flags=["python-format"] if "%(" in phrase.one else [],
            context=phrase.context or None,
        )
    return catalogue


def _bring_up_to_date(catalogue: Catalog, template: Catalog) -> None:
    """Take the phrases of `template`, also back from what was no longer said."""
    for key, message in list(catalogue.obsolete.items()):
        if template.get(message.id, message.context) is not None:
            catalogue[message.id] = catalogue.obsolete.pop(key)
    catalogue.update(template)


def _header(text: str) -> str:
    """Return the first entry of a catalogue with the comments above it, if it is a header."""
    first = text.strip().partition(_HEADER_END)[0]
    return first if 'msgid ""' in first and "Plural-Forms:" in first else ""


def _entries(text: str) -> str:
    return text.strip().partition(_HEADER_END)[2] if _header(text) else text


def _new_header(tag: str) -> str:
    count, rule = get_plural(locale_of(tag))
    name = language_name(tag, locale_of("en"))
    return (
        f"# The words of the interface in {name}.\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {tag}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: nplurals={count}; plural={rule};\\n"'
    )


def _english(id_: str | list[str] | tuple[str, ...]) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def _is_whole(translation: str | list[str] | tuple[str, ...] | None) -> bool:
    return bool(translation) and (isinstance(translation, str) or all(translation or ()))
