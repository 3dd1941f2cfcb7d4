"""The manifest: what an output folder holds, by key. Its text is the same whoever wrote it."""

import os
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from stillup.compose import urls
from stillup.model.sources import Document

MANIFEST: Final = urls.MANIFEST
PRIVATE: Final = urls.WORKSHOP

_VERSION: Final = 1


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file of ours: its document's key, kind and subject, the digest and size of its bytes."""

    key: str
    digest: str
    size: int
    kind: str
    subject: str


class _Manifest(msgspec.Struct, frozen=True):
    version: int
    files: dict[str, Entry]


_ENCODE: Final = msgspec.json.Encoder().encode
_MANIFEST: Final = msgspec.json.Decoder(_Manifest)
_JOURNAL: Final = msgspec.json.Decoder(list[str])


def entry_of(document: Document, digest: str, size: int) -> Entry:
    """Return the entry of a document whose bytes are known."""
    return Entry(document.key, digest, size, document.kind.value, document.subject)


def encode_manifest(files: Mapping[str, Entry]) -> bytes:
    """Return the text of a manifest: sorted, one file a line, so that changes to it are small."""
    lines = (_ENCODE(path) + b":" + _ENCODE(files[path]) for path in sorted(files))
    return b'{"version":%d,"files":{\n' % _VERSION + b",\n".join(lines) + b"\n}}\n"


def decode_manifest(data: bytes) -> dict[str, Entry] | None:
    """Return what a manifest lists, or None if it can't be understood."""
    try:
        manifest = _MANIFEST.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if manifest.version != _VERSION:
        return None
    return {path: entry for path, entry in manifest.files.items() if is_ours(path)}


def encode_journal(paths: Iterable[str]) -> bytes:
    """Return the text of a journal: the paths that a run is about to write or delete."""
    return msgspec.json.format(_ENCODE(sorted(paths)), indent=0)


def decode_journal(data: bytes) -> frozenset[str]:
    """Return the paths of a journal; a journal cut short was never acted on."""
    try:
        return frozenset(path for path in _JOURNAL.decode(data) if is_ours(path))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return frozenset()


def is_ours(path: str) -> bool:
    """Whether a path may be one of ours: plain names below the output folder, nothing private.

    What comes from a disk is not trusted to stay inside the folder it was found in.
    """
    parts = path.split("/")
    plain = "\0" not in path and not any(part in {"", ".", ".."} for part in parts)
    local = not os.path.splitdrive(path)[0] and (os.sep == "/" or os.sep not in path)
    return plain and local and path != MANIFEST and parts[0] != PRIVATE
