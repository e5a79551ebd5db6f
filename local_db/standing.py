"""Where entries stand: saved here, at the site's hub, at the centre, or refused and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection, and_, bindparam, func, select

from immunization.ids import DeviceId, EntryId, SubjectId
from local_db import node, tables
from local_db.node import Node
from local_db.question import Question
from records import tables as records_tables

Stop = Literal["desk", "hub", "centre", "refused"]

_entry, _refusal = records_tables.entry.c, records_tables.refusal.c
_receipt = tables.receipt.c


class Standing(Struct, frozen=True):
    """How far one entry has come. ``code`` and ``detail`` say why it was refused."""

    entry: EntryId
    about: SubjectId
    kind: str
    stop: Stop
    code: str | None = None
    detail: str | None = None


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


_COLUMNS = (
    _entry.entry_id, _entry.subject, _entry.kind, _entry.device_id, _entry.epoch, _entry.seq,
    _refusal.code, _refusal.detail,
)  # fmt: skip
_STANDING = Question(
    select(*_COLUMNS)
    .select_from(
        records_tables.entry.outerjoin(records_tables.refusal, _refusal.entry_id == _entry.entry_id)
    )
    .where(_entry.subject == bindparam("about"), _entry.entry_id == bindparam("id"))
)
# By its place and not by its id: that is what the journal has an index for.
_REFUSED = Question(
    select(*_COLUMNS)
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


def standings(
    connection: Connection, entries: Iterable[tuple[str, EntryId]]
) -> dict[EntryId, Standing]:
    """Return where some entries stand, each asked for with its subject.

    One that is not here is left out. An entry of another desk came by the feed, so the upstream
    holds it.
    """
    horizon = _Horizon(connection)
    rows = (_STANDING.one(connection, about=about, id=id) for about, id in entries)
    return {row[0]: horizon.standing(*row) for row in rows if row is not None}


def refused(connection: Connection, limit: int = 100) -> list[Standing]:
    """Return the desk's own entries that the centre refused; they stay in the journal."""
    horizon = _Horizon(connection)
    if horizon.own is None:
        return []
    rows = _REFUSED.all(connection, device=horizon.own.device, most=limit)
    return [horizon.standing(*row) for row in rows]


def held(connection: Connection) -> Held:
    """Count the desk's own entries by how far they have come."""
    horizon = _Horizon(connection)
    own = horizon.own
    if own is None:
        return Held(0, None, 0, 0)
    last = _LAST.value(connection, device=own.device, epoch=own.epoch) or 0
    # Of epochs that were left: what the centre had not acknowledged was carried on.
    before = _BEFORE.value(connection, device=own.device) or 0
    at_hub = before + horizon.up_to("hub", own.epoch) if own.upstream_role == "hub" else None
    return Held(
        saved=before + last,
        at_hub=at_hub,
        at_centre=before + horizon.up_to("centre", own.epoch),
        refused=_REFUSALS.value(connection, device=own.device),
    )


class _Horizon:
    """How far the receipts of hub and centre reach, read once."""

    def __init__(self, connection: Connection) -> None:
        self.own: Node | None = node.find(connection)
        rows = _RECEIPTS.all(connection)
        self._seq: dict[tuple[str, str, int], int] = {tuple(row[:3]): row[3] for row in rows}

    def up_to(self, holder: str, epoch: int) -> int:
        if self.own is None:
            return 0
        return self._seq.get((holder, self.own.device, epoch), 0)

    def standing(
        self,
        entry: EntryId,
        about: SubjectId,
        kind: str,
        device: DeviceId,
        epoch: int,
        seq: int,
        code: str | None,
        detail: str | None,
    ) -> Standing:
        stop: Stop = "refused" if code is not None else self._stop(device, epoch, seq)
        return Standing(entry, about, kind, stop, code, detail)

    def _stop(self, device: DeviceId, epoch: int, seq: int) -> Stop:
        if self.own is None:
            return "centre"
        if device == self.own.device and seq <= self.up_to("centre", epoch):
            return "centre"
        if (device, epoch) != (self.own.device, self.own.epoch):
            return self.own.upstream_role
        return "hub" if seq <= self.up_to("hub", epoch) else "desk"
