"""Whether the bundle has every C++ runtime that something in it needs.

A building computer has them all in System32; a site's computer may have none, and then a
part does not load there, and only there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

_RUNTIME: Final = re.compile(
    r"^(?:msvc[pr]\d+|vcruntime\d+|concrt\d+|vcomp\d+|mfc\d+)\w*\.dll$", re.IGNORECASE
)
_LIBRARIES: Final = frozenset({".dll", ".pyd", ".exe"})


class LibrariesMissing(RuntimeError):
    """Runtimes that something in the bundle needs and that are not in it."""


def see_that_all_is_found(folder: Path, imports_of: Callable[[Path], Iterable[str]]) -> None:
    """Compare what the libraries below ``folder`` import with what is there.

    ``imports_of`` returns the names that a library's import table holds. Raises
    LibrariesMissing.
    """
    libraries = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in _LIBRARIES]
    present = {file.name.lower() for file in libraries}
    missing = {
        file.name: lacking
        for file in libraries
        if (lacking := [name for name in imports_of(file) if _lacks(name, present)])
    }
    if missing:
        raise LibrariesMissing("; ".join(f"{name}: {lack}" for name, lack in missing.items()))


def _lacks(name: str, present: set[str]) -> bool:
    return _RUNTIME.match(name) is not None and name.lower() not in present
