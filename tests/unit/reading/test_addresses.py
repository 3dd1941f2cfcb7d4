"""Any address of a status site leads to the places where its files may be."""

import pytest

from stillup.reading.addresses import AddressError, bases_of, is_address

ROOT = "https://status.example.com"


@pytest.mark.parametrize(
    "typed",
    [
        ROOT,
        f"{ROOT}/",
        "status.example.com",
        "status.example.com/",
        f"{ROOT}/index.html",
        f"{ROOT}/history.atom",
        f"{ROOT}/api/v2/summary.json",
        f"{ROOT}/api/v2/",
        f"{ROOT}/?token=secret#top",
        "HTTPS://status.example.com",
    ],
)
def test_a_whole_site(typed: str) -> None:
    assert bases_of(typed)[0].lower() == ROOT
    assert len(bases_of(typed)) == 1


def test_a_page_may_be_below_the_site_or_the_site_in_a_folder() -> None:
    assert bases_of(f"{ROOT}/status/history") == (
        f"{ROOT}/status/history",
        f"{ROOT}/status",
        ROOT,
    )


def test_the_folder_of_the_api_says_exactly_where() -> None:
    assert bases_of(f"{ROOT}/status/api/v2/status.json") == (f"{ROOT}/status",)


def test_a_deep_page_is_searched_from_the_root_on() -> None:
    assert bases_of(f"{ROOT}/1/2/3/4/5/6/7/8/9")[-1] == ROOT
    assert len(bases_of(f"{ROOT}/1/2/3/4/5/6/7/8/9")) == 6


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("example.com:8443", "https://example.com:8443"),
    ],
)
def test_without_a_scheme_it_is_https_but_for_this_computer(typed: str, base: str) -> None:
    assert is_address(typed)
    assert bases_of(typed) == (base,)


@pytest.mark.parametrize("typed", ["public", "./public", "/srv/www", "../status.example", ".", "~"])
def test_a_path_is_no_address(typed: str) -> None:
    assert not is_address(typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ftp://status.example.com", "`ftp:` can't be read"),
        ("file:///etc/passwd", "`file:` can't be read"),
        ("https://", "names no host"),
        ("https://[::1", "not the address"),
        ("https://x.example:port/", "not the address"),
        ("https://a b.example", "no blanks"),
        ("https://x.example/\r\nHost: y", "no blanks"),
        ("https://..example/", "not the address"),
    ],
)
def test_what_is_no_address_is_said(typed: str, why: str) -> None:
    with pytest.raises(AddressError, match=why):
        bases_of(typed)


def test_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(AddressError) as caught:
        bases_of("https://jane:hunter2@status.example.com")

    assert "hunter2" not in str(caught.value)
