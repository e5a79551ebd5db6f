"""The lists of the screens: each is one query, and each row is a frozen value.

Times are whole seconds since 1970 (UTC), as in the tables; the screens know the desk's zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, bindparam, case, func, select

from immunization.entries import Conclusion, DoseKind, Role, Severity, Sex, VoidReason
from immunization.ids import DeviceId, EntryId, LotId, PersonId, SiteCode, StaffId
from records import tables

Stage = Literal["screening", "injection", "observation", "done"]

_visit, _person, _dose = tables.visit.c, tables.person.c, tables.dose.c
_lot = tables.lot.c
_MOST = 5_000
_USED = (
    select(func.count())
    .where(
        _dose.site == _lot.site,
        _dose.product == _lot.product,
        _dose.lot == _lot.lot,
        _dose.void_reason.is_(None),
    )
    .correlate(tables.lot)
    .scalar_subquery()
)
_LOTS = (
    select(_lot.lot_id, _lot.product, _lot.lot, _lot.expiry, _lot.received, _USED)
    .where(_lot.site == bindparam("site"))
    .order_by(_lot.expiry, _lot.product, _lot.lot)
    .limit(_MOST)
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody at a stage: their number of the day, and since when (seconds) they are there."""

    person: PersonId
    name: str
    sex: Sex | None
    birth: str | None
    number: str | None
    since: int
    conclusion: Conclusion | None


@dataclass(frozen=True, slots=True)
class StageCounts:
    """How many are where; ``overdue`` are under observation and past their time."""

    received: int
    screening: int
    injection: int
    observation: int
    done: int
    overdue: int
    reactions: int


@dataclass(frozen=True, slots=True)
class Observed:
    """Somebody under observation after a dose; ``until`` and ``given_at`` in seconds."""

    person: PersonId
    name: str
    sex: Sex | None
    birth: str | None
    number: str | None
    dose: EntryId
    product: str
    given_at: int
    until: int
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class DayVisit:
    """A line of the day's list: a visit, and its dose if one counts."""

    person: PersonId
    name: str
    sex: Sex | None
    birth: str | None
    number: str | None
    stage: Stage
    since: int
    arrived_at: int | None
    screened_at: int | None
    conclusion: Conclusion | None
    delay_until: str | None
    ended_at: int | None
    severity: Severity | None
    dose: EntryId | None
    product: str | None
    lot: str | None
    dose_kind: DoseKind | None
    dose_number: int | None
    given_at: int | None
    device: DeviceId | None


@dataclass(frozen=True, slots=True)
class DayDose:
    """A dose of the day, voided or not."""

    person: PersonId
    dose: EntryId
    product: str
    lot: str
    given_at: int
    device: DeviceId
    void_reason: VoidReason | None


@dataclass(frozen=True, slots=True)
class LotHeld:
    """A lot of a site, in doses; ``used`` counts the doses that were not voided."""

    lot_id: LotId
    product: str
    lot: str
    expiry: date
    received: int
    used: int


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who may sign in; ``password`` is an argon2id hash in PHC string form."""

    id: StaffId
    login: str
    name: str
    title: str
    role: Role
    password: str
    active: bool


def queue(connection: Connection, site: SiteCode, day: date, stage: Stage) -> list[Waiting]:
    """Return who is at a stage of a site on a day, the longest there first."""
    query = (
        select(
            _visit.person_id, _person.name, _person.sex, _person.birth,
            _visit.number, _visit.since, _visit.conclusion,
        )
        .select_from(tables.visit.outerjoin(tables.person, _person.person_id == _visit.person_id))
        .where(_visit.site == site, _visit.day == day.isoformat(), _visit.stage == stage)
        .order_by(_visit.since, _visit.number)
        .limit(_MOST)
    )  # fmt: skip
    return [Waiting(row[0], row[1] or "", *row[2:]) for row in _rows(connection, query)]


def stage_counts(connection: Connection, site: SiteCode, day: date, now: int) -> StageCounts:
    """Count a site's visits of a day by stage, at a moment (seconds), in one query."""

    def how_many(condition: object) -> object:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)  # type: ignore[arg-type]

    at = _visit.stage
    query = select(
        how_many(_visit.number.isnot(None)),
        *(how_many(at == stage) for stage in ("screening", "injection", "observation", "done")),
        how_many(and_(at == "observation", _visit.observe_until <= now)),
        how_many(_visit.reaction.isnot(None)),
    ).where(_visit.site == site, _visit.day == day.isoformat())  # type: ignore[call-overload]
    return StageCounts(*connection.execute(query).one())


