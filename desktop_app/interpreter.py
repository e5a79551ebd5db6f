"""How Python itself is set for a program with a window: to start soon, and to answer evenly."""

from __future__ import annotations

import gc
import sys
from typing import Final

_TURN: Final = 0.0005
"""Seconds after which a thread that computes must let another in. With Python's own 5 ms, a
window that is drawn while another thread projects entries takes five times as long: Qt's calls
let go of the interpreter, and each time it is 5 ms until they have it again."""


def start_soon() -> None:
    """Look for no garbage while starting: what is made then stays, and looking costs a tenth."""
    gc.disable()
    sys.setswitchinterval(_TURN)


def run_evenly() -> None:
    """Look for garbage from now on, but not among what the start has made: that takes 40 ms."""
    gc.freeze()
    gc.enable()
