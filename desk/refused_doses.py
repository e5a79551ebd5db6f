"""Doses that the centre refused: they were injected, so they stay, and the supervisor decides.

A site's hub lets pass what only the centre can judge (a date, a void of another site's dose), so
all desks know such a dose before the centre has said anything. To hide it then would invite a
second injection: it goes on counting here, with the centre's reason beside it, until somebody
has looked into it and voided it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec import Struct

from desk.clock import Clock, moment
from desk.doubles import LOOK_BACK
from desk.station import Station
from desk.wording import filled
from immunization.ids import EntryId, PersonId
from immunization.labels import dose_name
from immunization.refusals import refusal_of
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import queries, refusals
from local_db.refusals import RefusedDose as Found
from local_db.store import Store

WHAT_TO_DO: Final = Text(
    vi="Mũi đã tiêm vẫn được tính ở điểm tiêm này, trung tâm thì chưa tính. Mở từng người, xem lý "
    "do, huỷ mũi ghi sai rồi ghi lại cho đúng.",
    en="These doses still count at this site; the centre does not count them. Open each person, "
    "read the reason, void what is wrong and record it again.",
)
_WHAT: Final = Text(vi="{product}, {dose}", en="{product}, {dose}")


class RefusedDose(Struct, frozen=True):
    """One of them: whose, what ("Comirnaty, mũi 1"), when, at which desk, and the reason."""

    person: PersonId
    name: str
    entry: EntryId
    what: Text
    at: datetime
    desk: str
    why: Text
    to_do: Text


class RefusedDoses:
    """Finds them."""

    def __init__(self, store: Store, clock: Clock, station: Station, catalogue: Catalogue) -> None:
        self._store = store
        self._clock = clock
        self._station = station
        self._catalogue = catalogue

    def of_late(self) -> tuple[RefusedDose, ...]:
        """Return the refused doses of this site of the last month, newest first."""
        now, here = self._clock.now(), self._station.site
        with self._store.read() as connection:
            found = refusals.doses(connection, here, now.date() - LOOK_BACK)
            desks = queries.devices(connection, here) if found else {}
        return tuple(
            self._shown(one, desks.get(one.device, self._station.site_name), now) for one in found
        )

    def _shown(self, found: Found, desk: str, now: datetime) -> RefusedDose:
        refusal = refusal_of(found.code)
        name = self._catalogue.name_of(found.product)
        return RefusedDose(
            person=found.person,
            name=found.name,
            entry=found.dose,
            what=filled(_WHAT, product=name, dose=dose_name(found.kind, found.number)),
            at=moment(found.given_at, now),
            desk=desk,
            why=refusal.why,
            to_do=refusal.to_do,
        )
