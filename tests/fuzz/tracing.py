"""Which ways through the parsers an input takes: edges between lines, and how often each.

By `sys.settrace`, which is in every Python that the program runs on. An edge counts anew when
it was taken 2, 4, 8, 16 or 32 times, so that a loop that runs longer is something new too (the
buckets of AFL; M. Zalewski, "Technical details").
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
WATCHED: Final = ("scanners", "immunization", "records")
_BUCKETS: Final = 6

Edge = tuple[int, int, int, int]
"""Number of the function, line before, line, and the bucket of how often."""


class Tracer:
    """Runs work under watch. ``watched`` are folders of the repository, or single files."""

    def __init__(self, watched: tuple[str, ...] = WATCHED) -> None:
        self._watched = tuple(str(ROOT / name) for name in watched)
        self._numbers: dict[CodeType, int | None] = {}
        self._taken: Counter[tuple[int, int, int]] = Counter()

    def run(self, work: Callable[[], object]) -> tuple[frozenset[Edge], int, Exception | None]:
        """Return the edges taken, how many steps that were, and what was raised."""
        self._taken.clear()
        raised: Exception | None = None
        before = sys.gettrace()
        sys.settrace(self._called)
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody else judges it
            raised = error
        finally:
            sys.settrace(before)
        steps = self._taken.total()
        edges = frozenset(
            (*edge, min(count.bit_length(), _BUCKETS)) for edge, count in self._taken.items()
        )
        return edges, steps, raised

    def _called(self, frame: FrameType, event: str, _what: Any) -> Any:
        number = self._number(frame.f_code)
        if number is None or event != "call":
            return None
        before = 0
        taken = self._taken

        def line(frame: FrameType, event: str, _what: Any) -> Any:
            nonlocal before
            if event == "line":
                taken[number, before, frame.f_lineno] += 1
                before = frame.f_lineno
            return line

        return line

    def _number(self, code: CodeType) -> int | None:
        """Return the number of a function under watch; None for another."""
        if code not in self._numbers:
            watched = code.co_filename.startswith(self._watched)
            self._numbers[code] = len(self._numbers) if watched else None
        return self._numbers[code]
