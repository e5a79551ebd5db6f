"""A printed code as a webcam sees it: laid on a desk in perspective, flat or bent.

The scene is drawn at twice its size and halved, as a lens averages over each pixel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Random: TypeAlias = np.random.Generator
    Corners: TypeAlias = npt.NDArray[np.float64]

SIZE: Final = (1280, 720)
_FINE: Final = 2
_CELL: Final = 4  # pixels of a module on the slip before it is laid down


def desk(chance: Random, low: int = 60, high: int = 170) -> Frame:
    """Return an empty desk: uneven grey, some edges and lines of print, as in life."""
    import numpy as np

    cv2, (width, height) = opencv(), SIZE
    coarse = chance.integers(low, high, (4, 7)).astype(np.uint8)
    scene: Frame = cv2.resize(coarse, SIZE, interpolation=cv2.INTER_CUBIC)
    for _ in range(int(chance.integers(2, 7))):
        start, end = (tuple(map(int, chance.integers(0, (width, height)))) for _ in range(2))
        cv2.line(scene, start, end, int(chance.integers(20, 240)), int(chance.integers(2, 40)))
    _print_lines(scene, chance)
    return scene


def corners(chance: Random, side: float, *, tilt: float = 0.0, turn: float = 0.4) -> Corners:
    """Return where the slip's four corners lie: ``side`` pixels wide, turned, seen at a slant.

    ``tilt`` is the angle between the slip and the sensor in radians, ``turn`` the most that
    the slip is turned from upright. Shrunk where it would not fit into the frame.
    """
    import numpy as np

    half = side / 2
    square = np.array([[-half, -half, 0], [half, -half, 0], [half, half, 0], [-half, half, 0]])
    about, lean = chance.uniform(-turn, turn), chance.uniform(0, 2 * np.pi)
    cos, sin = np.cos(tilt), np.sin(tilt)
    slant = np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])
    placed = square @ _spin(about - lean).T @ slant.T @ _spin(lean).T
    distance = 2.2 * side  # a phone's or webcam's view from some two widths away
    flat = placed[:, :2] * (distance / (distance + placed[:, 2:]))
    room = np.array(SIZE) / 2 - np.abs(flat).max(axis=0) - 4
    middle = np.array(SIZE) / 2 + chance.uniform(-1, 1, 2) * np.maximum(room, 0)
    found: Corners = flat * min(1.0, float((np.array(SIZE) / 2 / np.abs(flat).max(axis=0)).min()))
    placed_there: Corners = found + middle
    return placed_there


def lay(scene: Frame, code: Frame, place: Corners, *, bend: float = 0.0) -> Frame:
    """Return the scene with the code (one pixel a module) printed on a slip at ``place``.

    ``bend`` is half the angle, in radians, of the cylinder that the slip lies around.
    """
    import numpy as np

    cv2 = opencv()
    slip = np.kron(code, np.ones((_CELL, _CELL), np.uint8))
    slip = cv2.LUT(slip, np.linspace(32, 226, 256).astype(np.uint8))
    if bend:
        slip = _bent(slip, bend)
    side = slip.shape[0]
    flat = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32) - 0.5
    turn = cv2.getPerspectiveTransform(flat, (place * _FINE).astype(np.float32))
    fine = (SIZE[0] * _FINE, SIZE[1] * _FINE)
    seen = cv2.warpPerspective(slip, turn, fine, flags=cv2.INTER_AREA)
    paper = cv2.warpPerspective(np.full_like(slip, 255), turn, fine, flags=cv2.INTER_NEAREST)
    share = cv2.resize(paper, SIZE, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    # Where the slip ends, the halved pixel is part slip and part desk; the rest of it is black.
    slips = cv2.resize(seen, SIZE, interpolation=cv2.INTER_AREA).astype(np.float32)
    laid: Frame = np.clip(slips + scene * (1 - share), 0, 255).astype(np.uint8)
    return laid


def _bent(slip: Frame, bend: float) -> Frame:
    """Return the slip as it looks around an upright cylinder, still square."""
    import numpy as np

    side = slip.shape[0]
    across = np.linspace(-1, 1, side)
    from_x = (np.arcsin(np.clip(across * np.sin(bend), -1, 1)) / bend + 1) / 2 * (side - 1)
    sag = (1 - np.cos(across * bend)) * side * 0.12  # the edges lie farther from the camera
    down = np.arange(side, dtype=np.float32)
    map_x = np.tile(from_x.astype(np.float32), (side, 1))
    map_y = (down[:, None] + sag[None, :]).astype(np.float32)
    bent: Frame = opencv().remap(slip, map_x, map_y, opencv().INTER_LINEAR, borderValue=226)
    return bent


def _spin(angle: float) -> Corners:
    import numpy as np

    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])


def _print_lines(scene: Frame, chance: Random) -> None:
    cv2 = opencv()
    for _ in range(int(chance.integers(0, 12))):
        at = tuple(map(int, chance.integers(0, SIZE)))
        words = "".join(chance.choice(list("BANTIEM 0123456789 phieu hen "), 24))
        cv2.putText(
            scene, words, at, cv2.FONT_HERSHEY_SIMPLEX, float(chance.uniform(0.3, 1.2)),
            int(chance.integers(10, 90)), int(chance.integers(1, 3)),
        )  # fmt: skip
