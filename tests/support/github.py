"""What GitHub's own renderer makes of Markdown, and HTML as a form in which two can be compared."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options

from stillup.model.text import Text
from stillup.render.markdown import render_fragment
from stillup.render.markdown.allowlist import cleaned
from stillup.render.markdown.links import neutralised
from tests.support.real import real_data

SOURCE = "content/incidents/2026-11-21-email-delays.md"
_NO_PROSE = ("manticoresoftware__upptime", "tjcsl__status")
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)\r?\n.*?\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LABEL = re.compile(rf"^(?:stillup:{re.escape(SOURCE)})?#(?:(fn).*)?")
_KEPT = frozenset({"alt", "class", "colspan", "href", "open", "rowspan", "src", "start", "title"})
_BLOCKS = (
    "blockquote|br|dd|details|div|dl|dt|h[1-6]|hr|li|ol|p|pre|summary|t[dhr]|table|tbody|thead|ul"
)


def ours(markdown: str) -> str:
    """Return the form of our fragment of a text."""
    return form(render_fragment(Text(markdown, SOURCE)))


def theirs(markdown: str) -> str:
    """Return the form of what GitHub's renderer makes of a text.

    It goes through our allow-list as well: the comparison is about reading Markdown. The boxes of
    tasks and the sides of cells are put as we have them before.
    """
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    html = cmarkgfm.github_flavored_markdown_to_html(markdown.removeprefix("\ufeff"), options)
    html = re.sub(r'<input type="checkbox" checked="[^>]*>', "\u2611", html)
    html = re.sub(r'<input type="checkbox"[^>]*>', "\u2610", html)
    html = re.sub("([\u2610\u2611])\\s*<p>", r"<p>\1 ", html)
    html = re.sub(r'<(t[dh]) align="(\w+)"', r'<\1 class="\2"', html)
    return form(neutralised(cleaned(html), SOURCE, ""))


def form(html: str) -> str:
    """Return HTML one block a line, without ids, and without blanks that nobody sees.

    Left out are the labels in the addresses of footnotes, the section round these, and that a
    place in the same text is one: GitHub gives headings their ids later.
    """
    parser = _Form()
    parser.feed(html)
    parser.close()
    text = re.sub(rf"\s*(</?(?:{_BLOCKS})\b[^>\0]*\0>)\s*", r"\n\1\n", "".join(parser.parts))
    text = re.sub(r"[ \t]+", " ", text).replace("\0", "")
    return re.sub(r"\n+", "\n", text).strip()


def _place(found: re.Match[str]) -> str:
    return f"#{found[1] or ''}"


class _Form(HTMLParser):
    """Writes a tag as `<name key=value NUL>`, so that words can't look like one."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_code |= tag == "pre"
        attrs = [(k, unquote(v or "") if k in {"href", "src"} else v) for k, v in attrs]
        kept = sorted(
            (k, v or "") for k, v in attrs if k in _KEPT and v not in {"task", "footnotes"}
        )
        shown = "".join(f" {k}={_LABEL.sub(_place, v)}" for k, v in kept)
        self._add("" if tag == "section" else f"<{tag}{shown}\0>")

    def handle_endtag(self, tag: str) -> None:
        self._in_code &= tag != "pre"
        self._add("" if tag == "section" else f"</{tag}\0>")

    def handle_data(self, data: str) -> None:
        data = data.replace("\u21a9\ufe0e", "\u21a9")
        self._add(data.replace("\n", "\u23ce") if self._in_code else re.sub(r"\s+", " ", data))

    def _add(self, part: str) -> None:
        self.parts.append(part)


@cache
def bodies() -> dict[str, str]:
    """Return every real text there is, by where it is from."""
    return dict(_bodies())


def _bodies() -> Iterator[tuple[str, str]]:
    for path in sorted(real_data().rglob("*")):
        name = path.relative_to(real_data()).as_posix()
        if name.startswith(_NO_PROSE) or path.stem in {"LICENSE", "README", "SOURCES"}:
            continue
        if path.suffix in {".md", ".tpl"}:
            text = path.read_bytes().decode("utf-8", "replace")
            found = _FRONT_MATTER.match(text)
            yield name, text[found.end() :] if found else text
        elif name.startswith("datocms") and path.suffix == ".json":
            updates = json.loads(path.read_bytes()).get("updates", [])
            yield from ((f"{name}#{n}", update["content"]) for n, update in enumerate(updates))
