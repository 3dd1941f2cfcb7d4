"""themes/README.md tells the truth: every name is in it, and every example does what it says."""

import re
from collections.abc import Callable, Iterator
from typing import get_args, get_type_hints

import msgspec
import pytest

from stillup.render.html import TEMPLATES
from stillup.render.theme import context
from stillup.render.theme.engine import FILTERS
from stillup.render.theme.files import is_template, theme_of
from tests.support.site import BASE, THEME, theme_sources
from tests.unit.themes.pages import Made, made

MANUAL = (THEME.parent / "README.md").read_text("utf-8")
_EXAMPLE = re.compile(r"^`themes/mine/(\S+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^### (.+)$", re.MULTILINE)
_ITEM = re.compile(r"^- ((?:`\w+`(?:, )?)+):", re.MULTILINE)
_FIRST_CELL = re.compile(r"^\| ((?:`[\w.]+`(?:, )?)+) \|", re.MULTILINE)
_CODE = re.compile(r"`([\w.]+)`")

EXAMPLES = dict(_EXAMPLE.findall(MANUAL))


def sections() -> dict[str, str]:
    parts = _SECTION.split(MANUAL)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def listed(pattern: re.Pattern[str], text: str) -> list[str]:
    return [name for found in pattern.findall(text) for name in _CODE.findall(found)]


View = type[msgspec.Struct]


def views() -> Iterator[View]:
    """Yield every value that a template may come to see."""
    seen: set[object] = set()
    todo: list[object] = list(TEMPLATES)
    while todo:
        kind = todo.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield kind
            todo += get_type_hints(kind).values()
        else:
            todo += get_args(kind)


def heading(view: View) -> str:
    """Return what the manual calls a view: `StoryLine` is “Story line”."""
    words = re.findall(r"[A-Z][a-z]+", view.__name__.removesuffix("View"))
    return " ".join(words).capitalize()


VIEWS = {heading(view): view for view in views()}


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_field_is_explained_and_no_other(name: str) -> None:
    explained = listed(_ITEM, sections()[name])

    assert sorted(explained) == sorted(VIEWS[name].__struct_fields__)


def test_every_section_is_about_something_that_is_there() -> None:
    assert set(sections()) == set(VIEWS)


def test_every_template_is_in_a_table_once() -> None:
    names = [name for name in listed(_FIRST_CELL, MANUAL) if is_template(name)]

    assert sorted(names) == sorted(file.name for file in THEME.iterdir() if is_template(file.name))


def test_every_block_is_in_a_table_once() -> None:
    theme = theme_of(theme_sources())
    blocks = {name for _, text in theme.files for name in re.findall(r"{% block (\w+)", text)}

    assert sorted(n for n in listed(_FIRST_CELL, MANUAL) if "." not in n) == sorted(blocks)


def test_every_filter_is_explained_once() -> None:
    about = MANUAL.partition("And filters")[2].partition("\n###")[0]

    assert sorted(listed(_ITEM, about)) == sorted(FILTERS)


def test_the_version_is_the_one_that_holds_and_has_a_line_of_its_own() -> None:
    assert f"is **version {context.VERSION}**" in MANUAL
    assert re.findall(r"^- (\d+): \S", MANUAL, re.MULTILINE) == [
        str(number) for number in range(1, context.VERSION + 1)
    ]


def test_links_lead_to_sections() -> None:
    anchors = {h.lower().replace(" ", "-") for h in re.findall(r"^#+ (.+)$", MANUAL, re.MULTILINE)}

    assert set(re.findall(r"\]\(#([\w-]+)\)", MANUAL)) <= anchors


SHOWS: dict[str, Callable[[Made], bool]] = {
    "more.css": lambda m: "--measure: 36rem" in m.page().one("//style"),
    "locale/en.po": lambda m: m.page().h1 == "Everything is running",
    "closing.html": lambda m: "Run from a lighthouse." in m.page().one("//footer"),
    "home.html": lambda m: "3 components" in m.page().main and m.page().h1 == "All systems work",
    "not_found.html": lambda m: m.page("404.html").one("//main/p") == "All systems work",
    "page.js": lambda m: b"<script>" not in m.page().data,
    "context.txt": lambda m: m.build.diagnostics == made(BASE).build.diagnostics,
}


def test_there_is_something_to_see_of_every_example() -> None:
    assert set(EXAMPLES) == set(SHOWS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_does_what_it_says(name: str) -> None:
    without = {"context.txt"}

    assert name in without or not SHOWS[name](made(BASE))
    assert SHOWS[name](made(BASE, theme={name: EXAMPLES[name]}))


def test_all_examples_go_together() -> None:
    shown = made(BASE, theme=EXAMPLES)

    assert shown.page("404.html").one("//main/p") == "Everything is running"
    assert "Run from a lighthouse." in shown.page().one("//footer")
    assert all(page.h1 for page in shown.pages())


@pytest.mark.parametrize(
    ("stated", "fact"),
    [
        ("7\n", "this theme was written for version 7"),
        ("newest\n", "`newest` is not the number of a version"),
    ],
)
def test_a_theme_for_another_version_is_told(stated: str, fact: str) -> None:
    (found,) = made(BASE, theme={"context.txt": stated}).build.diagnostics[-1:]

    assert found.code == "other-context"
    assert not found.is_error
    assert found.message.startswith(fact)
