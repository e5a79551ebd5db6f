"""The vial on this desk's tray: which lot, opened when, how many doses are left in it.

Which one lies there is kept at the desk; that it was opened is an entry, and an empty one is
thrown away by an entry when the next is taken. A vial that still holds something is not: who
throws it away says why (`desk.vial_use`).

Children get several vaccines in one visit, out of several open vials: one that still holds doses
is set aside when another lot is taken, and taken up again when its lot is scanned again.
"""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime, timedelta
from typing import Final, Literal

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import moment
from desk.errors import Refused
from desk.recorder import Draft
from desk.use_case import UseCase
from desk.wording import same
from immunization.dosing import recalled
from immunization.entries import VialDiscarded, VialOpened
from immunization.ids import EntryId, LotId
from immunization.stock import discard_at, expired, is_expired
from immunization.struct_types import prepare
from immunization.text import Text
from immunization.vaccines import Vaccine
from local_db import kept, queries, reads, vials
from local_db.queries import LotHeld

VialState = Literal["open", "last_dose", "soon", "empty", "past", "expired"]

SOON: Final = timedelta(minutes=30)
_KEPT: Final = "vial on the tray"
_ASIDE: Final = "vials set aside"
_MOST_ASIDE: Final = 12
# A voided dose was drawn from the vial all the same, unless nobody was injected.
NOT_DRAWN: Final = ("not_injected", "twice", "wrong_lot")
_NOT_HERE: Final = Text(
    vi="Lô này chưa nhập ở điểm tiêm. Xin nhập lô ở Kho vắc xin trước.",
    en="This lot was not received at this site. Please receive it in Stock first.",
)


class VialInUse(Struct, frozen=True):
    """The vial on this desk's tray. ``doses`` in it and ``left`` by what this desk recorded.

    Both are None where the size of the vial is not confirmed. ``discard_at`` None: the
    vaccine's open life is not confirmed (the screen says so). ``lot_left`` by the site's count.
    """

    lot_id: LotId
    product: str
    product_name: str
    lot: str
    expiry: date
    state: VialState
    opened_at: datetime
    discard_at: datetime | None
    doses: int | None
    left: int | None
    lot_left: int


class Opened(msgspec.Struct, frozen=True):
    """What is kept: the lot, when its vial was opened (seconds, UTC), and the vial's entry.

    ``before`` doses of the lot were drawn in that very second, but from the vial before.
    """

    lot_id: LotId
    opened_at: int
    vial: EntryId | None = None
    before: int = 0


class Aside(msgspec.Struct, frozen=True):
    """The open vials of other lots at this desk, the latest last: one of each lot."""

    vials: tuple[Opened, ...] = ()


prepare(Opened, Aside)


