"""What the preview puts into a page: its script, a style, and a bar at the foot of the window.

The bar stands in a shadow tree that needs no script, so that no theme's style reaches it.
"""

import re
from html import escape

import msgspec

from stillup.serve.looks import Look, in_look
from stillup.serve.policy import META, Wish, widened

_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_DOCTYPE = re.compile(r"\s*(<!doctype[^>]*>)?", re.IGNORECASE)
_END = re.compile(r"</body\s*>(?!.*</body\s*>)", re.IGNORECASE | re.DOTALL)

_ROOM = "@media screen{:root{padding-block-end:5rem}}"

STATE = "\x01"
"""Stands in a page for its own digest while that is made; no text of a writer holds it."""


class Extras(msgspec.Struct, frozen=True):
    """What goes into one page.

    `host` is the name by which the browser asks, `script` the path of the script with its
    arguments; `marks` is CSS, `bar` HTML and `bar_style` the CSS for it.
    `number` is the snapshot's; `now` the moment that the page's scripts are to take for the
    present, in RFC 3339, or empty for the real one.
    """

    host: str
    script: str
    number: str
    now: str = ""
    marks: str = ""
    bar: str = ""
    bar_style: str = ""
    look: Look | None = None


def with_extras(html: str, extras: Extras) -> str:
    """Return a page with all of them in it, and a policy that allows exactly these."""
    shown = in_look(html, extras.look) if extras.look else html
    styles = tuple(style for style in (_style(extras), extras.bar and extras.bar_style) if style)
    wish = Wish((f"http://{extras.host}{extras.script.partition('?')[0]}",), styles)
    allowed = widened(shown, wish, html)
    return _with_bar(_with_script(allowed, extras), extras)


def _with_script(html: str, extras: Extras) -> str:
    more = f' data-now="{escape(extras.now)}"' if extras.now else ""
    tag = f'<script src="{escape(extras.script)}" data-state="{STATE}"'
    tags = f'{tag} data-number="{extras.number}"{more}></script>'
    if style := _style(extras):
        tags += f"<style>{style}</style>"
    place = META.search(html) or _HEAD.search(html) or _DOCTYPE.match(html)
    end = place.end() if place else 0
    return f"{html[:end]}{tags}{html[end:]}"


def _style(extras: Extras) -> str:
    """Return the rules for the page itself: marks, and room at its end for what the bar covers."""
    return extras.marks + _ROOM * bool(extras.bar)


def _with_bar(html: str, extras: Extras) -> str:
    if not extras.bar:
        return html
    bar = (
        '<stillup-bar role="complementary" aria-label="Preview" lang="en" dir="ltr">'
        '<template shadowrootmode="open">'
        f"<style>{extras.bar_style}</style>{extras.bar}</template></stillup-bar>"
    )
    place = _END.search(html)
    start = place.start() if place else len(html)
    return f"{html[:start]}{bar}{html[start:]}"
