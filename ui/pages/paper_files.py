"""A page of paper as a PDF: where to write it, writing it, and opening it for the printer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.wording import same
from immunization.text import Text
from ui.presenters.alert import Alert

_NOT_WRITTEN: Final = Text(
    vi="Không ghi được tệp. Chưa mất gì. Xin chọn chỗ khác.",
    en="The file could not be written. Nothing is lost. Please choose another place.",
)


def ask_where(parent: QWidget, title: str, name: str) -> str:
    """Ask for the file; empty if the user leaves it."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(kind)
    path, _ = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), "PDF (*.pdf)")
    return path


def kept(path: str, pdf: bytes, written: str) -> Alert:
    """Write a PDF, open it with the system's own program, and return what to say.

    ``written`` has a place for the file's name.
    """
    try:
        Path(path).write_bytes(pdf)
    except OSError as error:
        return Alert("stop", _NOT_WRITTEN, type(error).__name__)
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
    return Alert("ok", same(written.format(Path(path).name)))
