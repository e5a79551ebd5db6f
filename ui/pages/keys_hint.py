"""Which digits answer the rows of the checklist."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from ui.kit import draw
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import TYPE
from ui.kit.typeface import width


class KeysHint(Painted):
    """The words "Keys: 1 No 2 Yes", with the digits as keys."""

    def wanted(self) -> QSize:
        """Return the natural size."""
        wide = sum(width(words, TYPE.label) + 6 for words, _ in self._parts())
        return QSize(int(wide + 2 * (draw.chip_width("1") + 4)) + 2, TYPE.label.line + 2)

    def draw_on(self, painter: QPainter) -> None:
        """Paint words and chips."""
        theme, middle, x = colours(), self.height() / 2, 0.0
        for words, key in self._parts():
            rect = QRectF(x, 0, self.width() - x, self.height())
            x += draw.text(painter, rect, words, TYPE.label, theme.text_2) + 6
            if key:
                x = draw.chips(painter, x, middle, (key,), theme.text_2) + 4

    def _parts(self) -> tuple[tuple[str, str], ...]:
        return ((self.tr("Keys:"), "1"), (self.tr("No"), "2"), (self.tr("Yes"), ""))
