"""A server's database, looked at from outside while the server runs: a centre's, a hub's."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from central import hub, relayed, sites, subscriptions, tables, writer
from central.database import Database
from immunization.entries import UnreadableEntry
from immunization.ids import DeviceId, SiteCode
from records import projection
from records.chain import genesis, link
from records.lines import StoredEntry, read_line
from tests.faults import audit
from tests.faults.audit import Audit, Held, Tables
from tests.faults.layout import SITES


@dataclass(frozen=True, slots=True)
class Relaying:
    """How a hub stands: its feed's end, up to where it has read, and what has not gone up."""

    head: int
    read: int
    waiting: int


class CentreFile:
    """Reads a centre's database, in SQLite or by the URL of a PostgreSQL."""

    def __init__(self, address: Path | str) -> None:
        self._database = Database(address)

    def ends(self, site: SiteCode) -> tuple[int, int]:
        """Return where a site's feed ends, and up to where it is projected."""
        with self._database.reading() as connection:
            done = connection.execute(
                select(tables.progress.c.position).where(tables.progress.c.site == site)
            ).scalar_one_or_none()
            return sites.head(connection, site), done or 0

    def holds(self, device: str, epoch: int) -> int:
        """Return up to which number a chain is held."""
        ends = tables.node_head.c
        query = select(ends.seq).where(ends.device_id == device, ends.epoch == epoch)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one_or_none() or 0

    def said(self) -> set[str]:
        """Return the ids of the entries that the centre itself has written."""
        kept = tables.feed.c
        own = [writer.author_of(site).device for site in SITES]
        with self._database.reading() as connection:
            query = select(kept.entry_id).where(kept.device_id.in_(own))
            return {id for id in connection.execute(query).scalars() if id}

    def ids(self) -> set[str]:
        """Return the ids of all entries that are held."""
        with self._database.reading() as connection:
            return {one.id for site in SITES for one in _feed(connection, site)}

    def audits(self) -> dict[SiteCode, Audit]:
        """Return all that is compared with the desks of each site."""
        with self._database.reading() as connection:
            feeds = {site: _feed(connection, site) for site in SITES}
            seen = audit.projected(connection)
            gaps = {site: _gaps(connection, site) for site in SITES}
            broken = _broken_chains(connection)
        rebuilt, found = self._rebuilt(), {}
        for site, feed in feeds.items():
            others = {one.about for code in SITES if code != site for one in feeds[code]}
            apart = others - {one.about for one in feed}
            found[site] = Audit(
                feed,
                _without(seen, apart),
                _without(rebuilt, apart),
                [*gaps[site], *broken],
                writer.author_of(site).device,
            )
        return found

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


class HubFile:
    """Reads a hub's database."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path)

    def standing(self) -> Relaying:
        """Return how it stands."""
        with self._database.reading() as connection:
            site = _hub(connection).site
            waiting = (
                len(relayed.behind(connection, site))
                + len(relayed.urgent_waiting(connection, site))
                + len(subscriptions.waiting(connection, 100))
            )
            read = hub.read_up_to(connection).position
            return Relaying(sites.head(connection, site), read, waiting)

    def device(self) -> DeviceId:
        """Return which device it is."""
        with self._database.reading() as connection:
            return _hub(connection).author.device

    def ids(self) -> set[str]:
        """Return the ids of all entries that are held."""
        with self._database.reading() as connection:
            return {one.id for one in _feed(connection, _hub(connection).site)}

    def audit(self) -> Audit:
        """Return what it holds. A hub projects nothing."""
        with self._database.reading() as connection:
            feed = _feed(connection, _hub(connection).site)
            return Audit(feed, {}, {}, _broken_chains(connection))

    def close(self) -> None:
        """Close its connections."""
        self._database.close()


def _hub(connection: Connection) -> hub.Hub:
    found = hub.find(connection)
    assert found is not None
    return found


def _without(seen: Tables, apart: set[str]) -> Tables:
    return {
        table: {about: rows for about, rows in own.items() if about not in apart}
        for table, own in seen.items()
    }


def _feed(connection: Connection, site: SiteCode) -> list[Held]:
    kept = tables.feed.c
    rows = connection.execute(
        select(kept.device_id, kept.epoch, kept.seq, kept.written, kept.state)
        .where(kept.site == site)
        .order_by(kept.position)
    )
    return [_held(row[0], row[1], row[2], bytes(row[3]), row[4]) for row in rows]


def _held(device: str, epoch: int, seq: int, written: bytes, state: int) -> Held:
    try:
        entry = read_line(StoredEntry(DeviceId(device), epoch, seq, written)).entry
    except UnreadableEntry:
        return Held(device, epoch, seq, "", "", "", audit.digest(written), state)
    return Held(device, epoch, seq, entry.id, entry.about, entry.kind, audit.digest(written), state)


def _gaps(connection: Connection, site: SiteCode) -> list[str]:
    kept = tables.feed.c
    query = select(kept.position).where(kept.site == site).order_by(kept.position)
    there = list(connection.execute(query).scalars())
    is_whole = there == list(range(1, len(there) + 1))
    return [] if is_whole else [f"positions of the feed of {site} have gaps"]


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
