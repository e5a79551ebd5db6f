"""A hub's two threads to the centre: what its desks wrote goes up, the site's feed comes down.

They do not wait for each other. Each repeats until it is told to stop, whatever happens:
after a failure it waits, longer each time, and then goes on from what the database says.
Nothing is re-signed on the way, and nothing is judged.
"""

from __future__ import annotations

import logging
import random
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from central import reporting
from central.centre import Centre
from central.hub import Hub
from central.relay_down import Down
from central.relay_up import Up
from immunization.errors import KnownError
from sync.client import Upstream
from sync.errors import SyncCancelled
from sync.line import Identity
from sync.timing import Timing

_log = logging.getLogger(__name__)

_LOOK_AGAIN: Final = 2.0
"""Seconds after which the database is looked at unasked: a command may have written to it."""

_TIMING: Final = Timing(first=0.5, most_unreachable=5.0, most=60.0)


class Way(Protocol):
    """One direction of a relay."""

    def step(self) -> bool:
        """Do a bounded piece of work; tell whether there was any. Raises KnownError."""

    def wait(self) -> None:
        """Wait until there may be work again, or for a while."""


class Relay:
    """Relays between a hub and its centre, in threads, until stopped."""

    def __init__(self, centre: Centre, hub: Hub, luck: Callable[[], float] = random.random) -> None:
        self._traffic = centre.traffic
        self._stopping = threading.Event()
        life = secrets.randbelow(2**52) + 1
        self._upstreams = [_upstream(centre, hub, life) for _ in range(2)]
        up, down = self._upstreams
        self.ways: dict[str, Runner] = {
            "up": Runner(Up(centre, hub, up, _LOOK_AGAIN, self._read_again), self._stopping, luck),
            "down": Runner(Down(centre, hub, down), self._stopping, luck),
        }
        self._threads = [
            threading.Thread(target=runner.run, name=f"relay {name}", daemon=True)
            for name, runner in self.ways.items()
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 10) -> None:
        """End soon, also in the middle of waiting for the centre."""
        self._stopping.set()
        for upstream in self._upstreams:
            upstream.abort()
        self._traffic.wake_projector()
        for thread in self._threads:
            thread.join(timeout)
        for upstream in self._upstreams:
            upstream.close()

    def _read_again(self) -> None:
        """Let the centre send all of its feed again, also what was brought from here."""
        for upstream in self._upstreams:
            upstream.life = 0


@dataclass(slots=True)
class Runner:
    """Repeats the steps of one way; ``error`` is what stands in it now."""

    way: Way
    stopping: threading.Event
    luck: Callable[[], float]
    failures: int = 0
    error: KnownError | None = None

    def run(self) -> None:
        """Go on until told to stop."""
        while not self.stopping.is_set():
            try:
                busy = self.way.step()
            except SyncCancelled:
                return
            except KnownError as error:
                self._failed(error)
            except Exception as error:  # noqa: BLE001 (the boundary of the thread)
                _log.error("the relay failed, and goes on: %s", reporting.where(error))
                self._failed(KnownError(type(error).__name__))
            else:
                self.failures, self.error = 0, None
                if not busy:
                    self.way.wait()

    def _failed(self, error: KnownError) -> None:
        self.failures += 1
        if type(error) is not type(self.error) and not self.stopping.is_set():
            _log.warning("the relay waits: %s (%s)", type(error).__name__, error.detail)
        self.error = error
        self.stopping.wait(_TIMING.pause(error, self.failures, self.luck()))


def _upstream(centre: Centre, hub: Hub, life: int) -> Upstream:
    identity = Identity(hub.author.device, centre.key.private, hub.centre_key)
    made = Upstream(hub.centre_url, identity, now=lambda: centre.clock().timestamp())
    made.life = life
    return made
