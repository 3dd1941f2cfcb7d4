"""Typed HTML: a written list stays, comments go, all else is harmless words."""

import pytest

from stillup.model.text import Text
from stillup.render.markdown import plain_text, render_fragment


def fragment(markdown: str) -> str:
    return render_fragment(Text(markdown, "content/pages/x.md", prefix="p-"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<kbd>Ctrl</kbd> H<sub>2</sub>O", "<kbd>Ctrl</kbd> H<sub>2</sub>O"),
        ('<abbr title="Domain Name System">DNS</abbr>', None),
        ("a<br>b<br/>c", "a<br>b<br>c"),
        ("<strike>a</strike> <tt>b</tt>", "<s>a</s> <code>b</code>"),
        ('<a name="old">a</a>', '<a id="p-old">a</a>'),
        ('<b onclick="x()" style="color:red" class="x" data-x="1">a</b>', "<b>a</b>"),
        ("<font color=red>a</font> <big>b</big>", "a b"),
        ("a <your-name> <project>", "a &lt;your-name&gt; &lt;project&gt;"),
        ("<script>alert(1)</script>x", "&lt;script&gt;alert(1)&lt;/script&gt;x"),
        ("a <iframe src=x></iframe>", "a &lt;iframe src=x&gt;&lt;/iframe&gt;"),
        ("a <svg onload=x>", "a &lt;svg onload=x&gt;"),
        ("a <input type=checkbox>", "a &lt;input type=checkbox&gt;"),
        ("a < b > c <> <3 </>", "a &lt; b &gt; c &lt;&gt; &lt;3 &lt;/&gt;"),
        ("a <?php echo 1 ?> <!DOCTYPE x> <![CDATA[y]]>", None),
    ],
)
def test_typed_tags(typed: str, shown: str | None) -> None:
    escaped = typed.replace("<?", "&lt;?").replace("<!", "&lt;!").replace("?>", "?&gt;")
    escaped = escaped.replace("x>", "x&gt;").replace("]]>", "]]&gt;") if "<?" in typed else typed

    html = fragment(typed)

    assert html.removeprefix("<p>").removesuffix("</p>") == (shown or escaped)


def test_a_block_of_html_stays_a_block() -> None:
    assert fragment("<details open>\n<summary>More</summary>\n\n- a\n\n</details>") == (
        '<details open="">\n<summary>More</summary>\n<ul>\n<li>a</li>\n</ul>\n</details>'
    )
    assert fragment('<div align="center">\n<img src="../media/x.png" width="10">\n</div>') == (
        '<div>\n<img src="stillup:content/media/x.png" width="10" alt="">\n</div>'
    )
    assert fragment("<table><tr><th colspan=2>a</table>") == (
        '<table><tbody><tr><th colspan="2">a</th></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- secret --> b",
        "a <!-- secret\nsecret --> b",
        "a\n\n<!-- secret\n\n# secret\n\n- secret\n-->\n\nb",
        "a\n\n<!--\nsecret\n--> b",
        "a\n- <!-- secret -->\n\nb",
        "> <!-- secret -->\n\na b",
        "<div>\n<!-- secret\n\nsecret\n\n-->\na b\n</div>",
        "<div><!-- secret --> a b</div>",
        "[a](<!-- secret -->) b",
        "a <!-- <!-- secret --> b",
        "a <!-- secret -- secret --> b",
        "a <!---secret--> b",
        "| a <!-- secret --> |\n|---|\n| b |",
        "# a <!-- secret --> b",
        "*a <!-- secret -->* b",
        "a b\n\n[^n]: <!-- secret -->",
    ],
)
def test_a_comment_goes(text: str) -> None:
    html = fragment(text)

    assert "secret" not in html
    assert "a" in plain_text(html)
    assert "b" in plain_text(html)


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- b\n\n*c*",
        "<!-- b\n\n*c*",
        "<div>\n<!-- b\n\n*c*",
        "<!-- x --> a\n<!-- b\n\n*c*",
        "- <!-- b\n\n*c*\n\n-->",
    ],
)
def test_a_comment_that_never_ends_swallows_nothing(text: str) -> None:
    html = fragment(text)

    assert "&lt;!-- b" in html
    assert "<em>c</em>" in html


def test_code_shows_what_it_holds() -> None:
    assert fragment("`<!-- a --> <script>`") == (
        "<p><code>&lt;!-- a --&gt; &lt;script&gt;</code></p>"
    )
    assert fragment("```html\n<!-- a -->\n<b>&amp;\n```") == (
        "<pre><code>&lt;!-- a --&gt;\n&lt;b&gt;&amp;amp;\n</code></pre>"
    )


def test_formatting_left_open_ends_with_its_words() -> None:
    assert fragment("<b>a <i>b\n\nc") == "<p><b>a <i>b</i></b></p>\n<p>c</p>"
    assert fragment("a</b> b\n\n| <s>a | b |\n|---|---|").count("<s>a</s>") == 1


def test_an_id_is_prefixed_and_given_once() -> None:
    html = fragment('<p id="a">x</p>\n\n# a\n\n<p id="a">y</p>\n\n# A\n\n<p id="  ">z</p>')

    assert html.count('id="p-a"') == 1
    assert html.count('id="p-a-1"') == 1
    assert html.count("id=") == 2
