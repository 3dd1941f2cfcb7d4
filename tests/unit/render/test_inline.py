"""The policy of a page allows what stands in it and nothing else; its version is a digest of it."""

from base64 import b64encode
from hashlib import sha256

from stillup.model.digest import digest_of_bytes
from stillup.model.sources import Source
from stillup.render.inline import VERSION, policy_of, stamped
from stillup.render.theme import Theme, theme_of
from tests.support.project import Bytes


def source_of(text: str) -> str:
    return "'sha256-" + b64encode(sha256(text.encode()).digest()).decode() + "'"


def theme(**files: str) -> Theme:
    data = {f"theme/{name.replace('_', '.')}": text.encode() for name, text in files.items()}
    return theme_of({p: Source(p, digest_of_bytes(d), Bytes(d)) for p, d in data.items()})


def test_a_script_is_allowed_by_its_hash_and_may_ask_the_site() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy_of("a{}", "b()").split("; "))

    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == source_of("a{}")
    assert rules["script-src"] == source_of("b()")
    assert rules["connect-src"] == "'self'"


def test_a_page_without_a_script_allows_none_and_asks_nothing() -> None:
    policy = policy_of("a{}", "")

    assert "script-src" not in policy
    assert "connect-src" not in policy


def test_pages_have_one_version_exactly_if_they_are_equal() -> None:
    first, other = stamped(f"<p>{VERSION}</p>a"), stamped(f"<p>{VERSION}</p>b")

    assert first == stamped(f"<p>{VERSION}</p>a")
    assert first[3:13] != other[3:13]
    assert VERSION not in first + other


def test_a_page_that_names_no_version_stays_as_it_is() -> None:
    assert stamped("<p>a</p>") == "<p>a</p>"


def test_lines_of_comment_and_indentation_of_a_script_are_not_sent() -> None:
    script = theme(
        page_js="// Why.\n(() => {\n  // More.\n\n  go('//x'); // stays\n})();\n"
    ).script()

    assert script == "(() => {\ngo('//x'); // stays\n})();"


def test_a_theme_may_have_an_empty_script_or_none() -> None:
    assert theme(page_js="").script() == theme(style_css="a{}").script() == ""
