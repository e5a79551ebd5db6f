"""What "Vừa đọc" shows beside the camera: the codes that were read last, and what came of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec import Struct

from desk.identify import Identified, Kind, NewPerson, NotOurs, Opened
from desk.recorder import Saved
from immunization.text import Text

_SHOWN: Final = 2
"""Rows: what has room beside the camera."""


class CodeRead(Struct, frozen=True):
    """A row of "Vừa đọc": what kind of code, whose, when, and what came of it."""

    kind: Kind | None
    name: str
    at: datetime
    outcome: Text | None = None
    number: str | None = None
    ours: bool = True


class CodeReads:
    """The last rows, the newest first."""

    def __init__(self) -> None:
        self._rows: tuple[CodeRead, ...] = ()

    def read(self, found: Identified, at: datetime) -> tuple[CodeRead, ...]:
        """Add a code that was read, if it is one for a row; return the rows."""
        row = _row_of(found, at)
        if row is not None:
            self._rows = (row, *self._rows)[:_SHOWN]
        return self._rows

    def saved(self, saved: Saved) -> tuple[CodeRead, ...]:
        """Put what was saved in the place of the code that brought it; return the rows."""
        read = next((row for row in self._rows if row.name == saved.name), None)
        kept = tuple(row for row in self._rows if row is not read)
        kind = read.kind if read is not None else None
        received = CodeRead(kind, saved.name, saved.at, saved.what, saved.number)
        self._rows = (received, *kept)[:_SHOWN]
        return self._rows


def _row_of(found: Identified, at: datetime) -> CodeRead | None:
    match found:
        case Opened(card=card, read=kind):
            return CodeRead(kind, card.name, at, number=card.number)
        case NewPerson(registration=registration, read=kind):
            return CodeRead(kind, registration.name, at)
        case NotOurs(read="badge" | "trial"):
            return None  # the page's line says it all
        case NotOurs(text=text, read=kind):
            return CodeRead(kind, "", at, text, ours=kind == "hub")
        case _:
            return None
