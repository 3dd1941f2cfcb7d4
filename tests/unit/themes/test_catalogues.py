"""The languages we ship are complete, current and fit for the page; none of it needs a reader."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from io import StringIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES, UpdateStatus
from stillup.parse.vocabulary import WORDS, folded
from stillup.render.language.catalogue import read_catalogue
from stillup.render.language.locale import locale_of
from stillup.render.language.revised import revised
from stillup.render.theme.phrases import phrases_of
from tests.support.site import THEME
from tests.support.words import SHIPPED, default_theme, in_words

_PLACEHOLDER = re.compile(r"%\(\w+\)s")
_ENDS = {".": ".", "。": ".", ":": ":", "：": ":", "?": "?", "؟": "?", "？": "?", "…": "…"}
_NO_LATIN = {"ar": "ARABIC", "uk": "CYRILLIC"}
_LATIN_NAMES = re.compile(r"\b(RSS|Atom|JSON)\b")

shipped = pytest.mark.parametrize("tag", SHIPPED)


@cache
def text(tag: str) -> str:
    return (THEME / "locale" / f"{tag}.po").read_text("utf-8")


@cache
def catalogue(tag: str) -> Catalog:
    return read_po(StringIO(text(tag)))


def pairs(tag: str) -> Iterator[tuple[str, str]]:
    """Yield each English phrase with each form of its translation."""
    for message in catalogue(tag):
        for form, translation in enumerate(forms(message)):
            yield english(message)[min(form, len(english(message)) - 1)], translation


def english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    if not message.id:
        return ()
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string or ())


def end(words: str) -> str:
    return _ENDS.get(words[-1:], "")


def test_the_languages_we_promise_are_there_and_no_other() -> None:
    assert sorted(f.stem for f in (THEME / "locale").iterdir()) == sorted(SHIPPED)


@shipped
def test_nothing_is_untranslated_doubtful_or_stale(tag: str) -> None:
    state = revised(tag, phrases_of(default_theme()), text(tag))

    assert (state.untranslated, state.doubtful, state.stale) == ((), (), ())


@shipped
def test_nothing_is_wrong_with_the_file_nor_with_the_values_in_a_phrase(tag: str) -> None:
    assert [d.message for d in read_catalogue(f"{tag}.po", text(tag))[1]] == []


@shipped
def test_the_file_says_its_language(tag: str) -> None:
    assert f'"Language: {tag}\\n"' in text(tag)


@shipped
def test_plurals_part_numbers_as_cldr_does(tag: str) -> None:
    form_for = c2py(catalogue(tag).plural_expr)
    category_of = locale_of(tag).plural_form
    met = {(form_for(number), category_of(number)) for number in range(1001)}

    assert len(met) == len({form for form, _ in met}) == len({name for _, name in met})
    assert {form for form, _ in met} == set(range(catalogue(tag).num_plurals))


@shipped
def test_a_phrase_is_plain_text_without_loose_blanks(tag: str) -> None:
    for phrase, translation in pairs(tag):
        assert translation == translation.strip(), phrase
        assert not re.search(r"[<>&\"'`\t\n]|[ \u00a0\u202f]{2}|\.\.\.", translation), phrase
        assert unicodedata.is_normalized("NFC", translation), phrase


@shipped
def test_a_phrase_ends_as_the_english_one_does(tag: str) -> None:
    odd = [(p, t) for p, t in pairs(tag) if end(p) != end(t)]

    assert odd == []


@shipped
def test_hardly_any_phrase_is_the_english_one(tag: str) -> None:
    same = [p for p, t in pairs(tag) if p == t and _PLACEHOLDER.sub("", p).strip()]

    assert len(same) <= 12, same


@pytest.mark.parametrize(("tag", "script"), _NO_LATIN.items())
def test_no_letter_only_looks_right(tag: str, script: str) -> None:
    for phrase, translation in pairs(tag):
        words = _LATIN_NAMES.sub("", _PLACEHOLDER.sub("", translation))
        letters = [c for c in words if c.isalpha() and not unicodedata.name(c).startswith(script)]
        assert letters == [], (phrase, translation)


@shipped
def test_a_status_can_be_typed_as_it_is_shown(tag: str) -> None:
    shown = {status: in_words(tag).word(status.value) for status in WORDS["en"]}

    assert WORDS[tag] == shown


@pytest.mark.parametrize("tag", [*SHIPPED, "en"])
@pytest.mark.parametrize("statuses", [INCIDENT_STATUSES, MAINTENANCE_STATUSES])
def test_no_two_statuses_are_typed_alike(tag: str, statuses: tuple[UpdateStatus, ...]) -> None:
    ours = [(folded(WORDS[tag][status]), status) for status in statuses]
    theirs = [(folded(WORDS["en"][status]), status) for status in statuses]

    assert len({word for word, _ in {*ours, *theirs}}) == len({*ours, *theirs})


@shipped
def test_what_stands_for_different_things_is_told_apart(tag: str) -> None:
    language = in_words(tag)
    for values in (
        ("operational", "under_maintenance", "degraded_performance", "partial_outage"),
        ("partial_outage", "major_outage", "minor", "major", "critical"),
        ("none", "minor", "major", "critical"),
        ("unannounced", "overdue", "scheduled", "completed", "in_progress", "cancelled"),
    ):
        assert len({language.word(value).casefold() for value in values}) == len(values), values
