"""Pictures of codes that are hard to read, one kind of difficulty each, drawn from a seed.

The kinds are those of the public benchmark of BoofCV, and what a vaccination desk adds to it:
certificates of up to 1,000 characters, seen by a webcam of 1280x720. In each kind the
difficulty is spread evenly from what every engine reads to what none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from desktop_app.bench import code_scene
from desktop_app.bench.code_scene import SIZE
from scanners.printing import modules
from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from desktop_app.bench.code_scene import Random

_BASE45: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_QUALITY: Final = (70, 95)
_SURNAMES: Final = ("NGUYỄN", "Trần", "Lê", "Phạm", "Đặng", "Võ", "Đỗ", "Hồ", "Dương", "Lý")
_NAMES: Final = ("Thị Ửng", "VĂN AN", "Ngọc Ánh", "Hữu Nghĩa", "Thuỳ Dương", "MINH KHÔI", "Ý Nhi")


class Made(Struct, frozen=True):
    """A made picture: its kind of difficulty, the text in it (None: no code), the grey frame."""

    set: str
    text: str | None
    frame: Frame


def made(each: int, seed: int) -> Iterator[Made]:
    """Give ``each`` pictures of every kind, the same for the same seed."""
    for kind in KINDS:
        for place in range(each):
            yield one(kind, place, each, seed)


def one(kind: str, place: int, of: int, seed: int) -> Made:
    """Return one picture: the ``place``-th easiest ``of`` so many of its kind."""
    import numpy as np

    chance = np.random.default_rng([seed, *kind.encode(), place])
    hardness = (place + 0.5) / of
    draw = KINDS[kind]
    if kind == "none":
        return Made(kind, None, draw("", hardness, chance))
    text = certificate(chance, 600, 1000) if kind == "dense" else any_text(chance)
    return Made(kind, text, draw(text, hardness, chance))


def any_text(chance: Random) -> str:
    """Return a made-up card, in two of three cases, or a certificate's text."""
    return card(chance) if chance.random() < 2 / 3 else certificate(chance, 420, 620)


def card(chance: Random) -> str:
    """Return the line of a chip card of nobody."""
    year = int(chance.integers(1930, 2020))
    number = f"001{2 * (year >= 2000)}{year % 100:02}{chance.integers(10**6):06}"
    name = f"{chance.choice(_SURNAMES)} {chance.choice(_NAMES)}"
    born = f"{chance.integers(1, 29):02}{chance.integers(1, 13):02}{year}"
    where = f"Số {chance.integers(1, 400)}, Phường Mẫu {chance.integers(1, 30)}, Hà Nội"
    return f"{number}||{name}|{born}|Nam|{where}|20042021"


def certificate(chance: Random, fewest: int, most: int) -> str:
    """Return text with the look of a certificate of so many characters."""
    length = int(chance.integers(fewest, most + 1))
    return "HC1:" + "".join(chance.choice(list(_BASE45), length - 4))


def grained(frame: Frame, chance: Random, sigma: float) -> Frame:
    """Return the frame with a sensor's noise of ``sigma`` grey levels, as Motion JPEG gives it."""
    import numpy as np

    noisy = frame.astype(np.float32) + chance.normal(0, sigma, frame.shape).astype(np.float32)
    return jpeg(np.clip(noisy, 0, 255).astype(np.uint8), int(chance.integers(*_QUALITY)))


def jpeg(frame: Frame, quality: int) -> Frame:
    """Return the frame as it comes out of JPEG."""
    cv2 = opencv()
    _, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])
    seen: Frame = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    return seen


def out_of_focus(frame: Frame, radius: float) -> Frame:
    """Return the frame blurred by a disc of ``radius`` pixels: what a lens out of focus does."""
    import numpy as np

    reach = int(np.ceil(radius)) + 1
    down, across = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = np.clip(radius + 0.5 - np.hypot(across, down), 0, 1)
    blurred: Frame = opencv().filter2D(frame, -1, disc / disc.sum())
    return blurred


def moved(frame: Frame, by: npt.NDArray[np.float64]) -> Frame:
    """Return the frame smeared along the vector ``by`` in pixels."""
    import numpy as np

    reach = int(np.ceil(np.abs(by).max() / 2)) + 1
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    for share in np.linspace(-0.5, 0.5, 64):
        x, y = by * share + reach
        kernel[round(float(y)), round(float(x))] += 1
    smeared: Frame = opencv().filter2D(frame, -1, kernel / kernel.sum())
    return smeared


def _held(
    text: str, chance: Random, pixels: float, *, tilt: float = 0.15, bend: float = 0.0
) -> tuple[Frame, float, npt.NDArray[np.float64]]:
    """Return a scene with the code at about ``pixels`` a module, that number, and the corners."""
    code = modules(text)
    side = min(pixels * code.shape[0], SIZE[1] * 0.97)
    place = code_scene.corners(chance, side, tilt=tilt)
    scene = code_scene.lay(code_scene.desk(chance), code, place, bend=bend)
    return scene, side / code.shape[0], place


def _blur(text: str, hardness: float, chance: Random) -> Frame:
    scene, pixels, _ = _held(text, chance, chance.uniform(3, 6))
    return grained(out_of_focus(scene, pixels * (0.3 + 0.9 * hardness)), chance, 3)


