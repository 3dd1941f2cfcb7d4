"""A language says our own phrases, and English where it has no words."""

from itertools import chain

import pytest

from stillup.compose.story import Phase
from stillup.model.status import ComponentStatus, Impact, UpdateStatus
from stillup.render.language import own
from stillup.render.language.language import Language, language_of
from stillup.render.language.phrase import Phrase
from stillup.render.theme import Theme
from tests.support.words import in_words


def language(tag: str, **catalogues: str) -> Language:
    """Return a language of a theme; `pt_BR="…"` are the entries of `locale/pt-BR.po`."""
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    files = [(f"locale/{n.replace('_', '-')}.po", head + text) for n, text in catalogues.items()]
    return language_of(Theme(tuple(sorted(files))), tag)


@pytest.mark.parametrize(
    "value", sorted({v.value for v in chain(ComponentStatus, Impact, UpdateStatus, Phase)})
)
def test_every_value_of_the_vocabularies_has_a_word(value: str) -> None:
    word = in_words("en").word(value)

    assert word[0].isupper()
    assert "_" not in word


def test_a_value_of_no_vocabulary_stays_as_it_is() -> None:
    assert in_words("en").word("on-fire") == "on-fire"


def test_every_phrase_of_our_own_is_given_to_translators() -> None:
    named = {value for value in vars(own).values() if isinstance(value, Phrase)}

    assert named | set(own.WORDS.values()) == set(own.OWN)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (150, "2 h 30 min"),
        (24 * 60, "1 day"),
        (2 * 24 * 60 + 61, "2 days 1 h 1 min"),
        (1500 * 24 * 60, "1,500 days"),
    ],
)
def test_a_duration_says_no_unit_that_is_nought(minutes: int, words: str) -> None:
    assert in_words("en").duration(minutes).replace("\u00a0", " ") == words


def test_no_number_is_parted_from_its_unit_at_the_end_of_a_line() -> None:
    assert in_words("en").duration(150).split(" ") == ["2\u00a0h", "30\u00a0min"]


def test_a_list_names_three_and_counts_the_rest() -> None:
    names = ["Email", "Web", "DNS", "FTP", "API"]

    assert in_words("en").listing(names) == "Email, Web, DNS and 2 more"
    assert in_words("en").listing(names[:3]) == "Email, Web and DNS"
    assert in_words("ca").listing(names) == "Email, Web, DNS i 2 més"


def test_one_is_not_many() -> None:
    shown = [in_words("en").phrases("day", "days", count) for count in (0, 1, 2)]

    assert shown == ["days", "day", "days"]


def test_a_phrase_without_a_translation_is_said_in_english() -> None:
    said = language("fi", fi='msgid "History"\nmsgstr "Historia"\n\nmsgid "Related"\nmsgstr ""\n')

    assert [said.phrase(text) for text in ("History", "Related", "Corrections")] == [
        "Historia",
        "Related",
        "Corrections",
    ]


def test_a_doubtful_translation_is_not_used() -> None:
    said = language("fi", fi='#, fuzzy\nmsgid "History"\nmsgstr "Hysteria"\n')

    assert said.phrase("History") == "History"


def test_words_that_are_alike_in_english_are_told_apart_by_their_context() -> None:
    said = language(
        "fi",
        fi='msgctxt "impact"\nmsgid "Major"\nmsgstr "Suuri"\n\nmsgid "Major"\nmsgstr "Majuri"\n',
    )

    assert (said.word("major"), said.phrase("Major")) == ("Suuri", "Majuri")


def test_a_region_takes_from_its_language_what_it_does_not_say_otherwise() -> None:
    said = language(
        "pt-BR",
        pt_BR='msgid "History"\nmsgstr "Histórico"\n',
        pt='msgid "History"\nmsgstr "Arquivo"\n\nmsgid "Related"\nmsgstr "Relacionado"\n',
    )

    assert (said.phrase("History"), said.phrase("Related")) == ("Histórico", "Relacionado")


def test_a_theme_may_have_english_words_of_its_own() -> None:
    said = language("en-GB", en='msgid "History"\nmsgstr "Archive"\n')

    assert said.phrase("History") == "Archive"
