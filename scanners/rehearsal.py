"""A film of printed codes held before a camera: what the demo and the tests are played from.

Each code lies on a slip of paper, tilted and turned, drifting a little as a hand does, under
uneven light, slightly out of focus and noisy, with an empty desk between one and the next.
Everything is drawn from the seed, so the same call makes the same film.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scanners import avi
from scanners.printing import modules
from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SIZE: Final = (1280, 720)
GAP: Final = 0.4  # seconds of an empty desk between two codes
_SIDE: Final = (0.62, 0.78)  # of the frame's height
_TILT: Final = 0.06  # of the side, each corner
_DRIFT: Final = 6.0  # pixels from frame to frame
_BLUR: Final = (0.4, 1.1)  # sigma, pixels
_NOISE: Final = 7.0  # sigma, grey levels
_NOISES: Final = 6  # ready-made frames of noise, by turns
_PAPER, _INK = 228, 34  # grey levels


def film(
    path: Path,
    texts: Sequence[str],
    *,
    seed: int,
    seconds_each: float = 1.0,
    fps: float = 12.0,
    size: tuple[int, int] = SIZE,
    gap: float = GAP,
) -> None:
    """Write an AVI file (MJPG) that shows the codes of ``texts`` one after the other.

    ``seconds_each`` is how long a code is in sight, ``gap`` the empty desk before each, and
    after the last. Some 6 ms of work a frame. Raises SourceUnreadable when the file cannot be
    written, TooMuchForACode for a text that no code can hold.
    """
    shown = frames(texts, seed=seed, shown=seconds_each, gap=gap, fps=fps, size=size)
    avi.write(path, shown, fps=fps, size=size)


def frames(
    texts: Sequence[str],
    *,
    seed: int,
    shown: float,
    gap: float = GAP,
    fps: float = 12.0,
    size: tuple[int, int] = SIZE,
) -> Iterator[Frame]:
    """Give the frames of the film, in grey."""
    stage = _Stage(seed, size)
    empty, full = max(1, round(gap * fps)), max(1, round(shown * fps))
    for text in texts:
        for _ in range(empty):
            yield stage.empty()
        yield from stage.showing(modules(text), full)
    for _ in range(empty):
        yield stage.empty()


class _Stage:
    """The desk, its light and its noise."""

    def __init__(self, seed: int, size: tuple[int, int]) -> None:
        import numpy as np

        self._chance = np.random.default_rng(seed)
        self._size = size
        self._desk = self._uneven(70, 120)
        self._light = self._uneven(0, 36)
        self._noises = [self._noise() for _ in range(_NOISES)]
        self._count = 0

    def empty(self) -> Frame:
        """Return a frame of the desk alone."""
        return self._seen(self._desk)

    def showing(self, code: Frame, count: int) -> Iterator[Frame]:
        """Give ``count`` frames of the code in one hand."""
        cv2 = opencv()
        corners = self._corners()
        blur = self._chance.uniform(*_BLUR)
        printed = cv2.LUT(code, _printed())
        for _ in range(count):
            corners = corners + self._chance.normal(0.0, _DRIFT / 3, 2)
            scene = self._desk.copy()
            self._lay(scene, printed, corners)
            yield self._seen(cv2.GaussianBlur(scene, (0, 0), blur))

    def _lay(self, scene: Frame, printed: Frame, corners: npt.NDArray[np.float64]) -> None:
        """Draw the slip into the scene, in perspective."""
        import numpy as np

        cv2, side = opencv(), printed.shape[0]
        # Pixel centres of the first and last module: each module is one pixel of the slip.
        flat = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32) - 0.5
        turn = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
        cv2.warpPerspective(
            printed,
            turn,
            self._size,
            dst=scene,
            flags=cv2.INTER_NEAREST,
            borderMode=cv2.BORDER_TRANSPARENT,
        )

    def _corners(self) -> npt.NDArray[np.float64]:
        import numpy as np

        width, height = self._size
        half = height * self._chance.uniform(*_SIDE) / 2
        angle = self._chance.uniform(-0.35, 0.35) + self._chance.integers(4) * np.pi / 2
        square = np.array([[-half, -half], [half, -half], [half, half], [-half, half]])
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        room = (width / 2 - half * 1.3, max(0.0, height / 2 - half * 1.3))
        centre = (width / 2, height / 2) + self._chance.uniform(-1, 1, 2) * room
        tilt = self._chance.uniform(-_TILT, _TILT, (4, 2)) * half * 2
        corners: npt.NDArray[np.float64] = square @ turn + centre + tilt
        return corners

    def _seen(self, scene: Frame) -> Frame:
        """Return the scene in its light, with the noise of the moment."""
        cv2 = opencv()
        self._count += 1
        noise = self._noises[self._count % _NOISES]
        seen: Frame = cv2.add(cv2.subtract(scene, self._light), noise)
        return seen

    def _uneven(self, low: int, high: int) -> Frame:
        import numpy as np

        coarse = self._chance.integers(low, high, (4, 7)).astype(np.uint8)
        smooth: Frame = opencv().resize(coarse, self._size, interpolation=opencv().INTER_CUBIC)
        return smooth

    def _noise(self) -> Frame:
        """Return noise to add; it lifts the picture by twice its sigma, as 8 bits hold no minus."""
        import numpy as np

        grain = self._chance.normal(2 * _NOISE, _NOISE, self._size[::-1])
        return np.clip(grain, 0, 255).astype(np.uint8)


def _printed() -> Frame:
    """Return the table from black and white to ink and paper."""
    import numpy as np

    table: Frame = np.linspace(_INK, _PAPER, 256).astype(np.uint8)
    return table
