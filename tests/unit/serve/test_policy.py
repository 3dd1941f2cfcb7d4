"""A theme's policy, opened for exactly what the preview adds."""

import re
from html import unescape

import pytest

from stillup.serve.policy import Wish, hash_of, widened

SCRIPT = "http://127.0.0.1:8000/-/assets/live.js"
WISH = Wish((SCRIPT,), ("a{}",))


def policy(content: str, wish: Wish = WISH, before: str = "", after: str = "") -> dict[str, str]:
    """Return the directives of a page's policy after it was widened."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    page = widened(meta + after, wish, meta + before)
    found = re.search(r'content="([^"]*)"', page)
    assert found is not None
    rules = (rule.split(maxsplit=1) for rule in unescape(found[1]).split("; "))
    return {name: " ".join(rest) for name, *rest in rules}


def test_exactly_our_script_our_style_and_asking_us_is_added() -> None:
    rules = policy(
        "default-src 'none'; style-src 'sha256-x'; script-src 'sha256-y'; base-uri 'none'"
    )

    assert rules == {
        "default-src": "'none'",
        "style-src": f"'sha256-x' {hash_of('a{}')}",
        "script-src": f"'sha256-y' {SCRIPT}",
        "base-uri": "'none'",
        "connect-src": "'self'",
    }


def test_what_the_default_forbids_is_allowed_for_us_alone() -> None:
    rules = policy("default-src 'none'")

    assert rules["script-src"] == SCRIPT
    assert rules["connect-src"] == "'self'"


def test_a_style_that_was_rewritten_keeps_its_leave() -> None:
    old, new = "p{color:red}", "p{color:blue}"

    rules = policy(
        f"style-src {hash_of(old)}",
        Wish((), ()),
        f"<style>{old}</style>",
        f"<style>{new}</style>",
    )

    assert rules["style-src"] == hash_of(new)


@pytest.mark.parametrize(
    "content", ["default-src 'self'", "script-src 'self'", "img-src 'none'", ""]
)
def test_nothing_unsafe_is_ever_added(content: str) -> None:
    assert not any("unsafe" in sources for sources in policy(content or "x").values())


def test_a_theme_that_allows_all_inline_styles_keeps_doing_so() -> None:
    rules = policy("style-src 'unsafe-inline'")

    assert rules["style-src"] == "'unsafe-inline'"


def test_a_directive_named_twice_counts_once_as_in_browsers() -> None:
    assert policy("script-src 'none'; script-src *")["script-src"] == SCRIPT


def test_a_page_without_a_policy_is_left_alone() -> None:
    assert widened("<p>script-src</p>", WISH, "") == "<p>script-src</p>"
