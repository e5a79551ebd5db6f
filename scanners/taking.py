"""The thread that takes frames from a source, and comes back by itself when there are none."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from scanners.backoff import Backoff
from scanners.errors import SourceError
from scanners.latest import Latest
from scanners.sources.source import Source
from scanners.vision import Frame
from scanners.watching import CameraState

_log = logging.getLogger(__name__)

_STALE: Final = 4  # frames that a driver kept from before a pause


class FrameTaker:
    """Puts a source's frames where they are read; `run` is the body of its thread."""

    def __init__(
        self,
        source: Source,
        latest: Latest[Frame],
        on_state: Callable[[CameraState], None],
        backoff: Backoff,
    ) -> None:
        self._source = source
        self._latest = latest
        self._on_state = on_state
        self._backoff = backoff
        self.last_frame = time.monotonic()
        """When the last frame came, or this was made: a float, read by other threads."""
        self._stopping = threading.Event()
        self._going = threading.Event()
        self._going.set()

    @property
    def is_stopping(self) -> bool:
        """Whether `stop` was called."""
        return self._stopping.is_set()

    def pause(self) -> None:
        """Take no more frames until `resume`. A camera's frame that waits is dropped."""
        self._going.clear()
        if self._source.live:
            self._latest.clear()

    def resume(self) -> None:
        """Go on, with frames taken from now on."""
        self.last_frame = time.monotonic()
        self._going.set()

    def stop(self) -> None:
        """End soon."""
        self._stopping.set()
        self._going.set()
        self._latest.close()

    def wait(self, seconds: float) -> None:
        """Wait, but no longer than until `stop`."""
        self._stopping.wait(max(0.0, seconds))

    def run(self) -> None:
        """Take frames until the end of the source or `stop`, whatever happens in between."""
        self._tell(CameraState("starting"))
        while not self.is_stopping:
            error = self._attempt()
            if error is None:
                break
            seconds = self._backoff.failed()
            self._tell(CameraState.of(error, seconds))
            self.wait(seconds)
        if self.is_stopping:
            self._tell(CameraState("stopped"))
        else:
            self._latest.finish()

    def _attempt(self) -> SourceError | None:
        """Open the source and take from it to its end; what went wrong, if anything."""
        try:
            self._source.open()
            self._backoff.succeeded()
            self.last_frame = time.monotonic()
            self._tell(CameraState("ready"))
            self._take()
        except SourceError as error:
            return error
        except Exception as error:  # noqa: BLE001 - the edge of a thread: logged, tried again
            _log.warning("the source %s failed", self._source.name, exc_info=error)
            return SourceError(type(error).__name__)
        finally:
            self._source.close()
        return None

    def _take(self) -> None:
        due = time.monotonic()
        give = self._latest.put if self._source.live else self._latest.hand_over
        while not self.is_stopping:
            if not self._going.is_set():
                self._wait_for_resume()
                continue
            frame = self._source.read()
            if frame is None:
                return
            self.last_frame = time.monotonic()
            if self._going.is_set() or not self._source.live:
                give(frame)
            due = max(due + self._source.interval, time.monotonic())
            self.wait(due - time.monotonic())

    def _wait_for_resume(self) -> None:
        self._tell(CameraState("paused"))
        self._going.wait()
        if self.is_stopping:
            return
        if self._source.live and self._source.interval == 0.0:
            for _ in range(_STALE):
                self._source.read()
        self._tell(CameraState("ready"))

    def _tell(self, state: CameraState) -> None:
        try:
            self._on_state(state)
        except Exception:  # noqa: BLE001 - the caller's fault must not end the camera
            _log.exception("nobody took the camera's state %s", state.condition)
