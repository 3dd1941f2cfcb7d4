"""Values as canonical YAML on one line, which other readers of YAML understand alike."""

import json
import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"(?:[^\W_]|/)[^\n\t]*")
_TYPED = re.compile(
    r"(?:true|false|yes|no|on|off|y|n|null|nan|[-+]?[.\d][\d._:eExXoO+-]*(?:[Tt ][\d:.Zz+ -]*)?)",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(text: str) -> str:
    """Return `text` as a YAML value on one line, in quotes only where YAML needs them.

    Our one-line texts, such as titles, are read to the same text, though they need no quotes.
    """
    return text if _is_plain(text) else _quoted(text)


def bare(text: str) -> str:
    """Return `text` as `scalar` does, but a time, a number or a `true` without quotes."""
    return text if _TYPED.fullmatch(text) or _is_plain(text) else _quoted(text)


def member(text: str) -> str:
    """Return `text` as a value inside a list or a mapping on one line."""
    return text if _is_plain(text) and not set(text) & set(",[]{}") else _quoted(text)


def flow_list(items: Iterable[str]) -> str:
    """Return a YAML list on one line; a list of one is its item."""
    items = list(items)
    if len(items) == 1:
        return scalar(items[0])
    written = [member(item) for item in items]
    return f"[{', '.join(written)}]"


def flow_map(pairs: Mapping[str, str]) -> str:
    """Return a YAML mapping on one line."""
    return "{" + ", ".join(f"{member(key)}: {member(value)}" for key, value in pairs.items()) + "}"


def _is_plain(text: str) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and text == text.strip()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and _TYPED.fullmatch(text) is None
        and _UNPRINTABLE.search(text) is None
        and text.isprintable()
    )


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
