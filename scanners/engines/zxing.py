"""zxing-cpp: the first engine, some 1.2 ms for a frame of 1280x720 without a code."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

from scanners.reading import Glimpse, Reading, strict_text
from scanners.vision import Corners, Frame

_SHORTEST_OTHER: Final = 6  # characters: what bars by chance say is shorter

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
    ``<GS>`` and ``<NUL>`` for control characters, which breaks GS1 and binary contents. QR
    codes are those of today (model 2): the family's name also stands for Micro QR, whose few
    check bits let it be "read" out of part of a damaged code, and no kind of ours uses it.
    """
    zxing = _library()
    binarizer = (
        zxing.Binarizer.GlobalHistogram if global_histogram else zxing.Binarizer.LocalAverage
    )
    found = zxing.read_barcodes(
        grey,
        formats=zxing.BarcodeFormat.QRCodeModel2,
        text_mode=zxing.TextMode.Plain,
        binarizer=binarizer,
        try_invert=False,  # half of the time; light codes on dark have a turn of their own
        return_errors=True,
    )
    return Glimpse(
        tuple(_reading(code, label) for code in found if code.valid and code.bytes),
        tuple(_corners(code) for code in found if not code.valid),
    )


def look_for_squares(grey: Frame) -> Glimpse:
    """Return the Data Matrix codes of vials and boxes.

    They cost ten times a QR code on a busy picture, so give it a small part.
    """
    return _others(grey, _library().BarcodeFormat.DataMatrix)


def look_for_bars(grey: Frame) -> Glimpse:
    """Return the Code 128 bar codes of boxes and old cards."""
    return _others(grey, _library().BarcodeFormat.Code128)


def _others(grey: Frame, kind: Any) -> Glimpse:
    zxing = _library()
    found = zxing.read_barcodes(
        grey,
        formats=(kind,),
        text_mode=zxing.TextMode.Plain,
        try_invert=False,
        try_downscale=False,
    )
    long_enough = (code for code in found if len(code.bytes) >= _SHORTEST_OTHER)
    return Glimpse(tuple(_reading(code, "zxing other") for code in long_enough))


def _reading(code: Any, label: str) -> Reading:
    raw = bytes(code.bytes)
    return Reading(raw, strict_text(raw, code.text or None), _corners(code), label)


def _corners(code: Any) -> Corners:
    at = code.position
    return tuple(
        (float(point.x), float(point.y))
        for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    )
