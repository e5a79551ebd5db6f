"""Help for a screen, with the keys (F1). It explains; it does not stop the work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.frame.dialog import Dialog
from ui.kit import draw
from ui.kit.buttons import Button
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import TYPE
from ui.kit.words import Words


class KeyHint(Painted):
    """The chips of one key or its twin: "F8" or "Ctrl" "I"."""

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.speak("+".join(keys))

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(int(draw.chips_width(self._keys)) + 2, 22)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the chips."""
        box = QRectF(self.rect())
        draw.chips(painter, 0.5, box.center().y(), self._keys, colours().text_2)


class HelpPanel(Dialog):
    """The keys of the house in two columns, and what this screen is for."""

    def __init__(self, lines: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(self._title(), 760, parent)
        for line in lines:
            self.column.addWidget(Words(line, TYPE.body, "text", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        known = self._keys()
        tall = (len(known) + 1) // 2
        for at, (keys, twin, words) in enumerate(known):
            row, left = at % tall, 4 * (at // tall)
            grid.addWidget(KeyHint(keys), row, left)
            if twin:
                grid.addWidget(KeyHint(twin), row, left + 1)
            grid.addWidget(Words(words, TYPE.second, "text_2"), row, left + 2)
        grid.setColumnMinimumWidth(3, 16)
        grid.setColumnStretch(6, 1)
        self.column.addLayout(grid)
        leave = Button(self.tr("Close"), "secondary", keys=("Esc",), parent=self)
        leave.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)

    def _title(self) -> str:
        return self.tr("Keys")

    def _keys(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]:
        return (
            (("F2",), ("Esc",), self.tr("Scan field")),
            (("Ctrl", "Enter"), (), self.tr("The primary action")),
            (("F8",), ("Ctrl", "I"), self.tr("Why this verdict")),
            (("F9",), ("Ctrl", "M"), self.tr("Waiting-room screen")),
            (("F12",), ("Ctrl", "E"), self.tr("Emergency card")),
            (("F7",), ("Ctrl", "8"), self.tr("Serious events")),
            (("F3",), ("Ctrl", "9"), self.tr("Camera and scanners")),
            (("F6",), ("Ctrl", "Tab"), self.tr("Next region")),
            (("F1",), ("Ctrl", "/"), self.tr("Help")),
            (("F4",), ("Ctrl", "T"), self.tr("Correct particulars")),
            (("F11",), (), self.tr("Full screen")),
            (("Ctrl", "N"), (), self.tr("Register a new person")),
            (("Ctrl", "Z"), (), self.tr("Void what was just saved")),
            (("Ctrl", "1"), ("Ctrl", "4"), self.tr("The four stages")),
            (("Ctrl", "5"), (), self.tr("List")),
            (("Ctrl", "6"), (), self.tr("Vaccine stock")),
            (("Ctrl", "7"), (), self.tr("Sync")),
            (("↑",), ("↓",), self.tr("Walk the queue")),
            (("Enter",), (), self.tr("Open the person")),
            (("1",), ("2",), self.tr("No, Yes, and next row")),
        )
