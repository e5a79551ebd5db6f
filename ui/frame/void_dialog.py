"""Voiding a dose or a reaction: the reasons on the keys from 1, then Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frame.dialog import Dialog
from ui.kit import draw
from ui.kit.buttons import PrimaryButton
from ui.kit.fields import Field
from ui.kit.painted import Pressable
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, SIZE, TYPE
from ui.kit.words import Words


class ReasonButton(Pressable):
    """One reason with the key that chooses it; stays down."""

    def __init__(self, key: str, digit: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._digit, self._words = digit, words
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.speak(f"{digit}, {words}")

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(320, SIZE.target)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the key's chip, the words, and a tick when chosen."""
        theme, box = colours(), QRectF(self.rect())
        chosen = self.isChecked()
        paper = theme.primary if chosen else theme.primary_soft if self.underMouse() else None
        edge = theme.primary if chosen else theme.line
        draw.rounded(painter, box, RADIUS.control, paper, edge, 1.5)
        tint = theme.on_primary if chosen else theme.text
        draw.chips(painter, 14, box.center().y(), (self._digit,), tint)
        draw.text(painter, box.adjusted(46, 0, -44, 0), self._words, TYPE.body, tint)
        if chosen:
            draw.icon(painter, box.right() - 34, box.center().y() - 10, 20, "check", tint)


class VoidDialog(Dialog):
    """Asks for the reason. ``void_confirmed(reason, note)``; reasons as the journal names them.

    ``reasons`` are (key, words) pairs; "other" asks for a few words.
    """

    void_confirmed = Signal(str, str)

    def __init__(
        self, what: str, reasons: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Void what was saved?"), 480, parent)
        self.column.addWidget(Words(what, TYPE.body, "text_2", wrap=True))
        self.column.addSpacing(4)
        self._reasons = [
            ReasonButton(key, str(at + 1), words, self) for at, (key, words) in enumerate(reasons)
        ]
        for reason in self._reasons:
            reason.clicked.connect(self._chose)
            self.column.addWidget(reason)
        self._note = Field(self.tr("In a few words"), parent=self)
        self._note.hide()
        self.column.addWidget(self._note)
        self._missing = Words("", TYPE.label_strong, "stop", wrap=True, parent=self)
        self._missing.hide()
        self.column.addWidget(self._missing)
        confirm = PrimaryButton(self.tr("Void"), icon="undo-2", parent=self)
        confirm.clicked.connect(self._confirm)
        self.add_buttons(confirm, self.tr("Keep it"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the digits choose a reason."""
        digit = event.text()
        if digit and digit in "123456789"[: len(self._reasons)]:
            self._reasons[int(digit) - 1].click()
            return
        super().keyPressEvent(event)

    def chosen(self) -> str:
        """Return the chosen reason, or ""."""
        return next((reason.key for reason in self._reasons if reason.isChecked()), "")

    def _chose(self) -> None:
        other = self.chosen() == "other"
        self._note.setVisible(other)
        self._missing.hide()
        self.adjustSize()
        if other:
            self._note.edit.setFocus()

    def _confirm(self) -> None:
        reason, note = self.chosen(), self._note.text()
        missing = ""
        if not reason:
            missing = self.tr("Please choose a reason: keys 1 to {0}.").format(len(self._reasons))
        elif reason == "other" and not note:
            missing = self.tr("Please say why in a few words.")
        self._missing.set_words(missing)
        self._missing.setVisible(bool(missing))
        if not missing:
            self.void_confirmed.emit(reason, note)
            self.accept()
