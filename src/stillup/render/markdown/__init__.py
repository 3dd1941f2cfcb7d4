"""Markdown → a Fragment: safe HTML with neutral links, kept by key and placed where it is needed.

    words ─ clean_text ─▶ structure ─▶ assembly (inline: Python-Markdown) ─▶ allowlist (nh3)
          ─▶ tags, links: ids prefixed, links neutral ─▶ Fragment ─ place_fragment ─▶ a page, a feed

Blocks and links are read here, line by line, and Python-Markdown is asked for emphasis alone.
With its own block stage and every extension that helps, 37 of 630 real bodies came out other than
on GitHub, at 310 posts a second and in quadratic time on hostile text; so it is 2 of 630, ten
times as many, and linear. `bench/RESULTS.md` has the figures.

The libraries take 50 ms to load, so they load when the first text is rendered.
"""

from functools import cache
from importlib.metadata import version

from stillup import __version__
from stillup.model.digest import digest_of
from stillup.model.text import Text
from stillup.render.markdown.links import Locate, placed
from stillup.render.markdown.words import words_of

__all__ = ["Locate", "fragment_key", "place_fragment", "plain_text", "render_fragment"]

_EDITION = 1
"""Raised when the same text gives another fragment though no version has changed."""


def fragment_key(text: Text) -> str:
    """Return the digest of all that the fragment of a text depends on. Its language is not."""
    return digest_of(text.markdown, text.source, text.prefix, _toolchain())


def render_fragment(text: Text) -> str:
    """Return the fragment of a text. Any text has one; what can't be Markdown is words."""
    from stillup.render.markdown.fragment import rendered

    return rendered(text)


def place_fragment(html: str, locate: Locate) -> str:
    """Return a fragment with the addresses that `locate` has for the sources it links to.

    `locate` is asked with `content/media/x.png` or `content/incidents/x.md#u2026-11-21-1241`;
    when it answers None the link goes and its words stay.
    """
    return placed(html, locate)


def plain_text(html: str) -> str:
    """Return the words of a fragment on one line, for descriptions and feed summaries."""
    return words_of(html)


@cache
def _toolchain() -> str:
    libraries = [version(name) for name in ("markdown", "pymdown-extensions", "nh3")]
    return digest_of(_EDITION, __version__, libraries)
