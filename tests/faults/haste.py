"""How long a process of a run waits for an answer: briefly while lines fail, long once they work.

A run lasts a few seconds, so a silent line is given up after half a second. But on a busy machine
an answer may take longer than that; so that nobody is called stuck for it, all have the
program's own patience once the lines are mended.
"""

from __future__ import annotations

import sync.listener
import sync.loop
import sync.route
import sync.transport

_OWN = sync.transport._IDLE, sync.transport._CONNECT, sync.route._PATIENCE
_BRIEF = 0.5, 0.5, 0.5


def hurry() -> None:
    """Give up soon, look again soon, and let nobody wait long for news."""
    sync.listener.MAX_WAIT = 1  # type: ignore[attr-defined]
    sync.loop.LOOK_AGAIN = 0.2  # type: ignore[attr-defined]
    sync.route._REST, sync.route._LONGEST_REST = 0.05, 0.3  # type: ignore[misc]
    _take(_BRIEF)


def calm() -> None:
    """Wait as long as the program does in life, and ten times as long for a connection."""
    idle, connect, patience = _OWN
    _take((idle, connect, 10 * patience))


def _take(waits: tuple[float, float, float]) -> None:
    sync.transport._IDLE, sync.transport._CONNECT, sync.route._PATIENCE = waits  # type: ignore[misc]
