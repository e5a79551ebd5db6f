"""From the code of a vial to a lot of this site, or to the sentence why it cannot be used."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection

from desk.wording import filled, same
from immunization.dosing import recalled
from immunization.ids import LotId, SiteCode
from immunization.stock import UnreadableLot, expired, is_expired, read_lot
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import queries
from scanners.payloads import Vial

_NOT_HERE: Final = Text(
    vi="Lô {lot} chưa nhập ở điểm tiêm này. Xin nhập ở Kho vắc xin trước khi dùng.",
    en="Lot {lot} was not received at this site. Please receive it in Stock before use.",
)
_OTHER_EXPIRY: Final = Text(
    vi="Hạn dùng trên lọ khác sổ của lô {lot}. Xin xem nhãn và hỏi người phụ trách.",
    en="The expiry on the vial differs from the books for lot {lot}. "
    "Please see the label and ask the supervisor.",
)


def find_lot(
    connection: Connection, vial: Vial, site: SiteCode, today: date, catalogue: Catalogue
) -> tuple[LotId | None, str | None, str, str, Text | None]:
    """Return lot id, product, lot number, expiry (ISO) and refusal of what a vial's code says."""
    product = vial.product if vial.product and catalogue.vaccine(vial.product) else None
    expiry = vial.expiry.isoformat() if vial.expiry else ""
    try:
        number = read_lot(vial.lot)
    except UnreadableLot as error:
        return None, product, vial.lot, expiry, error.text
    held = [
        lot
        for lot in queries.lots(connection, site)
        if lot.lot == number and product in {None, lot.product}
    ]
    if len(held) != 1:
        return None, product, number, expiry, filled(_NOT_HERE, lot=number)
    lot = held[0]
    recall = queries.recall_reason(connection, lot.product, lot.lot)
    if recall is not None:
        return None, lot.product, number, expiry, recalled(number, same(recall))
    if is_expired(lot.expiry, today) or is_expired(vial.expiry, today):
        past = min(lot.expiry, vial.expiry or lot.expiry)
        return None, lot.product, number, expiry, expired(number, past)
    if vial.expiry is not None and vial.expiry != lot.expiry:
        return None, lot.product, number, expiry, filled(_OTHER_EXPIRY, lot=number)
    return lot.lot_id, lot.product, number, expiry, None
