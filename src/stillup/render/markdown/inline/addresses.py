"""Bare addresses in a run of words. Source: GitHub Flavored Markdown 0.29, 6.9."""

import re
from collections.abc import Callable

Link = Callable[[str, str], str]
"""Makes a link from an address and its words."""

_ADDRESS = re.compile(
    r"(?P<web>(?i:(?<![a-z])(?:https?|ftp)://|(?:(?<=[\s*_~(])|^)(?=www\.))"
    r"(?P<domain>[\w-]++(?:\.[\w-]++)*+)[^\s<\x02\x03]*+)"
    r"|(?<![\w.+-])(?P<scheme>(?i:mailto:|xmpp:))?"
    r"[A-Za-z0-9._+-]++@[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)++(?<=[A-Za-z])"
)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;")


def with_addresses(text: str, link: Link) -> str:
    """Return `text` with its bare addresses made links."""
    return _ADDRESS.sub(lambda found: _linked(found, link), text)


def _linked(found: re.Match[str], link: Link) -> str:
    if not found["web"]:
        return link(found[0] if found["scheme"] else f"mailto:{found[0]}", found[0])
    address = _trimmed(found["web"], found["domain"])
    if not address:
        return found[0]
    scheme = "http://" if address.startswith(found["domain"]) else ""
    return link(scheme + address, address) + found[0][len(address) :]


def _trimmed(word: str, domain: str) -> str:
    """Return what of a word is an address; nothing if it is none."""
    parts = domain.split(".")
    if any("_" in part for part in parts[-2:]) or (word.startswith(domain) and not parts[1:]):
        return ""
    return word[: _end(word)]


def _end(word: str) -> int:
    """Punctuation at the end, and a parenthesis that nothing opens, are not part of it."""
    surplus = word.count(")") - word.count("(")
    end = len(word)
    while end:
        last = word[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";":
            start = word.rfind("&", 0, end)
            end = start + 1 if start >= 0 and _ENTITY.fullmatch(word, start, end) else end
        elif last not in "?!.,:*_~'\"":
            break
        end -= 1
    return end
