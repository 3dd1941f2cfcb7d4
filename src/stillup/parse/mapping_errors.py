"""What YAML's own complaints mean, in words for people who never heard of YAML."""

import re

import msgspec

from stillup.model.diagnostic import Problems
from stillup.parse.lines import Lines, Place

_PAIR = re.compile(r"(?P<head>\s*+(?:- +)*+[^\s:#'\"\[{][^:#]*:\s+)(?P<value>\S.*?)\s*$")
_QUOTED_AND_MORE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*\S.*""")
_CLOSING = {"[": "]", "{": "}"}
_SPECIAL = "@`%|>&*!?"


def quoted(words: str) -> str:
    """Return `words` as a YAML scalar in quotes."""
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


class Complaint(msgspec.Struct, frozen=True):
    """What YAML says is wrong, where it noticed, and where what it was reading began."""

    words: str
    at: Place
    began: Place


def report_syntax(complaint: Complaint, shown: Lines, problems: Problems) -> None:
    """Add one diagnostic for a complaint, with the corrected line if it is plain."""
    at, words = complaint.at, complaint.words
    if "\t" in at.written[: at.column] and not at.written[: at.column - 1].strip():
        _report_tab(at, problems)
    elif "quoted scalar" in words and "end of" in words:
        _report_open_quote(complaint.began, problems)
    elif "escape" in words:
        _report_escape(complaint.began, problems)
    elif "flow" in words:
        _report_open_bracket(complaint.began, problems)
    elif "mapping values" in words:
        _report_colon(at, shown, problems)
    elif at.words[:1] and at.words[0] in _SPECIAL:
        _report_special(at, shown, problems)
    else:
        _report_other(at, shown, problems)


def _report_tab(at: Place, problems: Problems) -> None:
    indent = at.written[: len(at.written) - len(at.written.lstrip())]
    problems.error(
        "tab-indent",
        at.span,
        "this line is indented by a tab",
        help="indent it by blanks",
        fix=indent.replace("\t", "  ") + at.written.lstrip(),
    )


def _report_open_quote(at: Place, problems: Problems) -> None:
    mark = at.words[:1]
    problems.error(
        "unclosed-quote",
        at.span,
        f"a quote {mark} opens here and nothing closes it",
        help="close it at the end of the value",
        fix=at.written.rstrip() + mark,
    )


def _report_escape(at: Place, problems: Problems) -> None:
    problems.error(
        "backslash-in-quotes",
        at.span,
        "a backslash stands between double quotes, where it means something else",
        help="use single quotes",
        fix=at.mended("'" + at.words.strip().strip('"').replace("'", "''") + "'"),
    )


def _report_open_bracket(at: Place, problems: Problems) -> None:
    bracket = at.words[:1]
    missing = at.words.count(bracket) - at.words.count(_CLOSING.get(bracket, "]"))
    closing = _CLOSING.get(bracket, "]")
    problems.error(
        "unclosed-bracket",
        at.span,
        f"the list that begins with `{bracket}` here is not well formed",
        help=f"put a comma between its members and `{closing}` at its end",
        fix=at.written.rstrip().rstrip(",") + closing * missing if bracket and missing == 1 else "",
    )


def _report_colon(at: Place, shown: Lines, problems: Problems) -> None:
    before = shown.place(at.line - 1) if at.line > shown.first else None
    if before and (tight := re.fullmatch(r"(\s*[\w -]+):(\S.*)", before.written)):
        problems.error(
            "blank-after-colon",
            before.span,
            "there is no blank after the colon",
            help="write a key, a colon, a blank and the value",
            fix=f"{tight[1]}: {tight[2]}",
        )
    elif (pair := _PAIR.match(at.written)) and at.column > pair.start("value"):
        _report_unquoted(at, pair, "a colon followed by a blank", problems)
    else:
        _report_other(at, shown, problems)


def _report_special(at: Place, shown: Lines, problems: Problems) -> None:
    if pair := _PAIR.match(at.written):
        _report_unquoted(at, pair, f"`{at.words[0]}`", problems)
    else:
        _report_other(at, shown, problems)


def _report_unquoted(at: Place, pair: re.Match[str], what: str, problems: Problems) -> None:
    problems.error(
        "quotes-needed",
        at.span,
        f"the value contains {what}, which means something else here",
        help="put the value in quotes",
        fix=pair["head"] + quoted(pair["value"]),
    )


def _report_other(at: Place, shown: Lines, problems: Problems) -> None:
    before = shown.place(at.line - 1).written if at.line > shown.first else ""
    if _PAIR.match(before) and at.written[:1] == " " and _PAIR.match(at.written):
        problems.error(
            "indented-key",
            at.span,
            "this line is indented, and the line above it already has a value",
            help="let it begin where the line above begins:",
            fix=before[: len(before) - len(before.lstrip())] + at.written.lstrip(),
        )
        return
    if (pair := _PAIR.match(at.written)) and _QUOTED_AND_MORE.fullmatch(pair["value"]):
        problems.error(
            "text-after-quotes",
            at.span,
            "something stands behind the closing quote",
            help="put the quotes round the whole, or leave them out:",
            fix=pair["head"] + quoted(pair["value"]),
        )
        return
    problems.error(
        "yaml-syntax",
        at.span,
        "this line does not fit what stands above it",
        help="every line is a key, a colon, a blank and a value; what belongs to the key above "
        "is indented by two blanks",
    )
