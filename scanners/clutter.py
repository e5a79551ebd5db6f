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
_NOISE: Final = 6.0  # grey levels; Aruco's own threshold is 7, zbar's is coarser
_EVERY_SOME: Final = 30
_CROWD: Final = 12  # patterns a line: low light shows up to 6, a desk full of codes fewer


def finder_patterns(grey: Frame) -> int:
    """Return the number of places with dark and light as 1:1:3:1:1 both across and down."""
    import numpy as np

    height, width = grey.shape
    shape = (height // _CELL + 1, width // _CELL + 1)
    across, down = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    rows, columns, spans = _crossings(grey[::_EVERY])
    across[rows * _EVERY // _CELL, columns // _CELL] = spans
    columns, rows, spans = _crossings(np.ascontiguousarray(grey.T[::_EVERY]))
    down[rows // _CELL, columns * _EVERY // _CELL] = spans
    alike = (across * 2 < down * 3) & (down * 2 < across * 3)  # also false where either is 0
    return int(np.count_nonzero(alike))


def is_crowded(grey: Frame) -> bool:
    """Tell whether even the fast engine would be held up: 25 ms a thousand patterns.

    Asked of every frame, so only two lines of every 30 are looked at, in some 0.3 ms. What
    both lines show in the same place is a pattern; what noise shows is in one of them only.
    """
    import numpy as np

    if len(grey) < _EVERY_SOME:
        return False
    upper, lower = (grey[at::_EVERY_SOME] for at in (_EVERY_SOME // 2, _EVERY_SOME // 2 + 1))
    seen = np.zeros(upper.size // _CELL + 1, np.int64)
    rows, columns, spans = _crossings(upper[: len(lower)])
    if len(rows) <= _CROWD * len(lower):
        return False
    seen[(rows * upper.shape[1] + columns) // _CELL] = spans
    rows, columns, spans = _crossings(lower)
    again = seen[(rows * upper.shape[1] + columns) // _CELL]
    both = np.count_nonzero((again * 4 > spans * 3) & (again * 3 < spans * 4))
    return bool(both > _CROWD * len(lower))


def _crossings(lines: Frame) -> tuple[_Ints, _Ints, _Ints]:
    """Return line, place on the line and length of each 1:1:3:1:1 along the lines."""
    import numpy as np

    width = lines.shape[1]
    lines = np.ascontiguousarray(lines)
    cv2 = opencv()
    # A little below the mean, so that a smooth surface is light, whatever noise lies on it.
    threshold = cv2.subtract(cv2.blur(lines, (_AROUND, 1)), _NOISE)
    light = (lines > threshold).ravel()
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
    return middle // width, middle % width, span[at]
