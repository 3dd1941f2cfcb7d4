"""A phrase of the interface as translators get it."""

import msgspec


class Phrase(msgspec.Struct, frozen=True):
    """English words that a catalogue translates.

    `many` is the plural, empty for a phrase without a number. `context` parts phrases that are
    alike in English and not elsewhere. `note` is for translators; `places` are files and lines.
    """

    one: str
    many: str = ""
    context: str = ""
    note: str = ""
    places: tuple[tuple[str, int], ...] = ()

    @property
    def id(self) -> tuple[str, str]:
        """What a catalogue finds it by."""
        return (self.context, self.one)
