"""Synchronise by oneself: a thread that does a round whenever there is a reason to.

Reasons are a new entry, news at the upstream, the network's return, and time. After a
failure it waits longer each time, up to a bound. It tells what it does by immutable
states, from its own thread.
"""

from __future__ import annotations

import logging
import random
import threading
import traceback
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from immunization.errors import KnownError
from immunization.ids import SubjectId
from sync.client import Upstream
from sync.cycle import Cycle, Progress
from sync.errors import ServerBroken, ServerBusy, ServerRefused, ServerUnreachable, SyncCancelled
from sync.listener import Listener
from sync.ports import Ledger
from sync.pulling import known_of
from sync.route import LOOK_AGAIN, Route
from sync.state import Line, SyncState
from sync.timing import Timing

_log = logging.getLogger(__name__)

_TO_END: Final = 5.0

_LINES: Final[tuple[tuple[type[KnownError], Line], ...]] = (
    (ServerUnreachable, "offline"),
    (ServerBusy, "busy"),
    (ServerRefused, "refused"),
)


class SyncLoop:
    """Rounds of one desk with its upstream, until stopped.

    ``connect`` makes an upstream; it is called for the loop and for its listener, and again
    whenever ``route`` has turned to another. ``after_round`` is called in the loop's thread after
    a round that read the feed to its end; what it raises is as if the round had raised it.
    ``only_one`` is the context in which nobody else synchronises this database.
    ``on_state`` is called from the loop's thread; it must return soon and not raise.
    """

    def __init__(
        self,
        ledger: Ledger,
        connect: Callable[[], Upstream],
        key: bytes,
        only_one: AbstractContextManager[None],
        on_state: Callable[[SyncState], None],
        *,
        timing: Timing | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        luck: Callable[[], float] = random.random,
        route: Route | None = None,
        after_round: Callable[[Upstream], None] | None = None,
    ) -> None:
        self._ledger = ledger
        self._connect = connect
        self._key = key
        self._route, self._after_round = route, after_round
        self._only_one = only_one
        self._on_state = on_state
        self._timing = timing or Timing()
        self._now = now
        self._luck = luck
        self._take_line()
        self._changed = threading.Condition()
        self._stopping = False
        self._woken = False
        self._hurried = False
        self._wanted: list[SubjectId] = []
        self._failures = 0
        self._state = SyncState()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    @property
    def state(self) -> SyncState:
        """The last state that was told."""
        return self._state

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self, *, is_urgent: bool = False) -> None:
        """There is a new entry, or news: do a round soon. From any thread.

        After a failure only time, the network's return or an urgent entry ends the pause, so
        that a busy desk does not press a server that is down.
        """
        with self._changed:
            self._woken = True
            self._hurried = self._hurried or is_urgent
            self._changed.notify_all()

    def network_returned(self) -> None:
        """The machine has a network again, or the user asks to try now. From any thread."""
        with self._changed:
            self._hurried = True
            self._changed.notify_all()

    def subscribe(self, subjects: Iterable[SubjectId]) -> None:
        """Ask with the next round for what is known elsewhere of some subjects."""
        with self._changed:
            self._wanted.extend(subjects)
        self.wake()

    def stop(self, timeout: float = 5.0) -> bool:
        """End between two steps; cut what waits on the network. Tell whether it has ended."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._upstream.abort()
        self._listener.stop(timeout)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with self._only_one:
                self._listener.start(self.wake)
                self._turn()
                while not self._is_stopping():
                    self._round()
                    if not self._turn():
                        self._wait()
                        self._turn()
            self._tell(line="stopped", is_running=False)
        except KnownError as error:
            self._tell(line="stopped", is_running=False, error=error)
        finally:
            self._upstream.close()

    def _take_line(self) -> None:
        self._upstream = self._connect()
        self._listener = Listener(self._connect())
        self._cycle = Cycle(
            self._ledger,
            self._upstream,
            self._key,
            report=self._progressed,
            is_cancelled=self._is_stopping,
        )

    def _turn(self) -> bool:
        """Use another upstream, if the route says so; tell whether it did."""
        try:
            if self._route is None or self._is_stopping() or not self._route.choose():
                return False
        except KnownError as error:
            _log.warning("no upstream could be chosen: %s", error.detail)
            return False
        upstream, listener = self._upstream, self._listener
        with self._changed:
            self._take_line()
            if self._stopping:
                self._upstream.abort()
        upstream.close()
        listener.stop(_TO_END)
        self._failures = 0
        self._listener.start(self.wake)
        return True

    def _round(self) -> None:
        with self._changed:
            self._woken = self._hurried = False
            wanted, self._wanted = self._wanted, []
        self._tell(is_running=True, waiting=self._waiting())
        try:
            done = self._cycle.run(wanted)
            if done.is_caught_up and self._after_round is not None:
                self._after_round(self._upstream)
        except SyncCancelled:
            return
        except KnownError as error:
            self._failed(error)
        except Exception as error:  # noqa: BLE001 (the boundary of the thread)
            trace = "".join(traceback.format_tb(error.__traceback__))
            _log.error("a round failed: %s\n%s", type(error).__name__, trace)
            self._failed(ServerBroken(type(error).__name__))
        else:
            self._failures = 0
            if self._route is not None:
                self._route.worked()
            self._tell(
                line="online",
                is_running=False,
                waiting=self._waiting(),
                last_sync_at=self._now(),
                offline_since=None,
                error=None,
                retry_at=None,
            )
            known = known_of(self._ledger, self._upstream)
            self._listener.listen(done.position, self._ledger.author().epoch, known)
            if not done.is_caught_up:
                self.wake()
        finally:
            with self._changed:
                self._wanted = wanted + self._wanted

    def _failed(self, error: KnownError) -> None:
        if self._is_stopping():
            return
        self._failures += 1
        if self._route is not None:
            self._route.failed(error)
        self._listener.listen(None)
        line: Line = next((line for kind, line in _LINES if isinstance(error, kind)), "broken")
        since = self._state.offline_since or self._state.last_sync_at or self._now()
        self._tell(
            line=line,
            is_running=False,
            waiting=self._waiting(),
            offline_since=since,
            error=error,
        )

    def _wait(self) -> None:
        pause = self._timing.pause(self._state.error, self._failures, self._luck())
        is_busy = isinstance(self._state.error, ServerBusy)
        if not is_busy and self._route is not None and self._route.is_second_best:
            pause = min(pause, LOOK_AGAIN)
        if self._state.error is not None:
            self._tell(retry_at=self._now() + timedelta(seconds=pause))
        with self._changed:
            self._changed.wait_for(lambda: self._stopping, self._timing.gap)
            self._changed.wait_for(self._has_reason, pause)

    def _has_reason(self) -> bool:
        is_woken = self._woken and not self._failures
        return self._stopping or self._hurried or is_woken

    def _waiting(self) -> int:
        try:
            return self._ledger.waiting()
        except KnownError as error:
            _log.warning("the ledger cannot be read: %s", error.detail)
            return self._state.waiting

    def _is_stopping(self) -> bool:
        return self._stopping

    def _progressed(self, progress: Progress) -> None:
        self._tell(waiting=progress.waiting, position=progress.position, head=progress.head)

    def _tell(self, **changes: object) -> None:
        offset = self._upstream.offset
        changes["upstream"] = self._upstream.holder
        self._state = replace(self._state, clock_offset=offset, **changes)  # type: ignore[arg-type]
        self._on_state(self._state)
