"""The upstream as a desk sees it: typed calls, each signed, each answer's signature checked.

An answer that the pinned key did not sign is not believed, whatever it says: not that
entries are held, not that this desk is revoked, not what time it is.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from immunization.ids import DeviceId, SubjectId
from records import seals
from records.lines import StoredEntry
from records.seals import Head, Signed
from sync import answers, problems, wire
from sync.errors import ClockWrong, ServerBroken, ServerRefused, ServerTooOld
from sync.wire import Malformed, Receipt, Result, VersionUnknown

if TYPE_CHECKING:
    from sync.transport import Reply, Transport

M = TypeVar("M", bound=wire.Message)
_OVERLOADED: Final = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks and who answers: the device, its raw private key, its upstream's public key."""

    device: DeviceId
    key: bytes = field(repr=False)
    upstream_key: bytes


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What an upstream said of a batch: its receipt, which was checked, and what stands out."""

    receipt: Signed
    results: tuple[Result, ...]


class Upstream:
    """The centre, for one device. One call at a time; :meth:`abort` from any thread.

    All calls raise the errors of `sync.errors`. ``offset`` is by how many seconds the
    upstream's clock is ahead of this machine's, or None before the first answer.
    """

    def __init__(
        self,
        url: str,
        identity: Identity,
        *,
        now: Callable[[], float] = time.time,
        randomness: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._url = url
        self._identity = identity
        self._now = now
        self._randomness = randomness
        self._lazy: Transport | None = None
        self._is_aborted = False
        self.offset: float | None = None

    def status(self) -> wire.Status:
        """Ask whether the upstream is there, and for its time."""
        return self._timed(wire.Status, "GET", "/v1/status")

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
            answer = self._timed(wire.BatchAnswer, "POST", "/v1/batches", wire.pack(batch))
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
        return self._timed(wire.UrgentAnswer, "POST", "/v1/urgent", wire.pack(body))

    def page(self, after: int, limit: int, *, without: int = 0, wait: int = 0) -> wire.Page:
        """Ask for what follows a position of the feed.

        ``without`` leaves out this device's own entries of that epoch; ``wait`` lets the
        upstream wait so many seconds for something new.
        """
        query = f"after={after}&limit={limit}"
        query += f"&without={without}" if without else ""
        query += f"&wait={wait}" if wait else ""
        return self._timed(wire.Page, "GET", f"/v1/feed?{query}", wait=wait)

    def subscribe(self, subjects: Sequence[SubjectId]) -> None:
        """Ask for the entries about some subjects to come into this site's feed."""
        body = wire.Subscription(subjects=list(subjects))
        self._timed(wire.Status, "POST", "/v1/subscriptions", wire.pack(body))

    def abort(self) -> None:
        """End the call that is under way, and whatever is called after it."""
        self._is_aborted = True
        if self._lazy is not None:
            self._lazy.abort()

    def close(self) -> None:
        """Close the connections."""
        if self._lazy is not None:
            self._lazy.close()

    @property
    def _transport(self) -> Transport:
        # Made at the first call: what it imports takes a third of a second.
        if self._lazy is None:
            from sync.transport import Transport

            self._lazy = Transport(self._url)
            if self._is_aborted:
                self._lazy.abort()
        return self._lazy

    def _timed(
        self, kind: type[M], method: str, target: str, body: bytes = b"", wait: int = 0
    ) -> M:
        """Ask; if the upstream finds the time of the request wrong, take its and ask once more."""
        try:
            return self._asked(kind, method, target, body, wait)
        except ClockWrong:
            return self._asked(kind, method, target, body, wait)

    def _asked(self, kind: type[M], method: str, target: str, body: bytes, wait: int) -> M:
        from sync.transport import ConnectionDropped

        try:
            reply, begun = self._exchange(method, target, body, wait)
        except ConnectionDropped:
            # Every call may be made twice, so a connection that grew old is no failure.
            reply, begun = self._exchange(method, target, body, wait)
        if reply.status != 200:
            raise self._error(reply, begun)
        try:
            answer = wire.unpack(kind, reply.content)
        except Malformed as error:
            raise ServerBroken(str(error)) from error
        except VersionUnknown as error:
            raise ServerTooOld("wire-version", str(error)) from error
        # A reader of the feed was kept waiting, so half of its time says nothing.
        self._compare_clocks(answer, begun if not wait else self._now())
        return answer

    def _exchange(self, method: str, target: str, body: bytes, wait: int) -> tuple[Reply, float]:
        from sync import signatures

        identity = self._identity
        headers = {"content-type": wire.MEDIA_TYPE, "content-encoding": wire.CODING} if body else {}
        request = signatures.Request(method, self._transport.url_of(target), headers)
        nonce = signatures.make_nonce(self._randomness(16))
        begun = self._now()
        signatures.sign_request(
            identity.key,
            identity.device,
            request,
            body or None,
            created=begun + (self.offset or 0),
            nonce=nonce,
        )
        reply = self._transport.exchange(method, target, headers, body, wait)
        answer = signatures.Answer(reply.status, reply.headers)
        try:
            signatures.check_answer(identity.upstream_key, answer, reply.content, nonce)
        except signatures.NotSigned as error:
            if reply.status in _OVERLOADED:  # a proxy that stands before it
                raise answers.busy(reply.headers.get("retry-after", "")) from error
            raise ServerBroken(f"status {reply.status}, not signed: {error}") from error
        return reply, begun

    def _error(self, reply: Reply, begun: float) -> Exception:
        try:
            problem = problems.read_problem(reply.content)
        except Malformed as error:
            return ServerBroken(f"status {reply.status}, {error}")
        if problem.time:
            self._set_offset(problem.time, begun)
        if problem.status != reply.status:
            return ServerRefused(problem.code, "a status that is not the problem's")
        return answers.error_of(problem, reply.headers.get("retry-after", ""))

    def _compare_clocks(self, answer: wire.Message, begun: float) -> None:
        server_time = getattr(answer, "time", 0)
        if server_time:
            self._set_offset(server_time, begun)

    def _set_offset(self, server_time: int, begun: float) -> None:
        self.offset = server_time / 1000 - (begun + self._now()) / 2
