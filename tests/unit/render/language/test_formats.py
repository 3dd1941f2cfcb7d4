"""Values in words: in every language of CLDR, never by what the machine is set to."""

import os
import sys
from datetime import UTC, date, datetime
from subprocess import run

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers

from stillup.parse.zones import zone_of
from stillup.render.language.formats import (
    clock_words,
    date_words,
    joined,
    language_name,
    month_words,
    number_words,
    time_words,
)
from stillup.render.language.locale import locale_of

LISBON = zone_of("Europe/Lisbon")
WINTER = datetime(2026, 11, 21, 12, 41, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", "21 November 2026, 12:41 WET"),
        ("en-US", "November 21, 2026, 12:41\u202fPM WET"),
        ("ca", "21 de novembre del 2026, 12:41 WET"),
        ("de", "21. November 2026, 12:41 WET"),
        ("ja", "2026年11月21日 12:41 WET"),
        ("ar", "21 نوفمبر 2026، 12:41 م WET"),
        ("uk", "21 листопада 2026\u202fр., 12:41 WET"),
    ],
)
def test_a_time_is_said_in_the_site_zone_with_its_abbreviation(tag: str, words: str) -> None:
    assert time_words(WINTER, LISBON, locale_of(tag)) == words


def test_the_abbreviation_follows_the_summer_and_the_day_the_zone() -> None:
    assert time_words(SUMMER, LISBON, locale_of("en")) == "2 July 2026, 00:30 WEST"


def test_seconds_are_said_only_where_there_are_any() -> None:
    with_seconds = WINTER.replace(second=5)

    assert clock_words(with_seconds, LISBON, locale_of("en")) == "12:41:05 WET"
    assert clock_words(WINTER, LISBON, locale_of("en")) == "12:41 WET"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "12:41 UTC"),
        ("Europe/Madrid", "13:41 CET"),
        ("America/Sao_Paulo", "09:41 UTC−3"),
        ("Asia/Dubai", "16:41 UTC+4"),
        ("Asia/Kathmandu", "18:26 UTC+5:45"),
    ],
)
def test_a_zone_without_an_abbreviation_is_named_by_its_distance(zone: str, words: str) -> None:
    assert clock_words(WINTER, zone_of(zone), locale_of("en")) == words


def test_days_and_months_are_said_in_full() -> None:
    assert date_words(date(2026, 12, 1), locale_of("en")) == "1 December 2026"
    assert month_words("2026-01", locale_of("en")) == "January 2026"
    assert month_words("2026-11", locale_of("ca")) == "novembre del 2026"
    assert month_words("2026-11", locale_of("ca"), begins=True) == "Novembre del 2026"


@pytest.mark.parametrize(
    ("tag", "names", "words"),
    [
        ("en", [], ""),
        ("en", ["Email"], "Email"),
        ("en", ["Email", "Web"], "Email and Web"),
        ("en", ["Email", "Web", "DNS"], "Email, Web and DNS"),
        ("en", ["{0}", "%s"], "{0} and %s"),
        ("ca", ["Correu", "Web"], "Correu i Web"),
        ("ja", ["メール", "ウェブ"], "メール、ウェブ"),
    ],
)
def test_names_are_a_list_as_the_language_writes_one(
    tag: str, names: list[str], words: str
) -> None:
    assert joined(names, locale_of(tag)) == words


def test_numbers_have_the_marks_of_the_language() -> None:
    shown = [number_words(12345, locale_of(tag)) for tag in ("en", "ca", "pl")]

    assert shown == ["12,345", "12.345", "12\u00a0345"]


def test_a_language_is_called_what_it_calls_itself_or_what_others_call_it() -> None:
    assert language_name("ca", locale_of("ca"), begins=True) == "Català"
    assert language_name("pt-BR", locale_of("pt-BR"), begins=True) == "Português (Brasil)"
    assert language_name("ca", locale_of("en")) == "Catalan"
    assert language_name("tlh", locale_of("en")) == "tlh"


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en", "en_150"),
        ("en-US", "en_US"),
        ("zh-TW", "zh_Hant_TW"),
        ("pt-br", "pt_BR"),
        ("ca-XX", "ca"),
        ("tlh", "en_150"),
    ],
)
def test_a_tag_that_cldr_does_not_know_takes_the_nearest_locale(tag: str, locale: str) -> None:
    assert str(locale_of(tag)) == locale


@pytest.mark.parametrize(
    ("tag", "way"), [("ar", "rtl"), ("he", "rtl"), ("ckb", "rtl"), ("ja", "ltr")]
)
def test_languages_know_which_way_they_are_written(tag: str, way: str) -> None:
    assert locale_of(tag).text_direction == way


def test_no_locale_of_cldr_is_beyond_us() -> None:
    for name in locale_identifiers():
        locale = Locale.parse(name)
        said = time_words(WINTER, LISBON, locale)
        assert said.count("WET") == 1, name
        assert not set("{}'") & set(said), name
        assert month_words("2026-11", locale), name
        assert joined(["A", "B", "C", "D"], locale).count("A") == 1, name


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Nowhere/Land", ":/nowhere"])
def test_nothing_is_said_by_what_the_machine_is_set_to(zone: str) -> None:
    program = (
        "from datetime import UTC, datetime\n"
        "from stillup.parse.zones import zone_of\n"
        "from stillup.render.language import formats, locale\n"
        "at = datetime(2026, 11, 21, 12, 41, tzinfo=UTC)\n"
        "said = formats.time_words(at, zone_of('Europe/Lisbon'), locale.locale_of('ca'))\n"
        "print(ascii(said))"
    )
    settings = {"TZ": zone, "LC_ALL": "ja_JP.UTF-8", "LANGUAGE": "ja"}

    said = run(
        [sys.executable, "-W", "error", "-c", program],
        env=os.environ | settings,
        capture_output=True,
        check=True,
        text=True,
    ).stdout

    assert said.strip() == ascii("21 de novembre del 2026, 12:41 WET")
