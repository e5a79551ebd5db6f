"""The alarm of a serious event: a red bar under the top, on every page, until acknowledged."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import draw, paragraph
from ui.kit.painted import Pressable
from ui.kit.theme import colours
from ui.kit.tokens import TYPE

_HEIGHT = 60
_KEY = ("F7",)
_RIGHT = 84


class AlarmBar(Pressable):
    """One sentence that opens the page of serious events; hidden while nothing rings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_alarm(self, words: str) -> None:
        """Say what rings; "" when nothing does. ``**strong**`` is as in `Words`."""
        if words == self._words:
            return
        self._words = words
        self.speak(paragraph.marked(words).words)
        self.setVisible(bool(words))
        self.refresh()

    def alarm(self) -> str:
        """Return what is said."""
        return self._words

    def wanted(self) -> QSize:
        """Return a size for two lines."""
        return QSize(320, _HEIGHT)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the bar."""
        theme, box = colours(), QRectF(self.rect())
        painter.fillRect(box, theme.stop_fill)
        draw.icon(painter, 20, box.center().y() - 14, 28, "siren", theme.on_fill)
        room = box.adjusted(64, 0, -_RIGHT, 0)
        tall = paragraph.height(self._words, TYPE.strong, room.width())
        words = QRectF(room.left(), box.center().y() - tall / 2, room.width(), tall)
        paragraph.paint(painter, words, self._words, TYPE.strong, theme.on_fill)
        draw.chips(painter, box.right() - _RIGHT + 24, box.center().y(), _KEY, theme.on_fill)
