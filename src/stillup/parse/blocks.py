"""A line-level scanner of Markdown: which lines are code, comments, headings or words.

It follows CommonMark 0.31 as far as whole lines go. What is open at the end of the text is
reported and then taken as plain words, so that it swallows nothing.
"""

import re
from enum import StrEnum

import msgspec

from stillup.model.diagnostic import Problems
from stillup.parse.lines import Lines


class BlockKind(StrEnum):
    """What a run of lines is. WORDS are paragraphs, lists, quotes, tables and raw HTML."""

    WORDS = "words"
    HEADING = "heading"
    UNDERLINED = "underlined"
    CODE = "code"
    COMMENT = "comment"


class Block(msgspec.Struct, frozen=True):
    """Lines `start` up to but without `end`, by number. `level` is that of a heading.

    `column` is where a heading's first `#` stands.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    column: int = 1


_FENCE = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,}).*")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t]|$)[ \t]{0,4}")
_RAW = re.compile(r" {0,3}<(pre|script|style|textarea)\b", re.IGNORECASE)
_OPEN, _CLOSE = "<!--", "-->"
_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))+[ \t]*")
_BEGINS = re.compile(
    r"[ \t]*(?:[#>]|[-*+](?:\s|$)|[0-9]{1,9}[.)](?:\s|$)|`{3}|~{3}|<[A-Za-z/!?]"
    r"|(?:[-*_][ \t]*){3,}$|[-=]+[ \t]*$)"
)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_NOTABLE = frozenset(" \t`~<#>-=*+_0123456789")
_CODE_INDENT = 4
_DEEPEST = 40


def scan_blocks(lines: Lines, problems: Problems) -> tuple[Block, ...]:
    """Return the blocks of `lines` in order. Blank lines belong to none of them."""
    scan = _Scan(lines, problems)
    scan.run()
    return tuple(scan.blocks)


class _Scan:
    def __init__(self, lines: Lines, problems: Problems) -> None:
        self.blocks: list[Block] = []
        self._lines = lines
        self._texts = lines.texts
        self._problems = problems
        self._words = -1  # where the present run of words began
        self._plain = False  # whether it is a paragraph that could be underlined
        self._lists: list[int] = []  # the columns at which the open list items' words begin
        self._never: set[str] = set()  # what is known to come no more

    def run(self) -> None:
        index, count = 0, len(self._texts)
        while index < count:
            text = self._texts[index]
            if not text or text.isspace():
                self._finish(index)
                index += 1
            elif text[0] not in _NOTABLE and _OPEN not in text:
                self._plain_words(index)
                index += 1
            else:
                index = self._notable(index)
        self._finish(count)

    def _plain_words(self, index: int) -> None:
        if self._words < 0:
            self._lists.clear()
            self._begin(index, plain=True)

    def _notable(self, index: int) -> int:  # noqa: PLR0911 - one for each kind of line
        """Deal with a line that may be more than words, and return the next one."""
        text = self._texts[index].expandtabs(4)
        text, quote = self._inside(text, index)
        if self._words < 0 and text.startswith("    "):
            return self._indented(index)
        if _UNDERLINE.fullmatch(text) and self._words >= 0 and self._plain:
            return self._underlined(index)
        if fence := _FENCE.fullmatch(text):
            return self._fenced(index, fence[1], quote=quote)
        if heading := _HEADING.match(text):
            return self._heading(index, len(heading[1]))
        if raw := _RAW.match(text):
            return self._raw(index, raw[1])
        if _OPEN in text:
            return self._comment(index)
        if self._words < 0 or quote:
            plain = not (quote or self._lists or text.lstrip().startswith("<"))
            self._finish(index)
            self._begin(index, plain=plain and not _RULE.fullmatch(text))
        return index + 1

    def _inside(self, text: str, index: int) -> tuple[str, bool]:
        """Return what the line holds inside of lists and quotes, and whether it is quoted."""
        indent = len(text) - len(text.lstrip(" "))
        while self._lists and indent < self._lists[-1]:
            self._lists.pop()
        column = self._lists[-1] if self._lists else 0
        rest = text[column:]
        while len(self._lists) < _DEEPEST and (item := _ITEM.match(rest)):
            if _RULE.fullmatch(rest):
                break
            if self._words >= 0 and self._plain and _UNDERLINE.fullmatch(rest):
                break
            width = item.end() if len(item[0].strip()) + _CODE_INDENT >= item.end() else 0
            column += width or len(item[0].rstrip(" ")) + 1
            self._lists.append(column)
            self._finish(index)
            rest = text[column:]
        quote = rest.lstrip(" ").startswith(">")
        return (re.sub(r"^(?: {0,3}> ?)+", "", rest), True) if quote else (rest, False)

    def _begin(self, index: int, *, plain: bool) -> None:
        self._words, self._plain = index, plain

    def _finish(self, index: int) -> None:
        if self._words >= 0:
            self._add(BlockKind.WORDS, self._words, index)
            self._words = -1

    def _add(
        self, kind: BlockKind, start: int, end: int, *, level: int = 0, column: int = 1
    ) -> None:
        if end > start:
            first = self._lines.first
            self.blocks.append(Block(kind, first + start, first + end, level, column))

    def _indented(self, index: int) -> int:
        self._add(BlockKind.CODE, index, index + 1)
        return index + 1

    def _underlined(self, index: int) -> int:
        start, self._words = self._words, -1
        self._add(BlockKind.UNDERLINED, start, index + 1)
        return index + 1

    def _heading(self, index: int, level: int) -> int:
        self._finish(index)
        column = self._texts[index].index("#") + 1
        self._add(BlockKind.HEADING, index, index + 1, level=level, column=column)
        return index + 1

    def _fenced(self, index: int, fence: str, *, quote: bool) -> int:
        end = self._end_of_fence(index, fence, quote=quote)
        if end is None:
            self._report_fence(index, fence)
            self._plain_words(index)
            return index + 1
        self._finish(index)
        self._add(BlockKind.CODE, index, end)
        return end

    def _end_of_fence(self, index: int, fence: str, *, quote: bool) -> int | None:
        """Return the line after the code, None if nothing ends it."""
        column = self._lists[-1] if self._lists else 0
        mark = re.escape(fence[0])
        closing = re.compile(rf"(?: {{0,3}}> ?)*\s*{mark}{{{len(fence)},}}[ \t]*")
        for at in range(index + 1, len(self._texts)):
            text = self._texts[at]
            if quote and not text.lstrip(" ").startswith(">"):
                return at
            if column and text.strip() and len(text) - len(text.lstrip()) < min(column, 1):
                return at
            if fence[0] in text and closing.fullmatch(text):
                return at + 1
        return len(self._texts) if quote else None

    def _raw(self, index: int, name: str) -> int:
        """Deal with an element whose content is no Markdown."""
        closing = f"</{name.casefold()}>"
        end = self._next_with(closing, index)
        if end is None:
            self._plain_words(index)
            return index + 1
        self._finish(index)
        self._add(BlockKind.CODE, index, end + 1)
        return end + 1

    def _next_with(self, words: str, start: int) -> int | None:
        """Return the next line that has `words`, without regard to letter case."""
        if words in self._never:
            return None
        for at in range(start, len(self._texts)):
            if words in self._texts[at].casefold():
                return at
        self._never.add(words)
        return None

    def _comment(self, index: int) -> int:
        """Deal with a line in which a comment may begin."""
        text = _CODE_SPAN.sub(lambda found: "x" * len(found[0]), self._texts[index])
        start = text.rfind(_OPEN)
        if start < 0 or _CLOSE in text[start + 2 :]:
            alone = text.strip()
            if alone.startswith(_OPEN) and alone.find(_CLOSE) + len(_CLOSE) == len(alone):
                self._finish(index)
                self._add(BlockKind.COMMENT, index, index + 1)
            elif self._words < 0:
                self._begin(index, plain=not alone.startswith("<"))
            return index + 1
        end = self._next_with(_CLOSE, index + 1)
        if end is None:
            self._report_comment(index, start)
            self._plain_words(index)
            return index + 1
        if self._is_cut(index, start, end):
            self._report_cut(index, start)
        if text[:start].strip():
            self._plain_words(index)
            index += 1
        self._finish(index)
        self._add(BlockKind.COMMENT, index, end + 1)
        return end + 1

    def _is_cut(self, index: int, start: int, end: int) -> bool:
        """Whether a comment ends, for Markdown, with the paragraph, list item or quotation above.

        One on lines of its own goes on until its `-->`, whatever stands in it.
        """
        before, rest = self._texts[index][:start], self._texts[index + 1 : end + 1]
        if not before.strip():
            return False
        if _MARKERS.fullmatch(before):
            inside = ">" if ">" in before else " \t"
            return any(text[:1] not in inside for text in rest if text.strip() or inside == ">")
        return any(not text.strip() or _BEGINS.match(text) for text in rest)

    def _report_fence(self, index: int, fence: str) -> None:
        place = self._lines.place(self._lines.first + index)
        self._problems.error(
            "unclosed-code",
            place.span,
            f"code begins here with `{fence}` and nothing ends it"
            if "`" not in fence
            else f"code begins here with {fence} and nothing ends it",
            help="put this line below the last line of the code:",
            fix=fence,
        )

    def _report_cut(self, index: int, start: int) -> None:
        place = self._lines.place(self._lines.first + index, start + 1, len(_OPEN))
        before = place.written[:start].rstrip()
        self._problems.error(
            "comment-behind-words",
            place.span,
            "this comment begins behind words and ends where these end: the rest would be shown",
            help="begin it on a line of its own:",
            fix=f"{before}\n\n{place.written[start:]}",
        )

    def _report_comment(self, index: int, start: int) -> None:
        place = self._lines.place(self._lines.first + index, start + 1, len(_OPEN))
        self._problems.error(
            "unclosed-comment",
            place.span,
            "a comment begins here with `<!--` and nothing ends it",
            help="put `-->` where the comment ends, or write `<` as `&lt;`:",
            fix=place.written.rstrip() + " -->",
        )
