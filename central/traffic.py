"""Who waits for whom in one process: the projector for the desks, readers for news."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from immunization.ids import SiteCode

_QUIET: Final = 0.3
"""Seconds without a push after which the projector goes on."""


class Traffic:
    """Pushes that are being taken in, and readers who wait for a feed to grow."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._pushes = 0
        self._last_push = 0.0
        self._work = False
        self._readers: dict[SiteCode, set[Callable[[], None]]] = defaultdict(set)

    @contextmanager
    def pushing(self) -> Iterator[None]:
        """Within this the projector holds back."""
        with self._changed:
            self._pushes += 1
        try:
            yield
        finally:
            with self._changed:
                self._pushes -= 1
                self._last_push = time.monotonic()
                self._changed.notify_all()

    def feed_grew(self, site: SiteCode) -> None:
        """Wake the readers of a site's feed, and the projector."""
        with self._changed:
            self._work = True
            self._changed.notify_all()
            readers = list(self._readers.get(site, ()))
        for wake in readers:
            wake()

    def wake_readers(self, site: SiteCode) -> None:
        """Wake the readers of a site's feed: there is something for one of them."""
        with self._changed:
            readers = list(self._readers.get(site, ()))
        for wake in readers:
            wake()

    def wake_all_readers(self) -> None:
        """Wake the readers of all feeds: the server stops."""
        with self._changed:
            readers = [wake for of_site in self._readers.values() for wake in of_site]
        for wake in readers:
            wake()

    def wake_projector(self) -> None:
        """Tell the projector that there is work, or that it is to stop."""
        with self._changed:
            self._work = True
            self._changed.notify_all()

    def wait_for_work(self, timeout: float) -> None:
        """Wait until there is work for the projector, at most ``timeout`` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._work, timeout)
            self._work = False

    def wait_for_quiet(self, timeout: float) -> bool:
        """Wait until no push has come for a moment, at most ``timeout`` seconds; tell whether."""
        end = time.monotonic() + timeout
        with self._changed:
            while (now := time.monotonic()) < end:
                quiet_at = self._last_push + _QUIET
                if not self._pushes and now >= quiet_at:
                    return True
                self._changed.wait(end - now if self._pushes else min(end, quiet_at) - now)
        return False

    @contextmanager
    def reading(self, site: SiteCode, wake: Callable[[], None]) -> Iterator[None]:
        """Within this ``wake`` is called, from any thread, whenever the site's feed grew."""
        with self._changed:
            self._readers[site].add(wake)
        try:
            yield
        finally:
            with self._changed:
                self._readers[site].discard(wake)
                if not self._readers[site]:
                    del self._readers[site]
