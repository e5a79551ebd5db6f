"""What the camera costs while nobody is there, against the bare capture of the same source.

A film of an empty desk, 1280x720 at 15 frames a second with a sensor's noise, is played twice
at its own pace: through the capture alone, which takes each frame and drops it, and through the
whole of what a desk runs (capture, decoder, preview, advice). Figures are per cent of one core,
of all threads of this process.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop_app.bench import code_scene, hard_codes
from desktop_app.bench.figures import Figures, figure, median, say
from desktop_app.camera import DeskCamera, Heard
from scanners import avi
from scanners.sources import VideoFile
from ui.ports import CameraWish

RUNS: Final = 3
SECONDS: Final = 10
_PER_SECOND: Final = 15
_SEED: Final = 20261123
_CORE: Final = 15.0  # per cent of one core
_NOISE: Final = 3.0
_PATIENCE: Final = 60.0  # seconds


def measure(_people: int | None) -> Figures:
    """Measure by turns."""
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "desk.avi"
        _film(film)
        bare, ours = [], []
        for run in range(RUNS):
            bare.append(_share(lambda: _capture(film)))
            ours.append(_share(lambda: _desk(film)))
            say(f"waiting, run {run + 1}: bare {bare[-1]:.1f} %, ours {ours[-1]:.1f} %")
    return {
        "waiting for a person": figure(median(ours), "% core", _CORE),
        "the bare capture": figure(median(bare), "% core"),
        "waiting, beyond the bare capture": figure(median(ours) - median(bare), "% core", _CORE),
    }


def _film(path: Path) -> None:
    import numpy as np

    chance = np.random.default_rng(_SEED)
    desk = code_scene.desk(chance)
    noisy = [hard_codes.grained(desk, chance, _NOISE) for _ in range(_PER_SECOND)]
    shown = (noisy[at % len(noisy)] for at in range(SECONDS * _PER_SECOND))
    avi.write(path, shown, fps=_PER_SECOND, size=code_scene.SIZE)


def _share(play: Callable[[], None]) -> float:
    """Return the per cent of one core that playing the film takes."""
    began, spent = time.monotonic(), time.process_time()
    play()
    return 100 * (time.process_time() - spent) / (time.monotonic() - began)


def _capture(film: Path) -> None:
    source = VideoFile(film, realtime=True)
    source.open()
    due = time.monotonic()
    while source.read() is not None:
        due += source.interval
        time.sleep(max(0.0, due - time.monotonic()))
    source.close()


def _desk(film: Path) -> None:
    ended = threading.Event()
    camera = DeskCamera(
        CameraWish(str(film)),
        Heard(
            code=lambda _code: None,
            frame=lambda _frame: None,
            state=lambda state: ended.set() if state.kind == "off" else None,
        ),
    )
    camera.start()
    ended.wait(_PATIENCE)
    camera.stop()
