"""What the report of a serious event asks for besides: made when one is reported."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from immunization.adverse_events import BEARING, TREATED_AT
from ui.kit.fields import Field, SelectField
from ui.kit.tokens import SPACE
from ui.pages.wording import Wording


class ReportFields(QWidget):
    """Items of Circular 34/2018/TT-BYT art. 14 and WHO's form. ``told(4 texts)`` from the user."""

    told = Signal(str, str, str, str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        nothing = ("", "–")
        bearing = [nothing, *((key, wording.text(text)) for key, text in BEARING.items())]
        places = [nothing, *((key, wording.text(text)) for key, text in TREATED_AT.items())]
        self._bearing = SelectField(self.tr("Pregnant, lactating"), bearing, parent=self)
        self._history = Field(self.tr("Allergies, illnesses before"), parent=self)
        self._place = SelectField(self.tr("Treated at"), places, parent=self)
        self._cause = Field(self.tr("Likely cause"), parent=self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.xs)
        fields = (self._bearing, self._history, self._place, self._cause)
        for at, field in enumerate(fields):
            grid.addWidget(field, at // 2, at % 2)
        for select in (self._bearing, self._place):
            select.choice_made.connect(self._tell)
        for words in (self._history, self._cause):
            words.text_changed.connect(self._tell)

    def begin(self) -> None:
        """Empty all fields."""
        for select in (self._bearing, self._place):
            select.choose("")
        for words in (self._history, self._cause):
            words.set_text("")

    def _tell(self) -> None:
        self.told.emit(
            self._bearing.chosen(), self._history.text(), self._place.chosen(), self._cause.text()
        )