def observed(connection: Connection, site: SiteCode, day: date) -> list[Observed]:
    """Return who is under observation at a site, the one who may leave first at the top."""
    query = (
        select(
            _visit.person_id, _person.name, _person.sex, _person.birth, _visit.number,
            _visit.dose_id, _dose.product, _dose.given_at, _visit.observe_until, _visit.reaction,
        )
        .select_from(
            tables.visit.outerjoin(tables.person, _person.person_id == _visit.person_id).join(
                tables.dose,
                and_(_dose.person_id == _visit.person_id, _dose.dose_id == _visit.dose_id),
            )
        )
        .where(_visit.site == site, _visit.day == day.isoformat(), _visit.stage == "observation")
        .order_by(_visit.observe_until, _visit.number)
        .limit(_MOST)
    )  # fmt: skip
    return [Observed(row[0], row[1] or "", *row[2:]) for row in _rows(connection, query)]


def day_list(connection: Connection, site: SiteCode, day: date) -> list[DayVisit]:
    """Return all visits of a day at a site, the latest event first."""
    query = (
        select(
            _visit.person_id, _person.name, _person.sex, _person.birth, _visit.number,
            _visit.stage, _visit.since, _visit.arrived_at, _visit.screened_at, _visit.conclusion,
            _visit.delay_until, _visit.ended_at, _visit.reaction, _visit.dose_id, _dose.product,
            _dose.lot, _dose.dose_kind, _dose.number, _dose.given_at, _dose.device_id,
        )
        .select_from(
            tables.visit.outerjoin(
                tables.person, _person.person_id == _visit.person_id
            ).outerjoin(
                tables.dose,
                and_(_dose.person_id == _visit.person_id, _dose.dose_id == _visit.dose_id),
            )
        )
        .where(_visit.site == site, _visit.day == day.isoformat())
        .order_by(_visit.since.desc(), _visit.number.desc())
        .limit(_MOST)
    )  # fmt: skip
    return [DayVisit(row[0], row[1] or "", *row[2:]) for row in _rows(connection, query)]


def day_doses(connection: Connection, site: SiteCode, day: date) -> list[DayDose]:
    """Return all doses that a site recorded for a day, the voided too, the latest first."""
    query = (
        select(
            _dose.person_id, _dose.dose_id, _dose.product, _dose.lot, _dose.given_at,
            _dose.device_id, _dose.void_reason,
        )
        .where(_dose.site == site, _dose.day == day.isoformat())
        .order_by(_dose.given_at.desc(), _dose.dose_id.desc())
        .limit(_MOST)
    )  # fmt: skip
    return [DayDose(*row) for row in _rows(connection, query)]


def lots(connection: Connection, site: SiteCode) -> list[LotHeld]:
    """Return a site's lots with what was received and used, the one that expires first first."""
    return [_lot_held(tuple(row)) for row in connection.execute(_LOTS, {"site": site})]


def staff_of_login(connection: Connection, login: str) -> list[StaffMember]:
    """Return who has this login; more than one only if the centre made a mistake."""
    return _staff(connection, login)


def staff(connection: Connection) -> list[StaffMember]:
    """Return all staff that the desk knows, by login."""
    return _staff(connection, None)


def devices(connection: Connection, site: SiteCode) -> dict[DeviceId, str]:
    """Return what a site calls its devices, revoked or not: "Bàn 2".

    By the desk's number, because the device's own name is the PC's and means nothing at the site.
    """
    kept = tables.device.c
    query = select(kept.device_id, kept.desk).where(kept.site == site)
    return {DeviceId(row[0]): f"Bàn {row[1]}" for row in connection.execute(query)}


def _rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    for row in connection.execute(query):
        yield tuple(row)


def _lot_held(row: tuple[Any, ...]) -> LotHeld:
    return LotHeld(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5])


def _staff(connection: Connection, login: str | None) -> list[StaffMember]:
    kept = tables.staff.c
    query = select(
        kept.staff_id, kept.login, kept.name, kept.title, kept.role, kept.password, kept.active
    ).order_by(kept.login, kept.staff_id)
    if login is not None:
        query = query.where(kept.login == login)
    return [StaffMember(*row) for row in _rows(connection, query)]
