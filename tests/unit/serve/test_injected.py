"""What goes into a page, whatever theme made it, and that nothing else of it moves."""

import pytest

from stillup.serve.injected import Extras, with_extras
from stillup.serve.looks import Look
from stillup.serve.policy import hash_of

EXTRAS = Extras(
    host="127.0.0.1:8000",
    script="/-/assets/live.js?v",
    number="boot-1",
    marks="a{}",
    bar='<div class="bar">words</div>',
    bar_style=".bar{}",
)
BARE = Extras(host="127.0.0.1:8000", script="/-/assets/live.js?v", number="boot-1")
META = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"

PAGES = (
    f"<!DOCTYPE html><html><head><meta charset=utf-8>{META}<title>x</title></head><body>y</body></html>",
    "<!doctype html><HTML><HEAD><title>x</title></HEAD><BODY>y</BODY></HTML>",
    "<!doctype html><title>x</title><p>y",
    "<p>only this</p>",
    "",
    "<head></head><body><script>'</body>'</script><pre>&lt;head></pre></body>\n<!-- end -->",
)


@pytest.mark.parametrize("page", PAGES)
def test_each_thing_goes_in_once(page: str) -> None:
    made = with_extras(page, EXTRAS)

    assert made.count('<script src="/-/assets/live.js?v"') == 1
    assert made.count("<style>a{}") == 1
    assert made.count('<template shadowrootmode="open"><style>.bar{}</style>') == 1


@pytest.mark.parametrize("page", PAGES[1:])
def test_the_page_itself_is_all_there_in_its_order(page: str) -> None:
    made = with_extras(page, BARE)

    start = made.index("<script src=")
    end = made.index("</script>", start) + len("</script>")
    assert made[:start] + made[end:] == page


def test_the_script_stands_before_those_of_the_theme_and_the_bar_last() -> None:
    page = "<html><head><script>theirs</script></head><body><p>y</p></body></html>"

    made = with_extras(page, EXTRAS)

    assert made.index("/-/assets/live.js") < made.index("theirs")
    assert made.index("<p>y</p>") < made.index("<stillup-bar") < made.index("</body>")


def test_the_policy_allows_both_styles_by_their_text() -> None:
    made = with_extras(PAGES[0], EXTRAS)

    style = made.split("<style>", 1)[1].split("</style>", 1)[0]
    assert hash_of(style) in made
    assert hash_of(".bar{}") in made
    assert "unsafe" not in made


def test_a_doctype_stays_first() -> None:
    assert with_extras(PAGES[2], EXTRAS).startswith("<!doctype html><script")


def test_nothing_to_say_puts_no_bar_in() -> None:
    assert "stillup-bar" not in with_extras(PAGES[0], BARE)


def test_a_look_is_taken_before_the_policy_is_written() -> None:
    page = f"<head>{META}<style>@media print{{a{{}}}}</style></head>"
    old = "@media print{a{}}"
    page = page.replace("'none'", f"'none'; style-src {hash_of(old)}")

    made = with_extras(page, Extras("h", "/s", "n", look=Look.PRINT))

    style = made.rsplit("<style>", 1)[1].split("</style>", 1)[0]
    assert style.startswith("@media screen{a{}}")
    assert hash_of(style) in made
    assert hash_of(old) not in made