def _glare(text: str, hardness: float, chance: Random) -> Frame:
    import numpy as np

    scene, _, place = _held(text, chance, chance.uniform(3, 6))
    down, across = np.mgrid[0 : SIZE[1], 0 : SIZE[0]].astype(np.float32)
    side = float(np.ptp(place[:, 0]))
    middle = place.mean(axis=0) + chance.uniform(-0.5, 0.5, 2) * side
    width = side * chance.uniform(0.15, 0.6)
    far = ((across - middle[0]) / width) ** 2 + ((down - middle[1]) / width / 0.5) ** 2
    light = 60 + 400 * hardness
    return grained(np.clip(scene + light * np.exp(-far), 0, 255).astype(np.uint8), chance, 3)


def _tilt(text: str, hardness: float, chance: Random) -> Frame:
    scene, _, _ = _held(text, chance, chance.uniform(4, 7), tilt=0.5 + 0.75 * hardness)
    return grained(scene, chance, 3)


def _curved(text: str, hardness: float, chance: Random) -> Frame:
    scene, _, _ = _held(text, chance, chance.uniform(4, 7), bend=0.15 + 1.0 * hardness)
    return grained(scene, chance, 3)


def _damaged(text: str, hardness: float, chance: Random) -> Frame:
    import numpy as np

    code, cv2 = modules(text), opencv()
    side = code.shape[0]
    worn = np.kron(code, np.ones((4, 4), np.uint8))
    for _ in range(int(1 + 6 * hardness)):  # scratches and stains, in modules of the code
        start, end = (tuple(map(int, chance.integers(0, side * 4, 2))) for _ in range(2))
        cv2.line(worn, start, end, int(chance.choice([0, 255])), int(chance.integers(1, 5)))
    radius = int(side * 4 * 0.14 * hardness * chance.uniform(0.5, 1.2)) + 1
    cv2.circle(worn, tuple(map(int, chance.integers(0, side * 4, 2))), radius, 128, -1)
    shrunk = cv2.resize(worn, (side, side), interpolation=cv2.INTER_AREA)
    pixels = min(chance.uniform(3, 6) * side, SIZE[1] * 0.97)
    place = code_scene.corners(chance, pixels, tilt=0.15)
    return grained(code_scene.lay(code_scene.desk(chance), shrunk, place), chance, 3)


def _shadow(text: str, hardness: float, chance: Random) -> Frame:
    import numpy as np

    scene, _, place = _held(text, chance, chance.uniform(3, 6))
    shade = np.full(scene.shape, 255, np.uint8)
    points = place.mean(axis=0) + chance.uniform(-1, 1, (5, 2)) * np.ptp(place[:, 0])
    opencv().fillPoly(shade, [points.astype(np.int32)], int(255 * (0.45 - 0.4 * hardness)))
    soft = opencv().blur(shade, (int(chance.integers(1, 25)),) * 2).astype(np.float32) / 255
    return grained((scene * soft).astype(np.uint8), chance, 3)


def _motion(text: str, hardness: float, chance: Random) -> Frame:
    import numpy as np

    scene, pixels, _ = _held(text, chance, chance.uniform(3, 6))
    angle = chance.uniform(0, np.pi)
    way = np.array([np.cos(angle), np.sin(angle)])
    return grained(moved(scene, way * pixels * (0.6 + 2.2 * hardness)), chance, 3)


def _low_light(text: str, hardness: float, chance: Random) -> Frame:
    import numpy as np

    scene, _, _ = _held(text, chance, chance.uniform(2.5, 5))
    dark = scene.astype(np.float32) * (0.3 - 0.24 * hardness) + 6
    return grained(dark.astype(np.uint8), chance, 2 + 7 * hardness)


def _tiny(text: str, hardness: float, chance: Random) -> Frame:
    scene, _, _ = _held(text, chance, 2.6 - 1.5 * hardness)
    return grained(scene, chance, 3)


def _dense(text: str, hardness: float, chance: Random) -> Frame:
    scene, pixels, _ = _held(text, chance, 5.6 - 3.2 * hardness)
    return grained(out_of_focus(scene, pixels * chance.uniform(0.3, 0.8)), chance, 6)


def _none(_text: str, hardness: float, chance: Random) -> Frame:
    """An empty desk; in a quarter of the pictures a cloth of squares, the worst for engines."""
    import numpy as np

    scene = code_scene.desk(chance)
    if hardness > 0.75:
        tile = int(chance.integers(4, 24))
        squares = chance.integers(0, 2, (SIZE[1] // tile + 1, SIZE[0] // tile + 1))
        cloth = np.kron(squares, np.full((tile, tile), 90)).astype(np.uint8)
        scene = opencv().add(scene, np.ascontiguousarray(cloth[: SIZE[1], : SIZE[0]]))
    return grained(scene, chance, 4)


KINDS: Final[dict[str, Callable[[str, float, Random], Frame]]] = {
    "blur": _blur,
    "glare": _glare,
    "tilt": _tilt,
    "curved": _curved,
    "damaged": _damaged,
    "shadow": _shadow,
    "motion": _motion,
    "low light": _low_light,
    "tiny": _tiny,
    "dense": _dense,
    "none": _none,
}
