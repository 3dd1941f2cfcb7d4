"""Doubts as values and as lines to print."""

import ast
from pathlib import Path

from stillup.importing import doubt
from stillup.importing.doubt import KINDS, Doubts, doubt_lines


def some() -> Doubts:
    doubts = Doubts("config.yml")
    doubts.note("setting", 0, "`a: b`", "it is a comment")
    about = doubts.about("content/issues/x.md")
    about.note("fraction", 4, "`2021…`")
    about.below(10).below_line(2).note("no-end", 1, "it is resolved")
    about.note("fraction", 4, "`2021…`")
    return doubts


def test_doubts_stand_gravest_first_and_once() -> None:
    found = [(d.kind, d.path, d.line) for d in some().sorted()]
    assert found == [
        ("no-end", "content/issues/x.md", 13),
        ("fraction", "content/issues/x.md", 4),
        ("setting", "config.yml", 0),
    ]


def test_lines_have_a_heading_with_a_count_for_each_kind() -> None:
    lines = doubt_lines(some().sorted())
    assert lines[0] == f"{KINDS['no-end']} (1)"
    assert lines[1] == "  content/issues/x.md:13: it is resolved"
    assert lines[-1] == "  config.yml: `a: b`; it is a comment"
    assert lines.count("") == 2


def test_long_lists_are_cut_and_say_so() -> None:
    doubts = Doubts("a")
    for line in range(5):
        doubts.note("open", line + 1, "open")
    assert doubt_lines(doubts.sorted(), 2)[-1] == "  … and 3 more"
    assert len(doubt_lines(doubts.sorted())) == 6


def test_every_kind_is_used_and_every_kind_used_is_explained() -> None:
    used = set()
    for path in Path(doubt.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and node.value in KINDS:
                used.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "note":
                kind = node.args[0]
                assert not isinstance(kind, ast.Constant) or kind.value in KINDS
    assert used == set(KINDS)
