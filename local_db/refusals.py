"""Doses of a site that the centre refused, whichever desk recorded them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from immunization.entries import DoseKind
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode
from local_db.question import Question
from records import tables

_dose, _person, _refusal = tables.dose.c, tables.person.c, tables.refusal.c
# Asked first: there is hardly ever one, and the day's doses need not be looked through then.
_ANY = Question(select(_refusal.refused).limit(1))
_DOSES = Question(
    select(
        _dose.person_id, _person.name, _dose.dose_id, _dose.given_at, _dose.product,
        _dose.dose_kind, _dose.number, _dose.device_id, _refusal.code,
    )
    .select_from(
        tables.dose.join(
            tables.refusal,
            (_refusal.entry_id == _dose.dose_id) & (_refusal.device_id == _dose.device_id),
        ).outerjoin(tables.person, _person.person_id == _dose.person_id)
    )
    .where(
        _dose.site == bindparam("site"),
        _dose.day >= bindparam("since"),
        _dose.void_reason.is_(None),
    )
    .distinct()
    .order_by(_dose.given_at.desc(), _dose.dose_id)
)  # fmt: skip


class RefusedDose(Struct, frozen=True):
    """A dose that counts here and not at the centre; ``given_at`` in seconds since 1970 (UTC)."""

    person: PersonId
    name: str
    dose: EntryId
    given_at: int
    product: str
    kind: DoseKind
    number: int
    device: DeviceId
    code: str


def doses(connection: Connection, site: SiteCode, since: date) -> list[RefusedDose]:
    """Return the doses of a site from a day on that were refused and not voided, newest first."""
    if _ANY.one(connection) is None:
        return []
    rows = _DOSES.all(connection, site=site, since=since.isoformat())
    return [
        RefusedDose(
            PersonId(person), name or "", EntryId(dose), given_at, product, kind, number,
            DeviceId(device), code,
        )
        for person, name, dose, given_at, product, kind, number, device, code in rows
    ]  # fmt: skip
