"""The form of a serious event's follow-up: how it is now, what was done, whether it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.serious import SeriousNote
from immunization.adverse_events import CRITERIA, TREATED_AT
from immunization.entries import Outcome
from immunization.labels import OUTCOMES
from ui.kit.fields import DateField, Field, SelectField
from ui.kit.tokens import SPACE
from ui.pages.wording import Wording


class NoteForm(QWidget):
    """What happened since, or that the case is closed. ``typed(SeriousNote or None)``."""

    typed = Signal(object)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome = SelectField(
            self.tr("How it is now"),
            [(key, wording.text(text)) for key, text in OUTCOMES.items()],
            parent=self,
        )
        self._grave = SelectField(
            self.tr("Newly met"),
            [("", "–"), *((key, wording.text(text)) for key, text in CRITERIA.items())],
            parent=self,
        )
        self._grave.may_shrink()
        self._words = {
            "note": Field(self.tr("What happened"), parent=self),
            "treatment": Field(self.tr("Treatment given"), parent=self),
            "cause": Field(self.tr("Likely cause"), parent=self),
        }
        places = [("", "–"), *((key, wording.text(text)) for key, text in TREATED_AT.items())]
        self._place = SelectField(self.tr("Treated at"), places, parent=self)
        self._died = DateField(self.tr("Died on"), parent=self)
        self._autopsy = SelectField(
            self.tr("Autopsy"),
            [("", "–"), ("yes", self.tr("Yes")), ("no", self.tr("No"))],
            parent=self,
        )
        self._investigate = DateField(self.tr("Investigation planned on"), parent=self)
        self._closed = SelectField(
            self.tr("The case"),
            [("open", self.tr("Stays open")), ("closed", self.tr("Closed: nothing is awaited"))],
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 0, 5, 0)
        column.setSpacing(SPACE.xs)
        days = (self._died, self._investigate)
        for field in (
            self._outcome, self._died, self._autopsy, self._grave,
            *self._words.values(), self._place,
            self._investigate, self._closed,
        ):  # fmt: skip
            column.addWidget(field)
        for select in (self._outcome, self._grave, self._place, self._autopsy, self._closed):
            select.choice_made.connect(self._tell)
        for one in (*self._words.values(), *days):
            one.text_changed.connect(self._tell)

    def begin(self, outcome: Outcome) -> None:
        """Start anew from the outcome that is known."""
        for field in (*self._words.values(), self._died, self._investigate):
            field.set_text("")
            field.set_invalid("")
        self._autopsy.choose("")
        self._ask_of_death(outcome)
        self._outcome.choose(outcome if outcome != "unknown" else "")
        self._outcome.set_invalid("")
        self._place.choose("")
        self._grave.choose("")
        self._closed.choose("open")
        self._outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def say_missing(self) -> None:
        """Say that a day is none, or that the outcome is not chosen."""
        garbled = self._garbled()
        if garbled is not None:
            garbled.set_invalid(self.tr("There is no such day"))
            garbled.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._outcome.set_invalid(self.tr("Choose how it is now"))
        self._outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def _garbled(self) -> DateField | None:
        """Return a field in which something stands that is no day: it must not be left out."""
        asked = [self._investigate]
        if self._outcome.chosen() == "died":
            asked.insert(0, self._died)
        return next((one for one in asked if one.text() and one.day() is None), None)

    def _ask_of_death(self, outcome: Outcome | None) -> None:
        for field in (self._died, self._autopsy):
            field.setVisible(outcome == "died")

    def _tell(self) -> None:
        self._outcome.set_invalid("")
        chosen = next((key for key in OUTCOMES if key == self._outcome.chosen()), None)
        self._ask_of_death(chosen)
        for one in (self._died, self._investigate):
            one.set_invalid("")
        if chosen is None or self._garbled() is not None:
            self.typed.emit(None)
            return
        self.typed.emit(
            SeriousNote(
                chosen,
                self._words["note"].text(),
                self._words["treatment"].text(),
                self._place.chosen() or None,
                self._words["cause"].text(),
                self._died.day() if chosen == "died" else None,
                {"yes": True, "no": False}.get(self._autopsy.chosen()),
                self._investigate.day(),
                closed=self._closed.chosen() == "closed",
                criteria=(self._grave.chosen(),) if self._grave.chosen() else (),
            )
        )
