"""How Python itself is set for a program with a window: to start soon, and to answer evenly."""

from __future__ import annotations

import builtins
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


def import_plainly() -> None:
    """Take Python's own import back from PySide, once PySide is imported.

    PySide puts a hook in its place that reads the source of each module imported afterwards, to
    see whether it asks for Qt's names in snake_case: a tenth of the start, for what nothing
    here asks for.
    """
    original = getattr(builtins, "__orig_import__", None)  # PySide's name for what it replaced
    if original is not None:
        builtins.__import__ = original


def run_evenly() -> None:
    """Look for garbage from now on, but not among what the start has made: that takes 40 ms."""
    gc.freeze()
    gc.enable()
