"""Nonces of the last minutes, so that a request that was overheard is not served again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

from sync.limits import CLOCK_WINDOW

_CAPACITY: Final = 200_000
"""Some 40 MB; at 300 requests a second it is never reached within the window."""


class NoncesFull(Exception):
    """More requests within the window than can be remembered: the caller is busy."""


class Nonces:
    """Remembers each nonce for as long as its request could be taken for a fresh one."""

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._capacity = capacity
        self._until: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = threading.Lock()

    def is_new(self, device: str, nonce: str, now: float) -> bool:
        """Remember a nonce; tell whether it was new. ``now`` is in seconds. Raises NoncesFull."""
        with self._lock:
            self._forget(now)
            if (device, nonce) in self._until:
                return False
            if len(self._until) >= self._capacity:
                raise NoncesFull
            # A request may be a window early, and is then fresh for a window more.
            self._until[device, nonce] = now + 2 * CLOCK_WINDOW
            return True

    def _forget(self, now: float) -> None:
        while self._until and next(iter(self._until.values())) < now:
            self._until.popitem(last=False)
