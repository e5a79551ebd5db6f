"""One round of synchronising: what is urgent, then push until nothing waits, then pull.

Push comes before pull. A receipt is kept before the next batch goes out, a page and its
position are stored together: so a cut at any point costs at most one exchange, which is
repeated and changes nothing twice. Whatever an upstream answers, a round ends: each batch
must be covered by its receipt, each page must move on, and pages are counted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from immunization.ids import SubjectId
from records import seals
from records.chain import links
from records.lines import StoredEntry, read_line
from records.seals import Head
from sync import columns
from sync.answers import Gap, TooLarge
from sync.client import Upstream
from sync.errors import (
    FeedWentBack,
    ForkedChain,
    ServerBroken,
    ServerRefused,
    ServerUnreachable,
    SyncCancelled,
)
from sync.limits import MAX_ENTRIES, MAX_ENTRIES_SIZE
from sync.pace import Pace
from sync.ports import Ledger
from sync.wire import Malformed, Page, Result

_MOST_PAGES: Final = 1_000
"""Pages of one round: two million entries. What is left comes in the next round."""
_STANDSTILLS: Final = 3
"""Pages in a row that may bring nothing although there is said to be more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: entries that wait here, and where the feed stands of how much."""

    waiting: int
    position: int
    head: int


@dataclass(slots=True)
class Done:
    """What a round did; ``standing_out`` are entries that were not simply accepted."""

    urgent: int = 0
    pushed: int = 0
    pulled: int = 0
    position: int = 0
    is_caught_up: bool = False
    standing_out: tuple[Result, ...] = ()


def _ignore(_progress: Progress) -> None:
    """Report to nobody."""


class Cycle:
    """Rounds between one ledger and one upstream; all in one thread."""

    def __init__(
        self,
        ledger: Ledger,
        upstream: Upstream,
        key: bytes,
        *,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._ledger = ledger
        self._upstream = upstream
        self._key = key
        self.report = report
        self.is_cancelled = is_cancelled
        self._push_pace = Pace()
        self._pull_pace = Pace()
        self._head = 0

    def run(self, subscribe: list[SubjectId] | None = None) -> Done:
        """Do one round; raises the errors of `sync.errors` and of the ledger.

        ``subscribe`` are subjects to ask for; those that the upstream heard are taken out.
        """
        done = Done()
        self._send_urgent(done)
        self._push(done)
        while subscribe:
            self._check_cancelled()
            self._upstream.subscribe(subscribe[:MAX_ENTRIES])
            del subscribe[:MAX_ENTRIES]
        self._pull(done)
        return done

    def _send_urgent(self, done: Done) -> None:
        for entry in self._ledger.unsent_urgent():
            self._check_cancelled()
            self._upstream.urgent(entry)
            self._ledger.took_urgent(read_line(entry).entry.id)
            done.urgent += 1

    def _push(self, done: Done) -> None:
        after: int | None = None
        while batch := self._ledger.unsent(
            count=self._push_pace.count, size=MAX_ENTRIES_SIZE, after=after
        ):
            self._check_cancelled()
            try:
                held = self._push_batch(batch, done)
            except Gap as gap:
                if after is not None:
                    raise ServerBroken("holds less with every answer") from gap
                after = self._rewound(gap)
                continue
            except TooLarge as error:
                self._push_pace.failed()
                if len(batch) == 1:
                    raise ServerRefused("too-large") from error
                continue
            after = held.seq if after is not None else None
            self._tell()

    def _push_batch(self, batch: list[StoredEntry], done: Done) -> Head:
        first, last = batch[0], batch[-1]
        before = self._ledger.chain_at(first.seq - 1)
        chain = links(before, (one.written for one in batch))[-1]
        seal = seals.sign_head(self._key, "seal", Head(last.device, last.epoch, last.seq, chain))
        self._ledger.take_seal(seal)
        begun = time.monotonic()
        try:
            answer = self._upstream.push(batch, before, seal)
        except ServerUnreachable:
            self._push_pace.failed()
            raise
        self._push_pace.took(len(batch), time.monotonic() - begun)
        held = answer.receipt.head
        if held.seq < last.seq:
            raise ServerBroken("a receipt that does not cover the batch")
        self._ledger.take_receipt("centre", answer.receipt)
        done.pushed += len(batch)
        done.standing_out += answer.results
        return held

    def _rewound(self, gap: Gap) -> int:
        """Return where to go on for an upstream that lost what it had acknowledged."""
        held = gap.held
        if held.seq > self._ledger.head().seq or self._ledger.chain_at(held.seq) != held.chain:
            raise ForkedChain("the upstream holds another chain")
        return held.seq

    def _pull(self, done: Done) -> None:
        epoch = self._ledger.author().epoch
        position = self._ledger.position()
        still = 0
        for _ in range(_MOST_PAGES):
            self._check_cancelled()
            page = self._page(position, epoch)
            self._head = page.head
            if page.next > position:
                entries = _entries_of(page)
                self._ledger.take_page(entries, page.next)
                done.pulled += len(entries)
                position, still = page.next, 0
            else:
                still += 1
            done.position = position
            self._tell()
            if position == page.head:
                done.is_caught_up = True
                return
            if still >= _STANDSTILLS:
                raise ServerBroken("a feed that does not move on")

    def _page(self, position: int, epoch: int) -> Page:
        count = self._pull_pace.count
        begun = time.monotonic()
        try:
            page = self._upstream.page(position, count, without=epoch)
        except ServerUnreachable:
            self._pull_pace.failed()
            raise
        self._pull_pace.took(max(len(page.entries), 1), time.monotonic() - begun)
        if page.head < position or page.next < position:
            raise FeedWentBack(f"at {position}, the upstream ends at {page.head}")
        if page.after != position or page.next > page.head or len(page.entries) > count:
            raise ServerBroken("a page that was not asked for")
        return page

    def _tell(self) -> None:
        self.report(Progress(self._ledger.waiting(), self._ledger.position(), self._head))

    def _check_cancelled(self) -> None:
        if self.is_cancelled():
            raise SyncCancelled


def _entries_of(page: Page) -> list[StoredEntry]:
    try:
        return columns.entries_of(page)
    except Malformed as error:
        raise ServerBroken(str(error)) from error
