"""Themes: what is wrong with one is said with file and line, and none can reach the world."""

import pickle
from collections.abc import Callable

import pytest

from stillup.model.digest import digest_of_bytes
from stillup.model.sources import Source
from stillup.render.theme import Theme, ThemeError, check_theme, theme_of
from stillup.render.theme.engine import FILTERS, render_template, safe
from stillup.render.voice import Voice
from tests.support.project import Bytes


class Echo:
    """A voice that says values as they are."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        return lambda value, *_, **__: value

    def ngettext(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many

    def duration(self, minutes: int) -> str:
        return f"{minutes + 0} min"

    def fragment(self, text: object) -> str:
        if text == "broken":
            msg = "a bug of ours"
            raise TypeError(msg)
        return safe(f"<pre>\n    {text}</pre>")


def theme(**files: str | bytes) -> Theme:
    """Return a theme; `home_html="…"` is the file `home.html`."""
    data = {
        f"theme/{name.replace('_', '.')}": text.encode() if isinstance(text, str) else text
        for name, text in files.items()
    }
    return theme_of({p: Source(p, digest_of_bytes(d), Bytes(d)) for p, d in data.items()})


def filled(made: Theme, **fields: object) -> str:
    return render_template(made, "home.html", {"voice": Echo(), **fields})


def fault(made: Theme, **fields: object) -> tuple[str, int, str]:
    with pytest.raises(ThemeError) as caught:
        filled(made, **fields)
    found = caught.value.diagnostic
    assert found.code == "broken-theme"
    assert found.help
    return (found.span.path, found.span.line, found.message)


def test_what_a_template_shows_is_escaped() -> None:
    assert filled(theme(home_html="<p>{{ x }}</p>"), x='<b> & "') == "<p>&lt;b&gt; &amp; &#34;</p>"


def test_our_own_html_is_not_escaped() -> None:
    assert filled(theme(home_html="{{ 'x' | fragment }}")) == "<pre>\n    x</pre>"


def test_indentation_of_templates_is_not_sent() -> None:
    made = theme(
        home_html="<ul>\n  {% for x in (1, 2) %}\n    <li>{{ x }}</li>\n  {% endfor %}\n</ul>\n"
    )

    assert filled(made) == "<ul>\n<li>1</li>\n<li>2</li>\n</ul>"


def test_phrases_take_values_that_are_escaped() -> None:
    made = theme(
        home_html='{{ _("by %(who)s", who=x) }}, {{ ngettext("%(num)s day", "%(num)s days", 2) }}'
    )

    assert filled(made, x="<b>") == "by &lt;b&gt;, 2 days"


def test_a_slip_in_a_template_is_found_before_anything_is_rendered() -> None:
    made = theme(home_html="fine", base_html="<p>\n{% if x %}\n", page_html="{{ x | nothing }}")

    found = [(d.code, d.span.path, d.span.line) for d in check_theme(made)]

    assert found == [("broken-theme", "theme/base.html", 2), ("broken-theme", "theme/page.html", 1)]


def test_a_file_that_is_missing_is_named() -> None:
    (found,) = check_theme(theme(home_html='{% include "gone.html" %}'))

    assert (found.span.path, found.message) == (
        "theme/home.html",
        "it uses the file `gone.html`, which is missing",
    )


def test_a_file_that_is_no_text_is_named() -> None:
    (found,) = check_theme(theme(style_css=b"body { color: \xff }"))

    assert (found.span.path, found.message) == (
        "theme/style.css",
        "byte 14 is not UTF-8, so this is not a text",
    )


def test_a_theme_without_a_fault_has_none() -> None:
    assert check_theme(theme(home_html='{% include "base.html" %}', base_html="{{ x }}")) == ()


def test_an_unknown_name_is_a_fault_at_its_line() -> None:
    assert fault(theme(home_html="a\nb\n{{ nothing }}")) == (
        "theme/home.html",
        3,
        "'nothing' is undefined",
    )


def test_a_fault_is_placed_in_the_innermost_file() -> None:
    made = theme(home_html='{% include "row.html" %}', row_html="\n{{ x.gone }}")

    assert fault(made, x={})[:2] == ("theme/row.html", 2)


def test_a_template_nobody_wrote_is_a_fault() -> None:
    assert fault(theme(base_html="x")) == (
        "theme/home.html",
        0,
        "the theme has no file `home.html`",
    )


def test_a_value_that_a_filter_cannot_say_is_the_fault_of_the_theme() -> None:
    path, line, message = fault(theme(home_html="\n{{ x | duration }}"), x="soon")

    assert (path, line) == ("theme/home.html", 2)
    assert message == "`duration` can't say `'soon'`"


def test_what_fails_in_a_fragment_is_not_the_fault_of_the_theme() -> None:
    with pytest.raises(TypeError, match="a bug of ours"):
        filled(theme(home_html="{{ x | fragment }}"), x="broken")


@pytest.mark.parametrize(
    "text",
    [
        "{{ x.__class__ }}",
        "{{ x.append.__globals__ }}",
        "{% do x.append(1) %}",
        "{{ x.append(1) }}",
        "{{ lipsum() }}",
        "{{ x | random }}",
        '{% include "/etc/passwd" %}',
        '{% include "../../secret.html" %}',
    ],
)
def test_a_template_reaches_neither_the_world_nor_chance(text: str) -> None:
    made = theme(home_html=text)

    assert check_theme(made) or fault(made, x=[1, 2])


def test_every_filter_is_something_a_voice_says() -> None:
    assert all(callable(getattr(Voice, name)) for name in FILTERS)


def test_the_style_goes_out_without_comments_but_with_its_strings() -> None:
    made = theme(style_css="/* no */\n\na {\n  content: '/* yes */ \"';  /* no */\n}\n")

    assert made.style() == "a {\ncontent: '/* yes */ \"';\n}"


def test_a_theme_and_its_faults_cross_between_processes() -> None:
    made = theme(home_html="{{ nothing }}")
    with pytest.raises(ThemeError) as caught:
        filled(pickle.loads(pickle.dumps(made)))  # noqa: S301

    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301

    assert isinstance(again, ThemeError)
    assert again.diagnostic == caught.value.diagnostic


def test_another_text_is_another_digest() -> None:
    assert theme(home_html="a").digest == theme(home_html="a").digest
    assert theme(home_html="a").digest != theme(home_html="b").digest
