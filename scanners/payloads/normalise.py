"""What front ends, readers and cards do to a text, undone.

Certificates are only freed of the line end: base45 (RFC 9285) uses the space, so that
collapsing spaces would corrupt them. Texts with fields are tidied further, but ``||`` stays:
an empty old number is the normal case for young people.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_FULL_WIDTH: Final = re.compile("[\uff10-\uff19]")
_BLANKS: Final = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")
_BLANK: Final = ("  ", "\t", "\u00a0")
_PREFIX: Final = re.compile(
    r"(?:CCCD|CMND|BHYT|CĂN CƯỚC(?: CÔNG DÂN)?|SỐ CCCD|SỐ ĐỊNH DANH)\s?:\s?", re.IGNORECASE
)
_TURNED: Final = ("bt1:", "bt2:", "bt3:", "bt4:", "btc1:", "hc1:", "SHC:/")
_SYMBOLOGY: Final = re.compile(r"\A\][A-Za-z][0-9A-Za-z]")
_HEAD: Final = "\ufeff\x02"
_TAIL: Final = "\r\n\x00\x03"


def line(raw: str) -> str:
    """Return the text without byte-order mark, line end and trailing NUL.

    And without what some readers put about it: STX and ETX, the name of the symbology (``]Q1``,
    ISO/IEC 15424). Caps Lock turns the letters of what a scanner types: of the codes that have
    only one case it is undone.
    """
    plain = raw.lstrip(_HEAD).rstrip(_TAIL)
    if plain.startswith("]"):
        plain = _SYMBOLOGY.sub("", plain, count=1)
    return plain.swapcase() if plain.startswith(_TURNED) else plain


def text(raw: str) -> str:
    """Return a text with fields as its parser wants it.

    NFC, without NUL, full-width digits made plain, runs of blanks made one space, and without
    the prefix (``CCCD:``) that some readers put in front.
    """
    plain = line(raw).replace("\x00", "")
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _FULL_WIDTH.sub(_as_plain, plain))
    if any(blank in plain for blank in _BLANK):  # the pattern costs 50 us a thousand letters
        plain = _BLANKS.sub(" ", plain)
    plain = plain.strip(" \r\n")
    found = _PREFIX.match(plain)
    return plain[found.end() :] if found else plain


def fields(plain: str) -> list[str]:
    """Return the fields of a normalised text, each without outer spaces; empty ones stay."""
    return [field.strip() for field in plain.split("|")]


def _as_plain(found: re.Match[str]) -> str:
    return chr(ord(found[0]) - 0xFF10 + ord("0"))
