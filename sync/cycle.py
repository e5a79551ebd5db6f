"""One round of synchronising: what is urgent, then push until nothing waits, then pull.

Push comes before pull. A receipt is kept before the next batch goes out, a page and its
position are stored together: so a cut at any point costs at most one exchange, which is
repeated and changes nothing twice. Whatever an upstream answers, a round ends: each batch
must be covered by its receipt, each page must move on, and pages are counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from immunization.ids import SubjectId
from records.lines import read_line
from sync.client import Upstream
from sync.epochs import Epochs
from sync.errors import ForkedChain, SyncCancelled
from sync.limits import MAX_ENTRIES
from sync.ports import Ledger
from sync.pulling import Pulled, Puller
from sync.pushing import Pushed, Pusher
from sync.wire import Result


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: entries that wait here, and where the feed stands of how much.

    ``head`` is the upstream's count, and 0 until this line has heard it: while entries are pushed
    in its first round nobody knows how much there is to fetch.
    """

    waiting: int
    position: int
    head: int


@dataclass(slots=True)
class Done:
    """What a round did; ``standing_out`` are entries that were not simply accepted.

    ``epochs`` counts those begun because the upstream holds another chain (`sync.epochs`).
    """

    urgent: int = 0
    pushed: int = 0
    pulled: int = 0
    epochs: int = 0
    position: int = 0
    is_caught_up: bool = False
    standing_out: tuple[Result, ...] = ()


def _ignore(_progress: Progress) -> None:
    """Report to nobody."""


class Cycle:
    """Rounds between one ledger and one upstream; the ledger is met in the caller's thread."""

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
        self.report = report
        self.is_cancelled = is_cancelled
        self.pusher = Pusher(ledger, upstream, key)
        self.puller = Puller(ledger, upstream)
        self._epochs = Epochs(ledger, upstream)
        self._head = 0

    def run(self, subscribe: list[SubjectId] | None = None) -> Done:
        """Do one round; raises the errors of `sync.errors` and of the ledger.

        ``subscribe`` are subjects to ask for; those that the upstream heard are taken out.
        """
        done = Done()
        try:
            self._exchange(done, subscribe)
        except ForkedChain as error:
            self._epochs.begin(error)
            done.epochs += 1
            self._exchange(done, subscribe)
        return done

    def _exchange(self, done: Done, subscribe: list[SubjectId] | None) -> None:
        done.pulled += self._epochs.fetch_back(self._check_cancelled)
        self._send_urgent(done)
        self._check_cancelled()
        self.pusher.push(lambda pushed: self._pushed(done, pushed))
        while subscribe:
            self._check_cancelled()
            self._upstream.subscribe(subscribe[:MAX_ENTRIES])
            del subscribe[:MAX_ENTRIES]
        self._check_cancelled()
        done.is_caught_up = self.puller.pull(lambda pulled: self._pulled(done, pulled))
        if self.puller.lost_after is not None:
            self.pusher.push(lambda pushed: self._pushed(done, pushed), self.puller.lost_after)

    def _send_urgent(self, done: Done) -> None:
        for entry in self._ledger.unsent_urgent():
            self._check_cancelled()
            self._upstream.urgent(entry)
            self._ledger.took_urgent(read_line(entry).entry.id)
            done.urgent += 1

    def _pushed(self, done: Done, pushed: Pushed) -> None:
        done.pushed += pushed.count
        done.standing_out += pushed.results
        self._tell(self._ledger.position())

    def _pulled(self, done: Done, pulled: Pulled) -> None:
        done.pulled += pulled.count
        done.position = pulled.position
        self._head = pulled.head
        self._tell(pulled.position)

    def _tell(self, position: int) -> None:
        self.report(Progress(self._ledger.waiting(), position, self._head))
        self._check_cancelled()

    def _check_cancelled(self) -> None:
        if self.is_cancelled():
            raise SyncCancelled
