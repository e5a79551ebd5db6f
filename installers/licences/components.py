"""The parts of the bundle: which package, library or language each of its files came from."""

from __future__ import annotations

import functools
import os
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

from installers import contents
from installers.licences.fitness import is_fit

_JUDGED: Final = Path(__file__).with_name("judged.toml")
_LIBRARY: Final = re.compile(r"\.(?:so|dll|pyd|dylib)\b", re.IGNORECASE)
_NO_FILE: Final = frozenset({"", "-"})
_BROUGHT: Final = ("opencv_videoio_ffmpeg", "msvcp140", "vcruntime140", "concrt140")
_LICENCE_FILE: Final = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Component:
    """A part that is not ours: its licence, and the files that hold the licence's text."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...] = ()


class UnknownOrigin(RuntimeError):
    """Files of which nobody has said whose they are: a line in `judged.toml` says it."""


class UnfitLicence(RuntimeError):
    """A part whose licence is not known to be fit, or is not."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was read and judged by a person: licences of packages, and of libraries in them."""

    packages: dict[str, str]
    libraries: dict[str, str]


def judged(path: Path = _JUDGED) -> Judged:
    """Return the judgements."""
    kept = tomllib.loads(path.read_text("utf-8"))
    return Judged(kept["packages"], kept["libraries"])


def of(sources: Iterable[str], work: Path) -> list[Component]:
    """Return the parts that these files came from. Raises UnknownOrigin.

    ``work`` is PyInstaller's own folder, whose files it made itself.
    """
    said = judged()
    found: set[Component] = set()
    unknown: list[str] = []
    own = work.resolve()
    for path in sorted({Path(source).resolve() for source in sources if source not in _NO_FILE}):
        origin = _origin(path, own, said)
        found.update(origin or ())
        if origin is None:
            unknown.append(str(path))
    if unknown:
        raise UnknownOrigin("; ".join(unknown))
    return sorted(found)


def _origin(path: Path, work: Path, said: Judged) -> list[Component] | None:
    """Return the parts that a file came from; none for our own, None for an unknown file."""
    package = _owners().get(path)
    library = _library(path, said)
    if package is not None:
        own = _component(package)
        if not _is_vendored(path):
            return [own]
        return [own, library] if library else None
    if library is not None:
        return [library]
    if path.is_relative_to(work) or _is_ours(path):
        return []
    return [_python(said)] if _is_pythons(path) else None


def see_that_all_are_fit(found: Iterable[Component]) -> None:
    """Raise UnfitLicence for the parts that may not go in."""
    unfit = [f"{one.name}: {one.licence or 'unknown'}" for one in found if not is_fit(one.licence)]
    if unfit:
        raise UnfitLicence("; ".join(unfit))


def licence_of(package: Distribution, said: Judged) -> str:
    """Return the licence of a package: as judged, else as its metadata say."""
    facts = package.metadata
    if facts["Name"] in said.packages:
        return said.packages[facts["Name"]]
    if "License-Expression" in facts:
        return facts["License-Expression"]
    classified = [
        line.rpartition(" :: ")[2]
        for line in facts.get_all("Classifier") or ()
        if line.startswith("License :: ") and "Other/Proprietary" not in line
    ]
    named = facts["License"].partition("\n")[0] if "License" in facts else ""
    return " AND ".join(classified) or named


@functools.cache  # from Python 3.12 on, asking for its files looks for each of them on the disk
def _component(package: Distribution) -> Component:
    licence = licence_of(package, judged())
    return Component(package.metadata["Name"], package.version, licence, _texts(package))


def _texts(package: Distribution) -> tuple[Path, ...]:
    return tuple(
        sorted(
            Path(str(package.locate_file(file)))
            for file in package.files or ()
            if ".dist-info" in file.parts[0] and _LICENCE_FILE.search("/".join(file.parts[1:]))
        )
    )


def _library(path: Path, said: Judged) -> Component | None:
    """Return the library that a file is, by the longest beginning of its name that is known."""
    name = path.name.lower()
    known = [one for one in said.libraries if name.startswith(one.lower())]
    if not known:
        return None
    stem = max(known, key=len)
    return Component(stem, "", said.libraries[stem])


def _is_vendored(path: Path) -> bool:
    """Tell whether a package brought this library along from somebody else."""
    return path.parent.name.endswith(".libs") or path.name.lower().startswith(_BROUGHT)


def _is_ours(path: Path) -> bool:
    where = path.relative_to(contents.ROOT) if path.is_relative_to(contents.ROOT) else None
    return where is not None and where.parts[0] in (*contents.PACKAGES, "installers")


def _is_pythons(path: Path) -> bool:
    """Tell whether a file belongs to Python: its modules, its extensions, its own library."""
    if re.match(r"(?:lib)?python3", path.name, re.IGNORECASE) and _LIBRARY.search(path.name):
        return True
    if {"site-packages", "dist-packages"} & set(path.parts):
        return False
    base = _base()
    return path.is_relative_to(base / "lib") or (
        sys.platform == "win32" and path.is_relative_to(base)
    )


@functools.cache
def _base() -> Path:
    return Path(sys.base_prefix).resolve()


def _python(said: Judged) -> Component:
    version = ".".join(map(str, sys.version_info[:3]))
    texts = tuple(
        path
        for path in (
            Path(sys.base_prefix, "LICENSE.txt"),
            Path(sys.base_prefix, "lib", f"python{version.rpartition('.')[0]}", "LICENSE.txt"),
        )
        if path.is_file()
    )
    return Component("Python", version, said.packages["Python"], texts)


@functools.cache
def _owners() -> dict[Path, Distribution]:
    """Return the package of each installed file."""
    owners = {}
    for package in distributions():
        site = Path(str(package.locate_file(""))).resolve()
        for file in package.files or ():
            owners[Path(os.path.normpath(site / file))] = package
    return owners
