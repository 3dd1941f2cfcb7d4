"""What becomes of HTML that a writer types between Markdown.

A tag of KEPT stays, within the attributes that the allow-list leaves it. A tag of TAKEN_OFF goes
and its words stay. A comment goes. Anything else stays as typed, as words: `<your-name>`,
`<script>`, a comment that is never closed.
"""

import re
from html import escape
from html.entities import html5

_KEPT = """
a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure
h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong
sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_TAKEN_OFF = """
acronym address article aside big center col colgroup font footer header hgroup main nav nobr
picture source track
"""
KEPT = frozenset(_KEPT.split())
"""The elements that can be in a fragment, whoever wrote them."""

TAKEN_OFF = frozenset(_TAKEN_OFF.split())

TAG = (
    r"""(?:<[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w.:-]*+"""
    r"""(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)*+\s*+/?>|</[A-Za-z][A-Za-z0-9-]*+\s*+>)"""
)
"""A pattern for a start or end tag. Source: GFM 0.29, 6.10."""

MAX_OPEN = 64
"""So many typed elements can be inside one another; the tags of deeper ones stay as typed."""

_RENAMED = {"strike": "s", "tt": "code"}
_FORMATTING = frozenset({"a", "b", "code", "em", "i", "s", "small", "strong", "u"})
"""Left open, browsers would open these again in every later paragraph."""

_EMPTY = frozenset({"br", "hr", "img", "wbr"})
_ENDED_BY_THE_NEXT = frozenset({"dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"})
_NEVER_DEEP = _EMPTY | _ENDED_BY_THE_NEXT

_OLD_ID = re.compile(r"\sname\s*=", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PIECE = re.compile(rf"(?P<tag>{TAG})|[<>]")
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_AMPERSAND = re.compile(r"&(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|([A-Za-z][A-Za-z0-9]{1,31};))?")


def escaped(words: str) -> str:
    """Return words as HTML; what is written as an entity stays one."""
    return _escaped_ampersands(words).replace("<", "&lt;").replace(">", "&gt;")


def without_comments(html: str) -> str:
    """Return typed HTML without its comments. One that never ends stays."""
    end = html.rfind("-->") + 3
    # Behind the last end of a comment none is looked for: it would take ages to find none.
    return _COMMENT.sub("", html[:end]) + html[end:]


class TypedTags:
    """The typed tags of one text: an element may begin in one block and end in another."""

    def __init__(self) -> None:
        self._depth = 0
        self._formatting: list[str] = []

    def in_block(self, html: str) -> str:
        """Return an HTML block with nothing in it but words and tags that stay."""
        html = _escaped_ampersands(without_comments(html))
        return _PIECE.sub(self._piece, html) + self.closing()

    def kept(self, tag: str) -> str:
        """Return a tag, or what stands for it."""
        found = _NAME.match(tag)
        end, typed = found.groups() if found else ("", "")
        name = _RENAMED.get(typed.lower(), typed.lower())
        if name in TAKEN_OFF:
            return ""
        if name not in KEPT:
            return escape(tag, quote=False)
        if not (self._closes(name) if end else self._opens(name)):
            return "" if end else escape(tag, quote=False)
        rest = tag[len(end) + len(typed) + 1 :]
        return f"<{end}{name}{_OLD_ID.sub(' id=', rest, count=1) if name == 'a' else rest}"

    def closing(self) -> str:
        """Return the end tags of the formatting that a run of words leaves open."""
        names, self._formatting = self._formatting, []
        return "".join(f"</{name}>" for name in reversed(names))

    def _piece(self, piece: re.Match[str]) -> str:
        return self.kept(piece[0]) if piece["tag"] else escape(piece[0])

    def _opens(self, name: str) -> bool:
        if name in _NEVER_DEEP:
            return True
        if self._depth + len(self._formatting) >= MAX_OPEN:
            return False
        if name in _FORMATTING:
            self._formatting.append(name)
        else:
            self._depth += 1
        return True

    def _closes(self, name: str) -> bool:
        if name in _FORMATTING:
            if name not in self._formatting:
                return False
            self._formatting.remove(name)
        elif name not in _NEVER_DEEP:
            self._depth = max(0, self._depth - 1)
        return True


def _escaped_ampersands(html: str) -> str:
    return _AMPERSAND.sub(_entity, html) if "&" in html else html


def _entity(found: re.Match[str]) -> str:
    is_known = found[0] != "&" and (found[1] is None or found[1] in html5)
    return found[0] if is_known else f"&amp;{found[0][1:]}"
