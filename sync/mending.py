"""How a desk makes good what it found by comparing with its upstream."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from records import seals
from records.chain import links
from records.lines import StoredEntry
from records.seals import Head
from sync.answers import Gap
from sync.client import Upstream
from sync.held import Place
from sync.limits import MAX_ENTRIES_SIZE
from sync.ports import Ledger

_RUN: Final = 500
"""Entries sent again at a time."""


class DeskMender:
    """Implements `sync.held.Mender` over a desk's ledger; ``key`` is its raw private key."""

    def __init__(
        self,
        ledger: Ledger,
        upstream: Upstream,
        key: bytes,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._ledger, self._upstream, self._key = ledger, upstream, key
        self._is_cancelled = is_cancelled

    def position(self) -> int:
        """Return the position in the upstream's feed up to which everything is stored here."""
        return self._ledger.position()

    def can_send(self, place: Place) -> bool:
        """Tell whether this desk wrote the entry of a place."""
        return place.device == self._ledger.author().device

    def keep(self, entries: Sequence[StoredEntry]) -> Sequence[StoredEntry]:
        """Store others' entries; an own one that is gone is the journal's business."""
        own = self._ledger.author().device
        kept = [one for one in entries if one.device != own]
        self._ledger.take_page(kept, self._ledger.position(), self._ledger.mark())
        return kept

    def send_again(self, missing: Sequence[Place]) -> Sequence[Place]:
        """Send own entries that the upstream lost, the last first: each proves the one before."""
        author = self._ledger.author()
        seqs = sorted((one.seq for one in missing if one.epoch == author.epoch), reverse=True)
        sent: list[Place] = []
        while seqs and not self._is_cancelled():
            batch = self._batch([seq for seq in seqs if seq > seqs[0] - _RUN])
            try:
                self._push(batch)
            except Gap:
                break
            covered = {one.seq for one in batch}
            sent += [Place(author.device, author.epoch, seq) for seq in seqs if seq in covered]
            seqs = [seq for seq in seqs if seq not in covered]
        return sent

    def _batch(self, seqs: Sequence[int]) -> list[StoredEntry]:
        """Return the stretch of the own chain from the last of these numbers to the first."""
        first, last = seqs[-1], seqs[0]
        count = last - first + 1
        batch = self._ledger.unsent(count=count, size=MAX_ENTRIES_SIZE, after=first - 1)
        if batch[-1].seq < last:  # too large for one body: the end alone proves as much
            batch = self._ledger.unsent(count=1, size=MAX_ENTRIES_SIZE, after=last - 1)
        return batch

    def _push(self, batch: Sequence[StoredEntry]) -> None:
        before = self._ledger.chain_at(batch[0].seq - 1)
        last = batch[-1]
        chain = links(before, (one.written for one in batch))[-1]
        head = Head(last.device, last.epoch, last.seq, chain)
        self._upstream.push(batch, before, seals.sign_head(self._key, "seal", head))
