"""A signature drawn on the screen, as a short text: strokes of points on a grid.

``x,y x,y x,y;x,y x,y``: strokes are parted by ``;``, points by blanks; x runs from 0 to
`WIDTH`, y from 0 to `HEIGHT`, downwards. Kept as drawn, so that it can be shown and printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

WIDTH: Final = 400
HEIGHT: Final = 120
LONGEST: Final = 6_000
"""Characters of a signature, so that it fits into an entry many times over."""

_STROKE: Final = re.compile(r"\d{1,3},\d{1,3}(?: \d{1,3},\d{1,3})*", re.ASCII)

Point = tuple[int, int]
Stroke = tuple[Point, ...]


def written(strokes: Sequence[Sequence[Point]]) -> str:
    """Return strokes as text; points beyond the grid are moved to its edge.

    A signature that would be too long loses every second point, as often as it takes: its
    shape stays.
    """
    kept = [[_within(point) for point in stroke] for stroke in strokes if stroke]
    text = _joined(kept)
    while len(text) > LONGEST and any(len(stroke) > 2 for stroke in kept):
        kept = [[*stroke[:-1:2], stroke[-1]] if len(stroke) > 2 else stroke for stroke in kept]
        text = _joined(kept)
    return text if len(text) <= LONGEST else ""


def read(text: str) -> tuple[Stroke, ...]:
    """Return the strokes of a text; nothing where it is not one, as it may come from elsewhere."""
    if not text or len(text) > LONGEST:
        return ()
    parts = text.split(";")
    if not all(_STROKE.fullmatch(part) for part in parts):
        return ()
    return tuple(tuple(_point(point) for point in part.split(" ")) for part in parts)


def _joined(strokes: Sequence[Sequence[Point]]) -> str:
    return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)


def _within(point: Point) -> Point:
    return min(max(point[0], 0), WIDTH), min(max(point[1], 0), HEIGHT)


def _point(text: str) -> Point:
    x, _, y = text.partition(",")
    return _within((int(x), int(y)))
