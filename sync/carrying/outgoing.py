"""Write what the centre has not acknowledged into a file: sealed batches, as on the wire."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from immunization.ids import DeviceId, SiteCode
from records import seals
from records.chain import links
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head
from sync.carrying import bodies
from sync.carrying.bodies import End
from sync.carrying.errors import CarryError, NothingToCarry
from sync.carrying.heading import About
from sync.carrying.watching import UNWATCHED, Watch
from sync.carrying.writing import CarriedWriter
from sync.limits import MAX_ENTRIES, MAX_ENTRIES_SIZE
from sync.ports import Ledger
from sync.wire import Batch


@dataclass(frozen=True, slots=True)
class Carrier:
    """The desk that writes and reads files: its key, and the public keys of whom it knows.

    ``desks`` are the site's devices by id, revoked ones left out; ``upstream`` is the key of the
    hub or centre that it syncs with.
    """

    device: DeviceId
    site: SiteCode
    key: bytes = field(repr=False)
    centre: bytes
    upstream: bytes
    desks: dict[DeviceId, bytes]

    @property
    def readers(self) -> Sequence[bytes]:
        """Who may read what this desk writes: the centre, its upstream, the site's devices."""
        return [self.centre, self.upstream, *self.desks.values()]


class _Outgoing:
    """Goes along the own chain, and over what lies in the file already."""

    def __init__(self, ledger: Ledger, carrier: Carrier, after: int) -> None:
        self._ledger, self._carrier, self._author = ledger, carrier, ledger.author()
        self.after, self.bodies = after, 0

    def took(self, body: bytes) -> bool:
        """Tell whether a body of an unfinished file still belongs to the own chain."""
        try:
            batch = bodies.unpacked(Batch, body)
        except CarryError:
            return False
        author, last = self._author, batch.first + len(batch.entries) - 1
        is_next = batch.first == self.after + 1 if self.bodies else batch.first <= self.after + 1
        if (batch.device, batch.epoch) != (author.device, author.epoch) or not is_next:
            return False
        chain = links(batch.before, batch.entries)[-1]
        if last > self._ledger.head().seq or self._ledger.chain_at(last) != chain:
            return False
        self.after, self.bodies = last, self.bodies + 1
        return True

    def next(self) -> bytes | None:
        """Return the next batch, sealed, or None at the end."""
        entries = self._ledger.unsent(count=MAX_ENTRIES, size=MAX_ENTRIES_SIZE, after=self.after)
        if not entries:
            return None
        batch = self._sealed(entries)
        self.after, self.bodies = entries[-1].seq, self.bodies + 1
        return bodies.packed(batch)

    def _sealed(self, entries: list[StoredEntry]) -> Batch:
        before = self._ledger.chain_at(entries[0].seq - 1)
        last = entries[-1]
        if Author(last.device, last.epoch) != self._author:
            raise CarryError("a new epoch was begun meanwhile")
        chain = links(before, (one.written for one in entries))[-1]
        head = Head(last.device, last.epoch, last.seq, chain)
        seal = seals.sign_head(self._carrier.key, "seal", head)
        self._ledger.take_seal(seal)
        return Batch(
            device=last.device,
            epoch=last.epoch,
            first=entries[0].seq,
            before=before,
            entries=[one.written for one in entries],
            signature=seal.signature,
        )


def export_entries(
    ledger: Ledger,
    carrier: Carrier,
    path: Path,
    watch: Watch = UNWATCHED,
    *,
    everything: bool = False,
    now: Callable[[], float] = time.time,
) -> int:
    """Write a file; return how many entries lie in it.

    Without ``everything``, those after the centre's last receipt. A file that an earlier call
    left unfinished is gone on with. Raises the errors of `sync.carrying.errors`.
    """
    held = ledger.receipt("centre")
    begin = 0 if everything or held is None else held.seq
    head = ledger.head().seq
    if head <= begin:
        raise NothingToCarry
    going = _Outgoing(ledger, carrier, begin)
    about = About("entries", carrier.site, carrier.device, carrier.centre)
    with CarriedWriter(
        path, carrier.key, about, carrier.readers, took=going.took, now=now
    ) as writer:
        watch.tell(going.after - begin, head - begin)
        while (body := going.next()) is not None:
            writer.add(body)
            watch.tell(going.after - begin, max(head, going.after) - begin)
        writer.finish(bodies.packed(End(bodies=going.bodies)))
    return going.after - begin
