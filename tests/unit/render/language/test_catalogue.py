"""A catalogue with a mistake is named with file and line; one phrase unfit harms no other."""

import random
import re

import pytest

from stillup.render.language.catalogue import read_catalogue
from tests.support.site import THEME

HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
"""Four lines: what is tested begins in line 5."""


def faults(entries: str, head: str = HEAD) -> list[tuple[str, int, str]]:
    _, found = read_catalogue("theme/locale/fi.po", head + entries)
    assert all(d.span.path == "theme/locale/fi.po" and d.help for d in found)
    return [(d.code, d.span.line, d.message) for d in found]


def test_translations_are_found_by_phrase_context_and_number() -> None:
    found, problems = read_catalogue(
        "fi.po",
        HEAD + 'msgctxt "impact"\nmsgid "Major"\nmsgstr "Su"\n"uri"\n\n'
        'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\n'
        'msgstr[0] "%(num)s päivä"\nmsgstr[1] "%(num)s päivää"\n',
    )

    assert problems == ()
    assert found.one("impact", "Major") == "Suuri"
    assert [found.counted("", "%(num)s day", n) for n in (1, 2)] == [
        "%(num)s päivä",
        "%(num)s päivää",
    ]
    assert (found.one("", "Major"), found.counted("", "Major", 1)) == ("", "")


@pytest.mark.parametrize(
    ("entries", "line"),
    [
        ('msgid "History"\nmsgstr "Historia\n', 6),
        ('msgid "History"\nmsgstr Historia\n', 6),
        ('msgid "History"\nmsgstr "His"toria"\n', 6),
        ('msgid "History"\nmsgstr "Histor\\ia"\n', 6),
        ('msgid "History"\n\nmsgid "Related"\nmsgstr "Liittyy"\n', 7),
        ('msgstr "Historia"\n', 5),
        ('"Historia"\nmsgstr[0] ""\n', 6),
        ('msgid "History"\nmsgid_plural "Histories"\nmsgstr "Historia"\n', 7),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n', 8),
        ('<<<<<<< HEAD\nmsgid "History"\nmsgstr "Historia"\n', 5),
        ('msgid "History"\n', 6),
        ('msgid "History"\nmsgstr "a"\n\nmsgid "History"\nmsgstr "b"\n', 9),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\nmsgstr[2] "e"\n', 5),
    ],
)
def test_a_line_that_can_not_stand_there_is_named(entries: str, line: int) -> None:
    ((code, at, _),) = faults(entries)

    assert (code, at) == ("broken-catalogue", line)


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=2; plural=n+;",
        "nplurals=many; plural=0;",
        "nplurals=1; plural=(n != 1);",
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=__import__('os');",
    ],
)
def test_a_rule_for_plurals_that_is_none_is_named(rule: str) -> None:
    ((code, line, message),) = faults("", f'msgid ""\nmsgstr "Plural-Forms: {rule}\\n"\n')

    assert (code, line) == ("broken-catalogue", 1)
    assert "Plural-Forms" in message or "header" in message


@pytest.mark.parametrize(
    "translation",
    ["%(tiem)s asti", "asti", "%(time)s %(time)d asti", "100% %(time)s", "%s", "%(time)s %(note)s"],
)
def test_a_translation_that_does_not_hold_the_same_values_is_not_used(translation: str) -> None:
    entries = f'msgid "Until %(time)s"\nmsgstr "{translation}"\n\nmsgid "Related"\nmsgstr "Samaa"\n'

    ((code, line, _),) = faults(entries)
    found, _ = read_catalogue("fi.po", HEAD + entries)

    assert (code, line) == ("wrong-translation", 5)
    assert (found.one("", "Until %(time)s"), found.one("", "Related")) == ("", "Samaa")


def test_a_form_for_one_number_alone_may_leave_the_number_out() -> None:
    day = 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\n'

    assert faults(f'{day}msgstr[0] "yksi päivä"\nmsgstr[1] "%(num)s päivää"\n') == []
    assert len(faults(f'{day}msgstr[0] "%(num)s päivä"\nmsgstr[1] "monta päivää"\n')) == 1


def test_a_number_beyond_all_forms_is_said_in_english() -> None:
    rule = HEAD.replace("(n != 1)", "n > 2000 ? 2 : n != 1")
    found, problems = read_catalogue(
        "fi.po", rule + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    )

    assert (problems, found.counted("", "a", 2), found.counted("", "a", 3000)) == ((), "d", "")


def test_a_percent_sign_may_be_written_twice() -> None:
    assert faults('msgid "100%% of %(names)s"\nmsgstr "%(names)s 100%%"\n') == []


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_done_to_a_catalogue_it_is_said_and_never_raised(seed: int) -> None:
    dice = random.Random(seed)
    text = (THEME / "locale/ca.po").read_text("utf-8")
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice(['"', "\\", "\n", "", "%", "[", "msgid "]) + text[at + 1 :]

    found, problems = read_catalogue("theme/locale/ca.po", text)

    assert all(d.code in {"broken-catalogue", "wrong-translation"} for d in problems)
    for forms in found.forms.values():
        for form in forms:
            names = re.findall(r"%\((\w+)\)s", form)
            assert form % dict.fromkeys(names, "x") is not None
