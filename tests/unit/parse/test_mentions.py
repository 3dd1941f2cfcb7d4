import pytest

from stillup.parse.mentions import mention_of, mentioned


@pytest.mark.parametrize(
    "text",
    [
        "![a](../media/rack.jpg)",
        "![a](<../media/rack.jpg> 'title')",
        "[a]: ../media/sub/rack.jpg",
        "<img srcset='../media/rack.jpg 2x, b.jpg 3x'>",
        "<!-- show rack.jpg? -->",
        "See ../media/rack.jpg.",
        "![a](rack.jpg)",
        "**rack.jpg**",
        "![a](../media/r%61ck.jpg)",
        "![a](../media/rack&#46;jpg)",
        "claim_url: https://x.example/media/rack.jpg",
        "| rack.jpg|",
    ],
)
def test_a_file_is_mentioned(text: str) -> None:
    assert mention_of("content/media/rack.jpg") in mentioned(text)


def test_a_name_may_be_escaped() -> None:
    assert mentioned(r"![a](../media/new\_rack.jpg)") == ("new_rack.jpg",)


def test_of_a_name_with_blanks_the_last_part_counts() -> None:
    assert mention_of("content/media/the new rack.jpg") == "rack.jpg"


def test_words_mention_no_file() -> None:
    assert mentioned("Nothing is lost. Call us: +351 21 000 00 00 (day and night).") == ()
