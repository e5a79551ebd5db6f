"""How many of a desk's own entries are where, and which of them the centre refused."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, and_, bindparam, func, select

from immunization.ids import EntryId, SubjectId
from local_db import node, tables
from local_db.question import Question
from records import tables as records_tables

_entry, _refusal = records_tables.entry.c, records_tables.refusal.c
_receipt = tables.receipt.c


class Refused(Struct, frozen=True):
    """An own entry that the centre refused, and by which code."""

    entry: EntryId
    about: SubjectId
    code: str


class Held(Struct, frozen=True):
    """How many of the desk's own entries are where; ``at_hub`` is None where there is no hub."""

    saved: int
    at_hub: int | None
    at_centre: int
    refused: int

    @property
    def waiting(self) -> int:
        """How many the centre has not acknowledged."""
        return self.saved - self.at_centre


# By its place and not by its id: that is what the journal has an index for.
_REFUSED = Question(
    select(_entry.entry_id, _entry.subject, _refusal.code)
    .select_from(
        records_tables.refusal.join(
            records_tables.entry,
            and_(
                _entry.device_id == _refusal.device_id,
                _entry.epoch == _refusal.epoch,
                _entry.seq == _refusal.seq,
                _entry.chain.isnot(None),
            ),
        )
    )
    .where(_refusal.device_id == bindparam("device"))
    .order_by(_entry.epoch.desc(), _entry.seq.desc())
    .limit(bindparam("most"))
)
_LAST = Question(
    select(func.max(_entry.seq)).where(
        _entry.device_id == bindparam("device"),
        _entry.epoch == bindparam("epoch"),
        _entry.chain.isnot(None),
    )
)
_BEFORE = Question(
    select(func.sum(tables.former_epoch.c.held)).where(
        tables.former_epoch.c.device_id == bindparam("device")
    )
)
_REFUSALS = Question(select(func.count()).where(_refusal.device_id == bindparam("device")))
_RECEIPTS = Question(select(_receipt.holder, _receipt.device_id, _receipt.epoch, _receipt.seq))


def refused(connection: Connection, limit: int = 100) -> list[Refused]:
    """Return the desk's own entries that the centre refused; they stay in the journal."""
    own = node.find(connection)
    if own is None:
        return []
    rows = _REFUSED.all(connection, device=own.device, most=limit)
    return [Refused(*row) for row in rows]


def held(connection: Connection) -> Held:
    """Count the desk's own entries by how far they have come."""
    own = node.find(connection)
    if own is None:
        return Held(0, None, 0, 0)
    reach = {
        holder: seq
        for holder, device, epoch, seq in _RECEIPTS.all(connection)
        if (device, epoch) == (own.device, own.epoch)
    }
    last = _LAST.value(connection, device=own.device, epoch=own.epoch) or 0
    # Of epochs that were left: what the centre had not acknowledged was carried on.
    before = _BEFORE.value(connection, device=own.device) or 0
    return Held(
        saved=before + last,
        at_hub=before + reach.get("hub", 0) if own.upstream_role == "hub" else None,
        at_centre=before + reach.get("centre", 0),
        refused=_REFUSALS.value(connection, device=own.device),
    )
