"""Doses of one person on one day, and which desks gave doses today."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from immunization.entries import DoseKind
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode
from local_db.question import Question
from records import tables

_dose, _person, _link = tables.dose.c, tables.person.c, tables.person_link.c
_COLUMNS = (
    _dose.person_id, _person.name, _dose.dose_id, _dose.site, _dose.day, _dose.given_at,
    _dose.product, _dose.dose_kind, _dose.number, _dose.device_id,
)  # fmt: skip
_AT_WORK = Question(
    select(_dose.device_id)
    .where(_dose.site == bindparam("site"), _dose.day == bindparam("day"))
    .distinct()
)
# Who got a dose here from a day on; their doses are then read by the person.
_PEOPLE = (
    select(_dose.person_id)
    .where(
        _dose.site == bindparam("site"),
        _dose.day >= bindparam("since"),
        _dose.void_reason.is_(None),
    )
    .distinct()
)
_DOSES = Question(
    select(*_COLUMNS)
    .select_from(tables.dose.outerjoin(tables.person, _person.person_id == _dose.person_id))
    .where(
        _dose.person_id.in_(
            _PEOPLE.union(
                select(_link.same_as).where(_link.person_id.in_(_PEOPLE)),
                select(_link.person_id).where(_link.same_as.in_(_PEOPLE)),
            )
        ),
        _dose.void_reason.is_(None),
        _dose.day >= bindparam("earliest"),
    )
    .order_by(_dose.person_id, _dose.given_at, _dose.dose_id)
)
_LINKS = Question(
    select(_link.person_id, _link.same_as).where(
        _link.person_id.in_(_PEOPLE) | _link.same_as.in_(_PEOPLE)
    )
)


class LiveDose(Struct, frozen=True):
    """A dose that was not voided; ``given_at`` in seconds since 1970 (UTC)."""

    person: PersonId
    name: str
    dose: EntryId
    site: SiteCode
    day: date
    given_at: int
    product: str
    kind: DoseKind
    number: int
    device: DeviceId


def desks_at_work(connection: Connection, site: SiteCode, day: date) -> frozenset[DeviceId]:
    """Return the desks of a site that gave a dose on a day."""
    return frozenset(
        DeviceId(row[0]) for row in _AT_WORK.all(connection, site=site, day=day.isoformat())
    )


def live_doses(
    connection: Connection, site: SiteCode, since: date, earliest: date
) -> list[LiveDose]:
    """Return the doses from ``earliest`` on of all who got one at a site from ``since`` on.

    Also those of linked records, and those given elsewhere.
    """
    rows = _DOSES.all(connection, site=site, since=since.isoformat(), earliest=earliest.isoformat())
    return [
        LiveDose(
            PersonId(person), name or "", EntryId(dose), SiteCode(where), date.fromisoformat(day),
            given_at, product, kind, number, DeviceId(device),
        )
        for person, name, dose, where, day, given_at, product, kind, number, device in rows
    ]  # fmt: skip


def links(connection: Connection, site: SiteCode, since: date) -> list[tuple[PersonId, PersonId]]:
    """Return which records of those people are one human being."""
    rows = _LINKS.all(connection, site=site, since=since.isoformat())
    return [(PersonId(one), PersonId(other)) for one, other in rows]
