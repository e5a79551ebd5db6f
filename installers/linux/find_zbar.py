"""Runs in the frozen program before all else: the bundle's own libzbar is found by its name.

pyzbar asks `ctypes.util.find_library`, which asks the system's tools and so never looks into
a bundle; a computer without libzbar would do without the second code reader.
"""

from __future__ import annotations

import ctypes.util
import sys
from pathlib import Path


def install() -> None:
    """Put the bundle's library before the system's, where the bundle has one."""
    own = Path(getattr(sys, "_MEIPASS", "")) / "libzbar.so.0"
    if not own.is_file():
        return
    find = ctypes.util.find_library

    def find_own_first(name: str) -> str | None:
        return str(own) if name == "zbar" else find(name)

    ctypes.util.find_library = find_own_first


install()
