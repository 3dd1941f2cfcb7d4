"""HTML of an old product as Markdown. Every word stays; what has no sign of its own is words."""

import re
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|br|div|span|strong|b|em|i|a|ul|ol|li|code|pre|h[1-6]|blockquote|img|small|var|hr|"
    r"table|tr|t[dh])\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "table", "ul", "ol", "blockquote", "pre", "header", "footer"}
)
_SIGNS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style"})
_MARKDOWN = re.compile(r"([\\`*_\[\]<])")
_STARTS = re.compile(r"^(\s*\d*)(?=(?:#+|[>+-])\s|[.)]\s|>|#+$)", re.MULTILINE)


def is_markup(text: str) -> bool:
    """Whether a text is HTML and not Markdown: it holds a tag that stands for a layout."""
    return _TAG.search(text) is not None


def as_markdown(html: str) -> str:
    """Return HTML as Markdown: paragraphs, breaks, lists, links, pictures, code, emphasis.

    The words of other elements stay; those of scripts and styles, which nobody reads, do not.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects blocks of Markdown. `_line` is the text of the block that is being read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._line = ""
        self._lists: list[int] = []
        self._links: list[tuple[str, int]] = []
        self._code = False
        self._quoted = 0
        self._opened = ""
        self._items = 0
        self._unseen = 0
        self._quotes = 0
        self._head = ""
        self._start = ""

    def text(self) -> str:
        """Return all that was read."""
        self._end_block()
        joined = ""
        for block in self._blocks:
            is_item = re.match(r"\s*(?:-|\d+\.) ", block) and _is_item_last(joined)
            joined += ("\n" if is_item else "\n\n") + block if joined else block
        return joined.strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        told = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._line = self._line.rstrip(" ") + "\n"
        elif tag == "hr":
            self._end_block()
            self._blocks.append("***")
        elif tag == "img":
            self._line += f"![{_escaped(told.get('alt', ''))}]({_address(told.get('src', ''))})"
        elif tag == "a":
            self._links.append((told.get("href", ""), len(self._line)))
        elif tag == "li":
            self._begin_item()
        elif tag in _HEADINGS:
            self._end_block()
            self._head = "#" * int(tag[1]) + " "
        else:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == "a":
            self._end_link()
        elif tag in {"tr", "li"} or tag in _HEADINGS:
            self._end_block()
            self._items = max(self._items - (tag == "li"), 0)
        elif tag in {"td", "th"}:
            self._line += " "
        else:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self._unseen:
            return
        if self._code:
            self._line += data
            return
        shown = re.sub(r"\s+", " ", data)
        if self._line.endswith((" ", "\n")) or not self._line:
            shown = shown.lstrip()
        elif shown.startswith(" ") and self._opened and self._line.endswith(self._opened):
            before = self._line.removesuffix(self._opened).rstrip(" ")
            self._line = f"{before} {self._opened}" if before else self._opened
            shown = shown.lstrip()
        self._opened = "" if shown else self._opened
        self._line += shown if self._quoted else _escaped(shown)

    def _begin(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block()
        if tag in {"ul", "ol"}:
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._code = True
        elif tag in _SIGNS and not self._code:
            self._opened = _SIGNS[tag]
            self._line += self._opened
            self._quoted += tag == "code"

    def _end(self, tag: str) -> None:
        if tag == "pre" and self._code:
            self._end_code()
        elif tag in _BLOCKS:
            self._end_block()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes = max(self._quotes - 1, 0)
        elif tag in _SIGNS and not self._code:
            self._end_sign(_SIGNS[tag])
            self._quoted = max(self._quoted - (tag == "code"), 0)

    def _begin_item(self) -> None:
        self._end_block()
        depth = max(len(self._lists) - 1, 0)
        number = self._lists[-1] if self._lists else 0
        if number:
            self._lists[-1] += 1
        self._items += 1
        self._start = "   " * depth + (f"{number}. " if number else "- ")

    def _end_sign(self, sign: str) -> None:
        """Put the sign behind the last word: behind a blank it would be no sign."""
        kept = self._line.rstrip()
        if kept.endswith(sign) and not kept.endswith(sign * 2):
            self._line = kept.removesuffix(sign)
        else:
            self._line = kept + sign + self._line[len(kept) :]

    def _end_link(self) -> None:
        if not self._links:
            return
        address, start = self._links.pop()
        words = self._line[start:]
        if address and words.strip():
            self._line = f"{self._line[:start]}[{words.strip()}]({_address(address)})"

    def _end_code(self) -> None:
        self._code = False
        words, self._line = self._line.strip("\n"), ""
        runs = re.findall("`+", words)
        fence = "`" * max([3, *(len(run) + 1 for run in runs)])
        if words.strip():
            self._blocks.append(f"{fence}\n{words}\n{fence}")

    def _end_block(self) -> None:
        if self._code:
            return
        self._links = []
        lines = [line.strip() for line in self._line.split("\n")]
        words = "\\\n".join(line for line in lines if line)
        self._line = ""
        start, self._start = self._start, ""
        head, self._head = self._head, ""
        if not words:
            self._start, self._head = start, head
            return
        quote = "> " * self._quotes
        if head:
            words = " ".join(words.replace("\\\n", " ").split())
        else:
            words = _STARTS.sub(r"\1\\", words)
        pad = " " * len(start) or "   " * self._items
        shown = f"{head}{words}".replace("\n", f"\n{quote}{pad}")
        self._blocks.append(f"{quote}{start or pad}{shown}")


def _is_item_last(text: str) -> bool:
    last = text.rpartition("\n\n")[2].rpartition("\n")[2]
    return bool(re.match(r"\s*(?:-|\d+\.) |\s+\S", last))


def _escaped(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", words)


def _address(address: str) -> str:
    return re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", address.strip())
