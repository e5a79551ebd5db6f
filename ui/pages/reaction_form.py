"""The form of a reaction: symptoms by digit or arrow, WHO's criteria, course, treatment.

Its many chips are made when the first reaction is reported: most days none is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from immunization.adverse_events import CRITERIA, SYMPTOMS
from immunization.labels import OUTCOMES
from immunization.text import Text
from ui.kit.card import Card
from ui.kit.fields import Field, SelectField
from ui.kit.in_parts import InParts
from ui.kit.pills import Pill, PillFacts
from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words
from ui.pages.report_fields import ReportFields
from ui.pages.side_panels import scrolling
from ui.pages.toggles import ToggleGrid
from ui.pages.which_dose import WhichDose
from ui.pages.wording import Wording
from ui.presenters.reaction import ReactionState

_FIRST = ("dizziness", "rash", "dyspnoea", "anaphylaxis")
"""What happens within half an hour of an injection stands before what comes days later."""


class ReactionForm(Card, InParts):
    """The form as a card that scrolls where it must. All signals come from the user."""

    dose_chosen = Signal(str)
    symptom_toggled = Signal(str)
    criterion_toggled = Signal(str)
    described = Signal(str, str)
    outcome_chosen = Signal(str)
    vitals_typed = Signal(dict)
    told_more = Signal(str, str, str, str)

    later = ("fields",)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self._severity = Pill(parent=self)
        self.head.addWidget(self._severity)
        self._missing = Words("", TYPE.second_strong, "stop", wrap=True, parent=self)
        self._missing.hide()
        self.column().addWidget(self._missing)

    @cached_property
    def fields(self) -> ReactionFields:
        """What is ticked and typed."""
        fields = ReactionFields(self._wording)
        fields.symptoms.toggled.connect(self.symptom_toggled)
        fields.criteria.toggled.connect(self.criterion_toggled)
        fields.described.connect(self.described)
        fields.outcome_chosen.connect(self.outcome_chosen)
        fields.vitals_typed.connect(self.vitals_typed)
        self.column().addWidget(scrolling(fields), 1)
        return fields

    @cached_property
    def doses(self) -> WhichDose:
        """Which dose the reaction belongs to, where there were several."""
        doses = WhichDose(self._wording, self.fields)
        doses.chosen.connect(self.dose_chosen)
        self.fields.add_above(doses)
        return doses

    @cached_property
    def more(self) -> ReportFields:
        """What the report of a serious event asks for besides."""
        more = ReportFields(self._wording, self.fields)
        more.told.connect(self.told_more)
        self.fields.add_row(more)
        return more

    def begin(self) -> None:
        """Start anew, with the focus on the first symptom."""
        self._missing.hide()
        if "more" in self.__dict__:
            self.more.begin()
        self.fields.begin()

    def show_state(self, state: ReactionState) -> None:
        """Show what is ticked, and how grave that makes it."""
        serious = state.severity == "serious"
        self.set_heading(self.tr("Report a reaction: {0}").format(state.name))
        if serious:
            facts = PillFacts(self.tr("Serious adverse event"), "siren", "stop", filled=True)
        else:
            facts = PillFacts(self.tr("Mild reaction"), "heart-pulse", "warn")
        self._severity.set_facts(facts)
        self.fields.set_ticked(state.symptoms, state.criteria)
        self.fields.set_treatment(state.treatment)
        if state.doses or "doses" in self.__dict__:
            self.doses.show_doses(state.doses, state.dose)
        if serious or "more" in self.__dict__:
            self.more.setVisible(serious)
        if state.symptoms:
            self._missing.hide()

    def say_missing(self) -> None:
        """Say that no symptom is chosen, and go there."""
        self._missing.set_words(self.tr("Choose a symptom, or write what happened"))
        self._missing.show()
        self.fields.focus_first()

    def say_unreadable(self, sign: str) -> None:
        """Say that what stands in the field of a sign is not a figure."""
        self.fields.say_unreadable(sign)


class ReactionFields(QWidget):
    """Chips and fields of the form."""

    described = Signal(str, str)
    outcome_chosen = Signal(str)
    vitals_typed = Signal(dict)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.symptoms = ToggleGrid(
            _labels(wording, SYMPTOMS, _FIRST),
            self.tr("Symptoms"),
            least=176,
            digits=True,
            parent=self,
        )
        self.criteria = ToggleGrid(
            _labels(wording, CRITERIA, ()),
            self.tr("Criteria of a serious event"),
            tone="stop",
            parent=self,
        )
        self._description = Field(self.tr("What happened"), parent=self)
        self._treatment = Field(self.tr("Treatment given"), parent=self)
        self._signs = {
            "temperature": Field(self.tr("Temperature"), unit="°C", parent=self),
            "pulse": Field(self.tr("Pulse"), unit=self.tr("/min"), parent=self),
            "blood_pressure": Field(self.tr("Blood pressure"), unit="mmHg", parent=self),
        }
        outcomes = [(key, wording.text(text)) for key, text in OUTCOMES.items()]
        self._outcome = SelectField(self.tr("Outcome now"), outcomes, parent=self)
        self._arrange()
        self._description.text_changed.connect(self._tell_words)
        self._treatment.text_changed.connect(self._tell_words)
        self._outcome.choice_made.connect(self.outcome_chosen)
        for field in self._signs.values():
            field.text_changed.connect(self._tell_vitals)

    def begin(self) -> None:
        """Empty all fields and go to the first symptom."""
        for field in (self._description, self._treatment, *self._signs.values()):
            field.set_text("")
            field.set_invalid("")
        self._outcome.choose("unknown")
        self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to the first symptom."""
        self.symptoms.focus_first()

    def say_unreadable(self, sign: str) -> None:
        """Say that what stands in the field of a sign is not a figure."""
        field = self._signs.get(sign)
        if field is not None:
            field.set_invalid(self.tr("Not a figure"))
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def set_ticked(self, symptoms: tuple[str, ...], criteria: tuple[str, ...]) -> None:
        """Show what is ticked."""
        self.symptoms.set_ticked(symptoms)
        self.criteria.set_ticked(criteria)

    def set_treatment(self, treatment: str) -> None:
        """Show what was given, where it was not typed here."""
        if treatment != self._treatment.text():
            self._treatment.set_text(treatment)

    def add_above(self, row: QWidget) -> None:
        """Put one more row above the others."""
        self._column.insertWidget(0, row)

    def add_row(self, row: QWidget) -> None:
        """Put one more row below the others."""
        self._column.insertWidget(self._column.count() - 1, row)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, SPACE.m, 5)
        column.setSpacing(SPACE.xs)
        grids = QHBoxLayout()
        grids.setSpacing(SPACE.l)
        for heading, grid, share in (
            (self.tr("Symptoms: by digit, or arrows and space"), self.symptoms, 3),
            (self.tr("Serious if any holds (WHO)"), self.criteria, 1),
        ):
            part = QVBoxLayout()
            part.setSpacing(SPACE.xs)
            part.addWidget(Words(heading, TYPE.label, "text_2", parent=self))
            part.addWidget(grid)
            part.addStretch(1)
            grids.addLayout(part, share)
        column.addLayout(grids)
        column.addSpacing(SPACE.xs)
        for row in (
            (self._description, self._treatment),
            (*self._signs.values(), self._outcome),
        ):
            line = QHBoxLayout()
            line.setSpacing(SPACE.m)
            for field in row:
                line.addWidget(field, 1)
            column.addLayout(line)
        column.addStretch(1)
        self._column = column

    def _tell_words(self) -> None:
        self.described.emit(self._description.text(), self._treatment.text())

    def _tell_vitals(self) -> None:
        for field in self._signs.values():
            field.set_invalid("")
        self.vitals_typed.emit({name: field.text() for name, field in self._signs.items()})


def _labels(
    wording: Wording, texts: Mapping[str, Text], first: tuple[str, ...]
) -> list[tuple[str, str]]:
    keys = (*first, *(key for key in texts if key not in first))
    return [(key, wording.text(texts[key]).split(":", 1)[0]) for key in keys]
