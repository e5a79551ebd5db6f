"""The camera as the windows know it: a source chosen by a setting, frames, states, codes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from immunization.text import Text
from ui.ports import CameraChoice, CameraKind, CameraState, CameraWish, Distance, Frame, Guidance

if TYPE_CHECKING:
    from scanners import watching
    from scanners.camera import CameraWorker
    from scanners.sources import Source

_DEVICE: Final = "device:"
"""How a setting begins that names a camera by its id."""

_PATIENCE: Final = 5.0
"""Seconds that the program's end waits for a change of camera."""

_STALLED: Final = 10.0
"""Seconds without a picture, of a camera that says it is ready: after a sleep drivers hang."""

_OFF: Final = Text(vi="Camera đang tắt", en="The camera is off")
_KINDS: Final[dict[watching.Condition, CameraKind]] = {
    "starting": "reading",
    "ready": "ready",
    "paused": "ready",
    "missing": "missing",
    "busy": "busy",
    "unplugged": "unplugged",
    "unreadable": "missing",
    "ended": "off",
    "stopped": "off",
}
_GUIDANCE: Final[dict[str, tuple[Guidance, Distance | None]]] = {
    "show": ("show_code", None),
    "closer": ("closer", "far"),
    "farther": ("farther", "near"),
    "hold": ("hold_still", "right"),
    "light": ("more_light", None),
    "glare": ("less_glare", None),
    "read": ("read", "right"),
}


class Heard(Struct, frozen=True):
    """Who hears of the camera; called from its threads, so they only post to a queue."""

    code: Callable[[object], None]
    frame: Callable[[Frame], None]
    state: Callable[[CameraState], None]


