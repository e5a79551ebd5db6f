"""What taking a file needs of a desk's database beside `sync.ports.Ledger`.

`local_db.carried` is the real one. It may be called while the sync thread goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from records.lines import StoredEntry


class Shelf(Protocol):
    """Stores entries that came in a file, and says how far a feed is stored."""

    def position(self, key: bytes) -> int | None:
        """Return how far the feed of the upstream with this key is stored; None if unknown."""

    def store(self, entries: Sequence[StoredEntry]) -> None:
        """Store entries of others; those that are here already change nothing."""

    def move(self, key: bytes, after: int, until: int) -> None:
        """Move the position of this upstream's feed to ``until``, if it is at ``after`` or beyond.

        In one transaction with that comparison; never back.
        """
