"""A label with the type scale's size, weight and line height; wraps when told to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import paragraph
from ui.kit.draw import Align
from ui.kit.painted import Ink, Painted, ink
from ui.kit.tokens import TYPE, Step


class Words(Painted):
    """Words on a plane. ``**strong**`` is semibold. Never elided; wraps if ``wrap``."""

    def __init__(
        self,
        words: str = "",
        step: Step = TYPE.body,
        ink: Ink = "text",
        *,
        wrap: bool = False,
        align: Align = "left",
        strong_ink: Ink | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._step, self._ink, self._align, self._wrap = step, ink, align, wrap
        self._strong_ink = strong_ink
        self._source = ""
        self._talls: dict[int, int] = {}
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Minimum,
            QSizePolicy.Policy.Minimum,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show other words."""
        if words == self._source:
            return
        self._source = words
        self._talls.clear()
        self.setText(paragraph.marked(words).words)  # what a screen reader says
        self.refresh()

    def words(self) -> str:
        """Return the words that are shown, without marks."""
        return paragraph.marked(self._source).words

    def set_ink(self, ink: Ink) -> None:
        """Change the colour, by token."""
        self._ink = ink
        self.update()

    def set_step(self, step: Step) -> None:
        """Change the step of the type scale."""
        self._step = step
        self._talls.clear()
        self.refresh()

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:  # type: ignore[override]
        """Qt: leave room around the words."""
        super().setContentsMargins(left, top, right, bottom)
        self._talls.clear()

    def wanted(self) -> QSize:
        """Return the size of the words on as few lines as they ask for."""
        wide = paragraph.natural_width(self._source, self._step)
        tall = paragraph.height(self._source, self._step, wide + 2)
        margins = self.contentsMargins()
        return QSize(
            int(wide) + 2 + margins.left() + margins.right(),
            tall + margins.top() + margins.bottom(),
        )

    def minimumSizeHint(self) -> QSize:
        """Qt: wrapped words may become narrow, others may not."""
        if not self._wrap:
            return self.wanted()
        return QSize(min(self.wanted().width(), 4 * self._step.size), self._step.line)

    def hasHeightForWidth(self) -> bool:
        """Qt: wrapped words are taller where they are narrower."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        """Qt: the height in this width. Layouts within layouts ask for it by the hundred."""
        tall = self._talls.get(width)
        if tall is None:
            tall = self._talls[width] = self._height_in(width)
        return tall

    def _height_in(self, width: int) -> int:
        if not self._wrap:
            return self.wanted().height()
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        tall = paragraph.height(self._source, self._step, inner)
        return tall + margins.top() + margins.bottom()

    def draw_on(self, painter: QPainter) -> None:
        """Paint, centred in height when there is room to spare."""
        box = QRectF(self.contentsRect())
        tall = paragraph.height(self._source, self._step, box.width())
        top = box.top() + max(0.0, (box.height() - tall) / 2)
        rect = QRectF(box.left(), top, box.width(), box.bottom() - top)
        strong = ink(self._strong_ink) if self._strong_ink else None
        paragraph.paint(
            painter, rect, self._source, self._step, ink(self._ink), self._align, strong
        )
