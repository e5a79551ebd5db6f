"""Compressed tokens, unpacked to a bound: a few bytes can stand for gigabytes."""

from __future__ import annotations

import zlib
from typing import Final

from scanners.certificates.errors import Unreadable

_LARGEST: Final = 64 * 1024
ZLIB, RAW = zlib.MAX_WBITS, -zlib.MAX_WBITS
"""With zlib's head and check sum (RFC 1950), and without (RFC 1951)."""


def inflate(packed: bytes, form: int) -> bytes:
    """Return the bytes. Raises Unreadable where they are not packed so, cut off, or over 64 KB."""
    unpacker = zlib.decompressobj(form)
    try:
        found = unpacker.decompress(packed, _LARGEST)
    except zlib.error as error:
        raise Unreadable("not compressed as it should be") from error
    if not unpacker.eof or unpacker.unused_data:
        raise Unreadable("too large, cut off, or with more behind it")
    return found
