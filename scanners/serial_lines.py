"""What a hand scanner sends over a serial line, parted into codes."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 8192  # bytes; what comes after them belongs to no code of ours and is dropped
_ENDS: Final = re.compile(rb"[\r\n]+")


class SerialLines:
    """Takes bytes as they come. A code ends with CR or LF, or with silence.

    The bytes are kept as they are: no input method rewrites them, and a GS1 code keeps its
    separators.
    """

    def __init__(self) -> None:
        self._waiting = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Return the codes that these bytes complete."""
        first, *others = _ENDS.split(data)  # what waits holds no end, and may be long
        *whole, rest = self._waiting + first, *others
        self._waiting = rest[:LONGEST]
        return [code[:LONGEST] for code in whole if code]

    def silent(self) -> bytes | None:
        """Return what waits, of a scanner that sends no line end; None where nothing does."""
        code, self._waiting = self._waiting, b""
        return code or None
