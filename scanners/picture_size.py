"""How large a picture in a file would be, read from its head before anything is unpacked.

A file of a few kilobytes may unpack to gigabytes. Only PNG, JPEG, WebP and BMP are pictures
here, by their first bytes and never by their name.
"""

from __future__ import annotations

import struct
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_NO_SIZE: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # markers of JPEG without a length
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MOST_MARKERS: Final = 1_000
_MOST_FILL: Final = 64  # bytes before a marker; a file of them alone would hold us up for seconds


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, or None where it is no picture of the four kinds."""
    try:
        if data.startswith(_PNG):
            return _pair(">II", data, 16)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data.startswith(b"BM"):
            return _pair("<ii", data, 18)
    except struct.error:  # cut off
        return None
    return None


def _pair(form: str, data: bytes, at: int) -> tuple[int, int]:
    width, height = struct.unpack_from(form, data, at)
    return abs(width), abs(height)


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Walk the markers (ITU-T T.81, B.1.1) to the frame's head."""
    at = 2
    for _ in range(_MOST_MARKERS):
        at += _fill(data[at : at + _MOST_FILL])
        fill, marker = struct.unpack_from("BB", data, at)
        if fill != 0xFF:
            return None
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2
        if marker not in _NO_SIZE:
            at += struct.unpack_from(">H", data, at)[0]
    return None


def _fill(data: bytes) -> int:
    """Return how many fill bytes stand before the marker's own."""
    return max(0, len(data) - len(data.lstrip(b"\xff")) - 1)


def _webp(data: bytes) -> tuple[int, int] | None:
    """Read the first chunk (RFC 9649, 2.5 to 2.7)."""
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = _pair("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        low, middle, wide, tall = struct.unpack_from("<HBHB", data, 24)
        return (low | middle << 16) + 1, (wide | tall << 16) + 1
    return None
