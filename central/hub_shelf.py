"""What a hub holds of a day, as it is compared with the centre: see `sync.reconciling`.

Counted is what the centre must hold too: what came down from it, and of what the site's desks
brought here all that the centre has acknowledged and not refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from central import digest, sites
from central.database import Database
from central.tables import node_head, relay_receipt, relay_urgent
from immunization.ids import DeviceId, EntryId, SiteCode
from records.journal import Author
from records.tallies import Tallies, Tally, fingerprint
from sync.held import Name, Place


@dataclass(frozen=True, slots=True)
class Horizon:
    """What a hub held at a moment, and what of it the centre had acknowledged.

    ``head`` is where its own feed ended; ``ends`` where the chains that desks brought ended, and
    ``acknowledged`` up to where the centre held them; ``urgent`` was not yet sent ahead.
    """

    head: int = 0
    ends: Mapping[Author, int] = field(default_factory=dict)
    acknowledged: Mapping[Author, int] = field(default_factory=dict)
    urgent: frozenset[Place] = frozenset()

    def counts(self, row: digest.Kept) -> bool:
        """Tell whether the centre must hold an entry, if it has told all since that moment."""
        author = Author(row.place.device, row.place.epoch)
        is_waiting = self.acknowledged.get(author, 0) < row.place.seq <= self.ends.get(author, 0)
        is_later = row.position > self.head
        return not (is_waiting or is_later or row.is_refused or row.place in self.urgent)

    def was_brought(self, place: Place) -> bool:
        """Tell whether an entry lies in a chain that came here from a desk, not from the centre."""
        return place.seq <= self.ends.get(Author(place.device, place.epoch), 0)


def look(connection: Connection, site: SiteCode) -> Horizon:
    """Return what a hub holds now."""
    ends = select(node_head.c.device_id, node_head.c.epoch, node_head.c.seq)
    held = select(relay_receipt.c.device_id, relay_receipt.c.epoch, relay_receipt.c.seq)
    urgent = select(relay_urgent.c.device_id, relay_urgent.c.epoch, relay_urgent.c.seq)
    return Horizon(
        sites.head(connection, site),
        {Author(DeviceId(d), e): seq for d, e, seq in connection.execute(ends)},
        {Author(DeviceId(d), e): seq for d, e, seq in connection.execute(held)},
        frozenset(Place(DeviceId(d), e, seq) for d, e, seq in connection.execute(urgent)),
    )


class HubShelf:
    """Implements `sync.held.Shelf` for a hub, as of a moment."""

    def __init__(self, database: Database, site: SiteCode, horizon: Horizon) -> None:
        self._database, self._site, self._horizon = database, site, horizon

    def tallies(self, days: Sequence[int]) -> Mapping[int, Mapping[str, Tally]]:
        """Return what is counted here of each of these days, by kind."""
        found: dict[int, Mapping[str, Tally]] = {}
        with self._database.reading() as connection:
            for day in days:
                tallies = Tallies()
                for row in digest.of_day(connection, self._site, day):
                    if self._horizon.counts(row):
                        tallies.add(row.kind, row.written)
                found[day] = tallies.by_kind()
        return found

    def names(self, day: int, kind: str) -> Mapping[EntryId, Name]:
        """Return all that is here of one kind on a day, also what is not counted."""
        with self._database.reading() as connection:
            return {
                row.id: Name(row.place, fingerprint(row.written), self._horizon.counts(row))
                for row in digest.of_day(connection, self._site, day)
                if row.kind == kind
            }
