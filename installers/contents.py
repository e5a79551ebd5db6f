"""What of ours goes into the bundle: the modules, and the files that lie beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]

PACKAGES: Final = (
    "immunization", "records", "local_db", "scanners", "sync", "desk", "central", "ui",
    "desktop_app",
)  # fmt: skip

_WORKSHOP: Final = (
    "desktop_app.bench", "desktop_app.demo", "desktop_app.screens", "ui.translation.refresh",
    "ui.gallery",
)  # fmt: skip
"""Developers' modules: they go in only where the program itself imports them."""

_SCRIPTS: Final = Path("local_db/migrations")
"""Alembic reads its scripts as files, so they lie in the bundle as files."""

_NOT_WANTED: Final = frozenset({".py", ".pyc", ".typed", ".ts"})


def modules(root: Path = ROOT) -> list[str]:
    """Return the names of the modules that go in.

    All of them are named, because commands, rules and pages are imported by name at the
    moment they are needed, where PyInstaller's analysis does not always look.
    """
    found = []
    for package in PACKAGES:
        for source in sorted((root / package).rglob("*.py")):
            where = source.relative_to(root)
            name = ".".join(where.with_suffix("").parts).removesuffix(".__init__")
            if not _is_script(where) and not _is_workshop(name):
                found.append(name)
    return found


def files(root: Path = ROOT) -> list[Path]:
    """Return the files that go in beside the modules, relative to the root.

    Whatever is not source goes in unless it is of a kind named above: a file that somebody
    adds tomorrow is there without a word here.
    """
    found = []
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*")):
            where = file.relative_to(root)
            if not file.is_file() or "__pycache__" in where.parts:
                continue
            if file.suffix not in _NOT_WANTED or (file.suffix == ".py" and _is_script(where)):
                found.append(where)
    return found


def _is_script(where: Path) -> bool:
    return where.is_relative_to(_SCRIPTS)


def _is_workshop(name: str) -> bool:
    if name.endswith(".__main__"):
        return True
    return any(name == one or name.startswith(f"{one}.") for one in _WORKSHOP)
