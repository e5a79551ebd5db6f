"""A folder of pictures, in the order of their names."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from scanners.errors import CameraUnplugged, SourceUnreadable
from scanners.vision import Frame, decoded_picture

KINDS: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp"})
LARGEST_FILE: Final = 32 * 1024 * 1024  # bytes
MOST_FILES: Final = 10_000


class PictureFolder:
    """Each picture of a folder once. What cannot be read is passed over and kept in `skipped`."""

    live: Final = False
    stills: Final = True

    def __init__(self, folder: Path, *, seconds_each: float = 0.0) -> None:
        self.name = "folder of pictures"
        self.interval = seconds_each
        self.skipped: list[Path] = []
        self._folder = folder
        self._waiting: list[Path] | None = None

    def open(self) -> None:
        """List the pictures. Raises SourceUnreadable where there is none, or too many."""
        try:
            found = [path for path in self._folder.iterdir() if path.suffix.lower() in KINDS]
        except OSError as error:
            raise SourceUnreadable(type(error).__name__) from error
        if not 0 < len(found) <= MOST_FILES:
            raise SourceUnreadable(f"{len(found)} pictures")
        self.skipped.clear()
        self._waiting = sorted(found, key=lambda path: path.name, reverse=True)

    def read(self) -> Frame | None:
        """Return the next picture that can be read, or None after the last."""
        if self._waiting is None:
            raise CameraUnplugged
        while self._waiting:
            path = self._waiting.pop()
            picture = _picture(path)
            if picture is not None:
                return picture
            self.skipped.append(path)
        return None

    def close(self) -> None:
        """Forget the list."""
        self._waiting = None


def _picture(path: Path) -> Frame | None:
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None
        return decoded_picture(path.read_bytes())
    except OSError:
        return None
