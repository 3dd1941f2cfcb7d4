"""One-line texts are read as typed: `:` `#` `[` `@` `*` `%` need no quotes.

They are put in quotes before YAML sees them; the line and the column of each value stay.
"""

import re

from stillup.model.diagnostic import Problems
from stillup.parse.fields import key_name
from stillup.parse.lines import Lines

_TEXTS = frozenset({"title", "withdrawn", "edits"})
_OFFER_TEXTS = frozenset({"what", "who", "how", "claim_url", "limit", "applied", "contact"})
_NEVER_WORDS = frozenset(
    {"title", "impact", "components", "started", "starts", "ends", "author", "checked", "related"}
)
"""Keys that a text does not go on with: their line was indented by a slip."""

_LINE = re.compile(
    r"(?P<indent>\s*)(?P<key>[A-Za-z][A-Za-z_ -]*?)\s*:(?P<gap>\s*)(?P<value>.*?)\s*"
)
_ITEM = re.compile(r"(?P<head>\s*-\s+)(?P<value>\S.*?)\s*")
_MARKS = re.compile(r"[^\s\[{\"'&*!|>#%@`-][^#]*:\s[^#]*")
_BLOCK = re.compile(r"[|>][+-]?[0-9]?")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_REMARK = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s+#.*""")
_ESCAPE = re.compile(r'\\(?:(["\\/])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))')


def quote_typed_texts(lines: Lines, problems: Problems) -> Lines:
    """Return `lines` with every one-line text in single quotes, as YAML wants them."""
    return _Typed(lines, problems).quoted()


def unquoted(text: str) -> str:
    """Take one pair of quotes off, if it goes round the whole."""
    if double := _DOUBLE.fullmatch(text):
        return _ESCAPE.sub(_unescaped, double[1])
    if single := _SINGLE.fullmatch(text):
        return single[1].replace("''", "'")
    return text


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    number = int(found[2] or found[3] or found[4], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]  # noqa: PLR2004


def _is_line(value: str) -> bool:
    """Whether a value is `email: partial_outage, webmail`, as in an update."""
    return _MARKS.fullmatch(value) is not None


class _Typed:
    """Goes through the lines once and remembers under which top-level key it is."""

    def __init__(self, lines: Lines, problems: Problems) -> None:
        self._lines = lines
        self._problems = problems
        self._texts = list(lines.texts)
        self._above = ""

    def quoted(self) -> Lines:
        index = 0
        while index < len(self._texts):
            index = self._line(index)
        return Lines(self._lines.path, self._texts, self._lines.first)

    def _line(self, index: int) -> int:
        """Deal with one line and return the next one to look at."""
        text = self._texts[index]
        if self._above == "edits" and (item := _ITEM.fullmatch(text)):
            return self._quote(index, item["head"], item["value"])
        found = _LINE.fullmatch(text)
        if found is None:
            return index + 1
        name = key_name(found["key"]).casefold()
        if not found["indent"]:
            self._above = name
            wanted = name in _TEXTS or (name == "components" and _is_line(found["value"]))
        else:
            wanted = self._above == "offer" and name in _OFFER_TEXTS
        if not wanted or not found["value"]:
            return self._folded(index, found) if wanted and name != "edits" else index + 1
        if not found["gap"]:
            self._report_tight(index, found)
        head = text[: found.start("value")]
        return self._quote(index, head if found["gap"] else head + " ", found["value"])

    def _quote(self, index: int, head: str, value: str) -> int:
        end = self._end(index, head)
        if end > index + 1:
            value = self._joined(index, end, "" if _BLOCK.fullmatch(value) else value)
            self._report_several(index, f"{head}{value}")
        if _REMARK.fullmatch(value):
            self._report_remark(index, head, value)
        typed = unquoted(value).replace("'", "''")
        self._texts[index:end] = [f"{head}'{typed}'", *[""] * (end - index - 1)]
        return end

    def _folded(self, index: int, found: re.Match[str]) -> int:
        """Deal with a text that begins on the line below its key."""
        head = f"{found['indent']}{found['key']}: "
        end = self._end(index, head)
        if end == index + 1:
            return end
        return self._quote(index, head, "|")

    def _end(self, index: int, head: str) -> int:
        """Return where the lines that YAML would take as more of this value end."""
        indent = len(head) - len(head.lstrip())
        end = index + 1
        while end < len(self._texts):
            text = self._texts[end]
            if not text.strip() or len(text) - len(text.lstrip()) <= indent:
                break
            if (key := _LINE.fullmatch(text)) and key_name(key["key"]) in _NEVER_WORDS:
                break
            end += 1
        return end

    def _joined(self, index: int, end: int, value: str) -> str:
        return " ".join([value, *(text.strip() for text in self._texts[index + 1 : end])]).strip()

    def _report_several(self, index: int, line: str) -> None:
        self._problems.error(
            "text-on-several-lines",
            self._lines.place(self._lines.first + index + 1).span,
            "this text goes on over several lines, and it is read only to the end of the first",
            help="write it on one line:",
            fix=line,
        )

    def _report_tight(self, index: int, found: re.Match[str]) -> None:
        self._problems.error(
            "blank-after-colon",
            self._lines.place(self._lines.first + index, found.end("key") + 1, 1).span,
            "there is no blank after the colon",
            help="write a key, a colon, a blank and the value",
            fix=f"{found['indent']}{found['key']}: {found['value']}",
        )

    def _report_remark(self, index: int, head: str, value: str) -> None:
        closed = _REMARK.fullmatch(value)
        self._problems.error(
            "text-after-quotes",
            self._lines.place(self._lines.first + index, len(head) + 1).span,
            "behind the closing quote stands what could be a remark or part of the text",
            help="leave the quotes out, if it is part of the text; delete it, if it is a remark:",
            fix=head + (closed[1] if closed else value),
        )
