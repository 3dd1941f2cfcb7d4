"""Lines keep their ends."""

from stillup.writing.edited import Refused
from stillup.writing.written import Written, read_written


def written(data: bytes) -> Written:
    found = read_written(data)
    assert not isinstance(found, Refused)
    return found


def test_every_byte_comes_back() -> None:
    for data in (b"", b"a", b"a\n", b"\xef\xbb\xbfa\r\nb\rc\n\n\r\r\n", b"\n"):
        assert written(data).data == data


def test_a_new_line_ends_as_the_one_above() -> None:
    assert written(b"a\r\nb\n").inserted(2, ["x", "y"]).data == b"a\r\nx\r\ny\r\nb\n"
    assert written(b"a\nb").inserted(1, ["x"]).data == b"x\na\nb"
    assert written(b"a\nb").inserted(3, ["x"]).data == b"a\nb\nx"
    assert written(b"a").inserted(2, ["x"]).data == b"a\nx"


def test_two_ends_that_meet_stay_two() -> None:
    assert written(b"a\rb\r\n\nc").without((2,)).lines.texts == ("a", "", "c")
    assert written(b"a\rb\n\nc").without((2,)).data == b"a\r\n\nc"
