"""What was dropped on a window or pasted into it, as values: a file, a picture, or a text."""

from __future__ import annotations

from msgspec import Struct


class DroppedFiles(Struct, frozen=True):
    """Paths on this computer. More than one is refused by whoever takes them."""

    paths: tuple[str, ...]


class PastedPicture(Struct, frozen=True):
    """A picture in grey: rows of ``width`` bytes."""

    width: int
    height: int
    rows: bytes


class GivenText(Struct, frozen=True):
    """The text of a code, exactly; a link is a text like any other."""

    text: str


Gift = DroppedFiles | PastedPicture | GivenText
