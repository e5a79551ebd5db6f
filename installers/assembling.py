"""What happens between PyInstaller's analysis and its collecting, called from the spec."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

from installers import left_out
from installers.left_out import Entry
from installers.licences import components, notices

NOTICES: Final = "THIRD_PARTY.txt"


class Analysed(Protocol):
    """The tables of contents of PyInstaller's ``Analysis``."""

    scripts: list[Entry]
    pure: list[Entry]
    binaries: list[Entry]
    datas: list[Entry]


class ModulesMissing(RuntimeError):
    """Modules of ours that the analysis did not take in: a bundle without them is no bundle."""


def finish(analysis: Analysed, own: Iterable[str], work: str) -> None:
    """Leave out what stays out, and write the licences of the rest into ``work``.

    ``own`` are the names of our modules, which must all be there.

    Raises ModulesMissing, and the errors of `installers.licences.components`.
    """
    see_that_all_are_in(own, analysis.pure)
    binaries = left_out.kept(analysis.binaries, imports_of)
    datas = [entry for entry in analysis.datas if left_out.stays(entry[0])]
    names = {name for name, _, kind in (*binaries, *datas) if kind != "SYMLINK"}
    analysis.binaries = adapted(left_out.without_dangling(binaries, names), Path(work))
    analysis.datas = left_out.without_dangling(datas, names)
    # Also as they were before: a stripped copy belongs to nobody.
    whole = [*analysis.scripts, *analysis.pure, *analysis.binaries, *binaries, *datas]
    found = components.of((source for _, source, kind in whole if kind != "SYMLINK"), Path(work))
    components.see_that_all_are_fit(found)
    Path(work, NOTICES).write_text(notices.text(found), "utf-8")


def see_that_all_are_in(own: Iterable[str], pure: Iterable[Entry]) -> None:
    """Raise ModulesMissing where one of ours is not among the modules taken in."""
    missing = set(own) - {name for name, _, _ in pure}
    if missing:
        raise ModulesMissing(", ".join(sorted(missing)))


def adapted(binaries: list[Entry], work: Path) -> list[Entry]:
    """Return the binaries as this system wants them."""
    if sys.platform == "win32":
        from installers.windows import runtime

        return runtime.with_one_set(binaries)
    else:  # noqa: RET505 (mypy checks the branch of the system it runs on)
        from installers.linux import debugging

        return debugging.without_symbols(binaries, work)


def imports_of(source: str) -> tuple[str, ...]:
    """Return the files of the libraries that a binary needs, as far as they are found."""
    return tuple(path for _, path in _imports(source) if path)


def import_names(source: Path) -> tuple[str, ...]:
    """Return the names of the libraries that a binary needs."""
    return tuple(name for name, _ in _imports(str(source)))


@functools.cache
def _imports(source: str) -> tuple[tuple[str, str], ...]:
    from PyInstaller.depend.bindepend import get_imports

    if not Path(source).is_file():
        return ()
    needed = get_imports(source)  # type: ignore[no-untyped-call]
    return tuple((name, str(path) if path else "") for name, path in needed)
