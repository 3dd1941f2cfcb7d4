"""Addresses: of sites, of people, and paths below our own."""

import re
from unicodedata import normalize
from urllib.parse import SplitResult, unquote, urlsplit

from stillup.model.diagnostic import Problems
from stillup.parse.nodes import Scalar

_HOST = re.compile(r"[\w.-]+\.[\w-]{2,}(?:[:/].*)?")
_NAME = re.compile(r"(?:[\w](?:[\w-]*\w)?\.)+[\w-]*\w\.?")
_MAIL = re.compile(r"[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{4,}")
_REACHABLE = frozenset(
    {
        "http",
        "https",
        "mailto",
        "tel",
        "sms",
        "xmpp",
        "sip",
        "sips",
        "matrix",
        "irc",
        "ircs",
        "signal",
    }
)
_LONGEST_NAME = 255
"""Bytes of the name of a file or a folder, on nearly every disk."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\<>\"|*]")


def read_url(scalar: Scalar, key: str, problems: Problems) -> str:
    """Return an `http` address without a slash at its end, empty if it is none."""
    parts = _split(scalar.text)
    if parts and parts.scheme in {"http", "https"} and parts.hostname and not _has_extras(parts):
        return scalar.text.rstrip("/")
    meant = ""
    if (
        parts
        and parts.scheme in {"http", "https"}
        and "." in (parts.hostname or "")
        and not parts.username
    ):
        meant = f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
    elif _HOST.fullmatch(scalar.text):
        meant = f"https://{scalar.text}"
    problems.error(
        "bad-url",
        scalar.place.span,
        f"`{key}` is not the address of a site",
        help="write it in full, without `?` and `#`, for example `https://status.example.com`",
        fix=scalar.place.mended(meant) if meant and " " not in meant else "",
    )
    return ""


def read_host(scalar: Scalar, problems: Problems) -> str:
    """Return the name of a host in small letters, empty if it is none."""
    if _NAME.fullmatch(scalar.text):
        return scalar.text.rstrip(".").lower()
    parts = _split(scalar.text)
    meant = parts.hostname if parts and parts.hostname else ""
    problems.error(
        "bad-url",
        scalar.place.span,
        f"`{scalar.text}` is not the name of a host",
        help="write the name alone, for example `www.example.com`",
        fix=scalar.place.mended(meant) if meant else "",
    )
    return ""


def read_reachable(scalar: Scalar, key: str, problems: Problems) -> str:
    """Return an address by which somebody can be reached, empty if it is none."""
    text = scalar.text
    parts = _split(text)
    if parts and parts.scheme in _REACHABLE and len(text) > len(parts.scheme) + 1:
        return text
    meant = ""
    if _MAIL.fullmatch(text):
        meant = f"mailto:{text}"
    elif _PHONE.fullmatch(text):
        meant = "tel:" + re.sub(r"[^0-9+]", "", text)
    elif _HOST.fullmatch(text):
        meant = f"https://{text}"
    problems.error(
        "bad-url",
        scalar.place.span,
        f"`{key}` is not an address that a reader could follow",
        help="begin it with `https:`, `mailto:` or `tel:`",
        fix=scalar.place.mended(meant) if meant else "",
    )
    return ""


def read_path(scalar: Scalar, problems: Problems) -> str:
    """Return a path below the site's address, decoded, without a slash at its start.

    Empty if it is none. A slash at its end is kept.
    """
    if re.search(r"\s", scalar.text):
        meant = re.sub(r"\s", "%20", scalar.text)
        _report_path(scalar, "has a blank; in an address it is written `%20`", meant, problems)
        return ""
    parts = _split(scalar.text)
    if parts is None or parts.scheme or parts.netloc:
        _report_path(scalar, "is not a path", parts.path if parts else "", problems)
        return ""
    if parts.query or parts.fragment:
        _report_path(scalar, "has a `?` or a `#`, which a file can't have", parts.path, problems)
        return ""
    path = normalize("NFC", unquote(parts.path)).removeprefix("/")
    steps = path.removesuffix("/").split("/")
    if _UNSAFE.search(path) or any(step.strip() in {"", ".", ".."} for step in steps):
        _report_path(scalar, "does not lead to a place below this site", "", problems)
        return ""
    if any(len(step.encode()) > _LONGEST_NAME for step in steps):
        _report_path(scalar, "has a name that is too long for a file", "", problems)
        return ""
    return path


def _report_path(scalar: Scalar, fact: str, meant: str, problems: Problems) -> None:
    problems.error(
        "bad-path",
        scalar.place.span,
        f"`{scalar.text}` {fact}",
        help="write what follows the address of the site, for example `/issues/old-name/`",
        fix=scalar.place.mended(meant) if meant.strip("/") and ".." not in meant else "",
    )


def _split(text: str) -> SplitResult | None:
    if re.search(r"\s", text):
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _has_extras(parts: SplitResult) -> bool:
    return bool(parts.query or parts.fragment or parts.username or parts.password)
