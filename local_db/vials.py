"""Vials that were opened at a site, and what was drawn from them by the doses recorded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct
from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, func, or_, select

from immunization.entries import DiscardReason
from immunization.ids import DeviceId, EntryId, SiteCode
from local_db.question import Question
from records import tables

_vial, _dose = tables.vial.c, tables.dose.c
_next = tables.vial.alias("later")
_MOST = 2_000
_FOR_EVER = 2**62


def _not_drawn() -> BindParameter[tuple[str, ...]]:
    return bindparam("not_drawn", expanding=True)


def _until() -> ColumnElement[int | None]:
    """Until when doses came out of a vial: until its desk opened the next one of that lot."""
    return (
        select(func.min(_next.c.opened_at))
        .where(
            _next.c.site == _vial.site,
            _next.c.device_id == _vial.device_id,
            _next.c.product == _vial.product,
            _next.c.lot == _vial.lot,
            _next.c.opened_at > _vial.opened_at,
        )
        .correlate(tables.vial)
        .scalar_subquery()
    )


_RECORDED = (
    select(func.count())
    .where(
        _dose.site == _vial.site,
        _dose.product == _vial.product,
        _dose.lot == _vial.lot,
        _dose.given_at >= _vial.opened_at,
        or_(_until().is_(None), _dose.given_at < _until()),
        _dose.device_id == _vial.device_id,
        _dose.day == _vial.day,
        or_(_dose.void_reason.is_(None), _dose.void_reason.not_in(_not_drawn())),
    )
    .correlate(tables.vial)
    .scalar_subquery()
)
_COLUMNS = (
    _vial.vial_id, _vial.device_id, _vial.product, _vial.lot, _vial.opened_at, _vial.discard_at,
    _vial.doses, _vial.discarded_at, _vial.reason, _vial.drawn, _vial.wasted,
)  # fmt: skip
# For a whole day the end of each vial is found once, not anew for each dose: 150 vials and 900
# doses take 6 ms so, and 290 ms the other way.
_SPANS = (
    select(
        *_COLUMNS, _vial.site, _vial.day,
        func.lead(_vial.opened_at)
        .over(
            partition_by=(_vial.device_id, _vial.product, _vial.lot),
            order_by=(_vial.opened_at, _vial.vial_id),
        )
        .label("until"),
    )
    .where(_vial.site == bindparam("site"), _vial.day >= bindparam("since"))
    .subquery("spans")
)  # fmt: skip
_span = _SPANS.c
_OF_DAY = Question(
    select(
        *(_span[column.name] for column in _COLUMNS),
        select(func.count())
        .where(
            _dose.site == _span.site,
            _dose.product == _span.product,
            _dose.lot == _span.lot,
            _dose.given_at >= _span.opened_at,
            # Both ends in one index: never "or".
            _dose.given_at < func.coalesce(_span.until, _FOR_EVER),
            _dose.device_id == _span.device_id,
            _dose.day == _span.day,
            or_(_dose.void_reason.is_(None), _dose.void_reason.not_in(_not_drawn())),
        )
        .correlate(_SPANS)
        .scalar_subquery(),
    )
    .where(or_(_span.day == bindparam("day"), _span.discarded_at.is_(None)))
    .order_by(_span.discarded_at.isnot(None), _span.opened_at.desc(), _span.vial_id)
    .limit(_MOST)
)
_ONE = Question(select(*_COLUMNS, _RECORDED).where(_vial.vial_id == bindparam("vial")))


class VialHeld(Struct, frozen=True):
    """A vial; times in seconds since 1970 (UTC).

    ``recorded``: doses that its desk recorded of its lot while it was the last one opened there.
    ``drawn`` and ``wasted`` are what was said when it was thrown away.
    """

    vial: EntryId
    device: DeviceId
    product: str
    lot: str
    opened_at: int
    discard_at: int | None
    doses: int | None
    discarded_at: int | None
    reason: DiscardReason | None
    drawn: int | None
    wasted: int | None
    recorded: int


def of_day(
    connection: Connection,
    site: SiteCode,
    day: date,
    since: date,
    not_drawn: Collection[str] = (),
) -> list[VialHeld]:
    """Return a site's vials of a day, and those from ``since`` on that are still open; those first.

    Doses voided for a reason ``not_drawn`` did not come out of a vial.
    """
    rows = _OF_DAY.all(
        connection,
        site=site,
        day=day.isoformat(),
        since=since.isoformat(),
        not_drawn=list(not_drawn),
    )
    return [VialHeld(*row) for row in rows]


def one(connection: Connection, vial: EntryId, not_drawn: Collection[str] = ()) -> VialHeld | None:
    """Return a vial, or None."""
    row = _ONE.one(connection, vial=vial, not_drawn=list(not_drawn))
    return None if row is None else VialHeld(*row)
