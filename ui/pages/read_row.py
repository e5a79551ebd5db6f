"""One code that was read: what kind, whose, what came of it, when."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw, formats, paragraph
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import TYPE
from ui.kit.typeface import width
from ui.pages.wording import Wording
from ui.presenters.code_reads import CodeRead

_LEFT = 46


_BESIDE = _LEFT + 60
"""Pixels before the words of a row, and those that its time takes as well."""


class ReadRow(Painted):
    """One code that was read: what kind, whose, what came of it, when."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._wording = wording
        self._read: CodeRead | None = None
        self._last = True

    def set_read(self, read: CodeRead, last: bool) -> None:
        """Show a code that was read."""
        self._read, self._last = read, last
        self.speak(f"{self._title(read)}, {self._outcome(read)}, {formats.clock(read.at)}")
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(300, 55)

    def draw_on(self, painter: QPainter) -> None:
        """Paint sign, two lines and the time."""
        read, theme = self._read, colours()
        if read is None:
            return
        box = QRectF(self.rect())
        sign: IconName = "id-card" if read.ours else "circle-question-mark"
        draw.icon(painter, 12, box.center().y() - 10, 20, sign, theme.text_2)
        time = formats.clock(read.at)
        room = box.width() - 46 - 60
        title = QRectF(46, 6, room, TYPE.strong.line)
        words = self._title(read)
        fits = paragraph.natural_width(words, TYPE.strong) <= room
        draw.text(painter, title, words if fits else read.name or words, TYPE.strong, theme.text)
        second = QRectF(46, 29, box.width() - 58, TYPE.label.line)
        draw.text(painter, second, self._outcome(read), TYPE.label, theme.text_2)
        draw.text(painter, box.adjusted(0, 0, -12, -14), time, TYPE.second, theme.text_2, "right")
        if not self._last:
            y = box.bottom() - 0.5
            draw.rule(painter, QPointF(0, y), QPointF(box.right(), y), theme.line)

    def _title(self, read: CodeRead) -> str:
        if not read.ours:
            long, short = self.tr("Not a code of this site"), self.tr("Not ours")
            return long if width(long, TYPE.strong) <= self.width() - _BESIDE else short
        kind = self._kind(read)
        if not read.name:
            return kind
        return f"{kind}, {read.name}" if read.kind else read.name

    def _kind(self, read: CodeRead) -> str:
        return {
            "cccd": self.tr("ID card"),
            "can_cuoc": self.tr("ID card"),
            "bhyt": self.tr("Insurance card"),
            "national_qr": self.tr("Personal QR"),
            "health_book": self.tr("Health book"),
            "appointment": self.tr("Appointment slip"),
            "confirmation": self.tr("Confirmation slip"),
            "consent_sheet": self.tr("Consent sheet"),
            "hc1": self.tr("Certificate"),
            "shc": self.tr("Certificate"),
            "vial": self.tr("Vial"),
            "hub": self.tr("Site server"),
        }.get(read.kind or "", self.tr("Code"))

    def _outcome(self, read: CodeRead) -> str:
        if not read.ours:
            long = self.tr("Nothing is saved. Please show another paper.")
            fits = width(long, TYPE.label) <= self.width() - _LEFT - 12
            return long if fits else self.tr("Nothing is saved.")
        if read.outcome is not None:
            return self._wording.text(read.outcome)
        if read.number:
            return self.tr("Received today, number {0}").format(read.number)
        return self.tr("Not received yet")
