"""The manifest: the same text for the same files, and no trust in what a disk gives back."""

import pytest

from stillup.edge.manifest import (
    MANIFEST,
    PRIVATE,
    Entry,
    decode_journal,
    decode_manifest,
    encode_journal,
    encode_manifest,
    is_ours,
)

FILES = {
    "index.html": Entry("k1", "d1", 10, "home", ""),
    "incidents/é/index.html": Entry("k2", "d2", 20, "incident", "é"),
}


def test_what_is_written_is_read_again() -> None:
    assert decode_manifest(encode_manifest(FILES)) == FILES
    assert decode_manifest(encode_manifest({})) == {}
    assert decode_journal(encode_journal(FILES)) == FILES.keys()


def test_the_order_of_files_does_not_show() -> None:
    assert encode_manifest(FILES) == encode_manifest(dict(reversed(FILES.items())))


def test_a_file_is_a_line() -> None:
    lines = encode_manifest(FILES).decode().splitlines()
    assert lines[2] == '"index.html":["k1","d1",10,"home",""]'
    assert len(lines) == 4


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", "."),
        *("a\0b", MANIFEST, PRIVATE, f"{PRIVATE}/lock"),
    ],
)
def test_a_path_that_leads_elsewhere_is_not_ours(path: str) -> None:
    assert not is_ours(path)
    assert decode_manifest(encode_manifest({path: FILES["index.html"]})) == {}
    assert decode_journal(encode_journal([path])) == frozenset()


@pytest.mark.parametrize("path", ["a", "a/b.html", "a b/ü?%41/index.html", "..a/b..", "a:b\\c"])
def test_any_other_path_is_ours(path: str) -> None:
    assert is_ours(path)


@pytest.mark.parametrize("data", [b"", b"null", b"{}", b"[]", b'{"version":2,"files":{}}', b"\xff"])
def test_what_makes_no_sense_is_none(data: bytes) -> None:
    assert decode_manifest(data) is None
    assert decode_journal(data) == frozenset()
