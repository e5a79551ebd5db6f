"""Codes in light that automatic exposure gets wrong: with it alone, and with others tried.

Made scenes before a made sensor (`hard_light`), one second of 30 frames each, read by ours in
both cases; ``tried`` lets `scanners.exposing` ask the camera for other times of exposure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from desktop_app.bench.figures import Figures, figure, say
from desktop_app.bench.hard_light import FRAMES, Camera, Lit, scenes
from scanners.camera import PREVIEW_WIDTH
from scanners.decoder import Decoder
from scanners.exposing import Exposing
from scanners.guidance import Guide
from scanners.reading import Glimpse
from scanners.vision import shrunk

EACH: Final = 8
SEED: Final = 20261123
_PER_SECOND: Final = 30
_PREVIEWS: Final = 3  # frames from one to the next


class Tally(Struct):
    """What came of the scenes of one kind."""

    scenes: int = 0
    automatic: int = 0
    tried: int = 0
    wrong: int = 0


def measure(_people: int | None) -> Figures:
    """Measure on made scenes."""
    return measured(scenes(EACH, SEED))


def measured(shown: Iterable[Lit]) -> Figures:
    """Let ours see every scene twice."""
    tallies: dict[str, Tally] = {}
    for scene in shown:
        alone, with_others = _read(scene, tries=False), _read(scene, tries=True)
        for tally in (tallies.setdefault(kind, Tally()) for kind in (scene.set, "all")):
            tally.scenes += 1
            tally.automatic += scene.text in alone
            tally.tried += scene.text in with_others
            tally.wrong += len((alone | with_others) - {scene.text})
    figures: Figures = {}
    for kind, tally in tallies.items():
        say(f"{kind:24}{tally.scenes:4}: automatic {tally.automatic}, others tried {tally.tried}")
        alone_share = 100 * tally.automatic / tally.scenes
        figures[f"{kind}: automatic exposure alone"] = figure(alone_share, "%")
        figures[f"{kind}: others tried"] = figure(100 * tally.tried / tally.scenes, "%")
        figures[f"{kind}: wrong texts"] = figure(tally.wrong, "texts")
    return figures


def _read(scene: Lit, *, tries: bool) -> set[str]:
    camera, decoder, guide, exposing = Camera(scene), Decoder(), Guide(), Exposing()
    guide.say(Glimpse(), *shrunk(camera.empty(), PREVIEW_WIDTH))
    texts: set[str] = set()
    for at in range(FRAMES):
        frame = camera.frame()
        glimpse = decoder.look(frame)
        texts |= {one.text or "" for one in glimpse.readings}
        if texts:
            break
        if at % _PREVIEWS == 0 and not exposing.is_trying:
            guide.say(glimpse, *shrunk(frame, PREVIEW_WIDTH))
        if tries:
            camera.expose(exposing.after(glimpse, guide.last, at / _PER_SECOND))
    return texts
