"""Files and pictures that were dropped or pasted: the code in them goes the way of all codes.

A picture is unpacked only when its head says that it is not too large; a text file holds one
code. Nothing of them is kept, and no link in them is opened.
"""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import Final

from msgspec import Struct

from desk.errors import (
    FileTooLarge,
    FileUnreadable,
    ManyCodes,
    NoCodeInPicture,
    NotACodeFile,
    OnTheNetwork,
)
from scanners.payloads import LONGEST, recognise
from scanners.picture_size import size_of

LARGEST_FILE: Final = 32 * 1024 * 1024
"""Bytes: a telephone's photograph has 3 to 12 million."""

LARGEST_PICTURE: Final = 64_000_000
"""Pixels: a telephone's largest has some 50 million."""

LARGEST_TEXT: Final = 4 * LONGEST
"""Bytes of a text file: the longest code, in UTF-8."""


class Pixels(Struct, frozen=True):
    """A picture from the clipboard in grey: rows of ``width`` bytes without padding."""

    width: int
    height: int
    rows: bytes


def code_of_file(path: Path) -> bytes:
    """Return the code in a file, a picture or a text. For an io thread: takes up to a second.

    Raises OnTheNetwork, FileUnreadable, FileTooLarge, NotACodeFile, NoCodeInPicture, ManyCodes.
    """
    # Merely to look at another computer's share hands it this one's sign-in (NTLM).
    if PureWindowsPath(path).drive.startswith("\\\\") or str(path).startswith("//"):
        raise OnTheNetwork
    try:
        if not path.is_file():
            raise FileUnreadable("no file")
        if path.stat().st_size > LARGEST_FILE:
            raise FileTooLarge
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileUnreadable(type(error).__name__) from error
    size = size_of(data)
    if size is not None:
        return _code_of_picture(data, size)
    return _code_of_text(data)


def code_of_pixels(picture: Pixels) -> bytes:
    """Return the code in a picture from the clipboard. Raises like `code_of_file`."""
    if picture.width * picture.height > LARGEST_PICTURE:
        raise FileTooLarge
    if len(picture.rows) != picture.width * picture.height or not picture.rows:
        raise NoCodeInPicture
    import numpy as np

    frame = np.frombuffer(picture.rows, np.uint8).reshape(picture.height, picture.width)
    return _read(frame)


def _code_of_picture(data: bytes, size: tuple[int, int]) -> bytes:
    width, height = size
    if width * height > LARGEST_PICTURE:
        raise FileTooLarge
    from scanners.vision import decoded_picture, opencv

    try:
        picture = decoded_picture(data)
    except opencv().error as error:
        raise FileUnreadable(type(error).__name__) from error
    if picture is None:
        raise FileUnreadable("not a picture")
    return _read(picture)


def _code_of_text(data: bytes) -> bytes:
    plain = data.removeprefix(b"\xef\xbb\xbf").strip()
    if len(plain) > LARGEST_TEXT or b"\x00" in plain:
        raise NotACodeFile
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotACodeFile from error
    if not plain:
        raise NotACodeFile
    return plain


def _read(frame: object) -> bytes:
    from scanners.decoder import Decoder

    found = {one.raw for one in Decoder().read_photograph(frame)}  # type: ignore[arg-type]
    ours = {raw for raw in found if recognise(raw).kind not in {"unknown", "too_long"}}
    if len(ours) > 1:
        raise ManyCodes(count=len(ours))
    if not found:
        raise NoCodeInPicture
    return next(iter(ours or found))
