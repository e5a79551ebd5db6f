"""Points at which a process kills itself as kill -9 would: exactly there, not nearly."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from tests.faults.faults import WITHIN
from tests.faults.half_written import Writes


class Deaths:
    """Which point is armed, and how many times it is still to be passed.

    ``library`` is the module of the SQLite that the process writes with.
    """

    def __init__(self, library: Any) -> None:
        self._writes = Writes(library, die)
        self.point, self.left = "", 0

    def arm(self, point: str, left: int) -> None:
        """Die when ``point`` is reached for the ``left``-th time."""
        self.point, self.left = point, left
        self._writes.arm(left if point == WITHIN else 0)

    def passed(self, point: str) -> None:
        """Say that a point is reached."""
        if point != self.point or self.left <= 0:
            return
        self.left -= 1
        if self.left == 0:
            die()


def die() -> None:
    """End at once: no handler runs, nothing is closed or written."""
    if sys.platform == "win32":
        os._exit(9)
    os.kill(os.getpid(), signal.SIGKILL)
