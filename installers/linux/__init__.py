"""Where the bundle differs on Linux: libzbar comes from the system, if it has it."""

from __future__ import annotations

import ctypes.util
from pathlib import Path
from typing import Final

from installers.recipe import Differences

_HOOKS: Final = tuple(
    Path(__file__).with_name(name) for name in ("find_zbar.py", "free_children.py")
)


def differences() -> Differences:
    """Return what is special here; without libzbar the second code reader is not used."""
    zbar = library("zbar")
    return Differences(
        binaries=((zbar, "."),) if zbar else (),
        modules=("pyzbar.wrapper",),
        runtime_hooks=_HOOKS,
    )


def library(name: str) -> Path | None:
    """Return the file of a system library, or None."""
    found = ctypes.util.find_library(name)
    if found is None:
        return None
    from PyInstaller.depend.bindepend import resolve_library_path

    path = resolve_library_path(found)  # type: ignore[no-untyped-call]
    return Path(path) if path else None
