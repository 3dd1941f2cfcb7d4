"""One language at work: phrases from the catalogues of a theme, values as CLDR has them."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from babel.core import Locale

from stillup.render.language import formats, own
from stillup.render.language.catalogue import Catalogue, read_catalogue
from stillup.render.language.catalogue_files import catalogue_files
from stillup.render.language.locale import locale_of
from stillup.render.language.phrase import Phrase
from stillup.render.theme.files import FOLDER, Theme

_NAMES_SHOWN = 3


class Language:
    """The words of one language. A phrase that no catalogue has is said in English."""

    def __init__(self, tag: str, catalogues: Sequence[Catalogue]) -> None:
        self.tag = tag
        self.locale: Locale = locale_of(tag)
        self._catalogues = catalogues

    def phrase(self, text: str, context: str = "") -> str:
        """Return a phrase."""
        return next(filter(None, (c.one(context, text) for c in self._catalogues)), text)

    def phrases(self, one: str, many: str, count: int, context: str = "") -> str:
        """Return the form of a phrase that goes with a number."""
        found = (c.counted(context, one, count) for c in self._catalogues)
        return next(filter(None, found), one if count == 1 else many)

    def say(self, phrase: Phrase, **values: str) -> str:
        """Return a phrase of our own, with values in it."""
        return self.phrase(phrase.one, phrase.context) % values

    def count(self, phrase: Phrase, number: int) -> str:
        """Return a phrase of our own that holds a number."""
        words = self.phrases(phrase.one, phrase.many, number, phrase.context)
        return words % {"num": formats.number_words(number, self.locale)}

    def word(self, value: str) -> str:
        """Return the word for a value of one of the vocabularies, or the value if in none."""
        known = own.WORDS.get(value)
        return value if known is None else self.say(known)

    def duration(self, minutes: int) -> str:
        """Return a duration, such as `2 h 30 min`; no number stands apart from its unit."""
        hours, rest = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        counts = ((own.DAYS, days), (own.HOURS, hours), (own.MINUTES, rest))
        said = [self.count(*counted) for counted in counts if counted[1]]
        return " ".join(
            part.replace(" ", "\u00a0") for part in said or [self.count(own.MINUTES, 0)]
        )

    def listing(self, names: Sequence[str]) -> str:
        """Return names as a list; of more than three, the first three and how many more."""
        shown, more = list(names[:_NAMES_SHOWN]), len(names) - _NAMES_SHOWN
        if more > 0:
            shown.append(self.count(own.MORE, more))
        return formats.joined(shown, self.locale)


Languages = Callable[[str], Language]
"""The language of a tag."""


@lru_cache(maxsize=64)
def language_of(theme: Theme, tag: str) -> Language:
    """Return a language in the words of a theme."""
    texts = dict(theme.files)
    names = catalogue_files(theme, tag)
    return Language(tag, [read_catalogue(FOLDER + name, texts[name])[0] for name in names])
