"""What the manual says of badges and the banner is true of what a site publishes."""

import re
from urllib.parse import parse_qs, urlsplit

from stillup.cli.manual import read_manual
from tests.support.site import BASE, themed

PAGE = read_manual("embed")
HOST = "https://status.example.com/"
SITE = BASE.replace("content/site.yaml", "https://status.harbour.example", HOST.rstrip("/"))
PATHS = {d.path for d in themed(SITE, "2026-11-21T14:00:00+00:00").documents}


def test_every_address_in_an_example_is_there() -> None:
    found = re.findall(rf"{re.escape(HOST)}([\w./-]+)", PAGE)

    assert set(found) == {"badge.svg", "banner.js"}
    assert set(found) <= PATHS


def test_shields_is_asked_for_an_address_that_is_there() -> None:
    (address,) = re.findall(r"https://img\.shields\.io/endpoint\S+", PAGE)
    (asked,) = parse_qs(urlsplit(address).query)["url"]

    assert asked.removeprefix(HOST) == "badge.json"
    assert "badge.json" in PATHS


def test_other_languages_and_components_are_where_it_says() -> None:
    assert {"ca/badge.svg", "ca/banner.js", "components/email/badge.svg"} <= PATHS
    for said in ("`components/ID/badge.svg`", "below `ca/`"):
        assert said in PAGE
