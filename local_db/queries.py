"""The lists of the screens: each is one query, and each row is a frozen value.

Times are whole seconds since 1970 (UTC), as in the tables; the screens know the desk's zone.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select

from immunization.ids import DeviceId, LotId, SiteCode
from local_db.question import Question, Row
from local_db.rows import (
    DayDose,
    DayVisit,
    LotHeld,
    Observed,
    StaffMember,
    Stage,
    StageCounts,
    Waiting,
)
from records import tables

__all__ = [
    "DayDose",
    "DayVisit",
    "LotHeld",
    "Observed",
    "StaffMember",
    "Stage",
    "StageCounts",
    "Waiting",
    "day_doses",
    "day_list",
    "devices",
    "lot",
    "lots",
    "observed",
    "queue",
    "staff",
    "staff_of_login",
    "stage_counts",
]  # fmt: skip

_visit, _person, _dose = tables.visit.c, tables.person.c, tables.dose.c
_lot, _staff, _device = tables.lot.c, tables.staff.c, tables.device.c
_vial = tables.vial.c
_MOST = 5_000
_HERE = (_visit.site == bindparam("site"), _visit.day == bindparam("day"))
_WITH_PERSON = tables.visit.outerjoin(tables.person, _person.person_id == _visit.person_id)
_ITS_DOSE = and_(_dose.person_id == _visit.person_id, _dose.dose_id == _visit.dose_id)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_QUEUE = Question(
    select(
        _visit.person_id, func.coalesce(_person.name, ""), _person.sex, _person.birth,
        _visit.number, _visit.since, _visit.conclusion,
    )
    .select_from(_WITH_PERSON)
    .where(*_HERE, _visit.stage == bindparam("stage"))
    .order_by(_visit.since, _visit.number)
    .limit(_MOST)
)  # fmt: skip
_COUNTS = Question(
    select(
        _how_many(_visit.number.isnot(None)),
        _how_many(_visit.stage == "screening"),
        _how_many(_visit.stage == "injection"),
        _how_many(_visit.stage == "observation"),
        _how_many(_visit.stage == "done"),
        _how_many(and_(_visit.stage == "observation", _visit.observe_until <= bindparam("now"))),
        _how_many(_visit.reaction.isnot(None)),
    ).where(*_HERE)
)
_OBSERVED = Question(
    select(
        _visit.person_id, func.coalesce(_person.name, ""), _person.sex, _person.birth,
        _visit.number, _visit.dose_id, _dose.product, _dose.given_at, _visit.observe_until,
        _visit.reaction, _dose.device_id,
    )
    .select_from(_WITH_PERSON.join(tables.dose, _ITS_DOSE))
    .where(*_HERE, _visit.stage == "observation")
    .order_by(_visit.observe_until, _visit.number)
    .limit(_MOST)
)  # fmt: skip
_DAY_LIST = Question(
    select(
        _visit.person_id, func.coalesce(_person.name, ""), _person.sex, _person.birth,
        _visit.number, _visit.stage, _visit.since, _visit.arrived_at, _visit.screened_at,
        _visit.conclusion, _visit.delay_until, _visit.ended_at, _visit.reaction, _visit.dose_id,
        _dose.product, _dose.lot, _dose.dose_kind, _dose.number, _dose.given_at, _dose.device_id,
    )
    .select_from(_WITH_PERSON.outerjoin(tables.dose, _ITS_DOSE))
    .where(*_HERE)
    .order_by(_visit.since.desc(), _visit.number.desc())
    .limit(_MOST)
)  # fmt: skip
_DAY_DOSES = Question(
    select(
        _dose.person_id, _dose.dose_id, _dose.product, _dose.lot, _dose.given_at,
        _dose.device_id, _dose.void_reason,
    )
    .where(_dose.site == bindparam("site"), _dose.day == bindparam("day"))
    .order_by(_dose.given_at.desc(), _dose.dose_id.desc())
    .limit(_MOST)
)  # fmt: skip
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
_WASTED = (
    select(func.coalesce(func.sum(_vial.wasted), 0))
    .where(_vial.site == _lot.site, _vial.product == _lot.product, _vial.lot == _lot.lot)
    .correlate(tables.lot)
    .scalar_subquery()
)
_HELD = select(
    _lot.lot_id, _lot.product, _lot.lot, _lot.expiry, _lot.received, _USED, _lot.gone,
    _lot.allocated, _lot.returned, _WASTED,
).where(_lot.site == bindparam("site"))  # fmt: skip
_LOTS = Question(_HELD.order_by(_lot.expiry, _lot.product, _lot.lot).limit(_MOST))


_ONE_LOT = Question(_HELD.where(_lot.lot_id == bindparam("lot")))
_MEMBERS = select(
    _staff.staff_id, _staff.login, _staff.name, _staff.title, _staff.role, _staff.password,
    _staff.active,
).order_by(_staff.login, _staff.staff_id)  # fmt: skip
_STAFF = Question(_MEMBERS)
_STAFF_OF_LOGIN = Question(_MEMBERS.where(_staff.login == bindparam("login")))
_RULE_DOCUMENTS = Question(
    select(tables.rule_document.c.written).order_by(tables.rule_document.c.document).limit(_MOST)
)
_RECALL = Question(
    select(tables.recall.c.reason).where(
        tables.recall.c.product == bindparam("product"), tables.recall.c.lot == bindparam("lot")
    )
)
_DEVICES = Question(
    select(_device.device_id, _device.desk).where(_device.site == bindparam("site"))
)


def queue(connection: Connection, site: SiteCode, day: date, stage: Stage) -> list[Waiting]:
    """Return who is at a stage of a site on a day, the longest there first."""
    rows = _QUEUE.all(connection, site=site, day=day.isoformat(), stage=stage)
    return [Waiting(*row) for row in rows]


def stage_counts(connection: Connection, site: SiteCode, day: date, now: int) -> StageCounts:
    """Count a site's visits of a day by stage, at a moment (seconds), in one query."""
    counts = _COUNTS.all(connection, site=site, day=day.isoformat(), now=now)[0]
    return StageCounts(*counts)


