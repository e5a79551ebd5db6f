"""A desk's ledger that is as light as can be: for a thousand desks in one process.

It keeps what the protocol needs of it and stores nothing of the feed but where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from immunization.ids import DeviceId, EntryId
from records.chain import genesis, links
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head, Holder, Signed
from sync.ports import Former


class LightLedger:
    """Implements `sync.ports.Ledger` in memory."""

    def __init__(self, device: DeviceId, written: Sequence[bytes]) -> None:
        self._author = Author(device, 1)
        self._own = [StoredEntry(device, 1, seq, one) for seq, one in enumerate(written, 1)]
        self._chain = [genesis(device, 1), *links(genesis(device, 1), written)]
        self._receipts: dict[Holder, Head] = {}
        self._position = self._mark = 0
        self.pulled = 0

    def author(self) -> Author:
        """Return the device and epoch that write here."""
        return self._author

    def head(self) -> Head:
        """Return the end of the own chain."""
        return Head(self._author.device, 1, len(self._own), self._chain[-1])

    def chain_at(self, seq: int) -> bytes:
        """Return the own chain's value after entry ``seq``."""
        return self._chain[seq]

    def unsent(self, *, count: int, size: int, after: int | None = None) -> list[StoredEntry]:
        """Return own entries after the last receipt; a desk of this bench writes small ones."""
        del size
        held = max((head.seq for head in self._receipts.values()), default=0)
        first = held if after is None else after
        return self._own[first : first + count]

    def unsent_urgent(self) -> list[StoredEntry]:
        """Return nothing: what is urgent is not measured here."""
        return []

    def waiting(self) -> int:
        """Return how many own entries the centre has not acknowledged."""
        held = self._receipts.get("centre")
        return len(self._own) - (held.seq if held else 0)

    def receipt(self, holder: Holder) -> Head | None:
        """Return the last receipt of the hub or the centre, or None."""
        return self._receipts.get(holder)

    def take_seal(self, signed: Signed) -> None:
        """Keep nothing: the seal was sent."""

    def take_receipt(self, holder: Holder, signed: Signed) -> None:
        """Keep a receipt. Raises AssertionError if it is over another chain."""
        if self._chain[signed.head.seq] != signed.head.chain:
            raise AssertionError("a receipt over another chain")
        self._receipts[holder] = signed.head

    def vouched(self) -> int:
        """Return 0: nothing is shown of others' entries in this bench."""
        return 0

    def take_vouched(self, heads: Sequence[Head]) -> None:
        """Keep nothing of it."""

    def took_urgent(self, entry: EntryId) -> None:
        """Remember nothing: there is none."""

    def begin_epoch(self) -> bool:
        """Refuse: no disk is restored in this bench."""
        return False

    def former(self) -> Former | None:
        """Return None: no epoch was left."""
        return None

    def take_former(
        self, former: Former, entries: Sequence[StoredEntry], until: int, *, is_all: bool
    ) -> None:
        """Do nothing: no epoch was left."""

    def position(self) -> int:
        """Return the feed position up to which everything came here."""
        return self._position

    def mark(self) -> int:
        """Return what the feed was known by there."""
        return self._mark

    def take_page(self, entries: Sequence[StoredEntry], position: int, mark: int = 0) -> None:
        """Count a page and move the position."""
        self.pulled += len(entries)
        self._position, self._mark = position, mark
