"""The top: the scan field; who is signed in, at which desk and site; the clock and the date."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.frame.scan_field import ScanField
from ui.kit import draw
from ui.kit.painted import Painted, Pressable
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE, Step
from ui.kit.typeface import width

_CLOCK = Step(22, 28, 700)


class WhoButton(Pressable):
    """The person signed in; pressing asks for the account's menu (sign out, language, theme)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._place = "", ""

    def set_who(self, name: str, place: str) -> None:
        """Show "ĐD. Lê Thị Mai Hoa" and "Bàn 3 · TYT xã Thanh Bình"."""
        self._name, self._place = name, place
        self.speak(f"{name}, {place}")
        self.setToolTip(self.tr("Account, language, theme"))
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        wide = max(width(self._name, TYPE.second_strong), width(self._place, TYPE.label))
        return QSize(max(SIZE.target, int(wide) + 18), SIZE.scan_field)

    def minimumSizeHint(self) -> QSize:
        """Qt: as wide as the words."""
        return self.wanted()

    def draw_on(self, painter: QPainter) -> None:
        """Paint both lines, right aligned."""
        theme = colours()
        if self.underMouse():
            draw.rounded(painter, QRectF(self.rect()), 8, theme.sunken)
        box = QRectF(8, 4, self.width() - 16, 20)
        draw.text(painter, box, self._name, TYPE.second_strong, theme.text, "right")
        box.translate(0, 20)
        draw.text(painter, box, self._place, TYPE.label, theme.text_2, "right")


class Clock(Painted):
    """The time in cells of one width, and the date under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time, self._date = "", ""

    def set_time(self, time: str, date: str) -> None:
        """Show "09:42" and "Thứ Hai 23/11/2026"."""
        if (time, date) != (self._time, self._date):
            wider = len(date) != len(self._date)
            self._time, self._date = time, date
            self.speak(f"{time}, {date}")
            if wider:
                self.updateGeometry()
            self.update()

    def wanted(self) -> QSize:
        """Return the natural size."""
        wide = max(width(self._date, TYPE.label), draw.digits_width(self._time, _CLOCK), 96.0)
        return QSize(int(wide) + 22, SIZE.scan_field)

    def draw_on(self, painter: QPainter) -> None:
        """Paint a line of separation, the time and the date."""
        theme = colours()
        draw.rule(painter, QPointF(0.5, 4), QPointF(0.5, self.height() - 4), theme.line)
        time = QRectF(4, 0, self.width() - 4, 28)
        draw.digits(painter, time, self._time, _CLOCK, theme.text, "right")
        date = QRectF(4, 27, self.width() - 4, TYPE.label.line)
        draw.text(painter, date, self._date, TYPE.label, theme.text_2, "right")


class TopBar(QFrame):
    """The bar. ``account_asked`` when the person signed in is pressed."""

    account_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(SIZE.top)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(10)
        self.scan = ScanField(self)
        self.scan.setMaximumWidth(SIZE.scan_width + 8)
        self.who = WhoButton(self)
        self.clock = Clock(self)
        row.addWidget(self.scan, 10)
        row.addStretch(1)
        row.addWidget(self.who)
        row.addWidget(self.clock)
        self.who.clicked.connect(self.account_asked)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the ground and the line below."""
        painter = QPainter(self)
        theme = colours()
        painter.fillRect(self.rect(), theme.bg)
        y = self.height() - 0.5
        draw.rule(painter, QPointF(0, y), QPointF(self.width(), y), theme.line)
        painter.end()
