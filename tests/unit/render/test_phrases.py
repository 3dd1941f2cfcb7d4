"""Phrases of templates: each reaches the translators, and the page in its language."""

import pytest

from stillup.parse.zones import zone_of
from stillup.render.fragments import Fragments
from stillup.render.language.language import language_of
from stillup.render.language.phrase import Phrase
from stillup.render.theme import Theme
from stillup.render.theme.engine import render_template, safe
from stillup.render.theme.phrases import phrases_of
from stillup.render.voice import Voice

HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def theirs(template: str) -> list[Phrase]:
    """Return the phrases of a theme with this one template, without our own."""
    theme = Theme((("home.html", template),))
    return [phrase for phrase in phrases_of(theme) if phrase.places]


def said(template: str, catalogue: str, tag: str = "ca", **fields: object) -> str:
    """Return a template filled in, in a language with these translations."""
    theme = Theme((("home.html", template), (f"locale/{tag}.po", HEAD + catalogue)))
    voice = Voice(language_of(theme, tag), zone_of("UTC"), Fragments(), lambda _: None, safe)
    return render_template(theme, "home.html", {"voice": voice, **fields})


@pytest.mark.parametrize(
    ("template", "phrase"),
    [
        ('{{ _("History") }}', Phrase("History")),
        ("{{ gettext('Until %(time)s', time=at) }}", Phrase("Until %(time)s")),
        ('{{ ngettext("%(num)s day", "%(num)s days", n) }}', Phrase("%(num)s day", "%(num)s days")),
        ('{{ pgettext("impact", "Major") }}', Phrase("Major", context="impact")),
        ("{% trans name %}Hello {{ name }}{% endtrans %}", Phrase("Hello %(name)s")),
        (
            "{% trans count=n %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}",
            Phrase("%(count)s day", "%(count)s days"),
        ),
        ('{# translators: a label. #}\n{{ _("Limits") }}', Phrase("Limits", note="a label.")),
        ('{# Where it is. #}\n{{ _("Limits") }}', Phrase("Limits")),
    ],
)
def test_a_phrase_is_found_with_what_translators_have_to_know(
    template: str, phrase: Phrase
) -> None:
    (found,) = theirs(template)

    assert (found.one, found.many, found.context, found.note) == (
        *(phrase.one, phrase.many, phrase.context, phrase.note),
    )


def test_a_phrase_knows_where_it_stands() -> None:
    (found,) = theirs('<p>\n  {{ _("Limits") }}\n</p>')

    assert found.places == (("home.html", 2),)


@pytest.mark.parametrize("template", ["{{ _(words) }}", '{{ _("") }}', '{{ _("oh" }}', "{{ 1 }}"])
def test_what_is_no_phrase_is_not_listed(template: str) -> None:
    assert theirs(template) == []


def test_a_phrase_is_said_in_the_language_with_its_values_escaped() -> None:
    catalogue = 'msgid "Until %(time)s"\nmsgstr "Fins a les %(time)s"\n'

    assert said('{{ _("Until %(time)s", time="<1>") }}', catalogue) == "Fins a les &lt;1&gt;"


def test_a_number_takes_its_form_and_the_marks_of_the_language() -> None:
    catalogue = (
        'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\n'
        'msgstr[0] "%(num)s dia"\nmsgstr[1] "%(num)s dies"\n'
    )
    template = '{{ ngettext("%(num)s day", "%(num)s days", n) }}'

    assert [said(template, catalogue, n=n) for n in (1, 2, 12345)] == [
        "1 dia",
        "2 dies",
        "12.345 dies",
    ]
    assert said(template, "", n=12345) == "12.345 days"


def test_a_meaning_chooses_between_translations() -> None:
    catalogue = 'msgctxt "impact"\nmsgid "Major"\nmsgstr "Greu"\n\nmsgid "Major"\nmsgstr "Major"\n'

    assert said('{{ pgettext("impact", "Major") }} {{ _("Major") }}', catalogue) == "Greu Major"


def test_a_language_is_named_for_its_speakers_or_for_the_reader() -> None:
    assert said('{{ "en" | language }}, {{ "en" | language(here=true) }}', "") == "English, anglès"


def test_a_template_knows_which_way_a_language_is_written() -> None:
    assert said('{{ "ar" | direction }} {{ "ca" | direction }}', "") == "rtl ltr"


def test_a_month_begins_a_line_with_a_capital() -> None:
    template = "{{ m | month }}, {{ m | month(begins=true) }}, {{ 12345 | number }}"

    assert said(template, "", m="2026-11") == "novembre del 2026, Novembre del 2026, 12.345"
