"""What happened since a reaction was reported: outcome, a note, vital signs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from immunization.adverse_events import CRITERIA
from immunization.entries import Outcome
from immunization.labels import OUTCOMES
from ui.kit.fields import Field, SelectField
from ui.kit.tokens import SPACE
from ui.pages.wording import Wording
from ui.presenters.observation import Course


class CourseForm(QWidget):
    """What happened since: outcome, a note, vital signs. ``typed(Course)`` from the user."""

    typed = Signal(object)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome = SelectField(
            self.tr("How it is now"),
            [(key, wording.text(text)) for key, text in OUTCOMES.items()],
            parent=self,
        )
        self._grave = SelectField(
            self.tr("Serious now, because of"),
            [("", self.tr("– (as before)")), *((k, wording.text(t)) for k, t in CRITERIA.items())],
            parent=self,
        )
        self._grave.may_shrink()
        self._note = Field(self.tr("What happened"), parent=self)
        self._pulse = Field(self.tr("Pulse"), parent=self)
        self._pressure = Field(self.tr("Blood pressure"), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._outcome)
        column.addWidget(self._grave)
        column.addWidget(self._note)
        pair = QHBoxLayout()
        pair.setSpacing(SPACE.s)
        pair.addWidget(self._pulse, 1)
        pair.addWidget(self._pressure, 1)
        column.addLayout(pair)
        self._signs = {"pulse": self._pulse, "blood_pressure": self._pressure}
        self._outcome.choice_made.connect(self._tell)
        self._grave.choice_made.connect(self._tell)
        for field in (self._note, self._pulse, self._pressure):
            field.text_changed.connect(self._tell)

    def begin(self) -> None:
        """Start anew."""
        for field in (self._note, self._pulse, self._pressure):
            field.set_text("")
            field.set_invalid("")
        self._outcome.choose("")
        self._grave.choose("")
        self._outcome.set_invalid("")
        self._outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def say_missing(self) -> None:
        """Say that the outcome is not chosen."""
        self._outcome.set_invalid(self.tr("Choose how it is now"))
        self._outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def say_unreadable(self, sign: str) -> None:
        """Say that what stands in the field of a sign is not a figure."""
        field = self._signs.get(sign)
        if field is not None:
            field.set_invalid(self.tr("Not a figure"))
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self) -> None:
        self._outcome.set_invalid("")
        for field in self._signs.values():
            field.set_invalid("")
        chosen = self._outcome.chosen()
        outcome: Outcome | None = next((key for key in OUTCOMES if key == chosen), None)
        vitals = {name: field.text() for name, field in self._signs.items()}
        self.typed.emit(Course(outcome, self._note.text(), vitals, self._grave.chosen()))
