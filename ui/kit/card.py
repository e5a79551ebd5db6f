"""Planes: pieces of surface that differ by colour and line, never by shadow."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words

PlaneKind = Literal["bg", "surface", "sunken", "card"]


class Plane(QFrame):
    """A frame with one of the surfaces; ``card`` has a line and round corners."""

    def __init__(self, kind: PlaneKind = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plane", kind)


class Card(Plane):
    """A card with a heading (16 semibold), a place at the right of it, and a column below."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.l)
        self._column.setSpacing(SPACE.s)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE.s)
        self._heading = Words(heading, TYPE.heading, parent=self)
        self._heading.setVisible(bool(heading))
        self.head.addWidget(self._heading)
        self.head.addStretch(1)
        self._column.addLayout(self.head)

    def set_heading(self, heading: str) -> None:
        """Change the heading; "" hides it."""
        self._heading.set_words(heading)
        self._heading.setVisible(bool(heading))

    def column(self) -> QVBoxLayout:
        """Return the layout under the heading."""
        return self._column
