"""Push a chain until nothing of it waits.

While a batch is on its way, the next one is read, chained and sealed: so a backlog takes
as long as the line and the upstream need, not that and this desk's own time besides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from records import seals
from records.chain import links
from records.lines import StoredEntry
from records.seals import Head, Signed
from sync.ahead import Ahead
from sync.answers import Gap, TooLarge
from sync.client import Acknowledged, Upstream
from sync.errors import ForkedChain, ServerBroken, ServerRefused, ServerUnreachable
from sync.limits import MAX_ENTRIES_SIZE
from sync.pace import Pace
from sync.ports import Ledger
from sync.wire import Result


@dataclass(frozen=True, slots=True)
class Pushed:
    """A batch that the upstream holds: how many, and which were not simply accepted."""

    count: int
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class _Sealed:
    entries: Sequence[StoredEntry]
    before: bytes
    seal: Signed

    @property
    def last(self) -> int:
        return self.seal.head.seq


class Pusher:
    """Pushes one ledger's own chain to one upstream."""

    def __init__(self, ledger: Ledger, upstream: Upstream, key: bytes) -> None:
        self._ledger = ledger
        self._upstream = upstream
        self._key = key
        self.pace = Pace()

    def push(self, each: Callable[[Pushed], None], after: int | None = None) -> None:
        """Push until nothing waits; ``each`` is called after each batch that is held.

        ``after`` says up to where the upstream holds the chain, if that is less than its last
        receipt says. Raises the errors of `sync.errors`; what ``each`` raises ends it too.
        """
        rewound = False
        with Ahead() as ahead:
            ready = self._next(after)
            while ready is not None:
                try:
                    answer, following = self._send(ready, ahead)
                except Gap as gap:
                    if rewound:
                        raise ServerBroken("holds less with every answer") from gap
                    rewound = True
                    ready = self._next(self._held_before(gap))
                    continue
                except TooLarge as error:
                    self.pace.failed()
                    if len(ready.entries) == 1:
                        raise ServerRefused("too-large") from error
                    ready = self._next(ready.entries[0].seq - 1)
                    continue
                held = self._keep(ready, answer)
                each(Pushed(len(ready.entries), answer.results))
                ready = following if held == ready.last and following else self._next(held)

    def _next(self, after: int | None) -> _Sealed | None:
        """Seal the batch that follows an entry, or None: the one after the last receipt."""
        count = self.pace.count
        batch = self._ledger.unsent(count=count, size=MAX_ENTRIES_SIZE, after=after)
        if not batch:
            return None
        before = self._ledger.chain_at(batch[0].seq - 1)
        chain = links(before, (one.written for one in batch))[-1]
        last = batch[-1]
        head = Head(last.device, last.epoch, last.seq, chain)
        seal = seals.sign_head(self._key, "seal", head)
        self._ledger.take_seal(seal)
        return _Sealed(batch, before, seal)

    def _send(self, ready: _Sealed, ahead: Ahead) -> tuple[Acknowledged, _Sealed | None]:
        """Push a batch; where more may follow, seal that meanwhile."""
        if len(ready.entries) < self.pace.count:
            return self._push(ready), None
        sending = ahead.call(self._push, ready)
        try:
            following = self._next(ready.last)
        finally:
            answer = sending.result()
        return answer, following

    def _push(self, ready: _Sealed) -> Acknowledged:
        begun = time.monotonic()
        try:
            answer = self._upstream.push(ready.entries, ready.before, ready.seal)
        except ServerUnreachable:
            self.pace.failed()
            raise
        self.pace.took(len(ready.entries), time.monotonic() - begun)
        return answer

    def _keep(self, ready: _Sealed, answer: Acknowledged) -> int:
        """Keep the receipt of a batch; return up to where the upstream holds the chain."""
        held = answer.receipt.head
        if held.seq < ready.last:
            raise ServerBroken("a receipt that does not cover the batch")
        self._ledger.take_receipt(self._upstream.holder, answer.receipt)
        if answer.centre is not None:
            self._ledger.take_receipt("centre", answer.centre)
        return held.seq

    def _held_before(self, gap: Gap) -> int:
        """Return where to go on for an upstream that lost what it had acknowledged."""
        held = gap.held
        if held.seq > self._ledger.head().seq or self._ledger.chain_at(held.seq) != held.chain:
            raise ForkedChain("the upstream holds another chain")
        return held.seq
