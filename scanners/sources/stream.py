"""A camera in the network, by its address."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from scanners.errors import CameraUnplugged, SourceUnreadable
from scanners.sources.capture import Capture, next_frame, opened
from scanners.vision import Frame, opencv

SCHEMES: Final = frozenset({"rtsp", "rtsps", "http", "https"})
PATIENCE: Final = 5_000  # milliseconds to open, and to wait for a frame
_LONGEST: Final = 2_000


class NetworkStream:
    """The frames that an address sends. Raises SourceUnreadable for an address of no such kind."""

    live: Final = True
    stills: Final = False
    interval: Final = 0.0

    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url[:_LONGEST])
            host = parts.hostname
        except ValueError as error:
            raise SourceUnreadable("not an address") from error
        if parts.scheme not in SCHEMES or not host or len(url) > _LONGEST:
            raise SourceUnreadable("not an address of a camera")
        self.name = f"{parts.scheme} {host}"  # an address often holds a password: not for logs
        self._url = url
        self._capture: Capture | None = None

    def open(self) -> None:
        """Connect. Raises SourceUnreadable when nothing answers in time."""
        self.close()
        cv2 = opencv()
        patience = (
            *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, PATIENCE),
            *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, PATIENCE),
        )
        self._capture = opened(self._url, cv2.CAP_FFMPEG, patience)
        if self._capture is None:
            raise SourceUnreadable("no stream at this address")

    def read(self) -> Frame | None:
        """Return the next frame. Raises CameraUnplugged when the stream stops."""
        frame = next_frame(self._capture, CameraUnplugged) if self._capture else None
        if frame is None:
            raise CameraUnplugged
        return frame

    def close(self) -> None:
        """Hang up."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None
