"""The Visual C++ runtime: one set, the newest there is, once, at the bundle's root.

Python, PySide6 and shiboken6 each bring copies of their own age, and zxing-cpp needs one at
least as new as its linker: with an older copy loaded first it ends the program without a
word. A site's computer may have no runtime of its own. Where the build takes it from, the
newest wins: what the packages bring, the `msvc-runtime` package where it is installed, and
the building computer's own (`System32`, the Visual C++ Redistributable).

Microsoft allows these files to be shipped, unmodified, with a program that a licensed copy of
Visual Studio built ("Distributable Code", the REDIST list); docs/operations.md says so to IT.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final

from installers.left_out import Entry
from installers.windows import pe
from installers.windows.pe import Version

_OURS: Final = re.compile(
    r"^(?:concrt140|msvcp140(?:_\w+)?|vcruntime140(?:_\w+)?|vcamp140|vccorlib140|vcomp140)\.dll$",
    re.IGNORECASE,
)
"""The runtime's files. A copy with a hash in its name belongs to one wheel alone and stays."""

_WRITTEN_BY: Final = 14
"""The linker's major version since Visual Studio 2015; GCC's and LLD's are others."""


class NoRuntime(RuntimeError):
    """No complete set of the runtime is new enough.

    The lock brings the `msvc-runtime` package; Python 3.11's is older than Python 3.12's.
    """


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the runtime somewhere on the building computer."""

    path: Path
    version: Version

    @property
    def name(self) -> str:
        """The file's name as Windows compares it."""
        return self.path.name.lower()


def with_one_set(binaries: list[Entry]) -> list[Entry]:
    """Return the binaries with the newest set at the root in place of all copies."""
    older = [entry for entry in binaries if _is_runtime(entry[0])]
    others = [entry for entry in binaries if not _is_runtime(entry[0])]
    needed = {_name(entry[0]) for entry in older}
    chosen = newest_set(_copies([Path(source) for _, source, _ in older]), needed)
    least = newest_linker(Path(source) for _, source, kind in others if kind != "SYMLINK")
    if chosen and least > min(one.version[:2] for one in chosen):
        raise NoRuntime(f"a part was linked by {least}, the runtime is {chosen[0].version}")
    return [*others, *((one.name, str(one.path), "BINARY") for one in chosen)]


def newest_set(copies: Iterable[Copy], needed: set[str]) -> list[Copy]:
    """Return the files of the newest version of which all that are needed are there.

    A version is its first two numbers: within one, Microsoft's own files differ in the others.
    """
    by_version: dict[tuple[int, int], dict[str, Copy]] = {}
    for one in sorted(copies, key=lambda copy: copy.version, reverse=True):
        by_version.setdefault(one.version[:2], {}).setdefault(one.name, one)
    for files_of in by_version.values():
        if needed <= files_of.keys():
            return [files_of[name] for name in sorted(needed)]
    raise NoRuntime(f"no version has all of {', '.join(sorted(needed))}")


def newest_linker(libraries: Iterable[Path]) -> tuple[int, int]:
    """Return the newest linker among the libraries that need the C++ runtime."""
    found = [(0, 0)]
    for path in libraries:
        data = path.read_bytes() if path.is_file() else b""
        linker = pe.linker_version(data)
        if linker and linker[0] == _WRITTEN_BY and b"msvcp140.dll" in data.lower():
            found.append(linker)
    return max(found)


def _copies(brought: list[Path]) -> list[Copy]:
    system = Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "System32")
    places = [*brought, *_packaged(), *system.glob("*140*.dll")]
    found = []
    for path in places:
        version = pe.file_version(path.read_bytes()) if _is_runtime(path.name) else None
        if version:
            found.append(Copy(path, version))
    return found


def _packaged() -> list[Path]:
    try:
        listed = files("msvc-runtime") or []
    except PackageNotFoundError:
        return []
    return [path for path in (Path(str(one.locate())) for one in listed) if path.is_file()]


def _is_runtime(name: str) -> bool:
    return _OURS.match(_name(name)) is not None


def _name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].lower()
