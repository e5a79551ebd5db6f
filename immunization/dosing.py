"""Checks before a dose is recorded: what cannot be, and what needs a reason.

A dose that went into an arm must be recordable, whatever a rule says of it: so a rule of the
schedule only asks for a reason. Refused is what cannot be true (a dose dated tomorrow) and
what must not be done (an expired lot).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from immunization.courses import NOTHING_SPECIAL, Circumstances, GivenDose
from immunization.dates import PartialDate, show_day
from immunization.entries import DoseKind
from immunization.labels import dose_name
from immunization.numerals import measured
from immunization.schedule import Verdict, verdict
from immunization.stock import expired, is_expired
from immunization.text import Text
from immunization.vaccines import Catalogue

Force = Literal["refuse", "ask"]

MOST_MILLILITRES: Final = 2.0
HIGHEST_NUMBER: Final = 20
_MILLILITRES: Final = Text(vi="ml", en="ml")


class DoseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A dose about to be recorded. ``volume`` in millilitres; ``expiry`` of its lot.

    ``recalled`` says why the lot may not be used any more, if it was recalled.
    """

    day: date
    product: str
    lot: str
    expiry: date | None
    dose_kind: DoseKind
    number: int
    volume: float
    recalled: Text | None = None


class Objection(msgspec.Struct, frozen=True):
    """What speaks against a dose.

    ``refuse``: it cannot be saved; ``ask``: it takes a reason. ``code`` names the check, and
    ``field`` the fact that is wrong, empty where it is the dose as a whole.
    """

    force: Force
    code: str
    text: Text
    field: str = ""


def objections(
    dose: DoseFacts,
    history: Sequence[GivenDose] | None,
    on: date,
    catalogue: Catalogue,
    *,
    birth: PartialDate | None = None,
    known_as_of: date | None = None,
    circumstances: Circumstances = NOTHING_SPECIAL,
) -> tuple[Objection, ...]:
    """Return what speaks against recording ``dose`` today (``on``), refusals first.

    ``history`` and the rest are as in `immunization.schedule.verdict`; the dose itself is not
    in the history.
    """
    found = [*_impossible(dose, on, birth), *_wrong_vial(dose, catalogue, birth)]
    if catalogue.vaccine(dose.product) is not None:
        due = verdict(
            history,
            birth,
            dose.day,
            catalogue,
            dose.product,
            known_as_of=known_as_of,
            circumstances=circumstances,
        )
        found.extend(_against_schedule(dose, due))
    found.extend(_late(dose, on))
    return tuple(sorted(found, key=lambda objection: objection.force != "refuse"))


def _impossible(dose: DoseFacts, on: date, birth: PartialDate | None) -> Iterator[Objection]:
    if dose.day > on:
        yield Objection("refuse", "future", _future(dose.day, on), "day")
    if birth is not None and dose.day < birth.earliest:
        yield Objection("refuse", "before_birth", _BEFORE_BIRTH, "day")
    if not 0 < dose.volume <= MOST_MILLILITRES:
        yield Objection("refuse", "volume", _VOLUME, "volume")
    if not 1 <= dose.number <= HIGHEST_NUMBER:
        yield Objection("refuse", "number", _NUMBER, "number")


def _wrong_vial(
    dose: DoseFacts, catalogue: Catalogue, birth: PartialDate | None
) -> Iterator[Objection]:
    if dose.recalled is not None:
        yield Objection("refuse", "recalled", recalled(dose.lot, dose.recalled), "lot")
    if dose.expiry is not None and is_expired(dose.expiry, dose.day):
        yield Objection("refuse", "expired", expired(dose.lot, dose.expiry), "lot")
    vaccine = catalogue.vaccine(dose.product)
    if vaccine is None:
        yield Objection("refuse", "unknown_product", _UNKNOWN_PRODUCT, "product")
        return
    usual = vaccine.volume_for(dose.dose_kind, birth, dose.day)
    if 0 < dose.volume <= MOST_MILLILITRES and abs(dose.volume - usual) > 0.001:
        text = _other_volume(dose.volume, usual, vaccine.name)
        yield Objection("ask", "other_volume", text, "volume")


