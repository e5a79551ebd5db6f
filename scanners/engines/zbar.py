"""zbar through pyzbar's wrapper: the second engine, where its library gives raw bytes.

zbar guesses the character set and makes Japanese of Vietnamese cards. The cure is its binary
mode (``ZBAR_CFG_BINARY``), which libzbar has since 0.23.1; `pyzbar.decode` cannot switch it
on, so the wrapped C functions are called here. An older library, as pyzbar's Windows wheel
brings (0.10.0 of 2015), is not used at all.
"""

from __future__ import annotations

import weakref
from ctypes import POINTER, byref, c_char_p, c_int, c_uint, c_void_p, cast, string_at
from typing import Any, Final

from immunization.errors import KnownError
from immunization.text import Text
from scanners.reading import Reading, strict_text
from scanners.vision import Frame

LABEL: Final = "zbar"
OLDEST: Final = (0, 23, 1)
_QR_CODE, _ALL_SYMBOLS = 64, 0  # ZBAR_QRCODE, ZBAR_NONE of zbar.h
_ENABLE, _BINARY = 0, 4  # ZBAR_CFG_ENABLE, ZBAR_CFG_BINARY
_GREY: Final = int.from_bytes(b"Y800", "little")
_MOST_CODES: Final = 16


class ZbarUnfit(KnownError):
    """The library is not there, or too old to give the bytes as they are."""

    text = Text(
        vi="Không dùng bộ đọc mã phụ zbar trên máy này. Bộ đọc chính vẫn chạy đủ.",
        en="The second code reader, zbar, is not used on this computer. The first is enough.",
    )


class Zbar:
    """One scanner of the library, for QR codes, used by one thread. Raises ZbarUnfit."""

    def __init__(self) -> None:
        try:
            from pyzbar import wrapper
        except (ImportError, OSError, AttributeError) as error:
            raise ZbarUnfit(type(error).__name__) from error
        self._c = wrapper
        self.version = _version(wrapper)
        if self.version < OLDEST:
            raise ZbarUnfit(f"zbar {'.'.join(map(str, self.version))} has no binary mode")
        self._scanner = wrapper.zbar_image_scanner_create()
        weakref.finalize(self, wrapper.zbar_image_scanner_destroy, self._scanner)
        self._configure()

    @property
    def name(self) -> str:
        """The engine's name and version."""
        return f"zbar {'.'.join(map(str, self.version))}"

    def read(self, grey: Frame, scale: float = 1.0) -> tuple[Reading, ...]:
        """Return the QR codes in a grey picture; corners are multiplied by ``scale``."""
        height, width = grey.shape
        pixels = grey.tobytes()
        image = self._c.zbar_image_create()
        try:
            self._c.zbar_image_set_format(image, _GREY)
            self._c.zbar_image_set_size(image, width, height)
            self._c.zbar_image_set_data(image, cast(c_char_p(pixels), c_void_p), len(pixels), None)
            if self._c.zbar_scan_image(self._scanner, image) <= 0:
                return ()
            return tuple(self._reading(symbol, scale) for symbol in self._symbols(image))
        finally:
            self._c.zbar_image_destroy(image)

    def _configure(self) -> None:
        settings = ((_ALL_SYMBOLS, _ENABLE, 0), (_QR_CODE, _ENABLE, 1), (_QR_CODE, _BINARY, 1))
        for symbol, config, value in settings:
            if self._c.zbar_image_scanner_set_config(self._scanner, symbol, config, value) != 0:
                raise ZbarUnfit(f"zbar refused setting {config}")

    def _symbols(self, image: Any) -> list[Any]:
        found: list[Any] = []
        symbol = self._c.zbar_image_first_symbol(image)
        while symbol and len(found) < _MOST_CODES:
            found.append(symbol)
            symbol = self._c.zbar_symbol_next(symbol)
        return found

    def _reading(self, symbol: Any, scale: float) -> Reading:
        c = self._c
        raw = string_at(c.zbar_symbol_get_data(symbol), c.zbar_symbol_get_data_length(symbol))
        corners = tuple(
            (
                c.zbar_symbol_get_loc_x(symbol, at) * scale,
                c.zbar_symbol_get_loc_y(symbol, at) * scale,
            )
            for at in range(c.zbar_symbol_get_loc_size(symbol))
        )
        return Reading(raw, strict_text(raw), corners, LABEL)


def _version(wrapper: Any) -> tuple[int, int, int]:
    """Return the library's version; libraries before 0.23 leave the third number alone."""
    ask = wrapper.zbar_function(
        "zbar_version", c_int, POINTER(c_uint), POINTER(c_uint), POINTER(c_uint)
    )
    major, minor, patch = c_uint(0), c_uint(0), c_uint(0)
    ask(byref(major), byref(minor), byref(patch))
    return major.value, minor.value, patch.value
