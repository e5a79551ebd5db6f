"""Whether every library of the bundle finds the libraries that it needs."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

_MAGIC: Final = b"\x7fELF"

_SYSTEMS: Final = frozenset({"libGL.so.1", "libEGL.so.1", "libGLX.so.0", "libOpenGL.so.0"})
"""Belong to the graphics driver: the site's computer has its own, a foreign one breaks it."""


class LibrariesMissing(RuntimeError):
    """Libraries that something in the bundle needs and that neither it nor the system has."""


def see_that_all_is_found(folder: Path) -> None:
    """Ask the loader about every library below ``folder``. Raises LibrariesMissing."""
    missing = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and _is_library(file):
            lacking = [name for name in _not_found(file, folder) if name not in _SYSTEMS]
            if lacking:
                missing[file.name] = lacking
    if missing:
        raise LibrariesMissing("; ".join(f"{name}: {lack}" for name, lack in missing.items()))


def _not_found(library: Path, folder: Path) -> list[str]:
    asked = subprocess.run(
        ["ldd", str(library)],
        env={"LD_LIBRARY_PATH": str(folder), "LC_ALL": "C"},
        capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    return [
        line.partition("=>")[0].strip()
        for line in asked.stdout.splitlines()
        if line.rstrip().endswith("not found")
    ]


def _is_library(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC
