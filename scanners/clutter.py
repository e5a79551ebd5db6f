"""How many things in a picture look like the finder pattern of a QR code.

zbar and the Aruco detector combine all finder patterns with each other: on a cloth of small
squares the one took half a second and the other 400 seconds for a single frame. Neither can
be interrupted, so the patterns are counted first, within some 3 ms, and a frame with too
many is left to the engines whose time does not depend on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    _Ints: TypeAlias = npt.NDArray[np.intp]

_CELL: Final = 6  # pixels: a pattern counts once however many lines cross it
_EVERY: Final = 2  # every second line will do
_AROUND: Final = 41  # pixels whose mean is the threshold between dark and light
_SHORTEST_CORE: Final = 3  # pixels


def finder_patterns(grey: Frame) -> int:
    """Return the number of places with dark and light as 1:1:3:1:1 both across and down."""
    import numpy as np

    height, width = grey.shape
    shape = (height // _CELL + 1, width // _CELL + 1)
    across, down = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    rows, columns, spans = _crossings(grey)
    across[rows // _CELL, columns // _CELL] = spans
    columns, rows, spans = _crossings(np.ascontiguousarray(grey.T))
    down[rows // _CELL, columns // _CELL] = spans
    alike = (across * 2 < down * 3) & (down * 2 < across * 3)  # also false where either is 0
    return int(np.count_nonzero(alike))


def _crossings(grey: Frame) -> tuple[_Ints, _Ints, _Ints]:
    """Return line, place on the line and length of each 1:1:3:1:1 along the rows."""
    import numpy as np

    width = grey.shape[1]
    lines = np.ascontiguousarray(grey[::_EVERY])
    light = (lines > opencv().blur(lines, (_AROUND, 1))).ravel()
    edges = np.flatnonzero(light[1:] != light[:-1])
    runs = np.diff(edges)
    if len(runs) < 5:
        return runs[:0], runs[:0], runs[:0]
    one, two, core, four, five = (runs[at : len(runs) - 4 + at] for at in range(5))
    span = one + two + core + four + five
    fits = (core >= _SHORTEST_CORE) & (abs(7 * core - 3 * span) * 5 < 6 * span)
    for part in (one, two, four, five):
        fits &= abs(7 * part - span) * 5 < 3 * span
    at = np.flatnonzero(fits)
    middle = edges[at + 2] + core[at] // 2
    return middle // width * _EVERY, middle % width, span[at]
