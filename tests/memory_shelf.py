"""What a memory ledger holds, as it is compared; the same as `local_db.shelf` over a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from immunization.ids import EntryId
from records.lines import StoredEntry, read_line
from records.tallies import Tallies, Tally, day_of, fingerprint
from sync.held import Name, Place
from tests.memory_ledger import MemoryLedger


@dataclass
class MemoryShelf:
    """Implements `sync.held.Shelf`."""

    ledger: MemoryLedger

    def tallies(self, days: Sequence[int]) -> Mapping[int, Mapping[str, Tally]]:
        found = {day: Tallies() for day in days}
        for id, kind, stored, is_counted in self._all():
            if is_counted and day_of(id) in found:
                found[day_of(id)].add(kind, stored.written)
        return {day: tallies.by_kind() for day, tallies in found.items()}

    def names(self, day: int, kind: str) -> Mapping[EntryId, Name]:
        return {
            id: Name(
                Place(stored.device, stored.epoch, stored.seq),
                fingerprint(stored.written),
                is_counted,
            )
            for id, found, stored, is_counted in self._all()
            if day_of(id) == day and found == kind
        }

    def _all(self) -> Iterator[tuple[EntryId, str, StoredEntry, bool]]:
        receipts = [self.ledger.receipt("hub"), self.ledger.receipt("centre")]
        held = max((head.seq for head in receipts if head), default=0)
        for one in (*self.ledger.own, *self.ledger.others.values()):
            entry = read_line(one).entry
            yield entry.id, entry.kind, one, one.device != self.ledger.device or one.seq <= held
