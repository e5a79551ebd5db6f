"""The queue of the stage with its heading, and below it what this desk just saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import draw
from ui.kit.painted import Painted
from ui.kit.queue_view import QueueRow, QueueView
from ui.kit.saved_rows import SavedFacts, SavedList
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE
from ui.kit.words import Words


class QueueHead(Painted):
    """The heading ("Chờ tiêm") and the count in words ("3 người")."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words, self._count = "", ""

    def set_heading(self, words: str, count: str) -> None:
        """Show another heading."""
        self._words, self._count = words, count
        self.speak(f"{words}, {count}")
        self.update()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(SIZE.queue_strip, SIZE.queue_heading)

    def draw_on(self, painter: QPainter) -> None:
        """Paint both; in a strip only the figure."""
        theme, box = colours(), QRectF(self.rect())
        y = box.bottom() - 0.5
        draw.rule(painter, QPointF(0, y), QPointF(box.right(), y), theme.line)
        if self.width() <= SIZE.queue_strip:
            figure = self._count.split(" ", 1)[0]
            draw.text(painter, box, figure, TYPE.heading, theme.text, "center")
            return
        inner = box.adjusted(16, 0, -16, 0)
        draw.text(painter, inner, self._count, TYPE.second, theme.text_2, "right")
        draw.text(painter, inner, self._words, TYPE.heading, theme.text)


class QueueColumn(QFrame):
    """The column. ``person_opened(key)`` from the queue, ``undo_asked(key)`` from the saved row."""

    person_opened = Signal(str)
    undo_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(SIZE.queue)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        self._head = QueueHead(self)
        self.view = QueueView(self)
        self._empty = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self._empty.setContentsMargins(16, 16, 16, 0)
        self._empty.hide()
        self.saved = SavedList(self)
        column.addWidget(self._head)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        column.addWidget(self.saved)
        self._strip = False
        self._saved_any = False
        self.view.person_opened.connect(self.person_opened)
        self.saved.undo_asked.connect(self.undo_asked)

    def set_heading(self, words: str, count: str) -> None:
        """Show "Chờ tiêm" and "3 người"."""
        self._head.set_heading(words, count)

    def set_queue(self, rows: Sequence[QueueRow], empty: str = "") -> None:
        """Show who waits; ``empty`` is the sentence for nobody."""
        self.view.set_rows(rows)
        self._empty.set_words(empty)
        self._empty.setVisible(not rows and bool(empty) and not self._strip)

    def set_saved(self, entries: Sequence[SavedFacts]) -> None:
        """Show what was just saved, newest first."""
        self._saved_any = bool(entries)
        self.saved.set_saved(entries)
        self.saved.setVisible(self._saved_any and not self._strip)

    def set_strip(self, strip: bool) -> None:
        """Become a strip of numbers, 72 wide."""
        self._strip = strip
        self.setFixedWidth(SIZE.queue_strip if strip else SIZE.queue)
        self.view.set_strip(strip)
        self.saved.setVisible(self._saved_any and not strip)
        self._empty.setVisible(self._empty.isVisible() and not strip)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the ground and the line at the right."""
        painter = QPainter(self)
        theme = colours()
        painter.fillRect(self.rect(), theme.bg)
        x = self.width() - 0.5
        draw.rule(painter, QPointF(x, 0), QPointF(x, self.height()), theme.line)
        painter.end()
