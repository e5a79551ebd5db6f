"""The upstream as a desk sees it: typed calls over a signed line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from immunization.ids import DeviceId, SubjectId
from records import seals
from records.lines import StoredEntry
from records.seals import Head, Signed
from sync import answers, packing, wire
from sync.errors import ServerBroken
from sync.line import Identity, SignedLine
from sync.wire import Receipt, Result


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What an upstream said of a batch: its receipt, which was checked, and what stands out."""

    receipt: Signed
    results: tuple[Result, ...]


class Upstream:
    """The centre, for one device. One call at a time; :meth:`abort` from any thread.

    All calls raise the errors of `sync.errors`.
    """

    def __init__(
        self,
        url: str,
        identity: Identity,
        *,
        now: Callable[[], float] = time.time,
        randomness: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._identity = identity
        self.line = SignedLine(url, identity, now, randomness)

    @property
    def offset(self) -> float | None:
        """By how many seconds the upstream's clock is ahead; None before the first answer."""
        return self.line.offset

    def status(self) -> wire.Status:
        """Ask whether the upstream is there, and for its time."""
        return self.line.ask(wire.Status, "GET", "/v1/status")

    def push(self, entries: Sequence[StoredEntry], before: bytes, seal: Signed) -> Acknowledged:
        """Push entries that follow each other in the own chain.

        Raises Gap if the upstream holds less than what comes before them.
        """
        batch = wire.Batch(
            device=seal.head.device,
            epoch=seal.head.epoch,
            first=entries[0].seq,
            before=before,
            entries=[one.written for one in entries],
            signature=seal.signature,
        )
        try:
            answer = self.line.ask(wire.BatchAnswer, "POST", "/v1/batches", packing.pack(batch))
        except answers.Gap as gap:
            self.checked(gap.held, seal.head)
            raise
        return Acknowledged(self.checked(answer.receipt, seal.head), tuple(answer.results))

    def checked(self, receipt: Receipt, own: Head) -> Signed:
        """Return a receipt after checking its signature and that it is over the own chain."""
        head = Head(DeviceId(receipt.device), receipt.epoch, receipt.seq, receipt.chain)
        signed = Signed(head, receipt.signature)
        try:
            seals.check_head(self._identity.upstream_key, "receipt centre", signed)
        except seals.BadSignature as error:
            raise ServerBroken("a receipt with a wrong signature") from error
        if (head.device, head.epoch) != (own.device, own.epoch):
            raise ServerBroken("a receipt for another device")
        return signed

    def urgent(self, entry: StoredEntry) -> wire.UrgentAnswer:
        """Send one entry ahead of its chain."""
        place = (entry.device, entry.epoch, entry.seq)
        signature = seals.sign_urgent(self._identity.key, *place, entry.written)
        body = wire.Urgent(
            device=entry.device,
            epoch=entry.epoch,
            seq=entry.seq,
            entry=entry.written,
            signature=signature,
        )
        return self.line.ask(wire.UrgentAnswer, "POST", "/v1/urgent", packing.pack(body))

    def page(self, after: int, limit: int, *, without: int = 0, wait: int = 0) -> wire.Page:
        """Ask for what follows a position of the feed.

        ``without`` leaves out this device's own entries of that epoch; ``wait`` lets the
        upstream wait so many seconds for something new.
        """
        query = f"after={after}&limit={limit}"
        query += f"&without={without}" if without else ""
        query += f"&wait={wait}" if wait else ""
        return self.line.ask(wire.Page, "GET", f"/v1/feed?{query}", wait=wait)

    def subscribe(self, subjects: Sequence[SubjectId]) -> None:
        """Ask for the entries about some subjects to come into this site's feed."""
        body = wire.Subscription(subjects=list(subjects))
        self.line.ask(wire.Status, "POST", "/v1/subscriptions", packing.pack(body))

    def abort(self) -> None:
        """End the call that is under way, and whatever is called after it."""
        self.line.abort()

    def close(self) -> None:
        """Close the connections."""
        self.line.close()


__all__ = ["Acknowledged", "Identity", "Upstream"]
