"""What a decoder reports about a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from scanners.vision import Corners, Point


@dataclass(frozen=True, slots=True)
class Reading:
    """One code that was read.

    ``raw``     the bytes exactly as the code holds them.
    ``text``    them as strict UTF-8, else by the character set that the engine found declared
                or most likely, else None.
    ``corners`` in pixels of the frame, from the code's own top left, clockwise.
    ``engine``  which engine and which treatment of the frame read it.
    """

    raw: bytes = field(repr=False)  # personal data: not for logs
    text: str | None = field(repr=False)
    corners: Corners
    engine: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A look at one frame: what was read, and the outlines of codes seen but not read."""

    readings: tuple[Reading, ...] = ()
    unread: tuple[Corners, ...] = ()

    def mapped(self, to_frame: Callable[[float, float], Point]) -> Glimpse:
        """Return the same with each point moved, from a part or a copy to the frame itself."""

        def moved(corners: Corners) -> Corners:
            return tuple(to_frame(x, y) for x, y in corners)

        return Glimpse(
            tuple(replace(one, corners=moved(one.corners)) for one in self.readings),
            tuple(map(moved, self.unread)),
        )


def strict_text(raw: bytes, otherwise: str | None = None) -> str | None:
    """Return the bytes as UTF-8 where they are, else ``otherwise``.

    Vietnamese cards carry UTF-8 without saying so, and engines that guess make Japanese of a
    third of them; so the guess comes second.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return otherwise
