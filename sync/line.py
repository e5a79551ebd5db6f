"""Ask an upstream and believe only its own answer: signing, checking, comparing clocks.

An answer that the pinned key did not sign is not believed, whatever it says: not that
entries are held, not that this desk is revoked, not what time it is.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from immunization.ids import DeviceId
from records.seals import Holder
from sync import answers, packing, problems, wire
from sync.errors import ClockWrong, ServerBroken, ServerRefused, ServerTooOld
from sync.wire import Malformed, VersionUnknown

if TYPE_CHECKING:
    from sync.transport import Reply, Transport

M = TypeVar("M", bound=wire.Message)
_OVERLOADED: Final = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks and who answers: the device, its raw private key, its upstream's public key.

    ``role`` is what the upstream is; a hub's identity also names the ``centre_key`` with
    which the receipts that it passes on are checked.
    """

    device: DeviceId
    key: bytes = field(repr=False)
    upstream_key: bytes
    role: Holder = "centre"
    centre_key: bytes | None = None


class SignedLine:
    """A line to one upstream, for one device. One call at a time; :meth:`abort` from any thread.

    ``offset`` is by how many seconds the upstream's clock is ahead of this machine's, or
    None before the first answer. ``version`` is the wire version that it is spoken to in: an
    older upstream says so once, and is then spoken to in its own.
    """

    def __init__(
        self,
        url: str,
        identity: Identity,
        now: Callable[[], float] = time.time,
        randomness: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._url = url
        self._identity = identity
        self.now = now
        self.randomness = randomness
        self._lazy: Transport | None = None
        self._is_aborted = False
        self.offset: float | None = None
        self.version = wire.VERSION

    def ask(
        self,
        kind: type[M],
        method: str,
        target: str,
        body: wire.Message | None = None,
        wait: int = 0,
    ) -> M:
        """Return the answer, of the given kind; raises the errors of `sync.errors`.

        If the upstream finds the time of the request wrong, its time is taken, and it is asked
        once more; so it is in its own version, if it is too old for this one.
        """
        try:
            return self._asked(kind, method, target, body, wait)
        except ClockWrong:
            return self._asked(kind, method, target, body, wait)
        except ServerTooOld as error:
            if error.newest is None or not wire.OLDEST <= error.newest < self.version:
                raise
            self.version = error.newest
            return self._asked(kind, method, target, body, wait)

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

    def _asked(
        self, kind: type[M], method: str, target: str, body: wire.Message | None, wait: int
    ) -> M:
        from sync.transport import ConnectionDropped

        content = packing.pack(body, self.version) if body else b""
        target += f"{'&' if '?' in target else '?'}v={self.version}"
        try:
            reply, begun = self._exchange(method, target, content, wait)
        except ConnectionDropped:
            # Every call may be made twice, so a connection that grew old is no failure.
            reply, begun = self._exchange(method, target, content, wait)
        if reply.status != 200:
            raise self._error(reply, begun)
        try:
            answer = packing.unpack(kind, reply.content)
        except Malformed as error:
            raise ServerBroken(str(error)) from error
        except VersionUnknown as error:
            raise ServerTooOld("wire-version", str(error)) from error
        # A reader of the feed was kept waiting, so half of its time says nothing.
        self._compare_clocks(answer, begun if not wait else self.now())
        return answer

    def _exchange(self, method: str, target: str, body: bytes, wait: int) -> tuple[Reply, float]:
        from sync import signatures

        identity = self._identity
        headers = {"content-type": wire.MEDIA_TYPE, "content-encoding": wire.CODING} if body else {}
        request = signatures.Request(method, self._transport.url_of(target), headers)
        nonce = signatures.make_nonce(self.randomness(16))
        begun = self.now()
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
        self.offset = server_time / 1000 - (begun + self.now()) / 2
