"""The centre's database, looked at from outside while the centre runs."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sqlalchemy import Connection, select

from central import sites, tables
from central.database import Database
from immunization.entries import UnreadableEntry
from immunization.ids import DeviceId
from records import projection
from records.chain import genesis, link
from records.lines import StoredEntry, read_line
from tests.faults import audit
from tests.faults.audit import Audit, Held, Tables
from tests.faults.template import SITE


class CentreFile:
    """Reads a centre's database, in SQLite or by the URL of a PostgreSQL."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self._database = Database(url or folder / "centre.db")

    def ends(self) -> tuple[int, int]:
        """Return where the site's feed ends, and up to where it is projected."""
        with self._database.reading() as connection:
            done = connection.execute(
                select(tables.progress.c.position).where(tables.progress.c.site == SITE)
            ).scalar_one_or_none()
            return sites.head(connection, SITE), done or 0

    def ids(self) -> set[str]:
        """Return the ids of all entries that are held."""
        with self._database.reading() as connection:
            return {one.id for one in _feed(connection)}

    def audit(self) -> Audit:
        """Return all that is compared with the desks."""
        with self._database.reading() as connection:
            entries = _feed(connection)
            seen = audit.projected(connection)
            faults = [*_gaps(connection), *_broken_chains(connection)]
        return Audit(entries, seen, self._rebuilt(), faults)

    def close(self) -> None:
        """Close its connections."""
        self._database.close()

    def _rebuilt(self) -> Tables:
        with contextlib.suppress(audit.Rolled), self._database.writing() as connection:
            try:
                audit.rebuilt(projection.rebuild)(connection)
            except audit.Rolled as rolled:
                seen = rolled.seen
                raise
        return seen


def _feed(connection: Connection) -> list[Held]:
    kept = tables.feed.c
    rows = connection.execute(
        select(kept.device_id, kept.epoch, kept.seq, kept.written, kept.state)
        .where(kept.site == SITE)
        .order_by(kept.position)
    )
    return [_held(row[0], row[1], row[2], bytes(row[3]), row[4]) for row in rows]


def _held(device: str, epoch: int, seq: int, written: bytes, state: int) -> Held:
    try:
        entry = read_line(StoredEntry(DeviceId(device), epoch, seq, written)).entry
    except UnreadableEntry:
        return Held(device, epoch, seq, "", "", "", audit.digest(written), state)
    return Held(device, epoch, seq, entry.id, entry.about, entry.kind, audit.digest(written), state)


def _gaps(connection: Connection) -> list[str]:
    kept = tables.feed.c
    query = select(kept.position).where(kept.site == SITE).order_by(kept.position)
    there = list(connection.execute(query).scalars())
    return [] if there == list(range(1, len(there) + 1)) else ["positions of the feed have gaps"]


def _broken_chains(connection: Connection) -> list[str]:
    """Return the chains whose entries do not give the value that receipts were signed over."""
    kept, ends = tables.feed.c, tables.node_head.c
    faults = []
    for end in connection.execute(select(ends.device_id, ends.epoch, ends.seq, ends.chain)):
        rows = connection.execute(
            select(kept.written)
            .where(kept.device_id == end.device_id, kept.epoch == end.epoch, kept.seq <= end.seq)
            .order_by(kept.seq)
        )
        chain, count = genesis(end.device_id, end.epoch), 0
        for row in rows:
            chain, count = link(chain, bytes(row.written)), count + 1
        if (count, chain) != (end.seq, bytes(end.chain)):
            faults.append(f"{end.device_id} up to {end.seq}")
    return faults
