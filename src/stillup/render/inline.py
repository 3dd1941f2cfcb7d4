"""What stands in a page besides its words: a style sheet, a script, and a policy that allows both.

The policy allows no script but that one by its hash, no frame and no other origin. The script may
ask the site itself, to see whether the page is still the newest.
"""

from base64 import b64encode
from hashlib import sha256

VERSION = "\0"
"""Stands for a page's version while the page is made; no text of a writer holds this character."""

_DIGITS = 10


def policy_of(style: str, script: str) -> str:
    """Return the content security policy of pages with this style sheet and script, maybe empty."""
    rules = ["default-src 'none'", "img-src 'self' data:", f"style-src '{_source_of(style)}'"]
    if script:
        rules += [f"script-src '{_source_of(script)}'", "connect-src 'self'"]
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def stamped(html: str) -> str:
    """Put in a page's version: a digest of all else in it, so that equal pages have equal ones."""
    if VERSION not in html:
        return html
    return html.replace(VERSION, sha256(html.encode()).hexdigest()[:_DIGITS])


def _source_of(text: str) -> str:
    """Return what a policy calls an inline style or script: the hash of its text."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
