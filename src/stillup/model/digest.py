"""Digests of inputs, from which the keys of documents are made."""

from hashlib import blake2b
from typing import Any

import msgspec

_SIZE = 16
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def digest_of_bytes(data: bytes) -> str:
    """Return the digest of `data`: BLAKE2b, 16 bytes, in hexadecimal."""
    return blake2b(data, digest_size=_SIZE).hexdigest()


def digest_of(*values: Any) -> str:
    """Return the digest of any values msgspec can encode. Mappings count without order."""
    return digest_of_bytes(_ENCODER.encode(values))
