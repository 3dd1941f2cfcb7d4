"""Whatever is typed, a fragment is safe, well formed and says what was said.

The full run (STILLUP_RUNS=1) takes 10,000 texts for each law.
"""

import os
import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.model.text import Text
from stillup.render.markdown import place_fragment, plain_text, render_fragment
from stillup.render.markdown.allowlist import ATTRIBUTES, ELEMENTS

RUNS = max(100, int(10_000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
SOURCE, PREFIX = "content/incidents/2026-11-21-email.md", "u2026-11-21-1241-"
EMPTY = frozenset({"br", "hr", "img", "wbr"})
NEVER = frozenset(
    {"script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "base", "meta"}
)
ADDRESS = re.compile(rf"(?:https?:|mailto:|tel:|stillup:|#{PREFIX}).*", re.IGNORECASE | re.DOTALL)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

MARKS = (
    "- ", "* ", "1. ", "2) ", "> ", "    ", "  ", "\t", "\n", "\n", "\n\n", "# ", "### ", "===\n",
    "---\n", "***", "*", "**", "_", "__", "~~", "`", "``", "```", "~~~\n", "|", "|---|\n", "[", "]",
    "](", "(", ")", "![", "[^1]", "[^1]: ", "[a]: ", "\\", "  \n", "- [ ] ", "- [x] ", "&", ";",
    "&amp;", "&#2;", "&#x6a;", "&colon;", "<", ">", '"', "'", "=", "/", ":", "#", "\r", "\x00", "\x02",
    "\x03", "\x020\x03", "\x02klzzwxh:0000\x03", "😀", "\u202e", "\ud800", "\ufffe", "日本", "é",
)  # fmt: skip
TYPED = (
    "<b>", "</b>", "<a href=", "</a>", '<a href="x.md" id="', "<img src=", "<p>", "</p>", "<div>",
    "</div>", "<table>", "<td>", "</table>", "<li>", "</ul>", "<details>", "<summary>", "<script>",
    "</script>", "<style>", "<svg>", "<math>", "<textarea>", "<title>", "<plaintext>", "<template>",
    "<noscript>", "<!--", "-->", "<!", "<?", "<![CDATA[", "]]>", " onclick=", " onerror=", " style=",
    "<iframe srcdoc=", "<form>", "<input", "<base href=", "<u ", "<em>", "<a><table><td><a>", "/>",
)  # fmt: skip
LINKED = (
    "javascript:alert(1)", "java\x01script:", "JAVASCRIPT&colon;", "data:text/html,", "vbscript:",
    "stillup:content/x.md", "x.md", "../media/a b.png", "../../../x", "/x", "//a.example",
    "https://a.example/b?c=d&e", "www.a.example", "me@a.example", "#here", "#", "%2e%2e/", "file:///",
)  # fmt: skip

soups = st.lists(
    st.one_of(st.sampled_from(MARKS), st.sampled_from(TYPED), st.sampled_from(LINKED), st.text()),
    max_size=40,
).map("".join)
words = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=8)
law = settings(
    max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


class Judge(HTMLParser):
    """Collects what is wrong with HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset()) | {"class"}
        if tag not in ELEMENTS or tag in NEVER:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in allowed or name.startswith("on") or name == "style":
                self.wrong.append(f"<{tag} {name}>")
            if name in {"href", "src"} and not ADDRESS.fullmatch(value or ""):
                self.wrong.append(f"<{tag} {name}={value}>")
            if name == "src" and not (value or "").startswith("stillup:"):
                self.wrong.append(f"an image elsewhere: {value}")
            self.ids += [value or ""] if name == "id" else []
        self._open += [] if tag in EMPTY else [tag]

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"</{tag}> ends nothing")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")


def fragment(markdown: str) -> str:
    return render_fragment(Text(markdown, SOURCE, prefix=PREFIX))


@law
@given(soups)
def test_nothing_that_is_typed_does_harm(markdown: str) -> None:
    html = fragment(markdown)
    judge = Judge(html)

    assert judge.wrong == []
    assert all(name.startswith(PREFIX) for name in judge.ids)
    assert len(set(judge.ids)) == len(judge.ids)
    assert not NOT_XML.search(html)


@law
@given(soups)
def test_placed_nothing_neutral_is_left_and_no_word_is_gone(markdown: str) -> None:
    html = fragment(markdown)

    nowhere = place_fragment(html, lambda _: None)
    somewhere = place_fragment(html, lambda path: f"../{path}")

    assert not re.search(r'<[^>]*="stillup:', nowhere + somewhere)
    assert "<img" not in nowhere
    assert plain_text(nowhere) == plain_text(somewhere) == plain_text(html)


@law
@given(soups, soups)
def test_a_text_gives_one_fragment_whatever_came_before(markdown: str, other: str) -> None:
    once = fragment(markdown)
    fragment(other)

    assert fragment(markdown) == once


@law
@given(st.lists(st.lists(words, min_size=1, max_size=12), max_size=8))
def test_plain_words_come_out_as_they_went_in(paragraphs: list[list[str]]) -> None:
    said = [" ".join(paragraph) for paragraph in paragraphs]

    html = fragment("\n\n".join(said))

    assert html == "\n".join(f"<p>{paragraph}</p>" for paragraph in said)


@law
@given(st.lists(st.one_of(st.sampled_from(MARKS), st.none()), max_size=40))
def test_between_marks_no_word_is_lost(parts: list[str | None]) -> None:
    """All but two things that GitHub hides too: what follows a fence, and what a label stands for."""
    marked = [part or f"w{n}w" for n, part in enumerate(parts)]
    text = re.sub(r"(```+|~~~+)[^\n]*", r"\1\n", "".join(marked).replace("]: ", "] "))

    html = fragment(text)

    for word in re.findall(r"w\d+w", text):
        assert word in html, word
