"""No text, however odd, takes long, blows up or ends in a traceback: a megabyte a few seconds.

The texts are as long as STILLUP_RUNS says; 1 makes megabytes. Each doubles the work of a loop
that looks at everything again for everything it finds, which would take hours at this length.
"""

import os
import sys
import time

import pytest

from stillup.model.text import Text
from stillup.render.markdown import plain_text, render_fragment

SIZE = max(50_000, int(1_000_000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
SECONDS = 3 + 12 * SIZE / 1_000_000
GROWTH = 25


def repeated(unit: str) -> str:
    return unit * (SIZE // len(unit))


def around(before: str, after: str) -> str:
    count = SIZE // (len(before) + len(after))
    return f"{before * count}x{after * count}"


def numbered(unit: str) -> str:
    return "".join(unit.replace("1", str(n)) for n in range(SIZE // (len(unit) + 5)))


ODD = {
    **{
        unit: repeated(unit)
        for unit in (
            "a", "a ", "a\n", "a\n\n", "a  \n", "\\\n", "\\", "\t", " ", "\n", "\x01", "😀", "&", "&amp;",
            "&a;", "> ", ">", ">\n", "- ", "-\n", "-\t", "1. ", "* a\n\n", "> - ", "# a\n", "# ", "#",
            "a\n-\n", "---\n", "- - ", "```\n", "~~~", "    a\n\n", "|", "|-", "|a\n|-\n", "[", "]", "![",
            "[]", "[a](", "](x", "[a](<", '[a](b "', "[a](b)", "![a](https://b.example/c)", "[a]: <",
            "[a\n", '[a]: b "', "[^", "*", "*a ", "a* ", "*a* ", "**a *b* c** ", "_a*b ", "*a _b ",
            "~~a ", "`", "`a` ", "<", "<a ", '<a b="', "</b", "<!", "<!-- ", "<!-- a -->", "<?", "<b>",
            "<div>\n", "<div>\n\na\n\n", "<div><!--\n", "<details>\n\n", "<ul><li>", "<p id=a>",
            "<table><tr><td>", "<a href=x><table><tr><td>", "www.", "www.a.b ", "https://", "https://a.b ",
            "a@", "a.", "a@b.", "a@b.co ", "- [ ] ", "- [x] a\n", "&#", "\u2028", "[a](b)](b)",
        )
    },
    "runs of backticks": "".join(f"{'`' * n} " for n in range(int((2 * SIZE) ** 0.5))),
    "deeper and deeper": "\n".join(f"{'  ' * n}- a" for n in range(int(SIZE**0.5))),
    "a deep quote, lazily": f"{'> ' * 40}a\n{repeated('b')}\n",
    "brackets": around("[", "](u)"),
    "images": around("![", "](u)"),
    "emphasis": around("*a ", " b*"),
    "tags": around("<b>", "</b>"),
    "parentheses": f"[a]({around('(', ')')})",
    "an open fence": f"```\n{repeated('a')}",
    "an open comment": f"<div><!--{repeated(chr(10))}",
    "a long comment": f"<div><!--{repeated(chr(10))}-->",
    "blanks before an end": f"a{repeated(' ')}\nb",
    "an address and brackets": f"https://a.b/{repeated(')')}",
    "a long name": f"{repeated('a')}@",
    "many definitions": numbered("[a1]: /u\n\n"),
    "one definition, used often": f"[a]: /u\n\n{repeated('[a] ')}",
    "a long definition, used often": f"[a]: /u '{'b' * (SIZE // 2)}'\n\n{'[a] ' * (SIZE // 8)}",
    "many footnotes": numbered("[^1]: x\n") + numbered("[^1] "),
    "one footnote, used often": f"[^a]: b\n\n{repeated('[^a] ')}",
    "footnotes in footnotes": numbered("[^1]: x [^1]\n"),
    "a wide table": f"{repeated('|a')}\n{repeated('|-')}\n",
    "a long table": f"a|b\n-|-\n{repeated('a|b' + chr(10))}",
    "a row too long": f"a|b\n-|-\n{repeated('|')}",
    "formatting left open": numbered('<b title="1">\n\n'),
}  # fmt: skip


@pytest.mark.parametrize("text", ODD.values(), ids=[repr(name) for name in ODD])
def test_no_text_takes_long_or_grows_without_end(text: str) -> None:
    began = time.process_time()

    html = render_fragment(Text(text, "content/incidents/x.md", prefix="u1-"))

    assert time.process_time() - began < SECONDS
    assert len(html) < GROWTH * len(text) + 300_000


def test_a_deep_caller_is_no_trouble() -> None:
    text = Text("> - " * 50 + "*a **b " * 200 + "c** d*" * 200, "content/incidents/x.md")

    def deeper(levels: int) -> str:
        return deeper(levels - 1) if levels else render_fragment(text)

    assert deeper(sys.getrecursionlimit() - 400) == render_fragment(text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("> " * 100 + "word", "> " * 68 + "word"),
        ("- " * 100 + "word", "- " * 68 + "word"),
        ("*" * 1000 + "word *a*", "*" * 1000 + "word *a*"),
        ("[" * 5000 + "word", "[" * 5000 + "word"),
        ("<b>" * 100 + "word", "<b>" * 36 + "word"),
    ],
)
def test_what_is_too_much_stays_as_typed(typed: str, said: str) -> None:
    assert plain_text(render_fragment(Text(typed, "content/incidents/x.md"))) == said
