"""Lucide icons (ISC, see ``lucide/LICENSE``), stroke 2, tinted with a token when painted."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

_FOLDER: Final = Path(__file__).resolve().parent / "lucide"

IconName = Literal[
    "activity",
    "armchair",
    "arrow-down",
    "arrow-right",
    "arrow-up",
    "calendar",
    "camera",
    "camera-off",
    "check",
    "chevron-down",
    "chevron-right",
    "circle-check",
    "circle-dashed",
    "circle-question-mark",
    "circle-x",
    "clipboard-check",
    "clock",
    "clock-alert",
    "door-open",
    "eye",
    "eye-off",
    "file-check",
    "hand",
    "heart-pulse",
    "history",
    "hospital",
    "house",
    "id-card",
    "info",
    "key-round",
    "landmark",
    "list-checks",
    "lock",
    "log-in",
    "log-out",
    "monitor",
    "octagon-x",
    "package",
    "package-plus",
    "pencil",
    "phone",
    "printer",
    "refresh-cw",
    "scan-line",
    "search",
    "server",
    "siren",
    "stethoscope",
    "sun-dim",
    "syringe",
    "triangle-alert",
    "undo-2",
    "unplug",
    "user",
    "user-plus",
    "users",
    "volume-2",
    "volume-x",
    "wifi-off",
    "x",
    "zoom-in",
    "zoom-out",
]


def pixmap(name: IconName, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """Return the icon ``size`` logical pixels square in ``colour``; Qt's cache keeps it."""
    key = f"lucide/{name}/{size}/{colour}/{ratio:.2f}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    picture = _render(name, size, colour, ratio)
    QPixmapCache.insert(key, picture)
    return picture


def icon(name: IconName, size: int, colour: str, ratio: float = 1.0) -> QIcon:
    """Return the icon for a stock widget or a menu."""
    return QIcon(pixmap(name, size, colour, ratio))


def _render(name: IconName, size: int, colour: str, ratio: float) -> QPixmap:
    drawing = (_FOLDER / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
