"""The upstream as a desk sees it: typed calls over a signed line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from immunization.ids import DeviceId, SubjectId
from records import seals
from records.lines import StoredEntry
from records.seals import Head, Holder, Purpose, Signed
from sync import answers, wire
from sync.errors import ServerBroken
from sync.line import Identity, SignedLine
from sync.point import Point
from sync.wire import Receipt, Result


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What an upstream said of a batch: its receipt, which was checked, and what stands out."""

    receipt: Signed
    results: tuple[Result, ...]
    centre: Signed | None = None
    end: Point | None = None
    """Where the feed ends with the batch, if the upstream tells."""


@dataclass(frozen=True, slots=True)
class Known:
    """Up to where a device knows its own chain held: by the upstream it asks, and by the centre.

    ``others`` is the sum of the numbers up to which a hub said that the centre has the chains of
    the site's other devices; None asks for nothing of the kind.
    """

    here: int = 0
    centre: int = 0
    others: int | None = None


class Upstream:
    """The centre or a hub, for one device. One call at a time; :meth:`abort` from any thread.

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
        self.life = 0
        """Of a hub: a number drawn at its start. What it brought in this life is not sent to it."""
        self.line = SignedLine(url, identity, now, randomness)

    @property
    def offset(self) -> float | None:
        """By how many seconds the upstream's clock is ahead; None before the first answer."""
        return self.line.offset

    @property
    def holder(self) -> Holder:
        """Whose receipts this upstream gives."""
        return self._identity.role

    def status(self) -> wire.Status:
        """Ask whether the upstream is there, and for its time."""
        return self.line.ask(wire.Status, "GET", "/v1/status")

    def push(
        self,
        entries: Sequence[StoredEntry],
        before: bytes,
        seal: Signed,
        *,
        told: Point | None = None,
    ) -> Acknowledged:
        """Push entries that follow each other in the own chain.

        ``told`` is up to where the upstream said that its feed reaches. Raises Gap if the
        upstream holds less than what comes before them, OtherFeed if its feed is another now.
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
            said = [f"life={self.life}"] if self.life else []
            said += [_told(told)] if told else []
            target = "/v1/batches" + ("?" + "&".join(said) if said else "")
            answer = self.line.ask(wire.BatchAnswer, "POST", target, batch)
        except answers.Gap as gap:
            self.checked(gap.held, seal.head)
            raise
        return Acknowledged(
            self.checked(answer.receipt, seal.head),
            tuple(answer.results),
            self.checked_centre(answer.centre, seal.head),
            Point(answer.head, answer.mark) if answer.head else None,
        )

    def checked_centre(self, receipt: Receipt | None, own: Head) -> Signed | None:
        """Return a receipt of the centre that a hub passed on, checked with the centre's key."""
        key = self._identity.centre_key
        return self._checked(receipt, own, key, "receipt centre") if receipt and key else None

    def checked_others(self, receipts: Sequence[Receipt]) -> list[Head]:
        """Return up to where the centre has other devices' chains, its signatures checked."""
        key = self._identity.centre_key
        if key is None:
            return []
        return [_signed(one, key, "receipt centre").head for one in receipts]

    def checked(self, receipt: Receipt, own: Head) -> Signed:
        """Return a receipt after checking its signature and that it is over the own chain."""
        purpose: Purpose = "receipt hub" if self.holder == "hub" else "receipt centre"
        return self._checked(receipt, own, self._identity.upstream_key, purpose)

    def _checked(self, receipt: Receipt, own: Head, key: bytes, purpose: Purpose) -> Signed:
        signed = _signed(receipt, key, purpose)
        if (signed.head.device, signed.head.epoch) != (own.device, own.epoch):
            raise ServerBroken("a receipt for another device")
        return signed

    def urgent(self, entry: StoredEntry) -> wire.UrgentAnswer:
        """Send one entry ahead of its chain."""
        place = (entry.device, entry.epoch, entry.seq)
        return self.pass_urgent(entry, seals.sign_urgent(self._identity.key, *place, entry.written))

    def pass_urgent(self, entry: StoredEntry, signature: bytes) -> wire.UrgentAnswer:
        """Send one entry ahead of its chain under the signature that its writer gave it."""
        body = wire.Urgent(
            device=entry.device,
            epoch=entry.epoch,
            seq=entry.seq,
            entry=entry.written,
            signature=signature,
        )
        return self.line.ask(wire.UrgentAnswer, "POST", "/v1/urgent", body)

    def page(
        self,
        after: int,
        limit: int,
        *,
        without: int = 0,
        wait: int = 0,
        known: Known | None = None,
        mark: int | None = None,
        told: Point | None = None,
    ) -> wire.Page:
        """Ask for what follows a position of the feed.

        ``without`` leaves out this device's own entries of that epoch; ``known`` asks for the
        receipts of that epoch that say otherwise; ``wait`` lets the upstream wait so many
        seconds for something new. ``mark`` is what the feed was known by at that position, 0 if
        unknown; ``told`` is a later one, which has not been read yet. Raises OtherFeed if the
        feed is another now.
        """
        query = f"after={after}&limit={limit}"
        query += f"&without={without}" if without else ""
        query += f"&here={known.here}&centre={known.centre}" if known else ""
        query += f"&others={known.others}" if known and known.others is not None else ""
        query += f"&mark={mark}" if mark is not None else ""
        query += f"&{_told(told)}" if told else ""
        query += f"&wait={wait}" if wait else ""
        query += f"&life={self.life}" if self.life else ""
        return self.line.ask(wire.Page, "GET", f"/v1/feed?{query}", wait=wait)

    def subscribe(self, subjects: Sequence[SubjectId]) -> None:
        """Ask for the entries about some subjects to come into this site's feed."""
        body = wire.Subscription(subjects=list(subjects))
        self.line.ask(wire.Status, "POST", "/v1/subscriptions", body)

    def abort(self) -> None:
        """End the call that is under way, and whatever is called after it."""
        self.line.abort()

    def close(self) -> None:
        """Close the connections."""
        self.line.close()


def _signed(receipt: Receipt, key: bytes, purpose: Purpose) -> Signed:
    head = Head(DeviceId(receipt.device), receipt.epoch, receipt.seq, receipt.chain)
    signed = Signed(head, receipt.signature)
    try:
        seals.check_head(key, purpose, signed)
    except seals.BadSignature as error:
        raise ServerBroken("a receipt with a wrong signature") from error
    return signed


def _told(point: Point) -> str:
    return f"told={point.position}&toldmark={point.mark}"


__all__ = ["Acknowledged", "Identity", "Upstream"]
