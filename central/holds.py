"""Who has whom at the injection stage now, and when each desk of a site was last heard.

In memory only, and by this process's own clock: a hold is a lease that its desk renews while
the person is open there. What a restart loses comes back with the next renewal, and a hold
that nobody renews ends by itself: so nothing here can stand in a nurse's way for long.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from immunization.ids import DeviceId, SiteCode, SubjectId
from sync.limits import HOLD_LIFE


@dataclass(frozen=True, slots=True)
class Held:
    """A subject that a desk has open; ``since`` and ``until`` in seconds of the given clock."""

    subject: SubjectId
    device: DeviceId
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Sight:
    """What a site's desks are told: the holds, with a number that changes with them.

    ``heard``: when each desk was heard; None for one that took its leave.
    """

    revision: int
    holds: tuple[Held, ...]
    heard: dict[DeviceId, float | None]


@dataclass(slots=True)
class _Site:
    revision: int
    held: dict[SubjectId, Held] = field(default_factory=dict)
    heard: dict[DeviceId, float | None] = field(default_factory=dict)


class Holds:
    """The holds of all sites; any thread may call it. The first desk to ask for a subject has it.

    ``now`` gives seconds that do not jump. A revision begins anywhere, so that a desk notices
    a server that has forgotten.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self._lock = threading.Lock()
        self._sites: dict[SiteCode, _Site] = defaultdict(lambda: _Site(secrets.randbits(40)))
        self._readers: dict[SiteCode, set[Callable[[], None]]] = defaultdict(set)

    def heard(self, site: SiteCode, device: DeviceId) -> None:
        """Note that a desk spoke just now."""
        with self._lock:
            self._sites[site].heard[device] = self.now()

    def left(self, site: SiteCode, device: DeviceId) -> None:
        """Note that a desk was closed: it gives nobody a dose until it speaks again."""
        with self._lock:
            self._sites[site].heard[device] = None

    def hold(self, site: SiteCode, device: DeviceId, subjects: Iterable[SubjectId]) -> None:
        """Let a desk have these subjects from now on, and no others; what others have stays."""
        with self._lock:
            here, now = self._sites[site], self.now()
            changed = self._expire(here, now)
            wanted = set(subjects)
            for subject, held in list(here.held.items()):
                if held.device == device and subject not in wanted:
                    del here.held[subject]
                    changed = True
            for subject in wanted:
                before = here.held.get(subject)
                if before is not None and before.device != device:
                    continue
                since = before.since if before else now
                here.held[subject] = Held(subject, device, since, now + HOLD_LIFE)
                changed = changed or before is None
            readers = self._changed(site, here) if changed else ()
        for wake in readers:
            wake()

    def sight(self, site: SiteCode) -> Sight:
        """Return what the desks of a site are told now."""
        with self._lock:
            here = self._sites[site]
            if self._expire(here, self.now()):
                here.revision += 1
            return Sight(here.revision, tuple(here.held.values()), dict(here.heard))

    @contextmanager
    def reading(self, site: SiteCode, wake: Callable[[], None]) -> Iterator[None]:
        """Within this ``wake`` is called, from any thread, when the holds of a site changed."""
        with self._lock:
            self._readers[site].add(wake)
        try:
            yield
        finally:
            with self._lock:
                self._readers[site].discard(wake)
                if not self._readers[site]:
                    del self._readers[site]

    def wake_all(self) -> None:
        """Wake all readers: the server stops."""
        with self._lock:
            readers = [wake for of_site in self._readers.values() for wake in of_site]
        for wake in readers:
            wake()

    def _changed(self, site: SiteCode, here: _Site) -> tuple[Callable[[], None], ...]:
        here.revision += 1
        return tuple(self._readers.get(site, ()))

    def _expire(self, here: _Site, now: float) -> bool:
        over = [subject for subject, held in here.held.items() if held.until <= now]
        for subject in over:
            del here.held[subject]
        return bool(over)
