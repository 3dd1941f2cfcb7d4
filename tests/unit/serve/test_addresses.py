"""From a request's target to a document: by the list of documents, never by the disk."""

import pytest

from stillup.model.sources import Document, Kind
from stillup.serve.addresses import address_of, base_of, find_document, read_path

PATHS = (
    "index.html",
    "incidents/x/index.html",
    "feed.rss",
    "media/a b.png",
    "blog/feed/index.html",
)
DOCUMENTS = {path: Document(path, Kind.PAGE, "", "en", "") for path in PATHS}


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"/", ""),
        (b"/incidents/x/", "incidents/x/"),
        (b"/media/a%20b.png", "media/a b.png"),
        (b"/m%C3%BC/", "mü/"),
        (b"/a..b/", "a..b/"),
    ],
)
def test_what_links_spell_is_read(raw: bytes, path: str) -> None:
    assert read_path(raw) == path


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"x", b"//x", b"/a//b", b"/..", b"/../x", b"/a/../b", b"/.", b"/%2e%2e/x"),
        *(b"/.%2E/x", b"/a%2fb", b"/a%5Cb", b"/a\\b", b"/a%00", b"/%ff", b"/a%0d%0ab", b"/a/b//"),
    ],
)
def test_what_no_link_spells_is_nothing(raw: bytes) -> None:
    assert read_path(raw) is None


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("", "index.html"),
        ("index.html", "index.html"),
        ("incidents/x/", "incidents/x/index.html"),
        ("incidents/x/index.html", "incidents/x/index.html"),
        ("feed.rss", "feed.rss"),
        ("blog/feed/", "blog/feed/index.html"),
    ],
)
def test_a_folder_is_its_index(path: str, found: str) -> None:
    document, elsewhere = find_document(path, DOCUMENTS)

    assert document is DOCUMENTS[found]
    assert elsewhere == ""


def test_a_folder_without_its_slash_is_sent_on() -> None:
    assert find_document("incidents/x", DOCUMENTS) == (None, "/incidents/x/")


@pytest.mark.parametrize("path", ["nope", "incidents/", "feed.rss/", "incidents/x/index.html/"])
def test_what_is_not_listed_does_not_exist(path: str) -> None:
    assert find_document(path, DOCUMENTS) == (None, "")


def test_links_by_the_path_of_the_sites_address_work_too() -> None:
    base = base_of("https://example.org/deep/status/")

    assert find_document("deep/status/feed.rss", DOCUMENTS, base)[0] is DOCUMENTS["feed.rss"]
    assert find_document("deep/status/", DOCUMENTS, base)[0] is DOCUMENTS["index.html"]
    assert find_document("deep/statusfeed.rss", DOCUMENTS, base) == (None, "")


def test_an_address_ends_in_the_folder_and_is_quoted() -> None:
    assert address_of("index.html") == "/"
    assert address_of("incidents/x/index.html") == "/incidents/x/"
    assert address_of("media/a b.png") == "/media/a%20b.png"
