"""Parts of files."""

import pytest

from stillup.serve.ranges import find_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-9", (0, 9)),
        ("bytes=90-", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=95-500", (95, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=100-", None),
        ("bytes=9-5", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("", None),
    ],
)
def test_one_part_is_found_or_the_whole_is_meant(header: str, part: tuple[int, int] | None) -> None:
    assert find_range(header, 100) == part


def test_nothing_has_no_parts() -> None:
    assert find_range("bytes=0-", 0) is None
