"""zxing-cpp: the first engine, some 1.2 ms for a frame of 1280x720 without a code."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from scanners.reading import Glimpse, Reading, strict_text
from scanners.vision import Corners, Frame

if TYPE_CHECKING:
    from types import ModuleType


@functools.cache
def _library() -> ModuleType:
    import zxingcpp

    return zxingcpp


def name() -> str:
    """Return the engine's name, with its version where the library tells it."""
    return f"zxing-cpp {getattr(_library(), '__version__', '')}".strip()


def look(grey: Frame, label: str = "zxing", *, global_histogram: bool = False) -> Glimpse:
    """Return the QR codes in a grey picture, and the outlines of those it could not read.

    The bytes are taken, never the library's text alone: its default text mode writes
    ``<GS>`` and ``<NUL>`` for control characters, which breaks GS1 and binary contents.
    """
    zxing = _library()
    binarizer = (
        zxing.Binarizer.GlobalHistogram if global_histogram else zxing.Binarizer.LocalAverage
    )
    found = zxing.read_barcodes(
        grey,
        formats=zxing.BarcodeFormat.QRCode,
        text_mode=zxing.TextMode.Plain,
        binarizer=binarizer,
        return_errors=True,
    )
    return Glimpse(
        tuple(_reading(code, label) for code in found if code.valid and code.bytes),
        tuple(_corners(code) for code in found if not code.valid),
    )


def _reading(code: Any, label: str) -> Reading:
    raw = bytes(code.bytes)
    return Reading(raw, strict_text(raw, code.text or None), _corners(code), label)


def _corners(code: Any) -> Corners:
    at = code.position
    return tuple(
        (float(point.x), float(point.y))
        for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    )
