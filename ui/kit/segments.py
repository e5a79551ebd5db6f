"""Segments: radio buttons that share one box. A tick on the chosen, not only a colour."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, SIZE, TYPE, Colours
from ui.kit.typeface import width

Place = Literal["first", "middle", "last", "only"]
Look = Literal["choice", "no", "yes"]


class Segment(QRadioButton):
    """One segment; ``look`` says what "chosen" means: a choice, a grey "no", an amber "yes"."""

    def __init__(
        self,
        words: str,
        look: Look = "choice",
        place: Place = "only",
        drawn: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._look, self._place, self._drawn = look, place, drawn
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_place(self, place: Place) -> None:
        """Say where in the box the segment stands."""
        self._place = place
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """Qt: the whole segment answers, not only an indicator."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Qt: the natural size, with room for the tick."""
        wide = width(self.text(), TYPE.strong) + (24 if self._look == "choice" else 20) + 20
        return QSize(int(wide), max(SIZE.target, self._drawn))

    def minimumSizeHint(self) -> QSize:
        """Qt: not squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paint the segment with its share of the common box."""
        painter = QPainter(self)
        draw.start(painter)
        theme, tall = colours(), self._drawn or self.height()
        box = QRectF(0, (self.height() - tall) / 2, self.width(), tall)
        paper, tint, edge, sign = self._colours(theme)
        self._ground(painter, box, paper, edge)
        self._content(painter, box, tint, sign)
        painter.end()

    def _colours(self, c: Colours) -> tuple[str, str, str, IconName | None]:
        if not self.isChecked():
            plain = c.text_2 if self._look != "choice" else c.text
            hover = c.primary_soft if self.underMouse() else c.surface
            return hover, plain, c.line_strong, None
        if self._look == "no":
            return c.sunken, c.text, c.line_strong, "check"
        if self._look == "yes":
            return c.warn_fill, c.on_warn, c.line_strong, "triangle-alert"
        return c.primary, c.on_primary, c.primary, "check"

    def _ground(self, painter: QPainter, box: QRectF, paper: str, edge: str) -> None:
        # The box is drawn wider than the segment and cut: only outer corners are round.
        clip = QPainterPath()
        clip.addRect(QRectF(self.rect()))
        painter.save()
        painter.setClipPath(clip)
        left = 0 if self._place in {"first", "only"} else -20
        right = 0 if self._place in {"last", "only"} else 20
        whole = box.adjusted(left, 0, right, 0)
        draw.rounded(painter, whole, RADIUS.control, paper, edge, 1.5)
        if self._place in {"middle", "last"}:
            line = QRectF(0, box.top(), 1.0, box.height())
            draw.rounded(painter, line, 0, colours().line_strong)
        painter.restore()

    def _content(self, painter: QPainter, box: QRectF, tint: str, sign: IconName | None) -> None:
        step = TYPE.strong if self._look == "choice" else TYPE.second_strong
        if self._look != "choice" and not self.isChecked():
            step = TYPE.second
        size = 18 if self._look == "choice" else 16
        gap = 8 if self._look == "choice" else 5
        lead = size + gap if sign else 0
        wide = width(self.text(), step)
        x = box.center().x() - (wide + lead) / 2
        if sign:
            draw.icon(painter, x, box.center().y() - size / 2, size, sign, tint)
        rect = QRectF(x + lead, box.top(), wide + 1, box.height())
        if x < 2:
            draw.tell_cut(self.text())
        draw.text(painter, rect, self.text(), step, tint)
