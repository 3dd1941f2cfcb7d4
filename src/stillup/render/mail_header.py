"""Texts as headers of mail take them: ASCII in short lines. Source: RFC 5322, 2.2.3; RFC 2047.

`email.message` is not asked: it reads what looks like an encoded word in a title, decodes a line
break out of it, and writes that.
"""

from email.header import Header
from email.utils import formataddr, parseaddr
from typing import Final

_LONGEST_WORD: Final = 70
_LOOKS_CODED: Final = "=?"


def text_coded(text: str, header: str) -> str:
    """Return a text of one line, in encoded words if it has to be. `header` is where it goes."""
    charset = "us-ascii" if _is_plain(text) else "utf-8"
    return Header(text, charset, maxlinelen=78, header_name=header).encode(linesep="\r\n")


def named_address(name: str, address: str) -> str:
    """Return an address in ASCII behind whose it is, in any letters."""
    if _is_plain(name):
        return formataddr((name, address))
    return f"{text_coded(name, 'From')} <{address}>"


def address_coded(typed: str) -> str:
    """Return what somebody typed as an address: as it is where it can be, for it may be a blank."""
    if typed.isascii():
        return typed
    name, address = parseaddr(typed)
    return named_address(name, address) if name and address.isascii() else text_coded(typed, "To")


def _is_plain(text: str) -> bool:
    is_short = all(len(word) <= _LONGEST_WORD for word in text.split())
    return text.isascii() and is_short and _LOOKS_CODED not in text
