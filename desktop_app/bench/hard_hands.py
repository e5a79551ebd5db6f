"""Codes held wrongly before a camera, one fault each, with the advice that helps.

Made pictures from a seed, each with the empty desk that was there before the code. What is read
in spite of the fault needs no advice and is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from desktop_app.bench import code_scene, hard_codes
from desktop_app.bench.code_scene import SIZE
from scanners.guidance import Hint
from scanners.printing import modules
from scanners.vision import Frame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from desktop_app.bench.code_scene import Random

    _Floats = npt.NDArray[np.float64]


class Held(Struct, frozen=True):
    """A code held with a fault: which, the advice that is right, the empty desk, and one frame."""

    fault: str
    right: Hint
    before: Frame
    frame: Frame


def held(each: int, seed: int, faults: Iterable[str] = ()) -> Iterator[Held]:
    """Give ``each`` pictures of every fault, or of ``faults``, the same for the same seed."""
    import numpy as np

    for fault in faults or FAULTS:
        right, draw = FAULTS[fault]
        for place in range(each):
            chance = np.random.default_rng([seed, *fault.encode(), place])
            desk = code_scene.desk(chance)
            before = hard_codes.grained(desk, chance, 3)
            yield Held(fault, right, before, draw(hard_codes.card(chance), desk, chance))


def _far(text: str, desk: Frame, chance: Random) -> Frame:
    return hard_codes.grained(_laid(text, desk, chance, chance.uniform(0.8, 1.25)), chance, 3)


def _near(text: str, desk: Frame, chance: Random) -> Frame:
    import numpy as np

    side = chance.uniform(1.15, 1.6) * SIZE[1]
    middle = np.array(SIZE) / 2 + chance.uniform(-60, 60, 2)
    scene = code_scene.lay(desk, modules(text), _square(chance, side, middle))
    return hard_codes.grained(hard_codes.out_of_focus(scene, chance.uniform(1, 6)), chance, 3)


def _cut_off(text: str, desk: Frame, chance: Random) -> Frame:
    import numpy as np

    side = chance.uniform(0.3, 0.6) * SIZE[1]
    beyond = side * chance.uniform(0.0, 0.25)
    across = chance.choice([beyond, SIZE[0] - beyond])
    middle = np.array([across, chance.uniform(0.35, 0.65) * SIZE[1]])
    scene = code_scene.lay(desk, modules(text), _square(chance, side, middle))
    return hard_codes.grained(scene, chance, 3)


def _dark(text: str, desk: Frame, chance: Random) -> Frame:
    import numpy as np

    scene = _laid(text, desk, chance, chance.uniform(3, 5)).astype(np.float32)
    dim = (scene * chance.uniform(0.03, 0.12) + 4).astype(np.uint8)
    return hard_codes.grained(dim, chance, chance.uniform(5, 10))


def _mirrored(text: str, desk: Frame, chance: Random) -> Frame:
    import numpy as np

    code = modules(text)
    side = chance.uniform(3, 5) * code.shape[0]
    place = code_scene.corners(chance, side, tilt=0.15)
    scene = code_scene.lay(desk, code, place) * chance.uniform(0.55, 0.9)
    middle = place.mean(axis=0) + chance.uniform(-0.25, 0.25, 2) * side
    down, across = np.mgrid[0 : SIZE[1], 0 : SIZE[0]].astype(np.float32)
    width = side * chance.uniform(0.25, 0.5)
    far = ((across - middle[0]) / width) ** 2 + ((down - middle[1]) / width / 0.6) ** 2
    lit = np.clip(scene + 500 * np.exp(-far), 0, 255).astype(np.uint8)
    return hard_codes.grained(lit, chance, 3)


def _moved(text: str, desk: Frame, chance: Random) -> Frame:
    import numpy as np

    pixels = chance.uniform(3, 5)
    angle = chance.uniform(0, np.pi)
    way = np.array([np.cos(angle), np.sin(angle)]) * pixels * chance.uniform(2.5, 4.5)
    return hard_codes.grained(hard_codes.moved(_laid(text, desk, chance, pixels), way), chance, 3)


def _unfocused(text: str, desk: Frame, chance: Random) -> Frame:
    pixels = chance.uniform(4, 6)
    radius = pixels * chance.uniform(1.2, 1.8)
    return hard_codes.grained(
        hard_codes.out_of_focus(_laid(text, desk, chance, pixels), radius), chance, 3
    )


def _nothing(_text: str, desk: Frame, chance: Random) -> Frame:
    return hard_codes.grained(desk, chance, 4)


def _laid(text: str, desk: Frame, chance: Random, pixels: float) -> Frame:
    code = modules(text)
    side = min(pixels * code.shape[0], SIZE[1] * 0.8)
    return code_scene.lay(desk, code, code_scene.corners(chance, side, tilt=0.15))


def _square(chance: Random, side: float, middle: _Floats) -> _Floats:
    """Return the corners of a slip that may reach beyond the frame."""
    import numpy as np

    angle = chance.uniform(-0.15, 0.15)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    corners: _Floats = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * side / 2 @ turn + middle
    return corners


FAULTS: Final[dict[str, tuple[Hint, Callable[[str, Frame, Random], Frame]]]] = {
    "too far": ("closer", _far),
    "too near": ("farther", _near),
    "half out of the frame": ("show", _cut_off),
    "dark": ("light", _dark),
    "mirrored": ("glare", _mirrored),
    "moved": ("hold", _moved),
    "out of focus": ("hold", _unfocused),
    "nothing there": ("show", _nothing),
}
