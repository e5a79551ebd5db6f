"""Pictures with what is in them: from a folder with a manifest, or the public photographs.

A manifest is ``manifest.jsonl`` with one object a line: ``{"path", "set", "text"}``, the path
below the folder, the text null where the picture holds no code. A path that stands on several
lines holds several codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from scanners.vision import Frame, decoded_picture, opencv

WEBCAM: Final = (1280, 720)
MANIFEST: Final = "manifest.jsonl"
TRUTH: Final = "truth.json"
_SMALLEST: Final = 16  # pixels below which shrinking would leave nothing


class Labelled(msgspec.Struct, frozen=True):
    """A picture as a webcam would give it, the set it belongs to, and the texts in it."""

    set: str
    texts: frozenset[str]
    frame: Frame


class _Line(msgspec.Struct, frozen=True):
    path: str
    set: str
    text: str | None


class _Truth(msgspec.Struct, frozen=True):
    text: str | None


def of_folder(folder: Path) -> Iterator[Labelled]:
    """Give the pictures of a folder's manifest (or ``truth.json``), shrunk to fit 1280x720.

    Raises OSError where it cannot be read and msgspec.DecodeError where it is malformed.
    """
    for (path, kind), texts in _lines(folder).items():
        picture = decoded_picture((folder / path).read_bytes())
        if picture is not None:
            yield Labelled(kind, frozenset(texts), fitted(picture))


def fitted(picture: Frame) -> Frame:
    """Return the picture shrunk to fit a webcam's frame; smaller ones stay as they are."""
    height, width = picture.shape[:2]
    factor = min(WEBCAM[0] / width, WEBCAM[1] / height)
    if factor >= 1 or min(height, width) * factor < _SMALLEST:
        return picture
    size = (round(width * factor), round(height * factor))
    shrunk: Frame = opencv().resize(picture, size, interpolation=opencv().INTER_AREA)
    return shrunk


def _lines(folder: Path) -> dict[tuple[str, str], set[str]]:
    """Return the texts by path and set."""
    found: dict[tuple[str, str], set[str]] = {}
    for line in _told(folder):
        texts = found.setdefault((line.path, line.set), set())
        if line.text is not None:
            texts.add(line.text)
    return found


def _told(folder: Path) -> list[_Line]:
    manifest, truth = folder / MANIFEST, folder / TRUTH
    if manifest.is_file() or not truth.is_file():
        return msgspec.json.Decoder(_Line).decode_lines(manifest.read_bytes())
    facts = msgspec.json.decode(truth.read_bytes(), type=dict[str, _Truth])
    return [_Line(name, name.partition("/")[0], fact.text) for name, fact in facts.items()]
