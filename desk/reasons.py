"""Why somebody was not injected: the choices of the form, kept by code in the entry."""

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