def _against_schedule(dose: DoseFacts, due: Verdict) -> Iterator[Objection]:
    # Another vaccine on the same day is no second dose: only the doses of the series count.
    same_day = [given for given in due.used if given.day == dose.day]
    if same_day:
        yield Objection("ask", "same_day", _same_day(same_day[-1]))
    elif due.kind != "ready":
        yield Objection("ask", due.kind, due.because)
    elif due.dose_kind and due.number and (due.dose_kind, due.number) != _which(dose):
        yield Objection("ask", "other_number", _other_number(dose, due), "number")


def _late(dose: DoseFacts, on: date) -> Iterator[Objection]:
    """A dose must be entered on its day (notice of the city of Đà Nẵng; same elsewhere)."""
    if dose.day < on:
        yield Objection("ask", "late", _late_by((on - dose.day).days), "day")


def _which(dose: DoseFacts) -> tuple[DoseKind, int]:
    return dose.dose_kind, dose.number


_BEFORE_BIRTH: Final = Text(
    vi="Ngày tiêm trước ngày sinh. Chưa lưu gì. Xin xem lại ngày.",
    en="The dose is dated before the birth. Nothing is saved. Please check the date.",
)
_VOLUME: Final = Text(
    vi="Liều phải trên 0 và tối đa 2 ml. Chưa lưu gì. Xin nhập lại.",
    en="The volume must be over 0 and at most 2 ml. Nothing is saved. Please type it again.",
)
_NUMBER: Final = Text(
    vi="Số mũi phải từ 1 đến 20. Chưa lưu gì. Xin nhập lại.",
    en="The dose number must be 1 to 20. Nothing is saved. Please type it again.",
)
_UNKNOWN_PRODUCT: Final = Text(
    vi="Vắc xin này chưa có trong danh mục. Chưa lưu gì. Xin hỏi người phụ trách.",
    en="This vaccine is not in the catalogue. Nothing is saved. Please ask the supervisor.",
)


def _future(day: date, on: date) -> Text:
    return Text(
        vi=f"Ngày tiêm {show_day(day)} sau hôm nay ({show_day(on)}). Chưa lưu gì. "
        "Xin xem lại ngày, và đồng hồ của máy.",
        en=f"The dose is dated {show_day(day)}, after today ({show_day(on)}). Nothing is saved. "
        "Please check the date, and this computer's clock.",
    )


def recalled(lot: str, why: Text) -> Text:
    """Return the sentence for a lot that was recalled."""
    return Text(
        vi=f"Lô {lot} đã bị thu hồi: {why.vi}. Chưa lưu gì. Xin để riêng lô này và lấy lô khác.",
        en=f"Lot {lot} was recalled: {why.en}. Nothing is saved. "
        "Please set it apart and take another.",
    )


def _late_by(days: int) -> Text:
    return Text(
        vi=f"Mũi này ghi muộn {days} ngày. Xin ghi lý do.",
        en=f"This dose is recorded {days} days late. Please give the reason.",
    )


def _same_day(given: GivenDose) -> Text:
    name, day = dose_name(given.dose_kind, given.number), show_day(given.day)
    return Text(
        vi=f"Ngày {day} đã ghi {name.vi} cho người này. Có phải ghi hai lần không?",
        en=f"On {day} {name.en} was already recorded for this person. Is this the same dose?",
    )


def _other_number(dose: DoseFacts, due: Verdict) -> Text:
    chosen = dose_name(dose.dose_kind, dose.number)
    expected = dose_name(due.dose_kind or "basic", due.number or 1)
    return Text(
        vi=f"Theo lịch sử, mũi này là {expected.vi}, đang ghi {chosen.vi}.",
        en=f"By the history this is {expected.en}; {chosen.en} is about to be recorded.",
    )


def _other_volume(volume: float, usual: float, name: str) -> Text:
    given, expected = measured(volume, _MILLILITRES), measured(usual, _MILLILITRES)
    return Text(
        vi=f"Liều {given.vi} khác liều của {name}: {expected.vi}.",
        en=f"{given.en} differs from the dose of {name}: {expected.en}.",
    )
