"""What a node holds, said so that nodes can be compared: entries, tables, faults of its chain."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from records import tables

Tables = dict[str, dict[str, str]]
"""For each projected table and subject a hash of its rows."""


class Held(Struct, frozen=True):
    """An entry as a node holds it; ``state`` as the centre's feed has it (0: accepted)."""

    device: str
    epoch: int
    seq: int
    id: str
    about: str
    kind: str
    digest: str
    state: int = 0


class Audit(Struct, frozen=True):
    """All that is compared. ``faults`` are broken chains in words; ``device`` who writes here."""

    entries: list[Held]
    tables: Tables
    rebuilt: Tables
    faults: list[str]
    device: str = ""


def read_audit(words: Any) -> Audit:
    """Read an audit that a child has said."""
    return msgspec.convert(words, Audit)


def projected(connection: Connection) -> Tables:
    """Return hashes of all projected rows, without the order of rows in the file."""
    return {table.name: _by_subject(connection, table) for table in tables.PROJECTED}


def _by_subject(connection: Connection, table: Any) -> dict[str, str]:
    rows: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(table)):
        rows[row[0]].append(repr(tuple(row)))
    return {about: digest("\n".join(sorted(own)).encode()) for about, own in rows.items()}


def digest(written: bytes) -> str:
    """Return a short hash."""
    return hashlib.sha256(written).hexdigest()[:16]


def journal_of(connection: Connection) -> list[Held]:
    """Return what a node's journal holds, of all writers."""
    kept = tables.entry.c
    rows = connection.execute(
        select(
            kept.device_id,
            kept.epoch,
            kept.seq,
            kept.entry_id,
            kept.subject,
            kept.kind,
            kept.written,
        )
    )
    return [Held(*row[:6], digest(bytes(row[6]))) for row in rows]


class Rolled(Exception):
    """Carries what was seen out of a transaction that is not to be kept."""

    def __init__(self, seen: Tables) -> None:
        super().__init__("rolled back")
        self.seen = seen


def rebuilt(rebuild: Callable[[Connection], object]) -> Callable[[Connection], None]:
    """Return work that rebuilds, looks, and undoes it by raising Rolled."""

    def work(connection: Connection) -> None:
        rebuild(connection)
        raise Rolled(projected(connection))

    return work
