"""The keys between two `---` lines: where they begin and end, and one-line texts as typed."""

import re

from stillup.model.diagnostic import Problems
from stillup.parse.lines import Lines, Place
from stillup.parse.mapping import parse_mapping
from stillup.parse.nodes import Mapping
from stillup.parse.typed_texts import quote_typed_texts

FENCE = "---"
_NEAR_FENCE = re.compile(
    r"\s*(?:-\s*){2,}|[\u2010-\u2015\u2212-]{1,4}\s*|\+{3}\s*|={3,}\s*|\.{3}\s*"
)
_KEY = re.compile(r"[A-Za-z_][\w -]{0,30}:(?:\s|$)")
_DATED_HEADING = re.compile(r"#{2,6}\s+\S.*?[0-9]{1,4}[-./][0-9]")
_BELONGS = re.compile(r"\s|#|- |-$|[\]}]")


def split_front_matter(lines: Lines, problems: Problems) -> tuple[Mapping, Lines] | None:
    """Return the keys of a file and its body, None if it has no keys at all."""
    start = next((n for n, text in enumerate(lines.texts, lines.first) if text.strip()), None)
    if start is None:
        _report_empty(lines, problems)
        return None
    first = lines.place(start)
    opened = _find_opening(first, problems)
    if opened is None:
        return None
    end, body = _find_closing(lines, opened, problems)
    keys = lines.part(opened, end)
    typed = quote_typed_texts(keys, problems)
    mapping = parse_mapping(typed, problems, keys)
    return Mapping(mapping.entries, first, mapping.broken), lines.part(body, lines.end)


def _find_opening(first: Place, problems: Problems) -> int | None:
    """Return the line on which the keys begin."""
    if first.written.rstrip() == FENCE:
        return first.line + 1
    if _NEAR_FENCE.fullmatch(first.written):
        _report_near_fence(first, problems)
        return first.line + 1
    if _KEY.match(first.written):
        problems.error(
            "missing-fence",
            first.span,
            "the line `---` above the first key is missing",
            help="put it there:",
            fix=f"{FENCE}\n{first.written}",
        )
        return first.line
    problems.error(
        "missing-front-matter",
        first.span,
        "this file does not begin with its keys",
        help="begin it with a title between two lines `---`:",
        fix=f"{FENCE}\ntitle: What people cannot do, in their words\n{FENCE}",
    )
    return None


def _find_closing(lines: Lines, opened: int, problems: Problems) -> tuple[int, int]:
    """Return the line after the last key, and the line on which the body begins."""
    near: Place | None = None
    after_blank = False
    for number in range(opened, lines.end):
        text = lines.texts[number - lines.first]
        if text.rstrip() == FENCE:
            return number, number + 1
        if near is None and _NEAR_FENCE.fullmatch(text):
            near = lines.place(number)
        if _is_body(text, after_blank=after_blank):
            break
        after_blank = not text.strip()
    if near is not None:
        _report_near_fence(near, problems)
        return near.line, near.line + 1
    end = _last_key(lines, opened)
    _report_open(lines.place(end - 1), opened, problems)
    return end, end


def _is_body(text: str, *, after_blank: bool) -> bool:
    """Whether a line can't stand among keys."""
    if _DATED_HEADING.match(text):
        return True
    if not after_blank or not text.strip():
        return False
    return text.startswith("## ") or not (_KEY.match(text) or _BELONGS.match(text))


def _last_key(lines: Lines, opened: int) -> int:
    """Return the line after the last one that looks like part of the keys."""
    for number in range(opened, lines.end):
        text = lines.texts[number - lines.first]
        if not text.strip() or _DATED_HEADING.match(text):
            return number
    return lines.end


def _report_near_fence(place: Place, problems: Problems) -> None:
    problems.error(
        "missing-fence",
        place.span,
        f"`{place.written.strip()}` stands where three hyphens are wanted",
        help="write the line so:",
        fix=FENCE,
    )


def _report_open(last: Place, opened: int, problems: Problems) -> None:
    problems.error(
        "missing-fence",
        last.span,
        "the line `---` below the last key is missing",
        notes=(f"the keys begin in line {opened}",),
        help="put it there:",
        fix=f"{last.written}\n{FENCE}",
    )


def _report_empty(lines: Lines, problems: Problems) -> None:
    problems.error(
        "missing-front-matter",
        lines.place(lines.first).span,
        "this file is empty",
        help="begin it with a title between two lines `---`:",
        fix=f"{FENCE}\ntitle: What people cannot do, in their words\n{FENCE}",
    )
