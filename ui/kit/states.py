"""Nothing to show, and something that went wrong: what happened, what is safe, what to do."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.icons import IconName
from ui.kit.buttons import Button
from ui.kit.card import Plane
from ui.kit.fields import Edit
from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words

ErrorKind = Literal["retrying", "needs_it", "read_only"]


class EmptyState(QWidget):
    """One sentence and the next step, no drawing. ``acted`` when the step is a button."""

    acted = Signal()

    def __init__(
        self, sentence: str, step: str = "", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xxl, SPACE.xxl, SPACE.xxl, SPACE.xxl)
        column.setSpacing(SPACE.s)
        column.addStretch(1)
        self._sentence = Words(sentence, TYPE.lead, "text", wrap=True, align="center", parent=self)
        self._step = Words(step, TYPE.body, "text_2", wrap=True, align="center", parent=self)
        self._action = Button(action, "secondary", parent=self)
        self._action.clicked.connect(self.acted)
        column.addWidget(self._sentence)
        column.addWidget(self._step)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.set_words(sentence, step, action)

    def set_words(self, sentence: str, step: str = "", action: str = "") -> None:
        """Say it otherwise: first use, nothing today, no hits, filtered away."""
        self._sentence.set_words(sentence)
        self._step.set_words(step)
        self._step.setVisible(bool(step))
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{sentence} {step}".strip())


class ErrorFacts(Struct, frozen=True):
    """An error in the user's language; ``detail`` is for IT and never holds personal data."""

    happened: str
    safe: str = ""
    do: str = ""
    detail: str = ""
    kind: ErrorKind = "needs_it"
    retry: str = ""


_ICONS: dict[ErrorKind, IconName] = {
    "retrying": "refresh-cw",
    "needs_it": "octagon-x",
    "read_only": "lock",
}


class ErrorState(Plane):
    """The error as a card. ``retried`` when the button with ``retry``'s words is pressed."""

    retried = Signal()

    def __init__(self, facts: ErrorFacts | None = None, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        row.setSpacing(SPACE.l)
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        row.addLayout(column, 1)
        self._happened = Words("", TYPE.heading, "stop", wrap=True, parent=self)
        self._safe = Words("", TYPE.body, "text", wrap=True, parent=self)
        self._do = Words("", TYPE.body, "text_2", wrap=True, parent=self)
        self._detail = Edit(parent=self)
        self._detail.setReadOnly(True)
        self._detail.setAccessibleName(self.tr("Details for IT"))
        self._detail.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE.s)
        self._retry = Button("", "secondary", icon="refresh-cw", height=44, parent=self)
        self._retry.clicked.connect(self.retried)
        self._more = Button(self.tr("Details for IT"), "link", icon="chevron-down", parent=self)
        self._more.clicked.connect(self._open)
        for words in (self._happened, self._safe, self._do):
            column.addWidget(words)
        column.addSpacing(SPACE.xs)
        column.addLayout(self._buttons)
        self._buttons.addWidget(self._retry)
        self._buttons.addWidget(self._more)
        self._buttons.addStretch(1)
        column.addWidget(self._detail)
        if facts is not None:
            self.set_error(facts)

    def set_error(self, facts: ErrorFacts) -> None:
        """Show an error."""
        self._happened.set_words(facts.happened)
        self._happened.set_ink("warn" if facts.kind == "retrying" else "stop")
        for words, text in ((self._safe, facts.safe), (self._do, facts.do)):
            words.set_words(text)
            words.setVisible(bool(text))
        self._detail.setText(facts.detail)
        self._detail.hide()
        self._more.setVisible(bool(facts.detail))
        self._retry.set_words(facts.retry)
        self._retry.set_icon(_ICONS[facts.kind] if facts.kind != "needs_it" else "refresh-cw")
        self._retry.setVisible(bool(facts.retry))
        self.setAccessibleName(f"{facts.happened} {facts.safe} {facts.do}".strip())

    def _open(self) -> None:
        self._detail.setVisible(self._detail.isHidden())
