"""Parts of a frame, each as small as may be and large enough for a code held in the hand."""

from __future__ import annotations

from typing import Final

from scanners.vision import Frame

TILES: Final = ((0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))
"""Where a part lies, across and down: the middle first, then the corners; all cover the frame."""

_WIDTH, _HEIGHT = 640, 360  # pixels at least, and at least half the frame each way


def tile(grey: Frame, at: int) -> tuple[Frame, int, int]:
    """Return one part (of its own memory) and its left and top edge. ``at`` counts round."""
    import numpy as np

    height, width = grey.shape
    across, down = TILES[at % len(TILES)]
    part = (min(height, max(_HEIGHT, height // 2)), min(width, max(_WIDTH, width // 2)))
    top, left = int((height - part[0]) * down), int((width - part[1]) * across)
    return np.ascontiguousarray(grey[top : top + part[0], left : left + part[1]]), left, top
