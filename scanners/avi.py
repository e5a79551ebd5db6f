"""Writing a film as Motion JPEG in an AVI file.

OpenCV's own writer takes 14 ms for a frame whose JPEG takes 3, and cannot open paths with
Vietnamese letters everywhere; the container is small enough to write here. Layout: "AVI RIFF
File Reference", Microsoft; little-endian, chunks padded to even length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final

from scanners.errors import SourceUnreadable
from scanners.vision import Frame, opencv

QUALITY: Final = 70  # of 100, JPEG
_KEY_FRAME, _HAS_INDEX = 0x10, 0x10
_UNKNOWN: Final = 0  # a length that is written when the file is complete


def write(path: Path, frames: Iterable[Frame], *, fps: float, size: tuple[int, int]) -> None:
    """Write the frames, all of ``size`` (width, height). Raises SourceUnreadable."""
    try:
        with path.open("wb") as file:
            _write(file, frames, fps, size)
    except OSError as error:
        raise SourceUnreadable(type(error).__name__) from error


def _write(file: IO[bytes], frames: Iterable[Frame], fps: float, size: tuple[int, int]) -> None:
    file.write(_head(fps, size, count=_UNKNOWN, movie=_UNKNOWN, rest=_UNKNOWN))
    index: list[tuple[int, int]] = []
    at = 4  # from the word "movi"
    for frame in frames:
        data = _jpeg(frame)
        file.write(_chunk(b"00dc", data))
        index.append((at, len(data)))
        at += 8 + len(data) + len(data) % 2
    entries = b"".join(
        struct.pack("<4sIII", b"00dc", _KEY_FRAME, start, length) for start, length in index
    )
    file.write(_chunk(b"idx1", entries))
    end = file.tell()
    file.seek(0)
    file.write(_head(fps, size, count=len(index), movie=at, rest=end - 8))


def _head(fps: float, size: tuple[int, int], *, count: int, movie: int, rest: int) -> bytes:
    """Return all that stands before the first frame."""
    width, height = size
    pace = round(fps * 1000)
    main = struct.pack(
        "<14I", round(1e6 / fps), 0, 0, _HAS_INDEX, count, 0, 1, 0, width, height, 0, 0, 0, 0
    )
    stream = struct.pack(
        "<4s4sIHHIIIIIIII4H",
        *(b"vids", b"MJPG", 0, 0, 0, 0, 1000, pace, 0, count, 0, 0xFFFFFFFF, 0),
        *(0, 0, width, height),
    )
    form = struct.pack(
        "<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0
    )
    described = _list(b"strl", _chunk(b"strh", stream) + _chunk(b"strf", form))
    header = _list(b"hdrl", _chunk(b"avih", main) + described)
    return (
        struct.pack("<4sI4s", b"RIFF", rest, b"AVI ")
        + header
        + struct.pack("<4sI4s", b"LIST", movie, b"movi")
    )


def _jpeg(frame: Frame) -> bytes:
    cv2 = opencv()
    _, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return bytes(data)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack("<4sI", name, len(data)) + data + b"\x00" * (len(data) % 2)


def _list(name: bytes, data: bytes) -> bytes:
    return _chunk(b"LIST", name + data)
