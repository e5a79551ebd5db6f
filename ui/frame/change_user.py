"""A quick change of user: a badge said who, the password says that it is they."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.frame.dialog import Dialog
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import PrimaryButton
from ui.kit.fields import Field
from ui.kit.painted import announce
from ui.kit.tokens import TYPE
from ui.kit.words import Words


class ChangeUser(Dialog):
    """Asks for a password. ``password_given(password)``; leaving it changes nothing.

    ``who`` wants to work here; ``half_of`` is who has something half entered, which stays.
    """

    password_given = Signal(str)

    def __init__(self, who: str, half_of: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self._title(), 480, parent)
        self.column.addWidget(Words(who, TYPE.title, wrap=True))
        if half_of:
            kept = self.tr("What {0} has half entered stays here unsaved, and comes back with {0}.")
            line = AlertFacts(kept.format(half_of), "info")
            self.column.addWidget(AlertLine(line, self))
        self._alert = AlertLine(parent=self)
        self.column.addWidget(self._alert)
        self._password = Field(self.tr("Password"), icon="key-round", secret=True, parent=self)
        self._password.entered.connect(self._given)
        self.column.addWidget(self._password)
        self._enter = PrimaryButton(
            self.tr("Change user"), icon="log-in", keys=("Enter",), parent=self
        )
        self._enter.clicked.connect(self._given)
        self.add_buttons(self._enter, self.tr("Stay"))
        self._password.edit.setFocus()

    def set_error(self, sentence: str) -> None:
        """Say why it failed, and ask again."""
        self._busy(False)
        self._alert.set_alert(AlertFacts(sentence, "stop"))
        self._password.edit.clear()
        self._password.edit.setFocus()
        self.adjustSize()
        announce(self, sentence, urgent=True)

    def _given(self) -> None:
        if self._enter.isEnabled():
            self._busy(True)
            self.password_given.emit(self._password.edit.text())

    def _busy(self, busy: bool) -> None:
        self._enter.setEnabled(not busy)

    def _title(self) -> str:
        return self.tr("Change user")
