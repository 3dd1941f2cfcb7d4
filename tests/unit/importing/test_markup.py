"""HTML becomes Markdown that reads the same."""

import re
from collections import Counter
from html import unescape

import pytest

from stillup.importing.markup import as_markdown, is_markup


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One.</p>\n<p>Two<br>\nlines.</p>", "One.\n\nTwo\\\nlines."),
        ("<p>a <b>bold </b>word, <em> slanted</em></p>", "a **bold** word, *slanted*"),
        ('<a href="https://x.example/a b">The page</a>', "[The page](https://x.example/a%20b)"),
        ('<img src="/a.png" alt="A [sign]">', "![A \\[sign\\]](/a.png)"),
        ("<ol><li><p>One</p></li><li>Two</li></ol>", "1. One\n2. Two"),
        ("<ul><li>One<ul><li>In it</li></ul></li></ul>", "- One\n   - In it"),
        ("<li><p>One</p><p>More of it</p></li>", "- One\n\n   More of it"),
        ("<p><code>a_b</code> is a_b</p>", "`a_b` is a\\_b"),
        ("<pre># no heading\n``` a</pre>", "````\n# no heading\n``` a\n````"),
        ("<h2>What<br>happened</h2><p>It.</p>", "## What happened\n\nIt."),
        ("<blockquote><p>Said.</p></blockquote>", "> Said."),
        ("<p># no heading<br>- no list<br>1. none<br>19:20 - it</p>",
         "\\# no heading\\\n\\- no list\\\n1\\. none\\\n19:20 - it"),
        ("<p>Two<br>## signs</p>", "Two\\\n\\## signs"),
        ("<p>5 &lt; 6 &amp; <u>so</u></p>", "5 \\< 6 & so"),
        ("<script>alert(1)</script><p>Words</p>", "Words"),
        ("<p><b></b>Words</p>", "Words"),
        ("no tags at all", "no tags at all"),
    ],
)  # fmt: skip
def test_html_is_told_in_markdown(html: str, markdown: str) -> None:
    assert as_markdown(html) == markdown


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <b>two <i>three</p> four</b> five",
        "</p></li></ul></a>words<ul><li>and <li>more",
        "<a href='x'>open <p>link</a> end",
        "<table><tr><td>a</td><td>b</td></tr></table><custom>c</custom>",
        "<div>a<!-- no words of ours -->b</div>",
        "<p>x <3 y",
    ],
)
def test_no_word_is_lost_in_broken_html(html: str) -> None:
    seen = re.sub(r"</?[a-z][^<>]*>", " ", re.sub("<!--.*?-->", "", html))
    words = Counter(re.findall(r"\w+", unescape(seen)))
    assert not words - Counter(re.findall(r"\w+", as_markdown(html)))


def test_markdown_is_not_taken_for_html() -> None:
    assert is_markup("<p>x</p>")
    assert is_markup("a<br/>b")
    assert not is_markup("a < b, <https://x.example> and <name>")
