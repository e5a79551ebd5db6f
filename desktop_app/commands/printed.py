"""Keep a PDF where it was asked for: whole or not at all, and never over what is none."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

_BEGINNING: Final = b"%PDF"


def keep(path: Path, made: bytes) -> None:
    """Write a PDF; one of the same name goes, whatever else has the name stays.

    Raises OSError: nothing was written, and what was there is as it was.
    """
    if path.exists() and not _is_pdf(path):
        raise FileExistsError
    beside = path.with_name(f"{path.name}.unfinished")
    try:
        with beside.open("wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _is_pdf(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) in (b"", _BEGINNING)
