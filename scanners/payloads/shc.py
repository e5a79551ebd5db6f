"""SMART Health Cards, recognised: ``shc:/`` and digits, in one code or in several chunks."""

from __future__ import annotations

from typing import Final

from immunization.text import Text
from scanners.payloads.payload import Payload

PREFIX: Final = "shc:/"

ANSWER: Final = Text(
    vi="Đây là thẻ sức khoẻ SMART của nước ngoài. Chưa lấy gì từ mã này. "
    "Xin tìm người bằng căn cước hoặc hộ chiếu.",
    en="This is a SMART Health Card from abroad. Nothing was taken from it. "
    "Please find the person by ID card or passport.",
)


def read(line: str, raw: str) -> Payload | None:
    """Return the card, or None where the text is not one."""
    return Payload(kind="shc", raw=raw, answer=ANSWER) if line.startswith(PREFIX) else None
