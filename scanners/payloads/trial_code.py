"""The test code for hand scanners, where a person's or a vial's was expected."""

from __future__ import annotations

from typing import Final

from immunization.text import Text
from scanners.payloads.payload import Payload

_ANSWER: Final = Text(
    vi="Đây là mã thử máy quét, không phải của người hay lọ. Không lưu gì. Trang Máy quét (F3) "
    "cho biết máy quét gửi đúng hay sai.",
    en="This is the test code for hand scanners, nobody's and no vial's. Nothing is saved. "
    "The page Scanners (F3) tells whether the scanner sends it right.",
)


def read(line: str, raw: str) -> Payload | None:
    """Return the answer for the test code, None for any other."""
    if line[:4].upper() != "BT0:":
        return None
    return Payload(kind="trial", raw=raw, answer=_ANSWER)
