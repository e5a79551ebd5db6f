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
    """Set Python for the start.

    No looking for garbage: what is made now stays, and looking costs a tenth. And imports
    without PySide's hook, which reads the source of each module imported after it to see
    whether it asks for Qt's names in snake_case: another tenth, for what nothing here asks for.
    """
    gc.disable()
    sys.setswitchinterval(_TURN)
    import PySide6.QtWidgets  # noqa: F401 (it puts its hook in the place of Python's import)

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def run_evenly() -> None:
    """Look for garbage from now on, but not among what the start has made: that takes 40 ms."""
    gc.freeze()
    gc.enable()
