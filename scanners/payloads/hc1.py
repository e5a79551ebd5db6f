"""EU-style health certificates, recognised; Vietnam's vaccine passport is one.

``HC1:`` and base45 (RFC 9285) of a compressed COSE token, as in Decision 5772/QĐ-BYT. Here
the code is told from others and kept as read; `scanners.certificates` verifies it.
"""

from __future__ import annotations

import re
from typing import Final

from immunization.text import Text
from scanners.payloads import garbled
from scanners.payloads.payload import Payload

PREFIX: Final = "HC1:"
_BASE45: Final = re.compile(r"[0-9A-Z $%*+\-./:]*")

ANSWER: Final = Text(
    vi="Đây là chứng nhận tiêm chủng điện tử (HC1). Chưa lấy gì từ mã này. "
    "Xin tìm người bằng căn cước.",
    en="This is a digital vaccination certificate (HC1). Nothing was taken from it. "
    "Please find the person by ID card.",
)


def read(line: str, raw: str) -> Payload | None:
    """Return the certificate, or None. ``line`` is `normalise.line` of ``raw``: spaces count."""
    if not line.startswith(PREFIX):
        return None
    if _BASE45.fullmatch(line, len(PREFIX)) is None:
        return garbled.read(raw, search=None)
    return Payload(kind="hc1", raw=raw, answer=ANSWER)
