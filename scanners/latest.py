"""One place for one frame between the thread that takes pictures and the one that reads them."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Holds the newest item only: a slow reader never has a queue before it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._item: T | None = None
        self._closed = False

    def put(self, item: T) -> None:
        """Leave an item, in place of one that nobody took."""
        with self._changed:
            self._item = item
            self._changed.notify_all()

    def hand_over(self, item: T) -> None:
        """Leave an item once the one before it was taken; returns when closed, too."""
        with self._changed:
            self._changed.wait_for(lambda: self._item is None or self._closed)
            self._item = item
            self._changed.notify_all()

    def take(self) -> T | None:
        """Wait for an item and return it; None once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._item is not None or self._closed)
            item, self._item = self._item, None
            self._changed.notify_all()
            return None if self._closed else item

    def finish(self) -> None:
        """Wait until the last item was taken, then close."""
        with self._changed:
            self._changed.wait_for(lambda: self._item is None or self._closed)
            self._closed = True
            self._changed.notify_all()

    def clear(self) -> None:
        """Drop the item that waits."""
        with self._changed:
            self._item = None
            self._changed.notify_all()

    def close(self) -> None:
        """Let both sides go, now and for ever."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
