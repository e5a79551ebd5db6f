"""What a desk holds of a day, as it is compared with its upstream: see `sync.reconciling`.

Counted is what the upstream must hold too: what came by the feed, and of the own entries those
that the upstream has acknowledged and the centre has not refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from immunization.ids import DeviceId, EntryId
from local_db import node
from local_db.store import Store
from records.tallies import Tallies, Tally, day_of, fingerprint, ids_of
from sync.held import Name, Place

# The ids of a day are found in the key of the table, which is smaller than the table by far;
# that key begins with the subject, so all of it is looked through, in SQLite's own code.
_ROWS: Final = """
    SELECT entry_id, device_id, epoch, seq, kind, written FROM entry
    WHERE rowid IN (SELECT rowid FROM entry WHERE entry_id >= ? AND entry_id < ?)
"""
_REFUSED: Final = "SELECT epoch, seq FROM refusal WHERE device_id = ?"
# What the centre holds comes to a hub by the centre's feed.
_HELD: Final = """
    SELECT max(seq) FROM receipt WHERE holder IN (?, 'centre') AND device_id = ? AND epoch = ?
"""


class DeskShelf:
    """Implements `sync.held.Shelf` for a store whose desk is enrolled."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def tallies(self, days: Sequence[int]) -> Mapping[int, Mapping[str, Tally]]:
        """Return what is counted here of each of these days, by kind."""
        wanted = set(days)
        found = {day: Tallies() for day in wanted}
        with self._store.read() as connection:
            horizon = _Horizon(connection)
            for first, last in _stretches(wanted):
                for id, device, epoch, seq, kind, written in _rows(connection, first, last):
                    if horizon.counts(device, epoch, seq):
                        found[day_of(id)].add(kind, bytes(written))
        return {day: tallies.by_kind() for day, tallies in found.items()}

    def names(self, day: int, kind: str) -> Mapping[EntryId, Name]:
        """Return all that is here of one kind on a day, also what is not counted."""
        with self._store.read() as connection:
            horizon = _Horizon(connection)
            return {
                EntryId(id): Name(
                    Place(DeviceId(device), epoch, seq),
                    fingerprint(bytes(written)),
                    horizon.counts(device, epoch, seq),
                )
                for id, device, epoch, seq, found, written in _rows(connection, day, day)
                if found == kind
            }


class _Horizon:
    """Which entries the upstream must hold as well."""

    def __init__(self, connection: Connection) -> None:
        own = node.read(connection)
        raw: Any = connection.connection.driver_connection
        held = raw.execute(_HELD, (own.upstream_role, own.device, own.epoch)).fetchone()
        self._own, self._epoch = own.device, own.epoch
        self._held = held[0] or 0
        self._refused = {tuple(row) for row in raw.execute(_REFUSED, (own.device,))}

    def counts(self, device: str, epoch: int, seq: int) -> bool:
        if device != self._own:
            return True
        if (epoch, seq) in self._refused:
            return False
        return epoch != self._epoch or seq <= self._held


def _rows(connection: Connection, first: int, last: int) -> Any:
    raw: Any = connection.connection.driver_connection
    return raw.execute(_ROWS, (ids_of(first)[0], ids_of(last)[1]))


def _stretches(days: set[int]) -> list[tuple[int, int]]:
    """Return days as stretches without a gap: each is one look through the key."""
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
