"""From Qt's drops and clipboard to what they hold: a file, a picture, or a text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from ui.gifts import DroppedFiles, Gift, GivenText, PastedPicture

_MOST_FILES = 2
"""As many as tell one from several."""


def gift_of(mime: QMimeData, most: int) -> Gift | None:
    """Return what is in a drop or in the clipboard, at most ``most`` characters; None if nothing.

    A link that is no file of this computer is its own text: nobody follows it.
    """
    urls = mime.urls()[:_MOST_FILES] if mime.hasUrls() else []
    if urls and all(url.isLocalFile() for url in urls):
        return DroppedFiles(tuple(url.toLocalFile() for url in urls))
    if mime.hasImage():
        image = mime.imageData()
        return _grey(image) if isinstance(image, QImage) and not image.isNull() else None
    text = urls[0].toString() if urls else mime.text()
    return GivenText(text[:most]) if text.strip() else None


def is_code(text: str) -> bool:
    """Tell whether a pasted text would lose something in a field of one line."""
    return any(sign < " " for sign in text.strip())


def _grey(image: QImage) -> PastedPicture:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, tall, step = grey.width(), grey.height(), grey.bytesPerLine()
    rows = bytes(grey.constBits())
    if step != wide:
        rows = b"".join(rows[at * step : at * step + wide] for at in range(tall))
    return PastedPicture(wide, tall, rows)
