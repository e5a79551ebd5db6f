"""The camera's worker: takes the latest frame, reads it, reports, and comes back by itself."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from scanners.backoff import Backoff
from scanners.decoder import Decoder
from scanners.exposing import Exposing
from scanners.guidance import Guide, Hint
from scanners.latest import Latest
from scanners.payloads import Payload, recognise
from scanners.reading import Glimpse
from scanners.repeats import Repeats
from scanners.sources.source import Exposed, Source
from scanners.taking import FrameTaker
from scanners.vision import Frame, shrunk
from scanners.watching import CameraState, Preview, Scan

_log = logging.getLogger(__name__)

PATIENCE: Final = 3.0  # seconds that `stop` waits; a driver may hold a thread for longer
BETWEEN_LOOKS: Final = 1 / 15  # seconds, for sources that give more than anybody needs
BETWEEN_PREVIEWS: Final = 0.1
PREVIEW_WIDTH: Final = 480


class CameraWorker:
    """Owns a source and two threads: one takes frames, one reads the latest of them.

    ``on_scan`` is called for a code that was not in sight for three seconds, ``on_frame`` at
    most ten times a second, ``on_state`` when the camera's condition changes: all from these
    threads, so they must return soon and must not call `stop`. What they raise is logged and
    ends nothing. A worker is started once; for another source, make another.
    """

    def __init__(
        self,
        source: Source,
        decoder: Decoder,
        *,
        on_scan: Callable[[Scan], None],
        on_state: Callable[[CameraState], None],
        on_frame: Callable[[Preview], None] | None = None,
        read_code: Callable[[bytes | str], Payload] = recognise,
        clock: Callable[[], float] = time.monotonic,
        backoff: Backoff | None = None,
    ) -> None:
        self._source = source
        self._decoder = decoder
        self._on_scan, self._on_state, self._on_frame = on_scan, on_state, on_frame
        self._read_code = read_code
        self._clock = clock
        self._repeats = Repeats()
        self._guide, self._exposing = Guide(), Exposing()
        self._next_preview = float("-inf")
        self._latest: Latest[Frame] = Latest()
        self._taker = FrameTaker(source, self._latest, on_state, backoff or Backoff())
        self._threads = (
            threading.Thread(target=self._taker.run, name="camera frames", daemon=True),
            threading.Thread(target=self._run, name="camera codes", daemon=True),
        )

    @property
    def last_frame(self) -> float:
        """When the last frame came, or the worker was made (`time.monotonic`)."""
        return self._taker.last_frame

    def start(self) -> None:
        """Begin; once."""
        for thread in self._threads:
            thread.start()

    def pause(self) -> None:
        """Take no frames until `resume`; the camera stays ours, a file stays where it is.

        A frame that is being read at this moment may still be reported.
        """
        self._taker.pause()

    def resume(self) -> None:
        """Go on with frames taken from now on."""
        self._taker.resume()

    def stop(self, patience: float = PATIENCE) -> bool:
        """End for good and wait, at most ``patience`` seconds; whether both threads ended."""
        self._taker.stop()
        deadline = time.monotonic() + patience
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _run(self) -> None:
        while (frame := self._latest.take()) is not None:
            began = time.monotonic()
            try:
                self._read(frame)
            except Exception:  # noqa: BLE001 - one frame must not end the camera
                _log.exception("a frame was not read to the end")
            if self._source.live:
                self._taker.wait(began + BETWEEN_LOOKS - time.monotonic())
        if not self._taker.is_stopping:
            self._on_state(CameraState("ended"))

    def _read(self, frame: Frame) -> None:
        if self._source.stills:
            glimpse = Glimpse(self._decoder.read(frame))
        else:
            glimpse = self._decoder.look(frame)
        now = self._clock()
        self._report(glimpse, now)
        if isinstance(self._source, Exposed):
            self._source.expose(self._exposing.after(glimpse, self._guide.last, now))
        if self._on_frame is not None and (glimpse.readings or now >= self._next_preview):
            self._next_preview = now + BETWEEN_PREVIEWS
            self._on_frame(preview_of(frame, glimpse, self._said))

    def _said(self, glimpse: Glimpse, picture: Frame, factor: float) -> Hint:
        """Return the hint; while other exposures are tried, the one from before them."""
        if self._exposing.is_trying and not glimpse.readings:
            return self._guide.last
        return self._guide.say(glimpse, picture, factor)

    def _report(self, glimpse: Glimpse, now: float) -> None:
        for reading in glimpse.readings:
            if self._repeats.is_new(reading.raw, now):
                text = reading.raw if reading.text is None else reading.text
                self._on_scan(Scan(self._read_code(text), reading, now))


def preview_of(
    frame: Frame, glimpse: Glimpse, say: Callable[[Glimpse, Frame, float], Hint]
) -> Preview:
    """Return a small picture of the frame with the outlines of the codes in it, and the hint."""
    picture, factor = shrunk(frame, PREVIEW_WIDTH)
    seen = [reading.corners for reading in glimpse.readings] or list(glimpse.unread)
    outlines = tuple(tuple((x * factor, y * factor) for x, y in corners) for corners in seen)
    return Preview(picture, outlines, say(glimpse, picture, factor))