def observed(connection: Connection, site: SiteCode, day: date) -> list[Observed]:
    """Return who is under observation at a site, the one who may leave first at the top."""
    rows = _OBSERVED.all(connection, site=site, day=day.isoformat())
    return [Observed(*row) for row in rows]


def day_list(connection: Connection, site: SiteCode, day: date) -> list[DayVisit]:
    """Return all visits of a day at a site, the latest event first."""
    rows = _DAY_LIST.all(connection, site=site, day=day.isoformat())
    return [DayVisit(*row) for row in rows]


def day_doses(connection: Connection, site: SiteCode, day: date) -> list[DayDose]:
    """Return all doses that a site recorded for a day, the voided too, the latest first."""
    rows = _DAY_DOSES.all(connection, site=site, day=day.isoformat())
    return [DayDose(*row) for row in rows]


def lots(connection: Connection, site: SiteCode) -> list[LotHeld]:
    """Return a site's lots with what was received and used, the one that expires first first."""
    return [_lot_held(row) for row in _LOTS.all(connection, site=site)]


def lot(connection: Connection, site: SiteCode, lot_id: LotId) -> LotHeld | None:
    """Return a lot of a site with what was received and used, or None."""
    row = _ONE_LOT.one(connection, lot=lot_id, site=site)
    return None if row is None else _lot_held(row)


def rule_documents(connection: Connection) -> list[bytes]:
    """Return the documents of rules that the centre issued, as they are written."""
    return [row[0].encode() for row in _RULE_DOCUMENTS.all(connection)]


def recall_reason(connection: Connection, product: str, lot: str) -> str | None:
    """Return why a lot was recalled, or None if it was not."""
    row = _RECALL.one(connection, product=product, lot=lot)
    return None if row is None else row[0]


def staff_of_login(connection: Connection, login: str) -> list[StaffMember]:
    """Return who has this login; more than one only if the centre made a mistake."""
    return [_staff_member(row) for row in _STAFF_OF_LOGIN.all(connection, login=login)]


def staff(connection: Connection) -> list[StaffMember]:
    """Return all staff that the desk knows, by login."""
    return [_staff_member(row) for row in _STAFF.all(connection)]


def devices(connection: Connection, site: SiteCode) -> dict[DeviceId, str]:
    """Return what a site calls its devices, revoked or not: "Bàn 2".

    By the desk's number: the device's own name is the PC's and means nothing at the site.
    """
    return {DeviceId(row[0]): f"Bàn {row[1]}" for row in _DEVICES.all(connection, site=site)}


def _lot_held(row: Row) -> LotHeld:
    return LotHeld(row[0], row[1], row[2], date.fromisoformat(row[3]), *row[4:])


def _staff_member(row: Row) -> StaffMember:
    id, login, name, title, role, password, active = row
    return StaffMember(id, login, name, title, role, password, bool(active))
