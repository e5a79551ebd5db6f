"""Vials at the site: which are open where, what came out of them, what was thrown away and why.

Doses are counted against vials, so that an extra dose, a dose that nobody recorded and a vial
that nobody threw away are seen the same day.
"""

from __future__ import annotations

from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import moment
from desk.errors import FieldMissing, NoSuchVial
from desk.recorder import Batch, Draft, Saved
from desk.tray import NOT_DRAWN, SOON
from desk.use_case import UseCase
from immunization.dates import NoSuchDay, PartialDate, UnreadableDate
from immunization.entries import DiscardReason, VialDiluted, VialDiscarded
from immunization.ids import DeviceId, EntryId
from immunization.labels import DISCARD_REASONS
from immunization.names import tidy
from immunization.stock import UnreadableLot, expired, is_expired, last_day, read_lot
from immunization.text import Text
from local_db import queries, vials
from local_db.vials import VialHeld

VialWhere = Literal["open", "soon", "past", "gone"]

LOOK_BACK: Final = timedelta(days=7)
"""A vial that was left open so long ago still stands in the list."""

_LONGEST: Final = 500
_MOST_DOSES: Final = 1_000
_NO_REASON: Final = Text(vi="Xin chọn lý do bỏ lọ.", en="Please choose why it is thrown away.")
_NO_COUNT: Final = Text(
    vi="Số liều bỏ phải là số, từ 0 trở lên.", en="The doses thrown away are a number, 0 or more."
)
_NO_NOTE: Final = Text(vi="Xin ghi lý do bằng lời.", en="Please say why in a few words.")


class VialRow(Struct, frozen=True):
    """A vial in the list. ``left`` by count, None where the vial's size is not confirmed.

    ``extra``: doses beyond the label's number; ``missing``: doses that neither somebody got nor
    was said to be thrown away, once the vial is gone.
    """

    vial: EntryId
    product_name: str
    lot: str
    desk: str
    where: VialWhere
    opened_at: datetime
    discard_at: datetime | None
    doses: int | None
    drawn: int
    left: int | None
    extra: int
    missing: int
    wasted: int
    reason: Text | None


class VialUse(UseCase):
    """Reads and discards vials."""

    def today(self) -> tuple[VialRow, ...]:
        """Return the vials of today, and older ones that nobody threw away; open ones first."""
        now = self._clock.now()
        with self._store.read() as connection:
            site, day = self._station.site, now.date()
            held = vials.of_day(connection, site, day, day - LOOK_BACK, NOT_DRAWN)
            desks = queries.devices(connection, site)
        return tuple(self._row(one, desks, now) for one in held)

    def discard(
        self, form: EntryId, vial: EntryId, reason: str, wasted: str = "", note: str = ""
    ) -> Future[Saved]:
        """Throw a vial away. ``wasted`` as typed; empty means what is left by count.

        Raises FieldMissing at once; the future raises NoSuchVial if it is gone already.
        """
        why = next((key for key in DISCARD_REASONS if key == reason), None)
        if why is None:
            raise FieldMissing("reason", _NO_REASON)
        count = _count(wasted)
        if why == "other" and not tidy(note):
            raise FieldMissing("note", _NO_NOTE)

        def compose(connection: Connection, now: datetime) -> Batch:
            held = vials.one(connection, vial, NOT_DRAWN)
            if held is None or held.discarded_at is not None:
                raise NoSuchVial
            return Batch([Draft(form, vial, _discarded(held, why, count, note, now))])

        return self._recorder.record(form, vial, compose, "")

    def dilute(self, form: EntryId, vial: EntryId, lot: str, expiry: str = "") -> Future[Saved]:
        """Record the diluent of an open vial; ``lot`` and ``expiry`` as typed or scanned.

        Raises FieldMissing at once; the future raises NoSuchVial if it is gone already.
        """
        try:
            number = read_lot(lot)
        except UnreadableLot as error:
            raise FieldMissing("diluent", error.text) from error
        try:
            last = last_day(PartialDate.typed(expiry)) if expiry.strip() else None
        except (UnreadableDate, NoSuchDay) as error:
            raise FieldMissing("diluent_expiry", error.text) from error
        if is_expired(last, self._clock.today()) and last is not None:
            raise FieldMissing("diluent_expiry", expired(number, last))

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            held = vials.one(connection, vial, NOT_DRAWN)
            if held is None or held.discarded_at is not None:
                raise NoSuchVial
            body = VialDiluted(diluent_lot=number, diluent_expiry=last)
            return Batch([Draft(form, vial, body)])

        return self._recorder.record(form, vial, compose, "")

    def _row(self, one: VialHeld, desks: dict[DeviceId, str], now: datetime) -> VialRow:
        drawn = one.drawn if one.drawn is not None else one.recorded
        discard_at = moment(one.discard_at, now) if one.discard_at is not None else None
        wasted, is_gone = one.wasted or 0, one.discarded_at is not None
        missing = 0
        if is_gone and one.doses is not None:
            missing = max(0, one.doses - one.recorded - wasted)
        return VialRow(
            vial=one.vial,
            product_name=self._catalogue.name_of(one.product),
            lot=one.lot,
            desk=desks.get(one.device, "–"),
            where=_where(discard_at, now, is_gone=is_gone),
            opened_at=moment(one.opened_at, now),
            discard_at=discard_at,
            doses=one.doses,
            drawn=drawn,
            left=None if one.doses is None or is_gone else max(0, one.doses - drawn),
            extra=max(0, drawn - one.doses) if one.doses is not None else 0,
            missing=missing,
            wasted=wasted,
            reason=DISCARD_REASONS[one.reason] if one.reason else None,
        )


def _discarded(
    held: VialHeld, reason: DiscardReason, wasted: int | None, note: str, now: datetime
) -> VialDiscarded:
    by_count = max(0, held.doses - held.recorded) if held.doses is not None else 0
    return VialDiscarded(
        day=now.date(),
        reason=reason,
        drawn=held.recorded,
        wasted=by_count if wasted is None else wasted,
        note=tidy(note)[:_LONGEST] or None,
    )


def _where(discard_at: datetime | None, now: datetime, *, is_gone: bool) -> VialWhere:
    if is_gone:
        return "gone"
    if discard_at is not None and now >= discard_at:
        return "past"
    return "soon" if discard_at is not None and discard_at - now <= SOON else "open"


def _count(typed: str) -> int | None:
    plain = typed.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and int(plain[:6]) <= _MOST_DOSES):
        raise FieldMissing("wasted", _NO_COUNT)
    return int(plain[:6])