class Tray(UseCase):
    """Reads and changes the vial in use."""

    def vial(self) -> VialInUse | None:
        """Return the vial on the tray, or None."""
        with self._store.read() as connection:
            return self.read(connection, self._clock.now())

    def read(self, connection: Connection, now: datetime) -> VialInUse | None:
        """Return the vial in a transaction that is open already."""
        opened = kept.get(connection, _KEPT, Opened)
        if opened is None or _is_gone(connection, opened):
            return None
        lot = self.lot(connection, opened.lot_id)
        return None if lot is None else self._in_use(connection, lot, opened, now)

    def lot(self, connection: Connection, lot_id: LotId) -> LotHeld | None:
        """Return a lot of this site, or None."""
        return queries.lot(connection, self._station.site, lot_id)

    def discard_at(self, connection: Connection, lot: LotHeld, now: datetime) -> datetime | None:
        """Return when the vial on the tray must go if it is of this lot and that is known."""
        opened = kept.get(connection, _KEPT, Opened)
        vaccine = self._catalogue.vaccine(lot.product)
        if opened is None or opened.lot_id != lot.lot_id or vaccine is None:
            return None
        return discard_at(moment(opened.opened_at, now), vaccine)

    def take(self, lot_id: LotId) -> Future[VialInUse]:
        """Put a vial of a lot on the tray: the one set aside, or else a new one, opened now.

        The future raises Refused if the lot has expired, was recalled or is not at this site.
        """

        def work(connection: Connection) -> VialInUse:
            now = self._clock.now()
            lot = self.lot(connection, lot_id)
            if lot is None:
                raise Refused(_NOT_HERE)
            if is_expired(lot.expiry, now.date()):
                raise Refused(expired(lot.lot, lot.expiry))
            recall = queries.recall_reason(connection, lot.product, lot.lot)
            if recall is not None:
                raise Refused(recalled(lot.lot, same(recall)))
            drafts, opened = self._emptied(connection, now), self._resumed(connection, lot, now)
            if opened is None:
                at = int(now.timestamp())
                before = self._drawn(connection, lot, at)
                opened = Opened(lot_id, at, self._recorder.new_id(), before)
                drafts.insert(0, self._opening(lot, opened, now))
            self._set_aside(connection, opened, now)
            self._recorder.write_in(connection, drafts, now)
            kept.put(connection, _KEPT, opened)
            return self._in_use(connection, lot, opened, now)

        return self._store.write(work)

    def _resumed(self, connection: Connection, lot: LotHeld, now: datetime) -> Opened | None:
        """Return the vial of a lot that was set aside, if it may still be used."""
        aside = (kept.get(connection, _ASIDE, Aside) or Aside()).vials
        found = next((one for one in aside if one.lot_id == lot.lot_id), None)
        return found if found is not None and self._is_usable(connection, found, now) else None

    def _set_aside(self, connection: Connection, taken: Opened, now: datetime) -> None:
        """Keep the vial that lies on the tray now, if it may be used again; forget ``taken``."""
        known = [*(kept.get(connection, _ASIDE, Aside) or Aside()).vials]
        current = kept.get(connection, _KEPT, Opened)
        if current is not None:
            known = [one for one in known if one.lot_id != current.lot_id] + [current]
        vials_left = [
            one
            for one in known
            if one.lot_id != taken.lot_id and self._is_usable(connection, one, now)
        ]
        kept.put(connection, _ASIDE, Aside(tuple(vials_left[-_MOST_ASIDE:])))

    def _is_usable(self, connection: Connection, opened: Opened, now: datetime) -> bool:
        """Tell whether a vial was opened today and can be drawn from."""
        lot = self.lot(connection, opened.lot_id)
        held = vials.one(connection, opened.vial) if opened.vial else None
        if lot is None or held is None or held.discarded_at is not None:
            return False
        vial = self._in_use(connection, lot, opened, now)
        is_of_today = vial.opened_at.date() == now.date()
        return is_of_today and vial.state in {"open", "last_dose", "soon"}

    def _opening(self, lot: LotHeld, opened: Opened, now: datetime) -> Draft:
        vaccine = self._catalogue.vaccine(lot.product)
        at = now.replace(microsecond=0)
        body = VialOpened(
            day=at.date(),
            product=lot.product,
            lot=lot.lot,
            opened_at=at,
            expiry=lot.expiry,
            doses=_doses_in(vaccine),
            discard_at=discard_at(at, vaccine) if vaccine else None,
        )
        vial = opened.vial or self._recorder.new_id()
        return Draft(vial, vial, body)

    def _emptied(self, connection: Connection, now: datetime) -> list[Draft]:
        """Return the entry that throws the vial on the tray away, if nothing is left in it."""
        before = kept.get(connection, _KEPT, Opened)
        lot = self.lot(connection, before.lot_id) if before else None
        if before is None or before.vial is None or lot is None:
            return []
        vial = self._in_use(connection, lot, before, now)
        held = vials.one(connection, before.vial)
        if vial.doses is None or vial.left is None or vial.left > 0 or held is None:
            return []
        if held.discarded_at is not None:
            return []
        gone = VialDiscarded(day=now.date(), reason="empty", drawn=vial.doses - vial.left)
        return [Draft(self._recorder.new_id(), before.vial, gone)]

    def _drawn(self, connection: Connection, lot: LotHeld, since: int) -> int:
        device = self._station.author.device
        return reads.drawn(
            connection, self._station.site, device, lot.product, lot.lot, since, NOT_DRAWN
        )

    def _in_use(
        self, connection: Connection, lot: LotHeld, opened: Opened, now: datetime
    ) -> VialInUse:
        vaccine = self._catalogue.vaccine(lot.product)
        opened_at = moment(opened.opened_at, now)
        doses = _doses_in(vaccine)
        left = None
        if doses is not None:
            drawn = self._drawn(connection, lot, opened.opened_at) - opened.before
            left = doses - max(0, drawn)  # one from before may have been taken back
        discard = discard_at(opened_at, vaccine) if vaccine else None
        return VialInUse(
            lot_id=lot.lot_id,
            product=lot.product,
            product_name=self._catalogue.name_of(lot.product),
            lot=lot.lot,
            expiry=lot.expiry,
            state=_state(lot.expiry, discard, left, now),
            opened_at=opened_at,
            discard_at=discard,
            doses=doses,
            left=left,
            lot_left=lot.left,
        )


def _is_gone(connection: Connection, opened: Opened) -> bool:
    """Tell whether a vial was thrown away since, here or at another desk."""
    held = vials.one(connection, opened.vial) if opened.vial else None
    return held is not None and held.discarded_at is not None


def _doses_in(vaccine: Vaccine | None) -> int | None:
    return vaccine.vial_doses[0] if vaccine and len(vaccine.vial_doses) == 1 else None


def _state(expiry: date, discard: datetime | None, left: int | None, now: datetime) -> VialState:
    if is_expired(expiry, now.date()):
        return "expired"
    if discard is not None and now >= discard:
        return "past"
    if left is not None and left <= 0:
        return "empty"
    if discard is not None and discard - now <= SOON:
        return "soon"
    return "last_dose" if left == 1 else "open"
