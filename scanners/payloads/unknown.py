"""Codes that are not ours: an answer that says what they are. Nothing of them is kept or opened.

Of a text that nothing is known of its beginning is shown, so that somebody can tell; of what may
hold a secret (Wi-Fi, a sign-in) only the kind.
"""

from __future__ import annotations

import re
from typing import Final

from immunization.names import tidy
from immunization.text import Text
from scanners.payloads import gs1
from scanners.payloads.payload import Payload

_KEPT: Final = 64
_LOOKED_AT: Final = 400
_SHOWN: Final = 40  # characters of a text that nothing is known of
NO_LOT: Final = Text(
    vi="Đây là mã sản phẩm, không có số lô. Không lưu gì. Xin chọn lô theo nhãn của lọ.",
    en="This is a product's code, without a lot. Nothing is saved. "
    "Please choose the lot by the vial's label.",
)
_LINK: Final = re.compile(r"(?:https?://|www\.)([a-z0-9.-]{1,60})", re.IGNORECASE | re.ASCII)
# An address that a telephone would hand to one of its programs: upi://, intent:, javascript:.
_APP: Final = re.compile(
    r"((?!otpauth)[a-z][a-z0-9+.-]{1,19}:)(?://|(?<=intent:)|(?<=javascript:)|(?<=data:)|(?<=file:))",
    re.IGNORECASE | re.ASCII,
)
_BINARY: Final = re.compile(r"\\x[0-9a-f]{2}|[\x00-\x08\x0e-\x1f]")
_BEGINNINGS: Final = (
    (("wifi:",), Text(vi="mạng Wi-Fi", en="a Wi-Fi network")),
    (("begin:vcard", "mecard:", "bizcard:"), Text(vi="danh thiếp", en="a contact card")),
    # EMVCo merchant-presented QR: payload format "01" first; VietQR is one.
    (("000201",), Text(vi="mã chuyển tiền, thanh toán", en="a payment code")),
    (("bitcoin:", "ethereum:"), Text(vi="mã chuyển tiền, thanh toán", en="a payment code")),
    (("tel:", "sms:", "smsto:", "mailto:", "matmsg:"), Text(vi="số để liên lạc", en="a contact")),
    (("geo:",), Text(vi="vị trí trên bản đồ", en="a place on a map")),
    (("begin:vevent", "begin:vcalendar"), Text(vi="lịch hẹn", en="a calendar entry")),
    (("otpauth:", "otpauth-migration:"), Text(vi="mã đăng nhập", en="a sign-in secret")),
    (("bantiem:",), Text(vi="mã cài đặt của chương trình này", en="this program's set-up code")),
)


def read(raw: str) -> Payload:
    """Return the answer for a code of no known kind; where nothing else says it, how it begins."""
    begin = raw[:_LOOKED_AT].strip()
    answer = NO_LOT if gs1.names_product(begin) else _answer(begin)
    return Payload(kind="unknown", raw=raw, answer=answer)


def too_long(raw: str) -> Payload:
    """Return the answer for a code longer than any of ours; only its beginning is kept."""
    answer = Text(
        vi=f"Mã này dài {len(raw)} ký tự, quá dài, không phải của điểm tiêm. Không lưu gì.",
        en=f"This code has {len(raw)} characters, too many for one of this site's. "
        "Nothing is saved.",
    )
    return Payload(kind="too_long", raw=raw[:_KEPT], answer=answer)


def _answer(begin: str) -> Text:
    what = _what(begin)
    return Text(
        vi=f"Mã này không phải của điểm tiêm{': ' + what.vi if what else ''}. Không lưu gì.",
        en=f"This code is not one of this site's{': ' + what.en if what else ''}. "
        "Nothing is saved.",
    )


def _what(begin: str) -> Text | None:
    """Return what a code is by how it begins, else its beginning; None for nothing at all."""
    link = _LINK.match(begin) or _APP.match(begin)
    if link is not None:
        return Text(
            vi=f"liên kết tới {link[1]}, không được mở",
            en=f"a link to {link[1]}, which is not opened",
        )
    low = begin.lower()
    for beginnings, what in _BEGINNINGS:
        if low.startswith(beginnings):
            return what
    if _BINARY.search(begin):
        return Text(vi="dữ liệu cho máy", en="data for machines")
    shown = tidy(begin.replace("{", "").replace("}", ""))
    if len(shown) > _SHOWN:
        shown = f"{shown[:_SHOWN].rstrip()}…"
    return Text(vi=f"“{shown}”", en=f"“{shown}”") if shown else None
