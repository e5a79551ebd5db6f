"""Lots and vials: how a lot's text is kept, when it has expired, when a vial is thrown away."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Final

from immunization.dates import PartialDate, show_day
from immunization.errors import KnownError
from immunization.text import Text
from immunization.vaccines import Vaccine

LONGEST_LOT: Final = 20  # GS1 application identifier 10: at most 20 characters
_LONGEST_TYPED: Final = 80
_LOT = re.compile(r"[A-Z0-9](?:[A-Z0-9/._-]*[A-Z0-9])?")


class UnreadableLot(KnownError):
    """The text cannot be a lot: empty, too long, or with signs that no lot has."""

    text = Text(
        vi="Số lô này không đúng dạng. Chưa lưu gì. Lô chỉ có chữ không dấu, số, gạch ngang, "
        "tối đa 20 ký tự. Xin xem nhãn lọ.",
        en="This is not a lot number. Nothing is saved. A lot has plain letters, digits and "
        "hyphens, at most 20. Please see the vial's label.",
    )


class NoDoses(KnownError):
    """A lot was received with no doses, or with more than any delivery holds."""

    text = Text(
        vi="Số liều phải từ 1 đến 1.000.000. Chưa lưu gì. Xin nhập lại.",
        en="The number of doses must be 1 to 1,000,000. Nothing is saved. Please type it again.",
    )


def read_lot(text: str) -> str:
    """Return a lot's number as it is kept: upper case, no spaces, plain digits.

    So the lot scanned and the lot typed in haste are one. Raises UnreadableLot.
    """
    if len(text) > _LONGEST_TYPED:
        raise UnreadableLot
    lot = "".join(unicodedata.normalize("NFKC", text).split()).replace("\x00", "").upper()
    if len(lot) > LONGEST_LOT or not _LOT.fullmatch(lot):
        raise UnreadableLot
    return lot


def check_doses(doses: int) -> int:
    """Return the number of doses of a delivery. Raises NoDoses when it cannot be."""
    if not 1 <= doses <= 1_000_000:
        raise NoDoses
    return doses


def last_day(expiry: PartialDate) -> date:
    """Return the last day of use: a label with the month only means the month's last day."""
    return expiry.latest


def is_expired(expiry: date | None, on: date) -> bool:
    """Tell whether a lot is past its last day. An unknown expiry tells nothing."""
    return expiry is not None and on > expiry


def expired(lot: str, expiry: date) -> Text:
    """Return the sentence for a lot that has expired."""
    day = show_day(expiry)
    return Text(
        vi=f"Lô {lot} hết hạn ngày {day}. Không dùng lọ này. Xin lấy lọ khác.",
        en=f"Lot {lot} expired on {day}. Do not use this vial. Please take another.",
    )


def discard_at(opened_at: datetime, vaccine: Vaccine) -> datetime | None:
    """Return when an open vial must be thrown away; None where its open life is not confirmed."""
    if vaccine.open_life_hours is None:
        return None
    return opened_at + timedelta(hours=vaccine.open_life_hours)
