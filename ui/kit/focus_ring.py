"""The focus ring: 3 px outside a 2 px gap, around whatever has the focus; never removed.

One transparent widget a window follows the focus, because a style sheet cannot draw outside
a widget. Widgets that show the focus themselves carry the property ``own_focus``. Whatever gets
the focus is scrolled into view, by whichever way it came there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.kit import draw
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE

_MOVES = frozenset((QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide))
_OUT = int(LINE.focus + LINE.focus_gap)


class FocusRing(QWidget):
    """Make one as the child of a window; it does the rest."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: follow the target where it goes."""
        if watched in self._watched and event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the ring; on the rail in the rail's own ink."""
        painter = QPainter(self)
        draw.start(painter)
        target = self._target
        on_rail = target is not None and bool(target.property("on_rail"))
        tint = colours().on_rail if on_rail else colours().primary
        box = QRectF(self.rect())
        draw.rounded(painter, box, RADIUS.control + 4, None, tint, LINE.focus)
        painter.end()

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched, self._target = [], None
        if new is not None and new.window() is self._window and not new.property("own_focus"):
            self._target = new
            self._watched = self._way_up(new)
        for widget in self._watched:
            widget.installEventFilter(self)
            if isinstance(widget, QScrollArea) and self._target is not None:
                # Qt shows the cursor and this much around it: more than the field.
                widget.ensureWidgetVisible(self._target, 0, SIZE.target)
        self._place()

    def _way_up(self, target: QWidget) -> list[QWidget]:
        """Return the target and all it lies in: any of them may move it."""
        way: list[QWidget] = []
        widget: QWidget | None = target
        while widget is not None and widget is not self._window:
            way.append(widget)
            widget = widget.parentWidget()
        return way

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        box = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        # On the rail the ring lies inside: outside, its white would stand on paper.
        out = -2 if target.property("on_rail") else _OUT
        self.setGeometry(box.adjusted(-out, -out, out, out) & self._window.rect())
        self.setMask(QRegion(self._in_sight().translated(-self.pos())))
        self.raise_()
        self.show()
        self.update()

    def _in_sight(self) -> QRect:
        """Return where the target is not scrolled away, and room for the ring around that."""
        part = self._window.rect()
        for widget in self._watched:
            if isinstance(widget, QScrollArea):
                port = widget.viewport()
                box = QRect(port.mapTo(self._window, QPoint(0, 0)), port.size())
                part &= box.adjusted(-_OUT, -_OUT, _OUT, _OUT)
        return part
