"""Values in words: nothing of the vocabularies is without a word, no time without a zone."""

from datetime import UTC, date, datetime
from itertools import chain

import pytest

from stillup.compose.story import Phase
from stillup.model.status import ComponentStatus, Impact, UpdateStatus
from stillup.parse.zones import zone_of
from stillup.render.words import (
    clock_words,
    date_words,
    duration_words,
    language_name,
    listing,
    month_words,
    phrases,
    status_word,
    time_words,
)

LISBON = zone_of("Europe/Lisbon")


@pytest.mark.parametrize(
    "value", sorted({v.value for v in chain(ComponentStatus, Impact, UpdateStatus, Phase)})
)
def test_every_value_of_the_vocabularies_has_a_word(value: str) -> None:
    word = status_word(value, "en")

    assert word[0].isupper()
    assert "_" not in word


def test_a_value_of_no_vocabulary_stays_as_it_is() -> None:
    assert status_word("on-fire", "en") == "on-fire"


def test_a_time_is_said_in_the_site_zone_with_its_abbreviation() -> None:
    winter = datetime(2026, 11, 21, 12, 41, tzinfo=UTC)
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert time_words(winter, LISBON, "en") == "21 November 2026, 12:41 WET"
    assert time_words(summer, LISBON, "en") == "2 July 2026, 00:30 WEST"


def test_seconds_are_said_only_where_there_are_any() -> None:
    assert clock_words(datetime(2026, 11, 21, 12, 0, 5, tzinfo=UTC), LISBON, "en") == "12:00:05 WET"
    assert clock_words(datetime(2026, 11, 21, 12, 0, tzinfo=UTC), LISBON, "en") == "12:00 WET"


def test_a_zone_without_an_abbreviation_is_named_by_its_offset() -> None:
    at = datetime(2026, 11, 21, 12, 41, tzinfo=UTC)

    assert clock_words(at, zone_of("America/Sao_Paulo"), "en") == "09:41 UTC-03"


def test_days_and_months_are_said_in_full() -> None:
    assert date_words(date(2026, 12, 1), "en") == "1 December 2026"
    assert month_words("2026-01", "en") == "January 2026"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (150, "2 h 30 min"),
        (24 * 60, "1 day"),
        (2 * 24 * 60 + 61, "2 days 1 h 1 min"),
    ],
)
def test_a_duration_says_no_unit_that_is_nought(minutes: int, words: str) -> None:
    assert duration_words(minutes, "en").replace("\u00a0", " ") == words


def test_no_number_is_parted_from_its_unit_at_the_end_of_a_line() -> None:
    assert duration_words(150, "en").split(" ") == ["2\u00a0h", "30\u00a0min"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Email"], "Email"),
        (["Email", "Web"], "Email and Web"),
        (["Email", "Web", "DNS"], "Email, Web and DNS"),
        (["Email", "Web", "DNS", "FTP", "API"], "Email, Web, DNS and 2 more"),
        (["{0}", "%s"], "{0} and %s"),
    ],
)
def test_a_list_names_three_and_counts_the_rest(names: list[str], words: str) -> None:
    assert listing(names, "en") == words


def test_a_language_is_called_what_it_calls_itself() -> None:
    assert language_name("ca") == "Català"
    assert language_name("pt-BR") == "Português"
    assert language_name("tlh") == "tlh"


def test_one_is_not_many() -> None:
    assert [phrases("day", "days", count, "en") for count in (0, 1, 2)] == ["days", "day", "days"]
