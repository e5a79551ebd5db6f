"""Be Vietnam Pro (SIL Open Font License 1.1, see ``OFL.txt``): one full TTF per weight.

The web subsets of this face split Vietnamese letters from Latin ones, so they are not used.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

FAMILY = "Be Vietnam Pro"

FILES: dict[int, str] = {
    400: "BeVietnamPro-Regular.ttf",
    500: "BeVietnamPro-Medium.ttf",
    600: "BeVietnamPro-SemiBold.ttf",
    700: "BeVietnamPro-Bold.ttf",
}


class FontMissing(RuntimeError):
    """A bundled font could not be loaded: the program was packed wrongly."""


def load_fonts() -> None:
    """Give Qt the four weights. Call once, after the application object is made.

    From data and not from a path: on Windows a path outside the ANSI code page fails.
    """
    folder = Path(__file__).resolve().parent
    for name in FILES.values():
        data = QByteArray((folder / name).read_bytes())
        if QFontDatabase.addApplicationFontFromData(data) < 0:
            raise FontMissing(name)
