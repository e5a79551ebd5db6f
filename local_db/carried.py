"""Store what came in a file, while the sync thread goes on with its own.

Entries are stored as those of the feed are. A position moves only together with the key whose
feed it counts, in one transaction: meanwhile the desk may have turned to another upstream.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection, select, update

from local_db import tables
from local_db.ledger import pieces_of, store_piece
from local_db.store import Store
from records.lines import StoredEntry

_own, _other = tables.node.c, tables.upstream.c


class Shelf:
    """Implements `sync.carrying.ports.Shelf` for a store whose desk is enrolled."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def position(self, key: bytes) -> int | None:
        """Return how far the feed of an upstream is stored here; None if there is no such one."""
        with self._store.read() as connection:
            for query in (
                select(_own.position).where(_own.upstream_key == key.hex()),
                select(_other.position).where(_other.key == key.hex()),
            ):
                found = connection.execute(query).scalar_one_or_none()
                if found is not None:
                    return int(found)
        return None

    def store(self, entries: Sequence[StoredEntry]) -> None:
        """Store entries of others; those that are here already change nothing."""
        for piece in pieces_of(entries):
            self._write(partial(store_piece, piece=piece))

    def move(self, key: bytes, after: int, until: int) -> None:
        """Move an upstream's position from ``after`` or beyond it to ``until``, never back."""
        self._write(partial(_move, key=key.hex(), after=after, until=until))

    def _write(self, work: partial[None]) -> None:
        self._store.write(work, background=True, origin="feed").result()


def _move(connection: Connection, key: str, after: int, until: int) -> None:
    for table, its_key in ((tables.node, _own.upstream_key), (tables.upstream, _other.key)):
        connection.execute(
            update(table)
            .where(its_key == key, table.c.position >= after, table.c.position < until)
            .values(position=until, mark=0)  # a file names no mark
        )
