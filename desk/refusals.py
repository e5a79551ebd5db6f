"""Why the centre refused an entry, in words, from the code of `entry.refused`."""

from __future__ import annotations

from typing import Final

from desk.wording import filled
from immunization.text import Text

_WORDS: Final[dict[str, Text]] = {
    "unknown_lot": Text(vi="lô này không có ở điểm tiêm", en="this lot is not at this site"),
    "unknown_person": Text(vi="trung tâm chưa biết người này", en="the centre does not know them"),
    "malformed": Text(vi="nội dung không đọc được", en="the content cannot be read"),
    "revoked": Text(vi="bàn này đã bị thu hồi", en="this desk was revoked"),
}
_OTHER: Final = Text(vi="mã {code}, xin hỏi IT", en="code {code}, please ask IT")


def why(code: str) -> Text:
    """Return the reason in words; a code from a newer centre is shown as it is."""
    known = _WORDS.get(code)
    if known is not None:
        return known
    shown = code.replace("{", "").replace("}", "")[:40]
    return filled(_OTHER, code=shown)
