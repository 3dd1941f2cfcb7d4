"""A file's bytes as lines that keep their ends, so that what is not changed stays as it was."""

import codecs
import re
from collections.abc import Collection, Sequence

import msgspec

from stillup.model.diagnostic import Problems
from stillup.parse.lines import Lines, decode_lines
from stillup.writing.edited import Refused, refused

_END = re.compile(r"(\r\n|\r|\n)")
_OPEN_CONFLICT = "merge-conflict"


class Written(msgspec.Struct, frozen=True):
    """The lines of a file. `ends` has what ends each; the last line has nothing behind it.

    Lines are numbered from 1, as the parser numbers them.
    """

    texts: tuple[str, ...]
    ends: tuple[str, ...]
    marked: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        text = "".join(t + e for t, e in zip(self.texts, self._parted(), strict=True))
        return (codecs.BOM_UTF8 if self.marked else b"") + text.encode()

    def _parted(self) -> list[str]:
        """Return the ends, where a CR and the LF behind a blank line would become one end."""
        ends = list(self.ends)
        for at, (text, end) in enumerate(zip(self.texts[1:], self.ends[1:], strict=True)):
            if ends[at] == "\r" and not text and end == "\n":
                ends[at] = "\r\n"
        return ends

    @property
    def lines(self) -> Lines:
        """The same for the parser."""
        return Lines("", self.texts)

    def inserted(self, number: int, texts: Sequence[str]) -> "Written":
        """Return the file with `texts` in front of line `number`, or behind the last line."""
        at, end = number - 1, self._end_near(number - 1)
        before, after = list(self.ends[:at]), self.ends[at:]
        ends = [end] * len(texts)
        if not after and before and texts:
            before[-1], ends[-1] = end, before[-1]
        return Written(
            (*self.texts[:at], *texts, *self.texts[at:]), (*before, *ends, *after), self.marked
        )

    def replaced(self, number: int, text: str) -> "Written":
        """Return the file with another text in line `number`."""
        at = number - 1
        return Written((*self.texts[:at], text, *self.texts[at + 1 :]), self.ends, self.marked)

    def without(self, numbers: Collection[int]) -> "Written":
        """Return the file without those lines."""
        kept = [n for n in range(len(self.texts)) if n + 1 not in numbers]
        return Written(
            tuple(self.texts[n] for n in kept), tuple(self.ends[n] for n in kept), self.marked
        )

    def _end_near(self, at: int) -> str:
        """Return what ends lines in this neighbourhood."""
        near = next((end for end in reversed(self.ends[:at]) if end), "")
        return near or next((end for end in self.ends if end), "\n")


def read_written(data: bytes) -> Written | Refused:
    """Return the lines of a file; refuse what is no UTF-8 text, or two versions of one."""
    problems = Problems()
    if decode_lines("", data, problems) is None:
        return refused(next(iter(problems)))
    if conflict := next((d for d in problems if d.code == _OPEN_CONFLICT), None):
        return refused(conflict)
    parts = _END.split(data.decode("utf-8-sig"))
    return Written(tuple(parts[::2]), (*parts[1::2], ""), data.startswith(codecs.BOM_UTF8))
