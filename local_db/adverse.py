"""Serious adverse events of a site, and who got which lot on a day with how it went."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from sqlalchemy import Connection, and_, bindparam, case, func, or_, select

from immunization.entries import Outcome, Severity
from immunization.ids import EntryId, PersonId, SiteCode, SubjectId
from local_db.question import Question
from records import tables
from records.folds.person_values import Dose

_reaction, _person, _dose = tables.reaction.c, tables.person.c, tables.dose.c
_visit, _vial = tables.visit.c, tables.vial.c
_MOST = 500
_SERIOUS = Question(
    select(
        _reaction.person_id, _reaction.reaction_id, func.coalesce(_person.name, ""),
        _visit.number, _reaction.day, _reaction.onset_at, _reaction.reported_at,
        _reaction.symptoms, _reaction.outcome, _reaction.acknowledged_at, _reaction.notified_at,
        _reaction.closed, _dose.product, _dose.lot,
    )
    .select_from(
        tables.reaction.outerjoin(tables.person, _person.person_id == _reaction.person_id)
        .outerjoin(
            tables.dose,
            and_(_dose.person_id == _reaction.person_id, _dose.dose_id == _reaction.dose_id),
        )
        .outerjoin(
            tables.visit,
            and_(
                _visit.person_id == _reaction.person_id,
                _visit.site == _reaction.site,
                _visit.day == _reaction.day,
            ),
        )
    )
    .where(
        _reaction.site == bindparam("site"),
        _reaction.severity == "serious",
        _reaction.day >= bindparam("since"),
        or_(_reaction.closed.is_(False), _reaction.acknowledged_at.is_(None)),
    )
    .order_by(_reaction.reported_at.desc(), _reaction.reaction_id)
    .limit(_MOST)
)  # fmt: skip
_UNSEEN = Question(
    select(_reaction.reaction_id)
    .where(
        _reaction.site == bindparam("site"),
        _reaction.severity == "serious",
        _reaction.day >= bindparam("since"),
        _reaction.acknowledged_at.is_(None),
    )
    .limit(1)
)
_ROUND = Question(
    select(
        _dose.product, _dose.lot, _dose.expiry, _dose.person_id, func.coalesce(_person.name, ""),
        _person.birth, _visit.number, _dose.given_at,
    )
    .select_from(
        tables.dose.outerjoin(tables.person, _person.person_id == _dose.person_id).outerjoin(
            tables.visit,
            and_(
                _visit.person_id == _dose.person_id,
                _visit.site == _dose.site,
                _visit.day == _dose.day,
            ),
        )
    )
    .where(
        _dose.site == bindparam("site"),
        _dose.day == bindparam("day"),
        _dose.void_reason.is_(None),
    )
    .order_by(_dose.product, _dose.lot, _dose.given_at, _dose.dose_id)
    .limit(10_000)
)  # fmt: skip
_WASTED = Question(
    select(_vial.product, _vial.lot, func.count(), func.coalesce(func.sum(_vial.wasted), 0))
    .where(_vial.site == bindparam("site"), _vial.day == bindparam("day"))
    .group_by(_vial.product, _vial.lot)
)

_VIAL_AT = Question(
    select(_vial.vial_id)
    .where(
        _vial.site == bindparam("site"),
        _vial.device_id == bindparam("device"),
        _vial.product == bindparam("product"),
        _vial.lot == bindparam("lot"),
        _vial.opened_at <= bindparam("at"),
    )
    .order_by(_vial.opened_at.desc())
    .limit(1)
)
_BY_LOT = Question(
    select(
        _dose.lot,
        func.count(func.distinct(_dose.person_id)),
        func.count(func.distinct(_reaction.person_id)),
        func.count(func.distinct(case((_reaction.severity == "serious", _reaction.person_id)))),
    )
    .select_from(
        # Each vaccine of a visit is suspected: the report names one, and the day of its visit.
        tables.dose.outerjoin(
            tables.reaction,
            and_(
                _reaction.person_id == _dose.person_id,
                or_(
                    _reaction.dose_id == _dose.dose_id,
                    and_(_reaction.site == _dose.site, _reaction.day == _dose.day),
                ),
            ),
        )
    )
    .where(
        _dose.site == bindparam("site"),
        _dose.day >= bindparam("since"),
        _dose.void_reason.is_(None),
    )
    .group_by(_dose.lot)
)
_SEVERITIES = Question(
    select(_reaction.person_id, _reaction.severity)
    .where(_reaction.site == bindparam("site"), _reaction.day == bindparam("day"))
    .order_by(_reaction.severity)  # "mild" before "serious": the graver stays
)


class SeriousRow(Struct, frozen=True):
    """A serious event of a site; times in seconds since 1970 (UTC), ``symptoms`` its codes."""

    person: PersonId
    reaction: EntryId
    name: str
    number: str | None
    day: str
    onset_at: int
    reported_at: int
    symptoms: str
    outcome: Outcome
    acknowledged_at: int | None
    notified_at: int | None
    closed: int
    product: str | None
    lot: str | None


class LotReactions(Struct, frozen=True):
    """People who got a lot at a site, how many of them reacted, and how many seriously."""

    lot: str
    people: int
    reactions: int
    serious: int


class RoundDose(Struct, frozen=True):
    """A dose that counts of a day at a site, with whom it was given to."""

    product: str
    lot: str
    expiry: str | None
    person: PersonId
    name: str
    birth: str | None
    number: str | None
    given_at: int


def serious(connection: Connection, site: SiteCode, since: date) -> list[SeriousRow]:
    """Return a site's serious events from a day on: not closed, or not yet acknowledged."""
    rows = _SERIOUS.all(connection, site=site, since=since.isoformat())
    return [SeriousRow(*row) for row in rows]


def has_unseen(connection: Connection, site: SiteCode, since: date) -> bool:
    """Tell whether a serious event waits for being acknowledged."""
    return _UNSEEN.one(connection, site=site, since=since.isoformat()) is not None


def round_of(connection: Connection, site: SiteCode, day: date) -> list[RoundDose]:
    """Return all doses that count of a day at a site, by product and lot, then by time."""
    return [RoundDose(*row) for row in _ROUND.all(connection, site=site, day=day.isoformat())]


def reactions_by_lot(connection: Connection, site: SiteCode, since: date) -> list[LotReactions]:
    """Return, for each lot given at a site from a day on, the people and the reactions."""
    rows = _BY_LOT.all(connection, site=site, since=since.isoformat())
    return [LotReactions(*row) for row in rows]


def vials_of(
    connection: Connection, site: SiteCode, day: date
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return, by product and lot, how many vials were opened on a day and doses thrown away."""
    rows = _WASTED.all(connection, site=site, day=day.isoformat())
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def severities(connection: Connection, site: SiteCode, day: date) -> dict[PersonId, Severity]:
    """Return the gravest reaction of each person to a dose of a day at a site."""
    rows = _SEVERITIES.all(connection, site=site, day=day.isoformat())
    found: dict[PersonId, Severity] = {}
    for person, severity in rows:
        found[PersonId(person)] = severity
    return found


def vial_at(connection: Connection, dose: Dose) -> SubjectId | None:
    """Return the vial of the dose's lot that its desk had opened last before it, or None."""
    given = dose.given
    found = _VIAL_AT.value(
        connection,
        site=dose.site,
        device=dose.device,
        product=given.product,
        lot=given.lot,
        at=int(given.given_at.timestamp()),
    )
    return None if found is None else SubjectId(found)
