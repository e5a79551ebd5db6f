"""The engines that are measured side by side: each alone, the cascade P2, and ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from scanners.decoder import Decoder
from scanners.engines import zxing
from scanners.engines.zbar import Zbar, ZbarUnfit
from scanners.retries import for_stills
from scanners.sight import Sight
from scanners.vision import Frame, grey, opencv

Engine: TypeAlias = Callable[[Frame], set[str]]

OURS: Final = "ours"
OURS_WITHOUT: Final = "ours without zbar"
P2: Final = "P2"
_P2: Final = ("histogram", "gamma", "unsharp", "median", "zbar", "rectify")
_MOST_PATTERNS: Final = 100  # more hold OpenCV up for minutes


def engines() -> dict[str, Engine]:
    """Return the engines by name; pyzbar only where its library is there."""
    found: dict[str, Engine] = {"zxing-cpp": _zxing()}
    try:
        zbar: Zbar | None = Zbar()
    except ZbarUnfit:
        zbar = None
    else:
        found["pyzbar"] = _pyzbar()
    found |= {"OpenCV": _opencv(), P2: _p2(zbar)}
    return found | {OURS_WITHOUT: _decoder(with_zbar=False), OURS: _decoder(with_zbar=True)}


def _decoder(*, with_zbar: bool) -> Engine:
    decoder = Decoder(with_zbar=with_zbar)

    def read(frame: Frame) -> set[str]:
        return {reading.text or "" for reading in decoder.read(frame)}

    return read


def _zxing() -> Engine:
    import zxingcpp

    today: Any = (zxingcpp.BarcodeFormat.QRCodeModel2,)

    def read(frame: Frame) -> set[str]:
        found = zxingcpp.read_barcodes(frame, formats=today, text_mode=zxingcpp.TextMode.Plain)
        return {code.text for code in found if code.valid}

    return read


def _pyzbar() -> Engine:
    """Return pyzbar as its own `decode` is used, but for the character set that it guesses."""
    zbar = Zbar()

    def read(frame: Frame) -> set[str]:
        found = grey(frame)
        return set() if found is None else {one.text or "" for one in zbar.read(found[0])}

    return read


def _opencv() -> Engine:
    detector: Any = opencv().QRCodeDetectorAruco()

    def read(frame: Frame) -> set[str]:
        found = grey(frame)
        if found is None or Sight(found[0]).patterns > _MOST_PATTERNS:
            return set()
        try:
            is_found, texts, _, _ = detector.detectAndDecodeMulti(found[0])
        except (UnicodeDecodeError, opencv().error):
            return set()
        return {text for text in texts if text} if is_found else set()

    return read


def _p2(zbar: Zbar | None) -> Engine:
    """Return zxing-cpp and the six retries of P2, all of them, whatever the time."""
    ways = [retry for retry in for_stills(zbar) if retry.name in _P2]

    def read(frame: Frame) -> set[str]:
        found = grey(frame)
        if found is None:
            return set()
        sight = Sight(found[0])
        readings = zxing.look(sight.grey).readings
        for way in ways:
            if readings:
                break
            readings = way.read(sight).readings if way.dares(sight) else ()
        return {reading.text or "" for reading in readings}

    return read
