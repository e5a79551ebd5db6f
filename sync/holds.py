"""Tell the upstream whom this desk has at the injection stage, and hear of the other desks.

Two connections of their own, beside the entries: one says at once what is held here and says
it again before the lease ends, the other waits for what the others hold. So a backlog or a
first register on its way keeps nobody from hearing of a hold within a second. What goes wrong
here is not told as an error: nothing was heard, and `desk.guard` says since when.
"""

from __future__ import annotations

import logging
import random
import threading
import traceback
from collections.abc import Callable, Iterable
from typing import Final

from immunization.errors import KnownError
from immunization.ids import SubjectId
from sync import wire
from sync.client import Upstream
from sync.errors import ServerBroken
from sync.limits import HOLD_LIFE, MAX_HOLDS
from sync.timing import Timing

WAIT: Final = 15
"""Seconds for which a reader waits: by how often a desk asks, the others know that it is there."""

_RENEW: Final = HOLD_LIFE / 4
_RETRY: Final = 1.0
_LONGEST_RETRY: Final = 16.0

Heard = Callable[[wire.Holds], None]

_log = logging.getLogger(__name__)


class HoldsLine:
    """Two threads between a desk's guard and its upstream.

    ``connect`` makes an upstream, anew after each failure: it may be another one then.
    ``heard`` is called from these threads with every answer; it must return soon and not raise.
    """

    def __init__(
        self,
        connect: Callable[[], Upstream],
        heard: Heard,
        *,
        renew: float = _RENEW,
        retry: float = _RETRY,
        luck: Callable[[], float] = random.random,
    ) -> None:
        self._connect, self._heard = connect, heard
        self._renew, self._luck = renew, luck
        self._timing = Timing(first=retry, most=_LONGEST_RETRY, most_unreachable=_LONGEST_RETRY)
        self._answers = 0
        self._changed = threading.Condition()
        self._subjects: tuple[SubjectId, ...] = ()
        self._is_told = True
        self._stopping = self._is_reached = False
        self._open: set[Upstream] = set()
        self._saying: set[Upstream] = set()
        self._threads = [
            threading.Thread(target=self._keep(self._say), name="sync holding", daemon=True),
            threading.Thread(target=self._keep(self._listen), name="sync holds", daemon=True),
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def hold(self, subjects: Iterable[SubjectId]) -> None:
        """Hold these subjects from now on, and no others. From any thread; returns at once."""
        with self._changed:
            self._subjects = tuple(subjects)[:MAX_HOLDS]
            self._is_told = False
            self._changed.notify_all()

    def reconnect(self) -> None:
        """Go on with what ``connect`` gives now: the desk has another upstream."""
        with self._changed:
            talking = [*self._open, *self._saying]
            self._is_told = False
            self._changed.notify_all()
        for upstream in talking:
            upstream.abort()

    def stop(self, timeout: float = 2.0) -> None:
        """End; whoever can be reached at once is told that this desk is closed."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            reading = list(self._open)
        for upstream in reading:
            upstream.abort()
        for thread in self._threads:
            thread.join(timeout)

    def _keep(self, talk: Callable[[Upstream], None]) -> Callable[[], None]:
        """Return what talks until it is to end, on a new line after each failure."""

        def run() -> None:
            failures = 0
            while not self._stopping:
                answers = self._answers
                try:
                    upstream = self._connect()
                    try:
                        talk(upstream)
                    finally:
                        upstream.close()
                except Exception as error:  # noqa: BLE001 (the boundary of the thread)
                    failures = 1 if self._answers > answers else failures + 1
                    self._failed(self._timing.pause(_known(error), failures, self._luck()))

        return run

    def _say(self, upstream: Upstream) -> None:
        with self._changed:
            self._saying = {upstream}
        while True:
            with self._changed:
                self._changed.wait_for(self._has_to_say, self._renew)
                if self._stopping:
                    break
                subjects, was_told = self._subjects, self._is_told
                self._is_told = True
            if subjects or not was_told:
                self._answered(hold(upstream, subjects))
        if self._is_reached:
            hold(upstream, (), leaving=True)

    def _listen(self, upstream: Upstream) -> None:
        with self._changed:
            self._open.add(upstream)
        try:
            known = 0
            while not self._stopping:
                told = holds(upstream, known, 0 if known == 0 else WAIT)
                known = told.revision
                self._answered(told)
                self._say_again_if_forgotten(told)
        finally:
            with self._changed:
                self._open.discard(upstream)

    def _answered(self, told: wire.Holds) -> None:
        with self._changed:
            self._is_reached = True
            self._answers += 1
        self._heard(told)

    def _failed(self, pause: float) -> None:
        with self._changed:
            self._is_told = self._is_reached = False
            self._changed.wait_for(lambda: self._stopping, pause)

    def _say_again_if_forgotten(self, told: wire.Holds) -> None:
        """Say again what is held here if the upstream has lost it: it may have been restarted."""
        there = {one.subject for one in told.holds}
        with self._changed:
            if not there.issuperset(self._subjects):
                self._is_told = False
                self._changed.notify_all()

    def _has_to_say(self) -> bool:
        return self._stopping or not self._is_told


def _known(error: Exception) -> KnownError:
    """Return the error, or what stands for one that nobody foresaw, which is logged."""
    if isinstance(error, KnownError):
        return error
    trace = "".join(traceback.format_tb(error.__traceback__))
    _log.error("holds failed: %s\n%s", type(error).__name__, trace)
    return ServerBroken(type(error).__name__)


def hold(upstream: Upstream, subjects: Iterable[SubjectId], *, leaving: bool = False) -> wire.Holds:
    """Hold these subjects at the upstream; return all holds of the site."""
    body = wire.Holding(subjects=list(subjects), leaving=leaving)
    return upstream.line.ask(wire.Holds, "POST", "/v1/hold", body)


def holds(upstream: Upstream, known: int = 0, wait: int = 0) -> wire.Holds:
    """Return all holds of the site, after waiting for others than those of a revision."""
    query = f"known={known}" + (f"&wait={wait}" if wait else "")
    return upstream.line.ask(wire.Holds, "GET", f"/v1/holds?{query}", wait=wait)
