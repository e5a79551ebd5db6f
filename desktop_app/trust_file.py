"""The trust list in a data folder: read at sign-in, replaced by IT with a checked file."""

from __future__ import annotations

import codecs
import logging
import os
from pathlib import Path
from typing import Final

from immunization.errors import KnownError
from immunization.text import Text
from scanners.certificates import trust
from scanners.certificates.trust import TrustList, TrustListUnreadable

FILE: Final = "trust.json"
_MOST_BYTES: Final = 16 * 1024 * 1024

_log = logging.getLogger(__name__)


class TrustListNotKept(KnownError):
    """A list that is whole could not be written into the data folder."""

    text = Text(
        vi="Không ghi được danh sách tin cậy vào thư mục dữ liệu. Danh sách cũ vẫn dùng. "
        "Xin xem lại quyền ghi và ổ đĩa.",
        en="The trust list could not be written into the data folder. The old one is still used. "
        "Please check that the folder can be written, and the disk.",
    )


def load(folder: Path) -> TrustList:
    """Return the list of a data folder; an empty one where there is none or it is broken.

    A broken list must not keep a nurse from working: certificates are then said to be
    unchecked, and the log says why.
    """
    path = folder / FILE
    if not path.is_file():
        return TrustList()
    try:
        return trust.read(read_bytes(path))
    except TrustListUnreadable as error:
        _log.warning("the trust list is not used: %s", error.detail)
        return TrustList()


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file that may be a list. Raises TrustListUnreadable."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TrustListUnreadable("too large")
        # Windows' editors put a mark before UTF-8.
        return path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise TrustListUnreadable(type(error).__name__) from error


def keep(folder: Path, data: bytes) -> TrustList:
    """Check a list and put it in the place of the old one.

    Raises TrustListUnreadable, TrustListNotKept.
    """
    found = trust.read(data)
    beside = folder / f"{FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / FILE)
    except OSError as error:
        raise TrustListNotKept(type(error).__name__) from error
    return found
