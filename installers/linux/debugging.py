"""Symbols for debuggers, which some libraries carry by the megabyte and nobody at a site reads."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from installers.left_out import Entry

_WORTH_IT: Final = ("libpython", "sqlcipher3/", "zstandard/", "cryptography/")
"""These only: wheels whose libraries were moved about in their files (by patchelf) do not load
any more once they are stripped."""


def without_symbols(binaries: list[Entry], work: Path) -> list[Entry]:
    """Return the binaries with stripped copies, made in ``work``, of those where it is worth it."""
    if shutil.which("strip") is None:
        return binaries
    return [_stripped(one, work) if one[0].startswith(_WORTH_IT) else one for one in binaries]


def _stripped(entry: Entry, work: Path) -> Entry:
    name, source, kind = entry
    if kind == "SYMLINK":
        return entry
    target = work / "stripped" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["strip", "--strip-unneeded", "-o", str(target), source], check=True)
    return name, str(target), kind
