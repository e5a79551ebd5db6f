"""A code that a Vietnamese input method rewrote while a hand scanner typed it.

Digits survive Telex, letters do not; under VNI digits after a vowel go too. So the number in
front can still find the person, and nothing else of the code is taken.
"""

from __future__ import annotations

from typing import Final

from immunization.text import Text
from scanners.payloads import bhyt
from scanners.payloads.card import NUMBER
from scanners.payloads.payload import Payload

ANSWER: Final = Text(
    vi="Bộ gõ tiếng Việt làm sai mã. Xin chuyển sang E rồi quét lại.",
    en="The Vietnamese input tool garbled the code. Please switch to E and scan again.",
)
_CARD_FIELDS: Final = {5, 6, 7, 8, 11, 12}


def read(raw: str, search: str | None) -> Payload:
    """Return the answer for a garbled code, with the number that survived."""
    return Payload(kind="garbled", raw=raw, search=search, answer=ANSWER)


def of_fields(fields: list[str], raw: str) -> Payload | None:
    """Return the answer where the fields have a card's frame but broken words, else None."""
    looks_like_card = len(fields) in _CARD_FIELDS and NUMBER.fullmatch(fields[0]) is not None
    if looks_like_card or bhyt.is_garbled(fields):
        return read(raw, search=fields[0])
    return None
