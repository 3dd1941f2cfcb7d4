"""JSON as it is saved by people and tools."""

from stillup.importing.doubt import Doubts
from stillup.importing.json_files import as_time, load


def values(data: bytes, doubts: Doubts | None = None) -> list[object]:
    return [each.value for each in load("a.json", data, doubts or Doubts("a.json"))]


def test_documents_may_follow_each_other_with_blanks_or_commas() -> None:
    assert values(b'[1]\n[2]{"a": 3}, 4') == [[1], [2], {"a": 3}, 4]
    assert values(b"\xef\xbb\xbf[1]\n") == [[1]]
    assert values(b"") == []


def test_what_is_no_json_is_said_with_its_line_and_what_came_before_counts() -> None:
    doubts = Doubts("a.json")
    assert values(b"[1]\n{oops", doubts) == [[1]]
    assert [(doubt.kind, doubt.line) for doubt in doubts.sorted()] == [("front-matter", 2)]


def test_halves_of_characters_are_replaced_and_depths_are_cut() -> None:
    assert values(b'["\\ud800"]') == [["\ufffd"]]
    assert values(b"[" * 5000 + b"]" * 5000) != [[]]


def test_moments_are_texts_or_numbers() -> None:
    assert as_time("2024-03-04T10:00:00Z") == as_time(1709546400) == as_time(1709546400000)
    others: list[object] = [True, None, 3, -1, 1e300, float("nan"), float("inf"), [], "soon"]
    for value in others:
        assert as_time(value) is None
