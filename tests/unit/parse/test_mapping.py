import subprocess
import sys
from itertools import pairwise

import pytest

from stillup.model.diagnostic import Problems
from stillup.parse.lines import Lines
from stillup.parse.mapping import Mapping, Node, Scalar, Sequence, parse_mapping
from tests.support.tools import CHECKOUT


def read(text: str) -> tuple[Mapping, list[str]]:
    problems = Problems()
    found = parse_mapping(Lines("content/x.md", text.split("\n"), 2), problems)
    return found, [d.code for d in problems]


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    return [plain(item) for item in node.items]


def test_every_scalar_is_a_string() -> None:
    found, codes = read("a: no\nb: 12:30\nc: 0x10\nd: ~\ne:\nf: 2026-11-21\ng: 1_000")
    assert plain(found) == {
        "a": "no", "b": "12:30", "c": "0x10", "d": "~", "e": "", "f": "2026-11-21", "g": "1_000",
    }  # fmt: skip
    assert not codes


def test_places_count_from_one_in_characters() -> None:
    found, _ = read("é: 😀\nlist:\n  - 'b c'\n  - {d: e}")
    first, second = found.entries
    assert (first.value.place.line, first.value.place.column) == (2, 4)
    assert isinstance(second.value, Sequence)
    items = second.value.items
    assert (items[0].place.line, items[0].place.column, items[0].place.words) == (4, 5, "'b c'")
    assert items[1].place.line == 5


def test_one_broken_entry_hides_no_other() -> None:
    found, codes = read('a: "x\nb: [1\nc: d\ne: @f\ng:\n  - h')
    assert plain(found) == {"c": "d", "g": ["h"]}
    assert found.broken == ("a", "b", "e")
    assert codes == ["unclosed-quote", "unclosed-bracket", "quotes-needed"]


def test_nothing_is_multiplied() -> None:
    bomb = ["a: &a [x, x]"] + [f"{c}: &{c} [*{p}, *{p}]" for p, c in pairwise("abcdefghi")]
    found, codes = read("\n".join(bomb))
    assert plain(found) == {}
    assert set(codes) == {"yaml-anchor"}


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? "])
def test_no_depth_is_deep_enough_to_break_anything(sign: str) -> None:
    _, codes = read("a: " + sign * 50_000)
    assert codes


_WITHOUT_LIBYAML = """
import yaml
del yaml.CBaseLoader
from pathlib import Path
from tests.support.case import Case, shown
from tests.support.diagnose import diagnose
for path in sorted(Path("tests/cases").rglob("*.txt")):
    case = Case.parse(path.read_text("utf-8"))
    if shown(diagnose(case.project, case.now)) != case.expected:
        print(path)
"""


def test_every_case_is_the_same_where_yaml_has_no_fast_reader() -> None:
    found = subprocess.run(
        [sys.executable, "-c", _WITHOUT_LIBYAML],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout == ""
