"""Waits at the upstream for news, so that a desk sees another's work within a second.

It touches no database: it only wakes the loop. Errors are the loop's business too, which
meets them itself; the listener then holds still until the loop has come through again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from sync.client import Known, Upstream
from sync.errors import SyncError
from sync.limits import MAX_WAIT


class Listener:
    """A thread with a connection of its own."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream
        self._changed = threading.Condition()
        self._position: int | None = None
        self._epoch = 0
        self._known: Known | None = None
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self, wake: Callable[[], None]) -> None:
        """Listen from now on, and call ``wake`` when the feed has gone on."""
        self._thread = threading.Thread(
            target=self._run, args=(wake,), name="sync listener", daemon=True
        )
        self._thread.start()

    def listen(self, position: int | None, epoch: int = 0, known: Known | None = None) -> None:
        """Listen beyond this position; None: hold still.

        With ``known`` a new receipt over this epoch of the own chain is news too.
        """
        with self._changed:
            # How far the centre has others' entries is no news to wait for: it comes with them.
            self._known = known and replace(known, others=None)
            self._position, self._epoch = position, epoch
            self._changed.notify_all()

    def stop(self, timeout: float) -> None:
        """End, also in the middle of waiting."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._upstream.abort()
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self, wake: Callable[[], None]) -> None:
        while (position := self._next()) is not None:
            try:
                page = self._upstream.page(
                    position, 0, wait=MAX_WAIT, without=self._epoch, known=self._known
                )
                head, told = page.head, page.centre is not None
            except SyncError:
                head, told = position, False
                self._hold_still(position)
            with self._changed:
                news = self._position is not None and (told or head > self._position)
                if news:
                    self._position = None  # until the loop has pulled
            if news:
                wake()
        self._upstream.close()

    def _next(self) -> int | None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._position is not None)
            return None if self._stopping else self._position

    def _hold_still(self, position: int) -> None:
        with self._changed:
            if self._position == position:
                self._position = None
