"""The form of a reaction: symptoms by digit or arrow, WHO's criteria, course, treatment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from immunization.adverse_events import CRITERIA, SYMPTOMS
from immunization.labels import OUTCOMES
from ui.kit.card import Card
from ui.kit.fields import Field, SelectField
from ui.kit.pills import Pill, PillFacts
from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words
from ui.pages.side_panels import scrolling
from ui.pages.toggles import ToggleGrid
from ui.pages.wording import Wording
from ui.presenters.reaction import ReactionState

_FIRST = ("dizziness", "rash", "dyspnoea", "anaphylaxis")
"""What happens within half an hour of an injection stands before what comes days later."""


class ReactionForm(Card):
    """The form as a card that scrolls where it must. All signals come from the user."""

    symptom_toggled = Signal(str)
    criterion_toggled = Signal(str)
    described = Signal(str, str)
    outcome_chosen = Signal(str)
    vitals_typed = Signal(dict)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self._severity = Pill(parent=self)
        self.head.addWidget(self._severity)
        self._missing = Words("", TYPE.second_strong, "stop", wrap=True, parent=self)
        self._missing.hide()
        self.column().addWidget(self._missing)
        self._symptoms = ToggleGrid(
            self._labels(SYMPTOMS, _FIRST),
            self.tr("Symptoms"),
            least=176,
            digits=True,
            parent=self,
        )
        self._criteria = ToggleGrid(
            self._labels(CRITERIA, ()),
            self.tr("Criteria of a serious event"),
            columns=1,
            tone="stop",
            parent=self,
        )
        self._description = Field(self.tr("What happened"), parent=self)
        self._treatment = Field(self.tr("Treatment given"), parent=self)
        self._temperature = Field(self.tr("Temperature"), unit="°C", parent=self)
        self._pulse = Field(self.tr("Pulse"), unit=self.tr("/min"), parent=self)
        self._pressure = Field(self.tr("Blood pressure"), unit="mmHg", parent=self)
        self._outcome = SelectField(
            self.tr("Outcome now"),
            [(key, wording.text(text)) for key, text in OUTCOMES.items()],
            parent=self,
        )
        self._arrange()
        self._connect()

    def begin(self) -> None:
        """Start anew, with the focus on the first symptom."""
        for field in (self._description, self._treatment, *self._signs().values()):
            field.set_text("")
        self._outcome.choose("unknown")
        self._missing.hide()
        self._symptoms.focus_first()

    def show_state(self, state: ReactionState) -> None:
        """Show what is ticked, and how grave that makes it."""
        serious = state.severity == "serious"
        self.set_heading(self.tr("Report a reaction: {0}").format(state.name))
        words = self.tr("Serious adverse event") if serious else self.tr("Mild reaction")
        icon = "siren" if serious else "heart-pulse"
        self._severity.set_facts(
            PillFacts(words, icon, "stop" if serious else "warn", filled=serious)  # type: ignore[arg-type]
        )
        self._symptoms.set_ticked(state.symptoms)
        self._criteria.set_ticked(state.criteria)
        if state.symptoms:
            self._missing.hide()

    def say_missing(self) -> None:
        """Say that no symptom is chosen, and go there."""
        self._missing.set_words(self.tr("Choose a symptom, or write what happened"))
        self._missing.show()
        self._symptoms.focus_first()

    def _labels(self, texts: object, first: tuple[str, ...]) -> list[tuple[str, str]]:
        words = dict(texts)  # type: ignore[call-overload]
        keys = (*first, *(key for key in words if key not in first))
        return [(key, self._wording.text(words[key]).split(":", 1)[0]) for key in keys]

    def _signs(self) -> dict[str, Field]:
        return {
            "temperature": self._temperature,
            "pulse": self._pulse,
            "blood_pressure": self._pressure,
        }

    def _arrange(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(5, 5, SPACE.m, 5)
        column.setSpacing(SPACE.xs)
        grids = QHBoxLayout()
        grids.setSpacing(SPACE.l)
        for heading, grid, share in (
            (self.tr("Symptoms: by digit, or arrows and space"), self._symptoms, 3),
            (self.tr("Serious if any holds (WHO)"), self._criteria, 1),
        ):
            part = QVBoxLayout()
            part.setSpacing(SPACE.xs)
            part.addWidget(Words(heading, TYPE.label, "text_2"))
            part.addWidget(grid)
            part.addStretch(1)
            grids.addLayout(part, share)
        column.addLayout(grids)
        column.addSpacing(SPACE.xs)
        for row in (
            (self._description, self._treatment),
            (self._temperature, self._pulse, self._pressure, self._outcome),
        ):
            line = QHBoxLayout()
            line.setSpacing(SPACE.m)
            for field in row:
                line.addWidget(field, 1)
            column.addLayout(line)
        column.addStretch(1)
        self.column().addWidget(scrolling(inner), 1)

    def _connect(self) -> None:
        self._symptoms.toggled.connect(self.symptom_toggled)
        self._criteria.toggled.connect(self.criterion_toggled)
        self._description.text_changed.connect(self._tell_words)
        self._treatment.text_changed.connect(self._tell_words)
        self._outcome.choice_made.connect(self.outcome_chosen)
        for field in self._signs().values():
            field.text_changed.connect(self._tell_vitals)

    def _tell_words(self) -> None:
        self.described.emit(self._description.text(), self._treatment.text())

    def _tell_vitals(self) -> None:
        self.vitals_typed.emit({name: field.text() for name, field in self._signs().items()})
