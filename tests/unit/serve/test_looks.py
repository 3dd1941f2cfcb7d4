"""Dark, light and paper without asking the browser."""

import pytest

from stillup.serve.looks import Look, find_look, in_look

PAGE = """<head><meta name="theme-color" content="#fff" media="(prefers-color-scheme: light)">
<style>
:root { color-scheme: light dark; }
@media screen and (prefers-color-scheme: dark) { a {} }
@media (prefers-color-scheme:light) { b {} }
@media print { c {} }
@media not print { d {} }
@media (max-width: 40rem) { e {} }
.print-screen { f: "print"; }
</style></head>
<picture><source srcset="dark.svg" media="(prefers-color-scheme: dark)"><img src="x"></picture>
<p>@media print { } is how one asks for paper</p>"""


def test_in_the_dark_the_dark_questions_are_answered_yes() -> None:
    page = in_look(PAGE, Look.DARK)

    assert "@media screen and (min-width: 0) { a {} }" in page
    assert "@media (max-width: 0) { b {} }" in page
    assert "@media print { c {} }" in page
    assert 'srcset="dark.svg" media="(min-width: 0)"' in page
    assert 'content="#fff" media="(max-width: 0)"' in page
    assert "color-scheme: only dark !important" in page


def test_in_the_light_they_are_answered_no() -> None:
    page = in_look(PAGE, Look.LIGHT)

    assert "@media screen and (max-width: 0) { a {} }" in page
    assert 'srcset="dark.svg" media="(max-width: 0)"' in page


def test_on_paper_the_screen_is_none_and_it_is_light() -> None:
    page = in_look(PAGE, Look.PRINT)

    assert "@media screen { c {} }" in page
    assert "@media not screen { d {} }" in page
    assert "@media print and (max-width: 0) { a {} }" in page
    assert "color-scheme: only light !important" in page


@pytest.mark.parametrize("look", Look)
def test_nothing_else_of_the_page_moves(look: Look) -> None:
    page = in_look(PAGE, look)

    assert "@media (max-width: 40rem) { e {} }" in page
    assert '.print-screen { f: "print"; }' in page
    assert "<p>@media print { } is how one asks for paper</p>" in page


def test_only_known_looks_are_found() -> None:
    assert find_look("dark") is Look.DARK
    assert find_look("page") is None
    assert find_look("<script>") is None
