"""A web camera with a sensor, in light that its automatic exposure gets wrong.

The scene is light (1 is white paper in an office); the sensor counts electrons for the time of
exposure, with shot and reading noise, and saturates; the hand moves meanwhile; the lens
scatters a little. Automatic exposure brings the mean of the frame to a middle grey, by time up
to one frame and then by gain, as web cameras do. ``stops`` asks for more or less than that
(-2: a quarter of the time, the gain made up for what is darker than automatic in gain alone).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop_app.bench import code_scene, hard_codes
from desktop_app.bench.code_scene import SIZE
from scanners.printing import modules
from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    _Light = npt.NDArray[np.float32]

FRAMES: Final = 30
KINDS: Final = ("screen in a dark room", "against a window", "dim and moving", "lamp on plastic")
LATE: Final = 3  # frames until what was asked of a camera shows
_LONGEST: Final = 33.0  # milliseconds: one frame
_OFFICE: Final = 8.0  # milliseconds that fill a pixel of white paper in an office to the brim
_WELL: Final = 8000.0  # electrons
_READING: Final = 6.0  # electrons of noise
_MOST_GAIN: Final = 16.0
_MIDDLE: Final = 0.42  # of the range: where automatic exposure puts the mean
_BRIGHTEST: Final = 20.0  # of the light that counts for automatic exposure
_SCATTERED: Final = 0.015  # of the light, over the whole frame
_QUALITY: Final = 85


@dataclass(frozen=True, slots=True, eq=False)
class Lit:
    """A scene: kind, text of the code, the light before and with it, the hand's pixels a ms."""

    set: str
    text: str
    before: _Light
    light: _Light
    pace: float
    seed: int


def scenes(each: int, seed: int) -> Iterator[Lit]:
    """Give ``each`` scenes of every kind, the same for the same seed."""
    for kind in KINDS:
        for place in range(each):
            yield one(kind, place, each, seed)


def one(kind: str, place: int, of: int, seed: int) -> Lit:
    """Return one scene: the ``place``-th easiest ``of`` so many of its kind."""
    import numpy as np

    chance = np.random.default_rng([seed, *kind.encode(), place])
    hardness = (place + 0.5) / of
    text = hard_codes.card(chance)
    code = modules(text)
    side = chance.uniform(3, 4.5) * code.shape[0]
    at = code_scene.corners(chance, side, tilt=0.1)
    desk = code_scene.desk(chance)
    slip = code_scene.lay(np.zeros_like(desk), code, at).astype(np.float32) / 255
    paper = code_scene.lay(np.zeros_like(desk), np.full_like(code, 255), at) > 0
    room = desk.astype(np.float32) / 255
    pace = 0.02
    match kind:
        case "screen in a dark room":
            room = room * (0.03 - 0.025 * hardness)
            shown = np.clip(slip / 0.88 - 0.14, 0.004, None) * (0.6 + 1.4 * hardness)
        case "against a window":
            room = room * 2 + (1 + 5 * hardness)
            shown = slip * (0.5 - 0.4 * hardness)
        case "dim and moving":
            room, shown = (part * (0.12 - 0.09 * hardness) for part in (room, slip))
            pace = 0.2 + 0.5 * hardness
        case _:
            middle = at.mean(axis=0)
            down, across = np.mgrid[0 : SIZE[1], 0 : SIZE[0]].astype(np.float32)
            far = ((across - middle[0]) / side * 3) ** 2 + ((down - middle[1]) / side * 4) ** 2
            shown = slip * 0.6 + (0.6 + 2.4 * hardness) * np.exp(-far) * (slip > 0)
            room = room * 0.6
    light = np.where(paper, shown, room).astype(np.float32)
    return Lit(kind, text, room.astype(np.float32), light, pace, seed + place)


class Camera:
    """Takes frames of one scene; what `expose` asks for shows some frames later."""

    def __init__(self, scene: Lit) -> None:
        import numpy as np

        self._scene = scene
        self._chance = np.random.default_rng(scene.seed)
        mean = float(np.mean(np.minimum(scene.light, _BRIGHTEST)))
        self._time, self._gain = _automatic(mean)
        self._asked: list[float | None] = [None] * LATE

    def expose(self, milliseconds: float | None) -> None:
        """Ask for a time of exposure, None for automatic."""
        self._asked[-1] = milliseconds

    def empty(self) -> Frame:
        """Return a frame of the scene before the code came."""
        return self._seen(self._scene.before, self._time)

    def frame(self) -> Frame:
        """Return the next frame."""
        asked = self._asked.pop(0)
        self._asked.append(self._asked[-1])
        return self._seen(self._scene.light, self._time if asked is None else asked)

    def _seen(self, light: _Light, time: float) -> Frame:
        import numpy as np

        angle = self._chance.uniform(0, np.pi)
        way = np.array([np.cos(angle), np.sin(angle)]) * self._scene.pace * time
        seen = _smeared(light, way * float(self._chance.uniform(0.4, 1.3)))
        seen = opencv().GaussianBlur(seen, (0, 0), 0.8)
        seen = seen * (1 - _SCATTERED) + _SCATTERED * float(np.mean(seen))
        electrons = np.minimum(seen * time / _OFFICE, 1.0) * _WELL
        electrons = electrons + self._chance.normal(0, 1, electrons.shape) * np.sqrt(
            electrons + _READING**2
        )
        grey = np.clip(electrons / _WELL * self._gain, 0, 1) ** (1 / 1.8) * 255
        return hard_codes.jpeg(grey.astype(np.uint8), _QUALITY)


def _automatic(mean: float) -> tuple[float, float]:
    """Return milliseconds and gain."""
    wanted = _MIDDLE**1.8 * _OFFICE / max(mean, 1e-6)
    time = min(wanted, _LONGEST)
    return time, min(max(1.0, wanted / time), _MOST_GAIN)


def _smeared(light: _Light, by: npt.NDArray[np.float64]) -> _Light:
    import numpy as np

    if float(np.abs(by).max()) < 0.5:
        return light
    reach = int(np.ceil(np.abs(by).max() / 2)) + 1
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    for share in np.linspace(-0.5, 0.5, 64):
        x, y = by * share + reach
        kernel[round(float(y)), round(float(x))] += 1
    smeared: _Light = opencv().filter2D(light, -1, kernel / kernel.sum())
    return smeared
