"""Addresses: relative inside the tree, absolute outside it."""

from urllib.parse import unquote, urljoin

from hypothesis import given
from hypothesis import strategies as st

from stillup.compose import urls
from stillup.model.settings import Settings

SETTINGS = Settings(
    name={"": "x"}, url="https://s.example/sub", id_base="https://s.example", languages=("en", "ca")
)
BARE = Settings(
    name={"": "x"}, url="https://s.example", id_base="https://s.example", index_documents=False
)

_NAMES = st.text(st.characters(categories=["L", "N"], include_characters="-_ .:%?#&"), min_size=1)
_PATHS = st.lists(_NAMES.filter(lambda n: n.strip(".") != ""), min_size=1, max_size=4)


def test_a_link_climbs_only_as_far_as_it_must() -> None:
    assert urls.href("incidents/a/index.html", "incidents/b/index.html") == "../b/index.html"
    assert urls.href("index.html", "feed.rss") == "feed.rss"
    assert urls.href("ca/index.html", "incidents/a/index.html") == "../incidents/a/index.html"


def test_a_page_links_to_itself_by_its_own_name() -> None:
    assert urls.href("history/index.html", "history/index.html") == "index.html"


@given(_PATHS, _PATHS)
def test_a_browser_that_follows_a_link_arrives(origin: list[str], path: list[str]) -> None:
    here, there = "/".join(origin), "/".join(path)
    base = "https://h.example/" + "/".join("x" for _ in origin)
    link = urls.href("/".join("x" for _ in origin), there)
    assert unquote(urljoin(base, link)) == f"https://h.example/{there}"
    assert here


def test_public_addresses_end_in_a_slash_where_the_host_serves_an_index() -> None:
    path = "incidents/a/index.html"
    assert urls.absolute(path, SETTINGS) == "https://s.example/sub/incidents/a/"
    assert urls.absolute(path, BARE) == "https://s.example/incidents/a/index.html"
    assert urls.absolute("index.html", SETTINGS) == "https://s.example/sub/"
    assert urls.absolute("404.html", SETTINGS) == "https://s.example/sub/404.html"


def test_an_entry_keeps_its_id_on_a_host_without_index_documents() -> None:
    path = "incidents/a/index.html"
    expected = "https://s.example/incidents/a/#u2026-11-21-1241"
    assert expected == urls.entry_id(path, "u2026-11-21-1241", SETTINGS)
    assert expected == urls.entry_id(path, "u2026-11-21-1241", BARE)


def test_the_default_language_has_no_prefix() -> None:
    assert urls.in_language("index.html", "en", SETTINGS) == "index.html"
    assert urls.in_language("index.html", "ca", SETTINGS) == "ca/index.html"


def test_an_old_address_becomes_a_file_that_any_host_serves() -> None:
    assert urls.alias_path("/issues/x/") == "issues/x/index.html"
    assert urls.alias_path("issues/x") == "issues/x/index.html"
    assert urls.alias_path("/old.html") == "old.html"
