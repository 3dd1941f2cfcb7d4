"""What a fragment holds, and the key it is kept under."""

import pytest

from stillup.model.text import Text
from stillup.render.markdown import fragment_key, plain_text, render_fragment

TEXT = Text("a [b](c.md)", "content/incidents/x.md", line=3, prefix="u1-", language="ca")


def fragment(markdown: str, prefix: str = "") -> str:
    return render_fragment(Text(markdown, "content/incidents/x.md", prefix=prefix))


def test_the_key_covers_what_the_fragment_depends_on() -> None:
    others = [
        Text("a [b](d.md)", TEXT.source, prefix=TEXT.prefix),
        Text(TEXT.markdown, "content/pages/x.md", prefix=TEXT.prefix),
        Text(TEXT.markdown, TEXT.source, prefix="u2-"),
    ]
    same = Text(TEXT.markdown, TEXT.source, line=99, prefix=TEXT.prefix, language="en")

    assert len({fragment_key(text) for text in [TEXT, *others]}) == 4
    assert fragment_key(same) == fragment_key(TEXT)
    assert render_fragment(same) == render_fragment(TEXT)


def test_headings_keep_their_level_and_have_the_ids_github_gives() -> None:
    html = fragment(
        "## What we did: *nothing*?\n\n### What we did nothing\n\n# 日本 42\n\n# !?\n\n#"
    )

    assert html.split("\n") == [
        '<h2 id="what-we-did-nothing">What we did: <em>nothing</em>?</h2>',
        '<h3 id="what-we-did-nothing-1">What we did nothing</h3>',
        '<h1 id="日本-42">日本 42</h1>',
        "<h1>!?</h1>",
    ]


def test_footnotes_go_there_and_back() -> None:
    html = fragment("a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X", prefix="u1-")

    assert html == (
        '<p>a<sup><a href="#u1-fn-1" id="u1-fnref-1">1</a></sup> '
        'b<sup><a href="#u1-fn-2" id="u1-fnref-2">2</a></sup> '
        'c<sup><a href="#u1-fn-1" id="u1-fnref-1-2">1</a></sup></p>\n'
        '<ol class="footnotes">\n'
        '<li id="u1-fn-1"><p>X <a href="#u1-fnref-1">\u21a9\ufe0e</a> '
        '<a href="#u1-fnref-1-2">\u21a9\ufe0e<sup>2</sup></a></p></li>\n'
        '<li id="u1-fn-2"><p>Y <a href="#u1-fnref-2">\u21a9\ufe0e</a></p></li>\n'
        "</ol>"
    )


def test_footnotes_mention_others_and_those_nobody_mentions_stay() -> None:
    html = fragment("[^c]: C\n[^a]: A [^b]\n[^b]: B [^b]\n\nx [^a]")

    assert plain_text(html) == "x A B C"


def test_a_task_is_a_box_and_words() -> None:
    assert fragment("- [x] done\n- [ ] **to do**") == (
        '<ul>\n<li class="task">\u2611 done</li>\n'
        '<li class="task">\u2610 <strong>to do</strong></li>\n</ul>'
    )


def test_a_cell_too_many_is_not_lost() -> None:
    html = fragment("| a | b |\n|:-:|--:|\n| 1 | 2 | 3 |\n| 4 |")

    assert '<td class="center">1</td>\n<td class="right">2 | 3</td>' in html
    assert '<td class="center">4</td>\n<td class="right"></td>' in html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\x07\x1b\x7f\ufffe\U0001ffffb", "ab"),
        ("a&#2;&#xFFFE;&#x80;b", "ab"),
        ("a\x0bb\x85c", "a b c"),
        ("a\ud800b", "a\ufffdb"),
        ("\ufeffa", "a"),
        ("😀 ]]> \u202e\U00020000", "😀 ]]&gt; \u202e\U00020000"),
        ("\x02klzzwxh:0000\x03 \x020\x03 `b` &#2;0&#3;", "klzzwxh:0000 0 <code>b</code> 0"),
    ],
)
def test_no_character_that_xml_has_no_place_for(written: str, shown: str) -> None:
    assert fragment(written).replace("€", "") == f"<p>{shown}</p>"


def test_nothing_is_nothing() -> None:
    assert fragment("") == fragment(" \n\t\n") == ""


def test_a_text_leaves_no_trace_in_the_next() -> None:
    text = "[a] b[^1] *c\n\n[a]: d.md\n[^1]: e\n\n# f"
    once = fragment(text)
    fragment("[a] b[^1] **g** <div> `h\n\n[^1]: i\n\n# f")

    assert fragment("[a] [^1]") == "<p>[a] [^1]</p>"
    assert fragment(text) == once


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("# Mail\n\nIs *slow*\nin **Lis**bon.\n\n- a\n- b", "Mail Is slow in Lisbon. a b"),
        ("a[^1] `b  c`\n\n[^1]: d", "a b c d"),
        ("![the chart](../media/x.png) [![x](y.png)](z.md)", "the chart x"),
        ("a &lt;b&gt; &amp; <kbd>c</kbd>\\\nd", "a <b> & c d"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx  <y>\n```", "a b 1 2 x <y>"),
        ("- [x] done", "\u2611 done"),
        ('[a](b.md "c > d") <b title="<i>">e</b>', "a e"),
    ],
)
def test_plain_text_is_the_words_alone(written: str, words: str) -> None:
    assert plain_text(fragment(written)) == words
