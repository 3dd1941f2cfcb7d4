"""HTML of ours as plain text: lists stay lists, each item with its words."""

import pytest

from stillup.render.plain import plain_paragraphs


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>x</p>", "- a\n- b\n\nx"),
        ("<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>", "- a\n\nb\n\n- c"),
        ("<ul><li><pre>a</pre></li></ul>", "- a"),
        ("<ul><li></li></ul><p>x</p>", "-\n\nx"),
    ],
)
def test_the_words_of_an_item_stand_beside_its_sign(html: str, text: str) -> None:
    assert plain_paragraphs(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ('<ol start="3"><li>c</li><li>d</li></ol>', "3. c\n4. d"),
        (
            "<ol><li>a<ul><li>x</li><li>y</li></ul></li><li>b</li></ol>",
            "1. a\n\n- x\n- y\n\n2. b",
        ),
        (f'<ol start="{"9" * 5000}"><li>a</li></ol>', "1. a"),
        ("<ol><li>a</li></ol><p>x</p><ol><li>b</li></ol>", "1. a\n\nx\n\n1. b"),
    ],
)
def test_what_is_numbered_keeps_its_numbers(html: str, text: str) -> None:
    assert plain_paragraphs(html) == text
