"""The desk's short signals, made from sine tones and played without waiting.

Each is also a picture and a word, so a PC without a loudspeaker loses nothing: there the
system's bell stands in, or silence.
"""

from __future__ import annotations

import io
import logging
import queue
import shutil
import subprocess
import sys
import threading
import wave
from functools import cache
from typing import TYPE_CHECKING, Final

from ui.ports import SoundName

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

_RATE: Final = 22_050
_LOUD: Final = 0.4
_PLAYERS: Final = (("aplay", "-q", "-"), ("paplay", "/dev/stdin"))

# Frequencies in hertz with seconds; 0 hertz is a rest.
_TONES: Final[dict[SoundName, tuple[tuple[int, float], ...]]] = {
    "read": ((1568, 0.09),),
    "not_ours": ((330, 0.16), (0, 0.06), (330, 0.16)),
    "saved": ((784, 0.08), (1047, 0.12)),
    "time_up": ((784, 0.2), (988, 0.2), (1175, 0.35)),
    "serious": ((1319, 0.25), (880, 0.25)) * 4,
}


class Loudspeaker:
    """Plays one sound after another on a thread of its own; what comes too fast is dropped."""

    def __init__(self) -> None:
        self._wanted: queue.Queue[SoundName] = queue.Queue(maxsize=2)
        threading.Thread(target=self._run, name="sounds", daemon=True).start()

    def play(self, sound: SoundName) -> None:
        """Play one sound and return at once."""
        if not self._wanted.full():
            self._wanted.put_nowait(sound)

    def _run(self) -> None:
        while True:
            _play(tones(self._wanted.get()))


@cache
def tones(sound: SoundName) -> bytes:
    """Return a sound as a WAV file: 16 bit, one channel, each tone softened at both ends."""
    # By numpy, which the camera has loaded: in Python alone the window would wait for it.
    import numpy as np

    samples = np.concatenate([_tone(hertz, seconds) for hertz, seconds in _TONES[sound]])
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(_RATE)
        target.writeframes((32_767 * _LOUD * samples).astype("<i2").tobytes())
    return file.getvalue()


def _tone(hertz: int, seconds: float) -> NDArray[np.float64]:
    import numpy as np

    count = int(_RATE * seconds)
    edge = max(1, int(_RATE * 0.008))
    at = np.arange(count)
    softened = np.minimum(1.0, np.minimum(at, count - at) / edge)
    return softened * np.sin(2 * np.pi * hertz * at / _RATE)


def _play(sound: bytes) -> None:
    if sys.platform == "win32":
        import winsound

        try:
            winsound.PlaySound(sound, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
        except RuntimeError as error:  # so it is where nothing can play
            _log.info("no sound: %s", error)
        return
    for name, *words in _PLAYERS:
        player = shutil.which(name)
        if player:
            subprocess.run([player, *words], input=sound, capture_output=True, check=False)
            return
