"""How wide words are in a drawing: an estimate, made without a font.

The table is that of DejaVu Sans, whose letters are as wide as Verdana's, the widest of the fonts
that systems bring along. Whoever draws the words says how wide they are to be (`textLength` in
SVG), and the reader's program fits its own font into that.
"""

import unicodedata

_TABLE = {
    0.28: "Iijl'",
    0.33: " .,:;/\\|J",
    0.39: "!()-[]frt",
    0.52: '"*?_`csz',
    0.58: "FLkvxy",
    0.63: "$0123456789EPSTYZabdeghnopqu{}",
    0.69: "ABCKRVX",
    0.77: "&DGHNOQUw",
    0.84: "#+<=>M^~",
    0.97: "%@Wm\u2026\u2014",
}
_KNOWN = {letter: width for width, letters in _TABLE.items() for letter in letters}
_OTHER, _ARABIC, _WIDE = 0.6, 0.47, 1.0
_UNSEEN = frozenset({"Mn", "Me", "Cc", "Cf"})
_JOINER = "\u200d"


def width_of(text: str) -> float:
    """Return how wide words in one line are, in the size of their letters."""
    return sum(_width(letter, before) for before, letter in zip(f" {text}", text, strict=False))


def _width(letter: str, before: str) -> float:
    if unicodedata.category(letter) in _UNSEEN or before == _JOINER:
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _KNOWN:
        return _KNOWN[plain]
    if unicodedata.east_asian_width(plain) in {"W", "F"}:
        return _WIDE
    return _ARABIC if unicodedata.bidirectional(plain) == "AL" else _OTHER
