"""Runs in the frozen program before all else: programs that it starts use the system's libraries.

The bootloader leads the loader to the bundle's libraries by LD_LIBRARY_PATH, which is read once,
at the start. A player of sounds that inherits it would be given the bundle's libraries in place
of those that it was built with.
"""

from __future__ import annotations

import os


def free_children() -> None:
    """Give the variable back the value that it had before the bootloader."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before


free_children()
