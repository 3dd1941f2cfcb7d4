"""Headings of a text take their place under the heading it stands under."""

import pytest

from stillup.render.headings import rebased


@pytest.mark.parametrize(
    ("written", "top", "placed"),
    [
        ("<h3>a</h3>", 2, "<h2>a</h2>"),
        ('<h3 id="x">a</h3><h4>b</h4>', 4, '<h4 id="x">a</h4><h5>b</h5>'),
        ("<h1>a</h1><h1>b</h1>", 2, "<h2>a</h2><h2>b</h2>"),
        ("<h2>a</h2><h5>b</h5><h2>c</h2>", 3, "<h3>a</h3><h4>b</h4><h3>c</h3>"),
        ("<h5>a</h5><h3>b</h3><h5>c</h5>", 3, "<h3>a</h3><h3>b</h3><h4>c</h4>"),
        ("<h1>a</h1><h2>b</h2><h3>c</h3>", 5, "<h5>a</h5><h6>b</h6><h6>c</h6>"),
        ("<p>h3 and <hr> stay</p>", 2, "<p>h3 and <hr> stay</p>"),
    ],
)
def test_headings_begin_at_the_top_and_skip_no_level(written: str, top: int, placed: str) -> None:
    assert rebased(written, top) == placed
