"""A second of a code before a webcam that gives no good picture of it: 30 frames from a seed.

The hand shakes, the focus hunts, it is dark, a lamp mirrors in the plastic, or the code is
small. As in life the trouble changes from frame to frame, and the best frame of the hardest
films is still one that engines miss.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from desktop_app.bench import code_scene, hard_codes
from desktop_app.bench.code_scene import SIZE
from scanners.printing import modules
from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from desktop_app.bench.code_scene import Random

    _Floats = npt.NDArray[np.float64]

FRAMES: Final = 30
KINDS: Final = ("hand shake", "focus hunting", "both", "low light", "glare", "small")
_NOISES: Final = 5
_JPEG: Final = 80


class Film(Struct, frozen=True):
    """One second: the kind of trouble, the text of the code, and the grey frames in order."""

    set: str
    text: str
    frames: tuple[Frame, ...]


class _Trouble(Struct):
    """How bad each thing is. Lengths are in modules of the code, but for ``pixels`` a module."""

    pixels: float = 4.0
    shake: float = 0.15
    focus: tuple[float, float] = (0.1, 0.3)
    light: float = 0.9
    noise: float = 3.0
    glare: float = 0.0


def films(each: int, seed: int) -> Iterator[Film]:
    """Give ``each`` films of every kind, the same for the same seed."""
    for kind in KINDS:
        for place in range(each):
            yield one(kind, place, each, seed)


def one(kind: str, place: int, of: int, seed: int) -> Film:
    """Return one film: the ``place``-th easiest ``of`` so many of its kind."""
    import numpy as np

    chance = np.random.default_rng([seed, *kind.encode(), place])
    trouble = _trouble(kind, (place + 0.5) / of, chance)
    text = hard_codes.any_text(chance)
    return Film(kind, text, tuple(_shown(text, trouble, chance)))


def _trouble(kind: str, hardness: float, chance: Random) -> _Trouble:
    pixels = float(chance.uniform(3, 5))
    match kind:
        case "hand shake":
            return _Trouble(pixels, shake=1.0 + 2.6 * hardness)
        case "focus hunting":
            return _Trouble(pixels, focus=(0.3 + 0.55 * hardness, 1.0 + 0.8 * hardness))
        case "both":
            focus = (0.25 + 0.35 * hardness, 1.2)
            return _Trouble(pixels, shake=0.4 + 1.0 * hardness, focus=focus)
        case "low light":
            return _Trouble(pixels, light=0.16 - 0.1 * hardness, noise=5 + 3 * hardness)
        case "glare":
            return _Trouble(pixels, shake=0.3, glare=200 + 500 * hardness)
        case _:
            return _Trouble(1.75 - 0.6 * hardness, shake=0.25)


def _shown(text: str, trouble: _Trouble, chance: Random) -> Iterator[Frame]:
    import numpy as np

    code = modules(text)
    side = min(trouble.pixels * code.shape[0], SIZE[1] * 0.85)
    place = code_scene.corners(chance, side, tilt=0.15)
    sharp = code_scene.lay(code_scene.desk(chance), code, place)
    module = side / code.shape[0]
    noises = [
        chance.normal(0, trouble.noise, sharp.shape).astype(np.float32) for _ in range(_NOISES)
    ]
    way = _way(chance, trouble.shake * module)
    focus = _hunting(chance, *trouble.focus) * module
    lamp = place.mean(axis=0) + chance.uniform(-0.3, 0.3, 2) * side
    for at in range(FRAMES):
        lamp = lamp + chance.normal(0, side * 0.01, 2) + side * 0.008
        scene = _moved(sharp, way[at], float(chance.normal(0, 0.002)))
        smeared = hard_codes.moved(scene, way[at + 1] - way[at])
        seen = hard_codes.out_of_focus(smeared, float(focus[at])).astype(np.float32) * trouble.light
        if trouble.glare:
            seen += trouble.glare * _lamp(lamp + way[at], side * 0.3)
        noise = np.roll(noises[at % _NOISES], tuple(chance.integers(0, 200, 2)), (0, 1))
        yield hard_codes.jpeg(np.clip(seen + noise, 0, 255).astype(np.uint8), _JPEG)


def _way(chance: Random, step: float) -> _Floats:
    """Return where the hand is at each frame: it swings about a point, fast and slow by turns."""
    import numpy as np

    times = np.arange(FRAMES + 1)
    way = np.zeros((FRAMES + 1, 2))
    for frequency in (0.35, 0.9, 1.7):  # radians a frame: 2, 4 and 8 Hz, as hands tremble
        speed = chance.uniform(0.5, 1.0, 2) * step
        way += speed / frequency * np.sin(frequency * times[:, None] + chance.uniform(0, 6, 2))
    return way


def _hunting(chance: Random, best: float, worst: float) -> _Floats:
    """Return the blur's radius at each frame: the lens goes to and fro past the right place."""
    import numpy as np

    swing = np.abs(np.sin(np.arange(FRAMES) * chance.uniform(0.15, 0.3) + chance.uniform(0, 3)))
    radius: _Floats = best + (worst - best) * swing
    return radius


def _moved(scene: Frame, by: _Floats, turn: float) -> Frame:
    import numpy as np

    cos, sin = np.cos(turn), np.sin(turn)
    move = np.array([[cos, -sin, by[0]], [sin, cos, by[1]]])
    moved: Frame = opencv().warpAffine(
        scene, move, SIZE, flags=opencv().INTER_LINEAR, borderMode=opencv().BORDER_REFLECT
    )
    return moved


def _lamp(at: _Floats, width: float) -> npt.NDArray[np.float32]:
    import numpy as np

    across = np.exp(-(((np.arange(SIZE[0]) - at[0]) / width) ** 2))
    down = np.exp(-(((np.arange(SIZE[1]) - at[1]) / width * 1.6) ** 2))
    lamp: npt.NDArray[np.float32] = np.outer(down, across).astype(np.float32)
    return lamp
