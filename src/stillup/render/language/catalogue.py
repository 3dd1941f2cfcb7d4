"""Catalogues: a file of translations in the format of GNU gettext → phrases by what they mean."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import StringIO

import msgspec
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from stillup.model.diagnostic import Diagnostic, Problems, Span
from stillup.render.language.plural_rule import PluralRule, read_rule
from stillup.render.language.po_lines import check_lines

_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%|(%)")
_BROKEN = "correct the line, or run `stillup language` to see what a catalogue looks like"
_WRONG = "write the same `%(…)s` as in the English phrase; until then it is shown in English"


class Catalogue(msgspec.Struct, frozen=True):
    """Translations by context and English phrase, and which form goes with a number."""

    forms: Mapping[tuple[str, str], tuple[str, ...]]
    rule: PluralRule

    def one(self, context: str, text: str) -> str:
        """Return a translation, or nothing."""
        return self.forms.get((context, text), ("",))[0]

    def counted(self, context: str, text: str, count: int) -> str:
        """Return the form of a translation that goes with a number, or nothing."""
        forms = self.forms.get((context, text), ())
        form = self.rule.form_for(count)
        return forms[form] if form < len(forms) else ""


@lru_cache(maxsize=32)
def read_catalogue(path: str, text: str) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Return a catalogue and what is wrong with it.

    Phrases that are untranslated, marked `fuzzy` or unfit for use are not in it. A file that is
    broken gives an empty one.
    """
    problems = Problems()
    check_lines(path, text, problems)
    read = None if problems.has_errors else _read(path, text, problems)
    rule = None if read is None else _rule(read, path, problems)
    if read is None or rule is None:
        return Catalogue({}, PluralRule(lambda _: 0)), problems.frozen()
    forms = {
        (message.context or "", _english(message)[0]): _translated(message)
        for message in read
        if _is_translated(message) and _is_fit(message, rule, path, problems)
    }
    return Catalogue(forms, rule), problems.frozen()


def _read(path: str, text: str, problems: Problems) -> Catalog | None:
    try:
        return read_po(StringIO(text), abort_invalid=True)
    except PoFileError as error:
        _report(path, error.lineno + 1, str(error).rpartition(" on ")[0], problems)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        _report(path, 1, f"its header can't be read: {error}", problems)
    return None


def _rule(read: Catalog, path: str, problems: Problems) -> PluralRule | None:
    try:
        return read_rule(read.plural_expr, read.num_plurals)
    except ValueError as error:
        _report(path, 1, f"its `Plural-Forms` can't be used: {error}", problems)
        return None


def _is_translated(message: Message) -> bool:
    return bool(message.id) and not message.fuzzy and all(_translated(message))


def _is_fit(message: Message, rule: PluralRule, path: str, problems: Problems) -> bool:
    """Whether each form holds what the English phrase does, and nothing that can't be filled in."""
    wanted = set().union(*map(_placeholders, _english(message)))
    is_fit = True
    for form, text in enumerate(_translated(message)):
        optional = {"num"} if message.pluralizable and form in rule.singles else set()
        if not wanted - optional <= set(_placeholders(text)) <= wanted:
            is_fit = False
    if not is_fit:
        problems.warning(
            "wrong-translation",
            Span(path, message.lineno or 1),
            f"the translation of `{_english(message)[0]}` does not hold the same values",
            help=_WRONG,
        )
    return is_fit


def _placeholders(text: str) -> Iterator[str]:
    """Yield the names of the values in a text, `%` for a percent sign that stands alone."""
    for found in _PLACEHOLDER.finditer(text):
        if found[1] or found[2]:
            yield found[1] or found[2]


def _english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _translated(message: Message) -> tuple[str, ...]:
    text = message.string
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _report(path: str, line: int, fact: str, problems: Problems) -> None:
    problems.error("broken-catalogue", Span(path, line), fact, help=_BROKEN)
