"""A text is shown the way GitHub shows the file. Its own renderer is the judge."""

import pytest

from tests.support.github import bodies, ours, theirs

_HACHYDERM = "hachyderm__community/community.hachyderm.io/content/en/blog/incidents"
# Where we show more than GitHub does, on purpose: what looks like a tag and is none of HTML, or
# none that can stay, is words (`<this file>`, `<link …>`). On GitHub it is gone.
ACCEPTED = {
    f"{_HACHYDERM}/2022-12-18-unexpected-growth-and-unknown-media-caching/index.md",
    "tuna__mirror-web/news/_posts/tuna/2026-04-01-llm-translation.md",
}

ALIKE = {
    "a list after a line of text": "We see:\n- one\n* other\n\nNext:\n1. first\n2. second",
    "a number that begins no list": "It began in\n2024. Then it ended\n",
    "lists in lists by two blanks": "- a\n  - b\n    - c\n- d",
    "lists in lists by four blanks": "- a\n    - b\n        - c\n- d",
    "lists in numbered lists": "1. a\n   - b\n     more\n2. c\n\n10. d\n    1. e",
    "three blanks are not enough": "10. a\n   - b",
    "a list that does not begin at one": "3) three\n4) four",
    "another mark, another list": "- a\n- b\n+ c\n1. d\n1) e",
    "a tight and a loose list": "- a\n- b\n\ntext\n\n- a\n\n- b\n  - c\n\n  more",
    "parts of an item without blank lines": "- a\n  - b\n  - c\n  # d\n- e\n  > f\n  >\n- g",
    "a lazy line": "- a\nb\n> c\nd",
    "an empty item": "-\n- a\n-\n  b\n-\n\n  c",
    "tabs": "-\ta\n\t- b\n\n\tcode\n\n>\tq\n\n1.\tx\n\ty",
    "tabs that are cut": ">\t\ta\n\n-\t\tb\n\n- c\n\n\t\td\n\n```\n\te\n```",
    "code in a list": "- a\n\n      code\n\n  ```sh\n  $ x\n    y\n  ```\n- b\n  ~~~\n  c\n~~~",
    "a fence after text": "text\n```python info\na  b\n\t<c>\n```\nmore",
    "a fence of waves": "~~~ `x`\n```\n~~\n~~~~",
    "a fence never closed": "> ```\n> a\n\nb\n```\nc",
    "code by indentation": "a\n\n    b\n\n\n        c\n    d  \n\ne\n    f",
    "quotes": "a\n> b\n> > c\n> d\n\n>e\n>- f\n>\n> g",
    "headings": "# a #\n##b\n### c ## d #\n    # e\ntext\n# f\n\ng\n===\nh\ni\n---\n####### j",
    "rules": "***\n- - -\n_ _ _\n--\n\n* a\n* * *\n* b",
    "tables": "a | b\n:-- | --:\n1 | `2`\n3\n\n| x |\n|---|\n| *y* \\| z |\nend",
    "a table after a line": "The numbers:\n| a | b |\n| - | - |\n| 1 | 2 |\n> q",
    "no table": "a | b\n--- | --- | ---\n\nc\n| - | - |",
    "tasks": "- [x] done\n- [ ] open\n  - [X] deep\n- [y] none\n- [x]none\n\n1. [ ] a\n\n2. b",
    "footnotes": "a[^1] b[^x]. a[^1] [^none]\n\n[^x]: X *y*\n[^1]: One\n\n    two\n\nmore",
    "bare addresses": "See https://a.example/b_c_d?e=f&g=(h), http://localhost:80. www.a.example! "
    "(https://a.example/x) **https://a.example** https://a.example/&amp; me@a.example, a@b\n"
    "mailto:me@a.example 见https://a.example。x",
    "addresses in brackets": "<https://a.example/?b=c&d> <me@a.example>",
    "links": '[a](/b "c") [d](<e f>) [g](h(i)j) [](k) [l] [m][n] [o][] [p]: q\n\n'
    "[n]: /n 'N'\n[o]:\n  <o o>\n  \"O\"\n[l*]: x",
    "links in links": "[a [b](c) d](e) [f [g] h](i) [![j](k)](l) ![m [n](o)](p)",
    "brackets that are no links": "[ ] [x] a[0] b[1](c d) [e](f [g]",
    "emphasis": "*a* _b_ **c** __d__ ***e*** *f **g** h* **i *j* k** snake_case_word 2*3*4 * l *",
    "emphasis that is none": "a_b_c __init__.py ** a ** *b\n\nc* _d _e",
    "struck": "~~a~~ ~~b c~~ ~~ d ~~",
    "code": "`a` ``b ` c`` ` d ` `` ` `` `e\nf` `g *h` i* `[j`](k) `&amp;` \\`l`",
    "line ends": "a\nb  \nc\\\nd   \n  e \nf",
    "escapes": "\\*a\\* \\_ \\# \\[b](c) \\<d> \\& \\\\ \\a 1\\. \\|",
    "entities": "&amp; &copy; &#169; &#xa9; &lt;b&gt; &nbsp;x &none; & &a",
    "html": "a <b>c</b> <br> d<sup>2</sup> <span>e</span>\n\n<div>\n\n*f*\n\n</div>\n<p>g *h*</p>",
    "details": "<details>\n<summary>a</summary>\n\n- b\n\n</details>\n\nc",
    "comments": "a <!-- b --> c\n\n<!-- d\n\n- e\n-->\nf\n\n- g\n  <!-- h -->\n- i",
    "other line ends": "- a\r\n- b\r\n\r\nc  \r\nd\re",
    "other scripts": "**服务**中断。\n- 一\n- 二\n\nПроблема *решена*. 😀 é",
    "nothing": "",
}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE.keys())
def test_it_looks_as_on_github(text: str) -> None:
    assert ours(text) == theirs(text)


def test_real_posts_look_as_on_github() -> None:
    texts = bodies()

    different = {name for name, text in texts.items() if ours(text) != theirs(text)}

    assert len(texts) >= 600
    assert different == ACCEPTED
