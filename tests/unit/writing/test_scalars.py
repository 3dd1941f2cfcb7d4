"""Values that every reader of YAML understands alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillup.importing.front_matter import read_whole
from stillup.writing.scalars import flow_list, flow_map, scalar


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Email is slow", "Email is slow"),
        ("Email is slow, again", "Email is slow, again"),
        ("Email: slow", '"Email: slow"'),
        ("Summer #2", '"Summer #2"'),
        ('it\'s "so": yes', '"it\'s \\"so\\": yes"'),
        ("[a]", '"[a]"'),
        ("- x", '"- x"'),
        ("@home", '"@home"'),
        ("true", '"true"'),
        ("2026-11-21", '"2026-11-21"'),
        ("12:30", '"12:30"'),
        ("1_000", '"1_000"'),
        ("", '""'),
        ("ends with:", '"ends with:"'),
        ("next\u0085line", '"next\\u0085line"'),
        ("/issues/x/", "/issues/x/"),
    ],
)
def test_quotes_stand_only_where_yaml_needs_them(text: str, written: str) -> None:
    assert scalar(text) == written


def test_lists_and_maps_stand_on_one_line() -> None:
    assert flow_list(["a"]) == "a"
    assert flow_list(["a", "b, c"]) == '[a, "b, c"]'
    assert flow_map({"a": "x", "b": "{"}) == '{a: x, b: "{"}'


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), min_size=2))
def test_yaml_reads_back_what_was_written(texts: list[str]) -> None:
    visible = [text.replace("\ufeff", "").strip() for text in texts]
    front = read_whole(f"one: {scalar(visible[0])}\nall: {flow_list(visible)}", "yml")
    assert front.flaws == ()
    assert front.values == {"one": visible[0], "all": tuple(visible)}
