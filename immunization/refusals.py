"""Why the centre cannot take an entry into account, in words, and what to do about it.

A refused entry stays in the journal and stays visible to its author: peers whose refused
records vanished from the screen saw the dose entered a second time.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from immunization.text import Text

RefusalCode = Literal[
    "unreadable", "malformed-body", "wrong-site", "centre-only", "clock-leap", "dose-in-future",
    "void-elsewhere", "not-projectable", "id-taken", "after-revocation",
]  # fmt: skip


class Refusal(Struct, frozen=True):
    """The reason, as it follows "Bị từ chối:", and the next step."""

    why: Text
    to_do: Text


_ASK_IT: Final = Text(vi="Xin báo IT; mục vẫn còn nguyên.", en="Tell IT; the entry is kept whole.")

REFUSALS: Final[dict[RefusalCode, Refusal]] = {
    "unreadable": Refusal(Text(vi="mục không đọc được", en="the entry cannot be read"), _ASK_IT),
    "malformed-body": Refusal(
        Text(vi="nội dung không đúng mẫu", en="the content is not of its form"), _ASK_IT
    ),
    "wrong-site": Refusal(
        Text(vi="mục ghi cho một điểm tiêm khác", en="it was written for another site"), _ASK_IT
    ),
    "centre-only": Refusal(
        Text(vi="chỉ trung tâm được ghi loại mục này", en="only the centre writes this kind"),
        _ASK_IT,
    ),
    "clock-leap": Refusal(
        Text(vi="số thứ tự thời gian nhảy quá xa", en="its logical clock leaps too far"), _ASK_IT
    ),
    "dose-in-future": Refusal(
        Text(vi="ngày tiêm ở tương lai", en="the dose is dated in the future"),
        Text(
            vi="Xem lại đồng hồ, huỷ mũi này rồi ghi lại.",
            en="Check the clock, void this dose and record it again.",
        ),
    ),
    "void-elsewhere": Refusal(
        Text(vi="mục này do điểm tiêm khác ghi", en="another site recorded this"),
        Text(
            vi="Xin người phụ trách hoặc điểm đã ghi huỷ.",
            en="Ask a supervisor or the site that recorded it to void it.",
        ),
    ),
    "after-revocation": Refusal(
        Text(vi="ghi sau khi máy bị thu hồi", en="it was written after its desk was revoked"),
        Text(
            vi="Xin người phụ trách xem lại và ghi lại ở bàn khác nếu đúng.",
            en="Ask a supervisor to look at it, and to record it at another desk if it is right.",
        ),
    ),
    "not-projectable": Refusal(
        Text(vi="có giá trị quá dài hoặc ngoài khoảng", en="a value is too long or out of range"),
        _ASK_IT,
    ),
    "id-taken": Refusal(
        Text(vi="mã số mục đã dùng cho một mục khác", en="another entry has its id"), _ASK_IT
    ),
}


def refusal_of(code: str) -> Refusal:
    """Return the words of a code; one from a newer centre is shown as it is."""
    for known, refusal in REFUSALS.items():
        if known == code:
            return refusal
    shown = code.replace("{", "").replace("}", "")[:40]
    return Refusal(Text(vi=f"mã {shown}", en=f"code {shown}"), _ASK_IT)
