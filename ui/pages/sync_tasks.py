"""Things to do on the sync page: a sign, a title, the words, a button; the worst first."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.icons import IconName
from ui.kit import draw
from ui.kit.buttons import Button
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, SIZE, SPACE, TYPE, Tone, ink, soft
from ui.kit.words import Words


class Task(Struct, frozen=True):
    """Something to do, or to know: the worst first. ``action`` "" is for what needs no hand."""

    key: str
    icon: IconName
    tone: Tone
    title: str
    words: str
    action: str = ""


class Sign(Painted):
    """An icon on its tone's soft square: the shape of a task before its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon: IconName = "info"
        self._tone: Tone = "info"

    def set_sign(self, icon: IconName, tone: Tone) -> None:
        """Show another sign."""
        self._icon, self._tone = icon, tone
        self.update()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(36, 36)

    def draw_on(self, painter: QPainter) -> None:
        """Paint square and icon."""
        theme, box = colours(), QRectF(self.rect())
        draw.rounded(painter, box, RADIUS.control, soft(theme, self._tone))
        draw.icon_in(painter, box, 22, self._icon, ink(theme, self._tone))


class TaskRow(QWidget):
    """One thing to do: a sign, a title, the words, a button. ``acted(key)`` from the button."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._sign = Sign(self)
        self._title = Words("", TYPE.heading, wrap=True, parent=self)
        self._words = Words("", TYPE.body, "text_2", wrap=True, parent=self)
        self._button = Button("", height=SIZE.target, parent=self)
        self._button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE.s, 0, SPACE.s)
        row.setSpacing(SPACE.m)
        side = QVBoxLayout()
        side.addWidget(self._sign)
        side.addStretch(1)
        row.addLayout(side)
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        column.addWidget(self._title)
        column.addWidget(self._words)
        button = QHBoxLayout()
        button.setContentsMargins(0, SPACE.xs, 0, 0)
        button.addWidget(self._button)
        button.addStretch(1)
        column.addLayout(button)
        row.addLayout(column, 1)

    def show_task(self, task: Task, *, first: bool) -> None:
        """Show a task; the first that has an action is what Ctrl+Enter does."""
        self._button.set_kind("primary" if first else "secondary")
        self._button.set_keys(("Ctrl", "Enter") if first else ())
        self._key = task.key
        self._sign.set_sign(task.icon, task.tone)
        self._title.set_words(task.title)
        self._words.set_words(task.words)
        self._button.set_words(task.action)
        self._button.setVisible(bool(task.action))

    def set_low(self, low: bool, at: int) -> None:
        """Leave room between tasks only where there is some."""
        layout = self.layout()
        if layout is not None:
            gap = SPACE.xs if low else SPACE.s
            layout.setContentsMargins(0, gap if at else 0, 0, gap)

    def _act(self) -> None:
        self.acted.emit(self._key)
