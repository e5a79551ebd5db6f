"""The chip card of 2021 to June 2024 (CCCD): seven fields, and its short variants.

``001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Quận Y, Hà Nội|20042021``

Six fields where a reader dropped the empty old number, five where the address went too
(the order of the fields is that of independent public parsers, e.g. dangbaokhoa/identity-card).
"""

from __future__ import annotations

from typing import Final

from scanners.payloads.card import Layout, is_card, read_card, without_triple_pipe
from scanners.payloads.payload import Payload

SEVEN: Final = Layout(cmnd=1, name=2, birth=3, sex=4, address=5, issued=6)
_LAYOUTS: Final = {
    7: SEVEN,
    6: Layout(name=1, birth=2, sex=3, address=4, issued=5),
    5: Layout(name=1, birth=2, sex=3, issued=4),
}


def read(fields: list[str], raw: str) -> Payload | None:
    """Return the card, or None where the fields are not those of a CCCD."""
    fields = without_triple_pipe(fields, usual=7)
    layout = _LAYOUTS.get(len(fields))
    if layout is None or not is_card(fields, layout):
        return None
    return read_card("cccd", fields, layout, raw)
