"""What engines put into Markdown: filled in, told in another way, or left to be read."""

import pytest

from tests.support.blogs import Brought, brought


def hugo(words: str) -> Brought:
    """A Hugo blog with one post."""
    return brought(f"-- content/a.md --\n---\ntitle: A\ndate: 2024-05-06\n---\n\n{words}\n")


def jekyll(words: str, settings: str = "title: News") -> Brought:
    """A Jekyll blog with one post and a second one to link to."""
    return brought(
        f"-- _config.yml --\n{settings}\n-- _posts/2024-05-06-a.md --\n---\ntitle: A\n---\n"
        f"{words}\n-- _posts/2024-05-07-b.md --\n---\ntitle: B\n---\nb\n"
    )


def mkdocs(words: str) -> Brought:
    """A MkDocs blog with one post."""
    return brought(f"-- docs/blog/posts/a.md --\n---\ntitle: A\ndate: 2024-05-06\n---\n\n{words}\n")


A = "incidents/a.md"
DATED = "incidents/2024-05-06-a.md"


def test_a_shortcode_nobody_knows_stays_as_typed() -> None:
    blog = hugo('{{< youtube "x" >}} and {{% alert %}}\nbold\n{{% /alert %}}')

    assert blog.body(A) == '{{< youtube "x" >}} and {{% alert %}}\nbold\n{{% /alert %}}'
    assert blog.told("shortcode") == [
        "content/a.md:6: `{{% alert %}}`",
        'content/a.md:6: `{{< youtube "x" >}}`',
        "content/a.md:8: `{{% /alert %}}`",
    ]


def test_a_figure_is_a_picture_with_its_words() -> None:
    blog = hugo('{{< figure src="https://x.example/a.png" alt="A graph" caption="Load" >}}')

    assert blog.body(A) == "![A graph](https://x.example/a.png) *Load*"


def test_highlighted_code_is_code() -> None:
    blog = hugo("{{< highlight go >}}\n# no heading\n{{< /highlight >}}")
    assert blog.body(A) == "```go\n# no heading\n```"

    blog = jekyll("{% highlight sh %}\n# no heading\n{% endhighlight %}")
    assert blog.body(DATED) == "```sh\n# no heading\n```"


def test_a_reference_in_a_link_leads_to_the_post() -> None:
    blog = jekyll("[b]({% post_url 2024-05-07-b %}) [c]({% link _posts/2024-05-07-b.md %})")

    assert blog.body(DATED) == "[b](2024-05-07-b.md) [c](2024-05-07-b.md)"
    assert blog.kinds["shortcode"] == 0


def test_what_the_settings_say_is_filled_in() -> None:
    words = "See {{ site.hostname }}, `{{site.hostname}}` and {{ site.operator }}."
    blog = jekyll(words, "title: News\nhostname: mirrors.example")

    assert blog.body(DATED) == "See mirrors.example, `mirrors.example` and {{ site.operator }}."
    assert blog.told("shortcode") == ["_posts/2024-05-06-a.md:4: `{{ site.operator }}`"]


def test_braces_that_the_engine_leaves_alone_are_no_shortcode() -> None:
    assert mkdocs("`${{ secrets.TOKEN }}` and {% x %}").kinds["shortcode"] == 0


def test_the_mark_that_cuts_a_post_short_goes() -> None:
    assert mkdocs("First.\n\n<!-- more -->\n\nSecond.").body(A) == "First.\n\n\n\nSecond."
    assert hugo("First.<!--more--> Second.").body(A) == "First. Second."


def test_what_worked_behind_the_page_is_a_comment() -> None:
    blog = jekyll("<style>\np { color: red }\n</style>\n\nWords <script>alert('-->')</script>")

    assert blog.body(DATED) == (
        "<!-- <style>\np { color: red }\n</style> -->\n\n"
        "Words <!-- <script>alert('--&gt;')</script> -->"
    )
    assert blog.told("html") == [
        "_posts/2024-05-06-a.md:4: `<style>`; it is a comment",
        "_posts/2024-05-06-a.md:8: `<script>alert('-->')</script>`; it is a comment",
    ]


def test_html_in_code_stays() -> None:
    for words in ("`<script>x</script>`", "```\n<script>x</script>\n```", "    <style></style>"):
        assert "<!--" not in hugo(words).text(A)
        assert hugo(words).kinds["html"] == 0


def test_a_frame_is_a_link_and_a_form_is_there_to_be_read() -> None:
    blog = hugo('Watch <iframe src="https://v.example/1" width="3"></iframe> <button>x</button>')

    assert blog.body(A) == (
        'Watch <a href="https://v.example/1">https://v.example/1</a> <button>x</button>'
    )
    assert [told.partition("; ")[2] for told in blog.told("html")] == [
        *("it is shown as typed", "it is a link")
    ]


def test_marks_for_looks_alone_go() -> None:
    blog = jekyll(
        '{: .table}\n| a | b |\n| - | - |\n\n[x](https://x.example){:target="_blank"} `{: .code}`\n\n'
        "## Words {#here}\n\n* TOC\n{:toc}"
    )

    assert blog.body(DATED) == (
        "| a | b |\n| - | - |\n\n[x](https://x.example) `{: .code}`\n\n### Words"
    )
    assert blog.kinds["looks"] == 4


def test_boxes_are_quotes() -> None:
    blog = mkdocs('!!! warning "Mind"\n    One\n\n    - two\n\n??? note\n    Three\n\nFour')
    assert blog.body(A) == "> **Mind:**\n> One\n>\n> - two\n\n> **Note:**\n> Three\n\nFour"
    assert blog.kinds["box"] == 2

    blog = hugo(":::tip[Heed]\nwords\n:::\n\nFour")
    assert blog.body(A) == "> **Heed:**\n> words\n\n\nFour"


def test_a_box_that_never_ends_is_none() -> None:
    assert hugo("::: tip\nwords").body(A) == "::: tip\nwords"


@pytest.mark.parametrize("words", ["```\n!!! note\n    x\n```", "wow!!!", "a === b", "a ::: b"])
def test_what_only_looks_like_a_box_stays(words: str) -> None:
    assert hugo(words).body(A) == words
    assert hugo(words).kinds["box"] == 0


def test_footnotes_and_tables_stay() -> None:
    words = "A[^1]\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[^1]: note"

    assert hugo(words).body(A) == words
