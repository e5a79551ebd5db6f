"""The căn cước of July 2024 (Circular 16/2024/TT-BCA): the seven fields and four slots more.

``001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|06082024||||``

Meaning and order of the four slots are not confirmed: they are kept verbatim, shown, and
nothing is decided from them. An empty old number says nothing about the kind of card; the
count of fields does. Readers that drop empty fields at the end, and cards to come with more
slots, say the same seven in front.
"""

from __future__ import annotations

from typing import Final

from scanners.payloads.card import is_card, read_card, without_triple_pipe
from scanners.payloads.cccd import SEVEN
from scanners.payloads.payload import Payload

_OF_CCCD: Final = 7
_FIELDS: Final = 11
_MOST_FIELDS: Final = 16


def read(fields: list[str], raw: str) -> Payload | None:
    """Return the card, or None where the fields are not those of a căn cước."""
    fields = without_triple_pipe(fields, usual=_FIELDS)
    if not _OF_CCCD < len(fields) <= _MOST_FIELDS or not is_card(fields, SEVEN):
        return None
    return read_card("can_cuoc", fields, SEVEN, raw)
