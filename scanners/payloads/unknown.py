"""Codes that are not ours: an answer, not an error. Nothing of them is kept or opened."""

from __future__ import annotations

from typing import Final

from immunization.text import Text
from scanners.payloads.payload import Payload

ANSWER: Final = Text(
    vi="Mã này không phải của điểm tiêm. Không lưu gì.",
    en="This code is not one of this site's. Nothing is saved.",
)
_KEPT: Final = 64


def read(raw: str) -> Payload:
    """Return the answer for a code of no known kind."""
    return Payload(kind="unknown", raw=raw, answer=ANSWER)


def too_long(raw: str) -> Payload:
    """Return the answer for a code longer than any of ours; only its beginning is kept."""
    answer = Text(
        vi=f"Mã này dài {len(raw)} ký tự, quá dài, không phải của điểm tiêm. Không lưu gì.",
        en=f"This code has {len(raw)} characters, too many for one of this site's. "
        "Nothing is saved.",
    )
    return Payload(kind="too_long", raw=raw[:_KEPT], answer=answer)
