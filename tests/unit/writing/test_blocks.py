"""What a foreign text leaves open."""

from stillup.writing.blocks import closed


def test_a_comment_that_markdown_shows_stays_to_be_seen() -> None:
    assert closed("a <!-- b\n\nc -->") == ("a &lt;!-- b\n\nc -->", ())
    assert closed("a <!-- b\n\nc") == ("a &lt;!-- b\n\nc", ())


def test_code_left_open_is_closed_behind_the_text() -> None:
    assert closed("~~~~\na") == ("~~~~\na\n~~~~", ("~~~~",))
