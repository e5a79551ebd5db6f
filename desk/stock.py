"""Vaccine at the site: lots received, used and left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import Clock
from desk.errors import FieldMissing
from desk.recorder import Batch, Draft, Recorder, Saved
from desk.station import Station
from desk.wording import filled
from immunization.dates import NoSuchDay, PartialDate, UnreadableDate, show_day
from immunization.entries import LotMoved, LotReceived
from immunization.ids import EntryId, LotId, lot_at_site
from immunization.labels import LOT_MOVES
from immunization.names import tidy
from immunization.stock import (
    NoDoses,
    UnreadableLot,
    check_doses,
    expired,
    is_expired,
    last_day,
    read_lot,
)
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import queries
from local_db.queries import LotHeld
from local_db.store import Store

SOON: Final = timedelta(days=30)
"""A lot that expires within this time is named in the list."""

_LONGEST_TEXT: Final = 120
_COUNT: Final = re.compile(r"\d{1,9}|\d{1,3}(?:\.\d{3}){1,2}", re.ASCII)
_NO_PRODUCT: Final = Text(vi="Xin chọn vắc xin.", en="Please choose the vaccine.")
_OTHER_EXPIRY: Final = Text(
    vi="Lô này đã nhập với hạn dùng {day}. Xin xem lại nhãn.",
    en="This lot was received with the expiry {day}. Please check the label.",
)
_NO_MOVE: Final = Text(vi="Xin chọn: cấp, trả hay huỷ.", en="Please choose what is done.")
_NO_WHERE: Final = Text(
    vi="Xin ghi cấp cho ai, hoặc vì sao trả, huỷ.", en="Please say for whom, or why."
)
_NOT_SO_MANY: Final = Text(
    vi="Theo sổ chỉ còn {left} liều. Xin kiểm lại.",
    en="By the books {left} doses are left. Please check.",
)
_LONG_TEXT: Final = Text(vi="Phần này dài quá.", en="This is too long.")


class LotRow(Struct, frozen=True):
    """A lot at this site, in doses. ``left`` may be negative: more was recorded than came.

    ``gone`` was returned (``returned``) or destroyed unopened, ``wasted`` thrown away with a vial;
    ``allocated`` to a desk or a team is still the site's.
    """

    lot_id: LotId
    product: str
    product_name: str
    lot: str
    expiry: date
    received: int
    used: int
    left: int
    is_expired: bool
    expires_soon: bool
    gone: int = 0
    allocated: int = 0
    wasted: int = 0
    returned: int = 0

    @property
    def lost(self) -> int:
        """Destroyed unopened, or thrown away with an open vial."""
        return self.gone - self.returned + self.wasted


class Product(Struct, frozen=True):
    """A product that may be received, for the choice in the form."""

    code: str
    name: str
    doses_in_vial: int | None


class LotDraft(Struct, frozen=True):
    """A delivery as typed or scanned. ``expiry`` and ``doses`` as text from the form."""

    form: EntryId
    product: str
    lot: str
    expiry: str
    doses: str
    supplier: str = ""
    licence: str = ""
    storage: str = ""


class MoveDraft(Struct, frozen=True):
    """Doses of a lot that go elsewhere, as typed. ``how`` is a key of `labels.LOT_MOVES`.

    ``to`` for whom they are allocated, ``reason`` why they are returned or destroyed.
    """

    form: EntryId
    lot_id: LotId
    how: str
    doses: str
    to: str = ""
    reason: str = ""


class LotFlaw(Struct, frozen=True):
    """What is missing or wrong in a field of the delivery. ``stops``: cannot be saved so."""

    field: str
    text: Text
    stops: bool = True


class Stock:
    """Reads and receives vaccine."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        station: Station,
        catalogue: Catalogue,
        recorder: Recorder,
    ) -> None:
        self._store = store
        self._clock = clock
        self._site = station.site
        self._catalogue = catalogue
        self._recorder = recorder

    def products(self) -> tuple[Product, ...]:
        """Return the products of the catalogue that are given here."""
        return tuple(
            Product(one.code, one.name, one.vial_doses[0] if len(one.vial_doses) == 1 else None)
            for one in self._catalogue.offered
        )

    def lots(self, *, usable_only: bool = False) -> tuple[LotRow, ...]:
        """Return the lots at this site, the one that expires first at the top."""
        today = self._clock.today()
        with self._store.read() as connection:
            held = queries.lots(connection, self._site)
        rows = (lot_row(one, today, self._catalogue) for one in held)
        return tuple(
            row for row in rows if not usable_only or (not row.is_expired and row.left > 0)
        )

    def flaws(self, draft: LotDraft) -> tuple[LotFlaw, ...]:
        """Return what is missing or wrong in a delivery."""
        with self._store.read() as connection:
            held = queries.lots(connection, self._site)
        return tuple(self._flaws(draft, held))

    def receive(self, draft: LotDraft) -> Future[Saved]:
        """Record a delivery. Raises FieldMissing at once for a flaw."""
        flaw = next((flaw for flaw in self.flaws(draft) if flaw.stops), None)
        if flaw is not None:
            raise FieldMissing(flaw.field, flaw.text)
        lot = read_lot(draft.lot)
        body = LotReceived(
            product=draft.product,
            lot=lot,
            expiry=last_day(PartialDate.typed(draft.expiry)),
            doses=_number(draft.doses),
            supplier=tidy(draft.supplier) or None,
            licence=tidy(draft.licence) or None,
            storage=tidy(draft.storage) or None,
        )
        about = lot_at_site(self._site, draft.product, lot)
        name = self._catalogue.name_of(draft.product)

        def compose(connection: Connection, now: datetime) -> Batch:
            del connection, now
            return Batch([Draft(draft.form, about, body)])

        return self._recorder.record(draft.form, about, compose, name)

    def move(self, draft: MoveDraft) -> Future[Saved]:
        """Record that doses of a lot went elsewhere.

        Raises FieldMissing at once; the future raises it too where there are not so many left.
        """
        how = next((key for key in LOT_MOVES if key == draft.how), None)
        if how is None:
            raise FieldMissing("how", _NO_MOVE)
        try:
            doses = check_doses(_number(draft.doses))
        except NoDoses as error:
            raise FieldMissing("doses", error.text) from error
        if max(len(draft.to), len(draft.reason)) > _LONGEST_TEXT:
            raise FieldMissing("to", _LONG_TEXT)
        if not tidy(draft.to if how == "allocated" else draft.reason):
            raise FieldMissing("to", _NO_WHERE)

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            lot = queries.lot(connection, self._site, draft.lot_id)
            if lot is None or lot.left < doses:
                raise FieldMissing("doses", filled(_NOT_SO_MANY, left=lot.left if lot else 0))
            body = LotMoved(
                product=lot.product,
                lot=lot.lot,
                doses=doses,
                how=how,
                to=tidy(draft.to) or None,
                reason=tidy(draft.reason) or None,
            )
            name = self._catalogue.name_of(lot.product)
            return Batch([Draft(draft.form, draft.lot_id, body)], name=name)

        return self._recorder.record(draft.form, draft.lot_id, compose)

    def _flaws(self, draft: LotDraft, held: list[LotHeld]) -> Iterator[LotFlaw]:
        if self._catalogue.vaccine(draft.product) is None:
            yield LotFlaw("product", _NO_PRODUCT)
        lot = None
        try:
            lot = read_lot(draft.lot)
        except UnreadableLot as error:
            yield LotFlaw("lot", error.text)
        yield from self._expiry_flaws(draft, lot, held)
        try:
            check_doses(_number(draft.doses))
        except NoDoses as error:
            yield LotFlaw("doses", error.text)
        for name in ("supplier", "licence", "storage"):
            if len(getattr(draft, name)) > _LONGEST_TEXT:
                yield LotFlaw(name, _LONG_TEXT)

    def _expiry_flaws(
        self, draft: LotDraft, lot: str | None, held: list[LotHeld]
    ) -> Iterator[LotFlaw]:
        try:
            expiry = last_day(PartialDate.typed(draft.expiry))
        except (UnreadableDate, NoSuchDay) as error:
            yield LotFlaw("expiry", error.text)
            return
        if is_expired(expiry, self._clock.today()):
            yield LotFlaw("expiry", expired(lot or draft.lot[:20], expiry))
        known = [one.expiry for one in held if (one.product, one.lot) == (draft.product, lot)]
        if known and known[0] != expiry:
            day = show_day(known[0])
            words = filled(_OTHER_EXPIRY, day=day)
            yield LotFlaw("expiry", words, stops=False)


def lot_row(held: LotHeld, today: date, catalogue: Catalogue) -> LotRow:
    """Return a lot as the list shows it on a day."""
    expired_now = is_expired(held.expiry, today)
    return LotRow(
        lot_id=held.lot_id,
        product=held.product,
        product_name=catalogue.name_of(held.product),
        lot=held.lot,
        expiry=held.expiry,
        received=held.received,
        used=held.used,
        left=held.left,
        is_expired=expired_now,
        expires_soon=not expired_now and held.expiry - today <= SOON,
        gone=held.gone,
        allocated=held.allocated,
        wasted=held.wasted,
        returned=held.returned,
    )


def _number(text: str) -> int:
    """Return a count as typed, 1.000 too; 0 for what is none: 1.5 must not become 15."""
    plain = text.strip()
    return int(plain.replace(".", "")) if _COUNT.fullmatch(plain) else 0
