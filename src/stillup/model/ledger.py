"""The ledger: what was first public when, and how its words changed. Format: OUTPUT, "The ledger".

It is in public, as `ledger/<year>.json`, one update a line; words appear in it by digest alone.
"""

import re
from collections.abc import Mapping
from datetime import datetime

import msgspec

_VERSION = 1
_YEAR = re.compile(r"(?<![0-9])([0-9]{4})-[0-9]{2}-[0-9]{2}(?![0-9])")


class Rewording(msgspec.Struct, frozen=True):
    """From when on an update had other words. `edited` says that a public note covers it."""

    at: datetime
    words: str
    edited: bool = False


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One update. Times in UTC; `first` is None if the ledger could not be read back then.

    `words` is the digest of the words it had first. `removed` is when its owner took it away on
    purpose; `now` is the key under which it goes on if its post has another name since.
    """

    first: datetime | None
    words: str
    changes: tuple[Rewording, ...] = ()
    removed: datetime | None = None
    now: str = ""

    @property
    def latest(self) -> str:
        """The digest of the words it had last."""
        return self.changes[-1].words if self.changes else self.words


class Ledger(msgspec.Struct, frozen=True):
    """Entries by key: the post's id, `#`, the update's id.

    With `is_certain` false no copy could be read: nobody knows what was public before.
    """

    updates: dict[str, Entry] = {}
    is_certain: bool = True


class _Year(msgspec.Struct, frozen=True):
    version: int
    updates: dict[str, Entry]


_DECODE_YEAR = msgspec.json.Decoder(_Year).decode
_DECODE = msgspec.json.Decoder(Ledger).decode
_ENCODE = msgspec.json.Encoder().encode


def key_of(post: str, update: str) -> str:
    """Return the key of an update."""
    return f"{post}#{update}"


def post_and_update(key: str) -> tuple[str, str]:
    """Return the ids of post and update that a key is made of."""
    post, _, update = key.rpartition("#")
    return post, update


def year_of(key: str) -> str:
    """Return the year under which an update is kept: it follows from its key, so it never moves."""
    found = _YEAR.search(key)
    return found[1] if found else "undated"


def encode_year(updates: Mapping[str, Entry]) -> bytes:
    """Return the text of one year's file."""
    lines = (_ENCODE(key) + b":" + _ENCODE(updates[key]) for key in sorted(updates))
    return b'{"version":%d,"updates":{\n' % _VERSION + b",\n".join(lines) + b"\n}}\n"


def decode_year(data: bytes) -> dict[str, Entry] | None:
    """Return what a year's file says, None if it can't be understood."""
    try:
        year = _DECODE_YEAR(data)
        zoned = all(_has_zones(entry) for entry in year.updates.values())
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return dict(year.updates) if year.version == _VERSION and zoned else None


def encode_ledger(ledger: Ledger) -> bytes:
    """Return a whole ledger, as a source for a build."""
    return _ENCODE(ledger)


def decode_ledger(data: bytes) -> Ledger:
    """Return what `encode_ledger` was given; raises msgspec.DecodeError for anything else."""
    return _DECODE(data)


def _has_zones(entry: Entry) -> bool:
    """Whether its times can be compared: one without a zone is not from us."""
    times = [entry.first, entry.removed, *(change.at for change in entry.changes)]
    return all(at is None or at.tzinfo is not None for at in times)
