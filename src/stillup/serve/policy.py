"""A page's content security policy, opened for what the preview puts into it, and no wider.

Source of the syntax: Content Security Policy Level 3, 2.2 and 2.3.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape, unescape

import msgspec

META = re.compile(
    r"""<meta\b(?=[^>]*http-equiv=["']?content-security-policy["']?)[^>]*>""", re.IGNORECASE
)
_CONTENT = re.compile(r"""(\bcontent=)(["'])(.*?)\2""", re.IGNORECASE | re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)


class Wish(msgspec.Struct, frozen=True):
    """What a page should be allowed: scripts by address, styles by their text, asking us."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def widened(html: str, wish: Wish, before: str) -> str:
    """Return a page whose policies, if it has any, allow what is wished.

    `before` is the page before its styles were rewritten: whatever of them its policies allowed
    by hash stays allowed.
    """
    moved = dict(zip(_hashes(before), _hashes(html), strict=False))
    return META.sub(lambda tag: _opened(tag[0], wish, moved), html)


def hash_of(text: str) -> str:
    """Return what a policy calls an inline style or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _hashes(html: str) -> list[str]:
    return [hash_of(text) for text in _STYLE.findall(html)]


def _opened(tag: str, wish: Wish, moved: dict[str, str]) -> str:
    def rewrite(found: "re.Match[str]") -> str:
        rules = _rules(unescape(found[3]), moved)
        _allow(rules, "script-src", wish.scripts)
        _allow(rules, "style-src", [hash_of(style) for style in wish.styles])
        _allow(rules, "connect-src", ["'self'"])
        text = "; ".join(" ".join([name, *sources]) for name, sources in rules.items())
        return f'{found[1]}"{escape(text).replace("&#x27;", chr(39))}"'

    return _CONTENT.sub(rewrite, tag, count=1)


def _rules(policy: str, moved: dict[str, str]) -> dict[str, list[str]]:
    """Return the sources by directive; a directive named twice counts once, as in browsers."""
    rules: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name and name.lower() not in rules:
            rules[name.lower()] = [moved.get(source, source) for source in sources]
    return rules


def _allow(rules: dict[str, list[str]], directive: str, wanted: Iterable[str]) -> None:
    """Add sources to a directive. What is allowed anyway is left alone.

    Where a theme allows all inline styles, a hash would take that back.
    """
    known = rules.get(directive, rules.get("default-src"))
    if known is None or (directive == "style-src" and "'unsafe-inline'" in known):
        return
    kept = [source for source in known if source != "'none'"]
    rules[directive] = [*kept, *(source for source in wanted if source not in kept)]
