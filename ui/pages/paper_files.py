"""A page of paper as a PDF: where to write it, writing it, and opening it for the printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(parent: QWidget, title: str, name: str) -> str:
    """Ask for the file; empty if the user leaves it."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(kind)
    path, _ = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), "PDF (*.pdf)")
    return path


def write_and_open(path: str, pdf: bytes) -> None:
    """Write a PDF and open it with the system's own program. Raises OSError."""
    Path(path).write_bytes(pdf)
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
