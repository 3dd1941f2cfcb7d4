"""Which lines of a file an edit left as they were, byte for byte."""

import re

from tests.support.rewrites import Edit

Line = tuple[str, str]
"""A line and what ends it."""


def assert_lines_kept(old: bytes, new: bytes, edit: Edit) -> None:
    """Check that nothing is gone but the value that the edit replaced."""
    before, after = cut(old), cut(new)
    if before[-1] != after[-1] and before[-1][0]:
        alike = (line for line in reversed(after) if line[0] == before[-1][0])
        before[-1] = next(alike, before[-1])
    gone = gone_lines(before, after)
    if not edit.key and not edit.field:
        assert gone == []
    elif edit.field:
        assert len(gone) <= 1
        assert all(re.match(r"\s*[A-Za-z_ -]+:", text) for text, _ in gone)
    else:
        texts = [text for text, _ in gone]
        assert not texts or re.match(rf"{edit.key.replace('_', '[_ -]')}\s*:", texts[0]), texts
        assert not any(re.match(r"#|\w[\w -]*:", text) for text in texts[1:]), texts


def gone_lines(before: list[Line], after: list[Line]) -> list[Line]:
    """Return the fewest lines of `before` without which it is a subsequence of `after`."""
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    gone: list[list[Line]] = [[] for _ in range(len(after) + 1)]
    for line in before:
        row = [[*gone[0], line]]
        for number, other in enumerate(after, 1):
            kept = [gone[number - 1]] if line == other else []
            row.append(min(*kept, row[-1], [*gone[number], line], key=len))
        gone = row
    return gone[-1]


def cut(data: bytes) -> list[Line]:
    """Return the lines of a file with their ends."""
    parts = re.split(r"(\r\n|\r|\n)", data.decode())
    return list(zip(parts[::2], [*parts[1::2], ""], strict=True))