class DeskCamera:
    """One camera at a time; it is `ui.ports.Camera`. ``chosen`` is told what to remember.

    A film that is not played in ``real_time`` runs as fast as it can be read, and waits after
    each code until `resume`: for rehearsals, where nobody holds cards at a human's pace.
    """

    def __init__(
        self,
        wish: CameraWish,
        heard: Heard,
        *,
        real_time: bool = True,
        chosen: Callable[[CameraWish], None] = lambda _wish: None,
    ) -> None:
        self._wish = wish
        self._chosen = chosen
        self._heard = heard
        self._real_time = real_time
        self._with_picture = True
        self._is_paused = False
        self._guidance: tuple[Guidance, Distance | None] = ("show_code", None)
        self._kind: CameraKind = "off"
        self._worker: CameraWorker | None = None
        self._source: Source | None = None
        self._wanted = False
        self._changing: threading.Thread | None = None
        self._gate, self._turn = threading.Lock(), threading.Lock()

    @property
    def is_live(self) -> bool:
        """Whether the setting names a camera of this computer, not a film, folder or address."""
        return self._wish.key.isdecimal() or self._wish.key.startswith(_DEVICE)

    def start(self) -> None:
        """Begin to look, once; without a camera in the settings it says so and stays off."""
        self._wanted = True
        if not self._wish.key:
            self._heard.state(CameraState("off", _OFF))
            return
        from scanners.camera import CameraWorker
        from scanners.decoder import Decoder

        source = source_of(self._wish, real_time=self._real_time)
        with self._gate:
            if self._worker is not None:
                return
            self._source = source
            # What a worker says that was let go of, and hangs in its driver, is of no account.
            self._worker = CameraWorker(
                source,
                Decoder(),
                on_scan=lambda scan: self._scanned(scan) if self._source is source else None,
                on_state=lambda state: self._tell(state) if self._source is source else None,
                on_frame=lambda seen: self._show(seen) if self._source is source else None,
            )
            if self._is_paused:
                self._worker.pause()
            self._worker.start()

    def stop(self) -> None:
        """Let go of the camera; nothing is told any more."""
        self._wanted = False
        changing = self._changing
        if changing is not None:
            changing.join(_PATIENCE)
        self._let_go()

    def pause(self) -> None:
        """Hold the source where it is, also one that is started later."""
        self._is_paused = True
        if self._worker is not None:
            self._worker.pause()

    def resume(self) -> None:
        """Go on."""
        self._is_paused = False
        if self._worker is not None:
            self._worker.resume()

    def choices(self) -> tuple[CameraChoice, ...]:
        """Return the cameras there are now, by their ids. For an io thread."""
        from scanners.sources.cameras import cameras

        return tuple(CameraChoice(_DEVICE + one.id, one.name) for one in cameras())

    def wish(self) -> CameraWish:
        """Return what is chosen."""
        return self._wish

    def choose(self, wish: CameraWish) -> None:
        """Use a camera from now on, and remember it; returns at once."""
        if wish == self._wish:
            return
        self._wish = wish
        self._chosen(wish)
        self._begin_anew()

    def look_after(self) -> None:
        """Begin anew where a camera that says it is ready gives no picture; asked now and then.

        A driver that hangs keeps its thread and the camera until it wakes, which is no longer
        waited for.
        """
        worker = self._worker
        if worker is None or self._kind != "ready" or self._is_paused or not self.is_live:
            return
        if time.monotonic() - worker.last_frame > _STALLED:
            self._kind = "unplugged"
            self._begin_anew()

    def show_picture(self, wanted: bool) -> None:
        """Send frames, or only codes."""
        self._with_picture = wanted

    def _begin_anew(self) -> None:
        """Change on a thread of its own: a driver may take seconds to let go."""
        self._changing = threading.Thread(target=self._change, name="camera change", daemon=True)
        self._changing.start()

    def _change(self) -> None:
        with self._turn:
            self._let_go()
            if self._wanted:
                self.start()

    def _let_go(self) -> None:
        with self._gate:
            worker, self._worker, self._source = self._worker, None, None
        if worker is not None:
            worker.stop()

    def _scanned(self, scan: watching.Scan) -> None:
        if not self._real_time:
            self.pause()
        self._heard.code(scan.reading.text or scan.reading.raw)

    def _tell(self, state: watching.CameraState) -> None:
        self._kind = _KINDS[state.condition]
        sentence = state.error.text if state.error else None
        told = CameraState(self._kind, sentence, name=self._name())
        self._heard.state(self._with_facts(told))

    def _show(self, preview: watching.Preview) -> None:
        guidance = _GUIDANCE[preview.hint]
        if guidance != self._guidance and self._kind == "ready":
            self._guidance = guidance
            told = CameraState("ready", None, *guidance, name=self._name())
            self._heard.state(self._with_facts(told))
        if self._with_picture:
            self._heard.frame(_frame(preview))

    def _with_facts(self, state: CameraState) -> CameraState:
        from scanners.sources import CameraDevice

        if not isinstance(self._source, CameraDevice) or state.kind != "ready":
            return state
        facts = self._source.granted
        size = (facts.width, facts.height)
        return replace(state, size=size, can_focus=facts.can_focus, focus=facts.focus)

    def _name(self) -> str:
        return self._wish.name or (self._source.name if self._source else "")


def source_of(wish: CameraWish, *, real_time: bool = True) -> Source:
    """Return the source that a wish names: a camera, a URL, a folder or a video file."""
    from scanners.sources import CameraDevice, NetworkStream, PictureFolder, VideoFile
    from scanners.sources.settling import DENSE, USUAL, Wish

    setting = wish.key
    asked = Wish(DENSE if wish.dense else USUAL, wish.focus)
    if setting.startswith(_DEVICE):
        return CameraDevice(setting.removeprefix(_DEVICE), asked)
    if setting.isdecimal():
        return CameraDevice(int(setting), asked)
    if "://" in setting:
        return NetworkStream(setting)
    path = Path(setting)
    if path.is_dir():
        return PictureFolder(path, seconds_each=1.0)
    return VideoFile(path, realtime=real_time)


def _frame(preview: watching.Preview) -> Frame:
    picture = preview.picture
    if picture.ndim == 2:  # a source in grey
        import numpy as np

        picture = np.repeat(picture[:, :, None], 3, axis=2)
    height, width = picture.shape[:2]
    corners = preview.outlines[0] if preview.outlines else ()
    part = tuple((x / width, y / height) for x, y in corners)
    return Frame(width, height, picture.tobytes(), part)
