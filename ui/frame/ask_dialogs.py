"""The other small dialogs: overruling a proposal with a reason, and confirming."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.frame.dialog import Dialog
from ui.icons import IconName
from ui.kit.buttons import PrimaryButton
from ui.kit.fields import Field
from ui.kit.tokens import TYPE
from ui.kit.words import Words

_LEAST = 5
"""Characters: a reason that a supervisor can read later."""


class OverrideDialog(Dialog):
    """Asks why a proposal is overruled; the reason reaches the supervisor."""

    override_confirmed = Signal(str)

    def __init__(
        self, title: str, question: str, action: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, 520, parent)
        self.column.addWidget(Words(question, TYPE.body, "text_2", wrap=True))
        self._reason = Field(self.tr("Reason"), parent=self)
        self._reason.text_changed.connect(self._typed)
        self.column.addWidget(self._reason)
        confirm = PrimaryButton(action, parent=self)
        confirm.clicked.connect(self._confirm)
        self.add_buttons(confirm, self.tr("Back"))
        self._reason.edit.setFocus()

    def _typed(self, _text: str) -> None:
        self._reason.set_invalid("")

    def _confirm(self) -> None:
        reason = self._reason.text()
        if len(reason) < _LEAST:
            self._reason.set_invalid(self.tr("Please give the reason: the supervisor reads it."))
            self._reason.edit.setFocus()
            return
        self.override_confirmed.emit(reason)
        self.accept()


class ConfirmDialog(Dialog):
    """Asks once more: signing out with entries waiting, the close of the day."""

    confirmed = Signal()

    def __init__(
        self,
        title: str,
        question: str,
        action: str,
        *,
        icon: IconName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, 480, parent)
        self.column.addWidget(Words(question, TYPE.body, "text_2", wrap=True))
        confirm = PrimaryButton(action, icon=icon, parent=self)
        confirm.clicked.connect(self._confirm)
        self.add_buttons(confirm, self.tr("Back"))

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


class ClosingDialog(ConfirmDialog):
    """Asks whether to close although ``names`` have something half entered."""

    def __init__(self, names: Sequence[str], parent: QWidget | None) -> None:
        words = self.tr("Half entered and not saved: {0}. Closing drops it.")
        super().__init__(
            self.tr("Close the program?"),
            words.format(", ".join(names)),
            self.tr("Close"),
            icon="log-out",
            parent=parent,
        )
