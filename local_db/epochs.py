"""Go on in a new chain: this disk was restored from an older backup, or is a copy.

Two databases that write under one device and epoch would fork its chain, and whichever came
second would be refused for ever. So the one that notices begins a new epoch. What the centre
had acknowledged stays where it is; every later entry is carried, byte for byte and in order,
into the new chain. If the upstream has some of them after all, it knows them by their ids.
What it holds of the former epoch beyond that is fetched back, and is then an entry like those
of another desk. So neither copy loses what it recorded, and none is counted twice
(`docs/decisions/0017-a-desk-numbers-its-own-epochs.md`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from immunization import entries
from immunization.entries import EpochBegun
from immunization.ids import EntryId
from local_db import node, tables
from records import journal
from records import tables as records_tables
from records.chain import link
from records.journal import Author

FORKED: Final = "forked"
OLDER: Final = "older"
MOVED: Final = "moved"

_STEP: Final = 65_536
"""How far a new epoch may be beyond the last: two copies hardly choose the same."""
_IN_VAIN: Final = 3
"""Epochs in a row of which the upstream took nothing: then it is not the numbers."""
_TOLERATED: Final = timedelta(minutes=2)

_entry, _receipt, _seal = records_tables.entry, tables.receipt, records_tables.seal
_former = tables.former_epoch
_CARRY = (
    update(_entry)
    .where(_entry.c.subject == bindparam("of"), _entry.c.entry_id == bindparam("id"))
    .values(epoch=bindparam("to"), seq=bindparam("place"), chain=bindparam("link"))
)


class Begun(Struct, frozen=True):
    """When and why this device began an epoch, for who looks after it."""

    epoch: int
    why: str
    at: datetime


def begin(
    connection: Connection,
    why: str,
    *,
    now: datetime | None = None,
    below: Callable[[int], int] = secrets.randbelow,
) -> Author:
    """Begin a new epoch and carry into it what the centre has not acknowledged.

    Writes an ``epoch.begun`` that says so, and returns the new author. ``below`` gives a random
    number from 0 up to its argument. Raises NotEnrolled.
    """
    own = node.read(connection)
    held = _held(connection, own.author)
    lc = node.next_lc(connection)
    author = Author(own.device, _next_epoch(connection, own) + below(_STEP))
    connection.execute(update(tables.node).values(epoch=author.epoch, seen_lc=lc - 1))
    carried = carry(connection, own.author, author, held)
    at = (now or datetime.now(UTC).astimezone()).replace(microsecond=0)
    body = EpochBegun(epoch=author.epoch, was=own.epoch, held=held, carried=carried, why=why)
    written = entries.write(
        body,
        id=_new_id(),
        at=at,
        lc=lc,
        site=own.site,
        about=own.device,
        doubt=_is_clock_doubtful(connection),
    )
    journal.append(connection, author, [written])
    return author


def carry(connection: Connection, former: Author, author: Author, held: int) -> int:
    """Carry own entries after the ``held``-th into the chain of a later epoch; return how many.

    The device must be in that epoch already. The former chain then ends where the centre's
    receipt does, and what the upstream has of it beyond is to be fetched back.
    """
    rows = connection.execute(
        select(_entry.c.subject, _entry.c.entry_id, _entry.c.written)
        .where(
            _entry.c.device_id == former.device,
            _entry.c.epoch == former.epoch,
            _entry.c.seq > held,
            _entry.c.chain.isnot(None),
        )
        .order_by(_entry.c.seq)
    ).all()
    end = journal.head(connection, author)
    seq, chain = end.seq, end.chain
    moves = []
    for subject, id, written in rows:
        seq, chain = seq + 1, link(chain, written)
        moves.append({"of": subject, "id": id, "to": author.epoch, "place": seq, "link": chain})
    if moves:
        connection.execute(_CARRY, moves)
    where = (_seal.c.device_id == former.device, _seal.c.epoch == former.epoch)
    connection.execute(delete(_seal).where(*where, _seal.c.seq > held))
    where = (_receipt.c.device_id == former.device, _receipt.c.epoch == former.epoch)
    connection.execute(delete(_receipt).where(*where, _receipt.c.seq > held))
    connection.execute(
        insert(_former).values(
            device_id=former.device, epoch=former.epoch, held=held, fetched=held, is_fetched=False
        )
    )
    return len(moves)


def is_in_vain(connection: Connection) -> bool:
    """Tell whether the upstream took nothing of the last epochs: another would not help."""
    own = node.read(connection)
    if _held(connection, own.author):
        return False
    query = (
        select(_former.c.held)
        .where(_former.c.device_id == own.device)
        .order_by(_former.c.epoch.desc())
        .limit(_IN_VAIN - 1)
    )
    before = list(connection.execute(query).scalars())
    return len(before) == _IN_VAIN - 1 and not any(before)


def unfetched(connection: Connection) -> tuple[Author, int] | None:
    """Return an epoch that is still to be fetched back, and after which entry; or None."""
    row = connection.execute(
        select(_former).where(_former.c.is_fetched.is_(False)).order_by(_former.c.epoch).limit(1)
    ).first()
    return None if row is None else (Author(row.device_id, row.epoch), row.fetched)


def fetched(connection: Connection, former: Author, until: int, *, is_all: bool) -> None:
    """Write down up to which entry a former epoch was fetched back, and whether that is all."""
    connection.execute(
        update(_former)
        .where(_former.c.device_id == former.device, _former.c.epoch == former.epoch)
        .values(fetched=until, is_fetched=is_all)
    )


def last_begun(connection: Connection) -> Begun | None:
    """Return the last epoch that this device began after a restore or a copy, or None."""
    own = node.find(connection)
    if own is None:
        return None
    begun = records_tables.epoch_begun.c
    row = connection.execute(
        select(begun.epoch, begun.why, begun.begun_at)
        .where(begun.device_id == own.device)
        .order_by(begun.begun_at.desc(), begun.epoch.desc())
        .limit(1)
    ).first()
    return row and Begun(row.epoch, row.why, datetime.fromtimestamp(row.begun_at, UTC))


def _held(connection: Connection, author: Author) -> int:
    query = select(_receipt.c.seq).where(
        _receipt.c.holder == "centre",
        _receipt.c.device_id == author.device,
        _receipt.c.epoch == author.epoch,
    )
    return connection.execute(query).scalar_one_or_none() or 0


def _next_epoch(connection: Connection, own: node.Node) -> int:
    """Return an epoch greater than all that are known of this device: it, and its other copies."""
    begun = records_tables.epoch_begun.c
    known: Sequence[int | None] = [
        own.epoch,
        connection.execute(
            select(func.max(begun.epoch)).where(begun.device_id == own.device)
        ).scalar_one(),
        connection.execute(
            select(func.max(_former.c.epoch)).where(_former.c.device_id == own.device)
        ).scalar_one(),
    ]
    return max(epoch or 0 for epoch in known) + 1


def _is_clock_doubtful(connection: Connection) -> bool:
    progress = node.find_progress(connection)
    offset = progress.clock_offset if progress else None
    return offset is not None and abs(offset) > _TOLERATED


def _new_id() -> EntryId:
    import uuid_utils

    return EntryId(str(uuid_utils.uuid7()))


__all__ = [
    "FORKED", "MOVED", "OLDER", "Begun", "begin", "carry", "fetched", "is_in_vain",
    "last_begun", "unfetched",
]  # fmt: skip
