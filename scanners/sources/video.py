"""A video file, at its own pace or as fast as it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from scanners.errors import CameraUnplugged, SourceUnreadable
from scanners.sources.capture import Capture, next_frame, opened
from scanners.vision import Frame, opencv

_USUAL_PACE: Final = 25.0  # frames a second, where the file does not say


class VideoFile:
    """The frames of a file; ``realtime`` plays it like a camera, ``loop`` for ever."""

    stills: Final = False

    def __init__(self, path: Path, *, realtime: bool = True, loop: bool = False) -> None:
        self.name = f"video {path.suffix}"
        self.live = realtime
        self._path = path
        self._loop = loop
        self._capture: Capture | None = None
        self._interval = 0.0

    @property
    def interval(self) -> float:
        """Seconds between frames, as the opened file says; 0 where it is read as fast as can be."""
        return self._interval

    def open(self) -> None:
        """Begin at the first frame. Raises SourceUnreadable."""
        self.close()
        self._capture = self._opened()
        pace = self._capture.get(opencv().CAP_PROP_FPS)
        if self.live:
            self._interval = 1.0 / (pace if 1.0 <= pace <= 240.0 else _USUAL_PACE)

    def read(self) -> Frame | None:
        """Return the next frame, None at the end (in a loop: the first again)."""
        if self._capture is None:
            raise CameraUnplugged
        frame = next_frame(self._capture, CameraUnplugged)
        if frame is None and self._loop:
            self._capture.release()
            self._capture = self._opened()
            frame = next_frame(self._capture, CameraUnplugged)
        return frame

    def close(self) -> None:
        """Close the file."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _opened(self) -> Capture:
        if not self._path.is_file():
            raise SourceUnreadable("no such file")
        # FFmpeg takes UTF-8 paths on Windows too; the other readers are there without it.
        for backend in (opencv().CAP_FFMPEG, opencv().CAP_ANY):
            capture = opened(str(self._path), backend)
            if capture is not None:
                return capture
        raise SourceUnreadable("not a video that OpenCV reads")
