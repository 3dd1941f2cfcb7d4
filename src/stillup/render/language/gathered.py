"""Phrases as one catalogue without translations: what `msgid`s there are, with their notes."""

from collections.abc import Iterable

from babel.messages.catalog import Catalog

from stillup.render.language.phrase import Phrase


def gathered(phrases: Iterable[Phrase]) -> Catalog:
    """Return a catalogue of phrases; what is said in several places is in it once."""
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
