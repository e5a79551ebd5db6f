"""What every source of pictures can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from scanners.vision import Frame


class Source(Protocol):
    """A source of frames, used by one thread at a time.

    After `close`, or after any error, `open` starts it anew.
    """

    @property
    def name(self) -> str:
        """What IT calls it; without passwords and without personal data."""
        ...

    @property
    def live(self) -> bool:
        """Whether frames that nobody took in time are gone (else each frame waits)."""
        ...

    @property
    def stills(self) -> bool:
        """Whether each picture comes once only and is worth every way of reading."""
        ...

    @property
    def interval(self) -> float:
        """Seconds that the reader has to leave between frames; 0 where the source paces itself."""
        ...

    def open(self) -> None:
        """Begin. Raises CameraMissing, CameraBusy or SourceUnreadable."""
        ...

    def read(self) -> Frame | None:
        """Return the next frame, or None at the end. May wait for it. Raises CameraUnplugged."""
        ...

    def close(self) -> None:
        """Let go of the device or file; may be called at any time, also twice."""
        ...


@runtime_checkable
class Exposed(Protocol):
    """A source whose time of exposure can be asked for."""

    def expose(self, milliseconds: float | None) -> None:
        """Ask for a time from the next frames on, None for the camera's own; at once, any thread.

        A camera that does not obey is left alone.
        """
        ...


def frames(source: Source) -> Iterator[Frame]:
    """Open a source and give its frames as fast as it can, to the end. Raises like `Source`."""
    source.open()
    try:
        while (frame := source.read()) is not None:
            yield frame
    finally:
        source.close()
