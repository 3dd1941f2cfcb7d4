"""Texts that must stand on one line, cleaned of what can't."""

from stillup.parse.lines import without_invisible


def one_line(text: str) -> str:
    """Return a text on one line, without characters that nobody can see."""
    return " ".join(without_invisible(writable(text)).split())


def field_value(text: str) -> str:
    """Return a text as the value of a field, which is read without its backslashes."""
    return one_line(text).rstrip("\\").rstrip().replace("\\", "\\\\")


def writable(text: str) -> str:
    """Return a text that UTF-8 can hold: what a terminal gave us and is none becomes `\ufffd`."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text
