"""Foreign front matter, and what can be saved of a broken one."""

import pytest

from stillup.importing.front_matter import read_front


def test_yaml_becomes_text_with_the_line_of_each_key() -> None:
    front = read_front("---\ntitle: A\naffected:\n  - API\n  - 12\nflag: true\n---\n\nBody\n")
    assert front.values == {"title": "A", "affected": ("API", "12"), "flag": "true"}
    assert (front.line("title"), front.line("affected"), front.line("flag")) == (2, 3, 6)
    assert (front.body, front.first) == ("\nBody\n", 8)
    assert front.flaws == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\r\ntitle: A\r\n---\r\nBody\r\n",
        "\n\n---\ntitle: A\n---   \nBody\n",
        '+++\ntitle = "A"\n+++\nBody\n',
        '{"title": "A"}\nBody\n',
    ],
)
def test_other_line_ends_and_formats_are_read_alike(text: str) -> None:
    front = read_front(text)
    assert front.text("title") == "A"
    assert front.body.strip() == "Body"
    assert front.flaws == ()


def test_a_date_in_toml_is_text_too() -> None:
    assert read_front("+++\ndate = 2021-01-02T03:04:05Z\n+++\n").text("date") == (
        "2021-01-02 03:04:05+00:00"
    )


def test_a_missing_opening_fence_is_recovered() -> None:
    front = read_front('title: "x.org outage"\naffected:\n  - Copr\n# note\n---\n\nBody\n')
    assert front.text("title") == "x.org outage"
    assert front.texts("affected") == ("Copr",)
    assert [flaw.line for flaw in front.flaws] == [1]
    assert front.body.strip() == "Body"


def test_a_missing_closing_fence_is_recovered_at_the_first_blank_line() -> None:
    front = read_front("---\ntitle: A\ndate: 2021-01-01\n\nBody\n")
    assert front.text("date") == "2021-01-01"
    assert front.body.strip() == "Body"
    assert len(front.flaws) == 1


@pytest.mark.parametrize(
    "text",
    ["Only text\n", "Note: this is text\nand more\n---\nBody", "---\nno key at all\n\nBody", "",
     "+++\ntitle = \n+++\nBody", "{{< track >}}\n", "+++\ntitle = 1\n"],
)  # fmt: skip
def test_what_is_no_front_matter_is_body_to_the_last_word(text: str) -> None:
    front = read_front(text)
    assert not front.found
    assert front.body == text
    assert front.values == {}


def test_a_value_that_is_no_yaml_is_read_as_typed() -> None:
    front = read_front("---\ntitle: Outage: the API\nseverity: down\n---\n")
    assert front.text("title") == "Outage: the API"
    assert front.text("severity") == "down"
    assert [flaw.line for flaw in front.flaws] == [2]


def test_of_a_key_that_comes_twice_the_first_counts() -> None:
    front = read_front("---\ntitle: A\ntitle: B\n---\n")
    assert front.text("title") == "A"
    assert [flaw.line for flaw in front.flaws] == [3]


@pytest.mark.parametrize("empty", ["", "null", "~", "[]"])
def test_an_empty_value_is_no_value(empty: str) -> None:
    front = read_front(f"---\naffected: {empty}\n---\n")
    assert front.text("affected") == ""
    assert front.texts("affected") == ()
