"""Base45 (RFC 9285): three characters for two bytes, as QR codes pack them best."""

from __future__ import annotations

import struct
from typing import Final

from scanners.certificates.errors import Unreadable

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_NONE: Final = 255
_VALUES: Final = bytes(
    ALPHABET.index(chr(code)) if chr(code) in ALPHABET else _NONE for code in range(256)
)


def decode(text: str) -> bytes:
    """Return the bytes. Raises Unreadable for other characters, lengths or values."""
    try:
        digits = text.encode("ascii").translate(_VALUES)
    except UnicodeEncodeError as error:
        raise Unreadable("not base45") from error
    whole, rest = divmod(len(digits), 3)
    if _NONE in digits or rest == 1:
        raise Unreadable("not base45")
    first, second, third = (digits[at : whole * 3 : 3] for at in range(3))
    numbers = [
        low + 45 * middle + 2025 * high
        for low, middle, high in zip(first, second, third, strict=True)
    ]
    last = [digits[-2] + 45 * digits[-1]] if rest else []
    try:
        return struct.pack(f">{whole}H{len(last)}B", *numbers, *last)
    except struct.error as error:  # three characters can say more than two bytes hold
        raise Unreadable("not base45") from error
