"""Why somebody was not injected, was corrected, or is somebody else too.

The choices of the forms, kept by code in the entry; a reason typed by hand is kept as typed.
"""

from __future__ import annotations

from typing import Final

from immunization.text import Text

NOT_GIVEN: Final[dict[str, Text]] = {
    "refused": Text(vi="Từ chối tiêm", en="Refused"),
    "unwell": Text(vi="Thấy không khoẻ", en="Felt unwell"),
    "left": Text(vi="Đã ra về", en="Left"),
    "no_vaccine": Text(vi="Hết vắc xin phù hợp", en="No suitable vaccine"),
    "other": Text(vi="Khác", en="Other"),
}

CORRECTED: Final[dict[str, Text]] = {
    "mistyped": Text(vi="Gõ nhầm", en="Typed wrongly"),
    "papers": Text(vi="Theo giấy tờ", en="As on the papers"),
    "person_said": Text(vi="Người dân báo", en="The person says so"),
}
LINKED: Final[dict[str, Text]] = {
    "papers": Text(vi="Xem giấy tờ", en="Seen on papers"),
    "registered_twice": Text(vi="Đăng ký hai lần", en="Registered twice"),
    "person_said": Text(vi="Người dân xác nhận", en="The person says so"),
}


def not_given_words(reason: str) -> Text:
    """Return the words of a reason; a note typed by hand speaks for itself."""
    code, _, note = reason.partition(": ")
    words = NOT_GIVEN.get(code)
    if words is None:
        return Text(vi=reason, en=reason)
    if not note:
        return words
    return (
        Text(vi=note, en=note)
        if code == "other"
        else Text(vi=f"{words.vi}: {note}", en=f"{words.en}: {note}")
    )
