"""The panel beside the board: who it is, the course, and what may be done now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from desk.card import PersonCard
from desk.observation import Observed
from immunization.labels import SEVERITIES
from ui.frame.main_window import Density
from ui.kit import draw, formats
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fields import Field
from ui.kit.pills import Pill, PillFacts
from ui.kit.theme import colours
from ui.kit.timeline import Happening, Timeline
from ui.kit.tokens import SIZE, SPACE, TYPE, Step
from ui.kit.words import Words
from ui.pages.course_form import CourseForm
from ui.pages.elsewhere import Elsewhere
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording
from ui.presenters.observation import PanelMode
from ui.presenters.reaction import ReactionState

_NAME = Step(26, 36, 700)


class ObservationPanel(QFrame):
    """344 wide. All signals come from the user."""

    primary_asked = Signal()
    reaction_asked = Signal()
    end_asked = Signal()
    emergency_asked = Signal()
    slip_asked = Signal()
    back_asked = Signal()
    early_reasoned = Signal(str)
    course_typed = Signal(object)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.setFixedWidth(SIZE.board_panel)
        self._number = Words("", TYPE.second_strong, "text_2", parent=self)
        self._name = Words("", _NAME, wrap=True, parent=self)
        self._who = Words("", TYPE.body, "text_2", wrap=True, parent=self)
        self._dose = Words("", TYPE.body, "text_2", wrap=True, parent=self)
        self._pill = Pill(parent=self)
        self._until = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self._course = Timeline(self)
        self._early = Field(self.tr("Why before the time is up"), parent=self)
        self._early.text_changed.connect(self.early_reasoned)
        self._form = CourseForm(wording, self)
        self._form.typed.connect(self.course_typed)
        self._elsewhere = Elsewhere(wording, "observation", self)
        self._elsewhere.acted.connect(self.primary_asked)
        self._escalate = Button(
            self.tr("Worse: emergency card"), "danger_fill", icon="siren", keys=("F12",), wide=True
        )
        self._escalate.clicked.connect(self.emergency_asked)
        self._report = Button(self.tr("Report reaction"), "danger", icon="heart-pulse", wide=True)
        self._report.clicked.connect(self.reaction_asked)
        self._end = Button(self.tr("End observation…"), icon="door-open", wide=True)
        self._end.clicked.connect(self.end_asked)
        self._slip = Button(self.tr("Print the slip (PDF)…"), icon="printer", wide=True)
        self._slip.clicked.connect(self.slip_asked)
        self._back = Button(self.tr("Back"), keys=("Esc",), wide=True)
        self._back.clicked.connect(self.back_asked)
        self.primary = PrimaryButton("", wide=True)
        self.primary.clicked.connect(self.primary_asked)
        self._arrange()

    def show_mode(self, mode: PanelMode, observed: Observed | None, now: datetime) -> None:
        """Show one of the panel's forms for who is chosen."""
        if observed is None:
            self._show_nobody()
            return
        self._show_person(observed)
        self._stack.setCurrentWidget(self._person_area)
        self._early.setVisible(mode == "early")
        self._form.setVisible(mode == "follow_up")
        self._course.setVisible(mode != "follow_up" and bool(observed.notes))
        self._buttons_for(mode, observed, now)
        if mode == "early":
            self._early.set_text("")
            self._early.set_invalid("")
            self._early.setFocus(Qt.FocusReason.TabFocusReason)
        elif mode == "follow_up":
            self._form.begin()

    def show_elsewhere(self, card: PersonCard) -> None:
        """Say where a person is who is not here."""
        self._elsewhere.show_card(card)
        self._stack.setCurrentWidget(self._elsewhere)
        for button in (self._escalate, self._report, self._end, self._back):
            button.hide()
        self._slip.setVisible(any(one.kind == "dose" and not one.void for one in card.history))
        self.primary.set_words(self._elsewhere.action(card))
        self.primary.set_icon("arrow-right")

    def show_reaction(self, state: ReactionState) -> None:
        """Name what the form of a reaction will save."""
        serious = state.severity == "serious"
        self.primary.set_words(self.tr("Report serious") if serious else self.tr("Report mild"))
        self.primary.set_icon("siren" if serious else "heart-pulse")
        self._escalate.setVisible(serious)
        for button in (self._report, self._end, self._slip):
            button.hide()
        self._back.show()

    def go_to(self, field: str) -> None:
        """Give a field the focus and say that it is missing."""
        if field == "early":
            self._early.set_invalid(self.tr("Write why, then press again"))
            self._early.setFocus(Qt.FocusReason.TabFocusReason)
        elif field == "follow_up":
            self._form.say_missing()
        else:
            self._form.say_unreadable(field)

    def set_density(self, density: Density) -> None:
        """Become narrow in a narrow window."""
        self.setFixedWidth(336 if density == "compact" else SIZE.board_panel)
        pad = 12 if density == "compact" else 18
        self._inner.setContentsMargins(pad, 12, pad, 12)
        for button, keys in ((self.primary, ("Ctrl", "Enter")), (self._escalate, ("F12",))):
            button.set_keys(() if density == "compact" else keys)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the surface, the line at the left."""
        painter = QPainter(self)
        theme = colours()
        painter.fillRect(self.rect(), theme.surface)
        draw.rule(painter, QPointF(0.5, 0), QPointF(0.5, self.height()), theme.line)
        painter.end()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._person = QWidget(self)
        inner = self._inner = QVBoxLayout(self._person)
        inner.setContentsMargins(18, 12, 18, 12)
        inner.setSpacing(SPACE.xs)
        for words in (self._number, self._name, self._who, self._dose):
            inner.addWidget(words)
        inner.addSpacing(SPACE.s)
        inner.addWidget(self._pill)
        inner.addWidget(self._until)
        inner.addSpacing(SPACE.xs)
        self._course.setMinimumHeight(96)
        inner.addWidget(self._course, 1)
        inner.addWidget(self._form)
        inner.addWidget(self._early)
        inner.addStretch(0)
        self._nobody = QWidget(self)
        rest = QVBoxLayout(self._nobody)
        rest.setContentsMargins(18, 24, 18, 12)
        rest.addWidget(Words(self.tr("Nobody is chosen."), TYPE.lead, wrap=True))
        rest.addWidget(
            Words(self.tr("Choose a tile, or scan a code."), TYPE.body, "text_2", wrap=True)
        )
        rest.addStretch(1)
        box = QWidget(self)
        self._stack = QStackedLayout(box)
        self._person_area = scrolling(self._person)
        for part in (self._person_area, self._nobody, self._elsewhere):
            self._stack.addWidget(part)
        column.addWidget(box, 1)
        foot = QFrame(self)
        buttons = QVBoxLayout(foot)
        buttons.setContentsMargins(18, 12, 18, 14)
        buttons.setSpacing(10)
        several = (self._escalate, self._report, self._end, self._slip, self._back, self.primary)
        for button in several:
            buttons.addWidget(button)
        column.addWidget(foot)

    def _show_nobody(self) -> None:
        self._stack.setCurrentWidget(self._nobody)
        for button in (self._escalate, self._report, self._end, self._slip, self._back):
            button.hide()
        self.primary.set_words(self.tr("Choose a person"))
        self.primary.set_icon(None)

    def _show_person(self, observed: Observed) -> None:
        row, say = observed.row, self._wording.text
        self._number.set_words(self.tr("No. {0}").format(row.number or "–"))
        self._name.set_words(row.name)
        who = self._wording.sex_age(row.sex_words, row.age)
        first, *more = observed.doses
        dose, when = say(first.words), formats.clock(first.given_at)
        if more:
            dose = self.tr("%n dose(s)", "", len(observed.doses))
        self._who.set_words(self.tr("**{0}**, {1} at {2}").format(who, dose, when))
        lot = self.tr("{0}, lot {1}")
        self._dose.set_words(
            "; ".join(lot.format(one.product_name, one.lot) for one in observed.doses)
        )
        until = formats.clock(row.until)
        self._pill.setVisible(row.reaction is not None)
        if row.reaction is not None:
            serious = row.severity == "serious"
            words = say(SEVERITIES[row.severity or "mild"])
            icon = "siren" if serious else "heart-pulse"
            self._pill.set_facts(PillFacts(words, icon, "stop", serious))  # type: ignore[arg-type]
            self._until.set_words(self.tr("watched until {0}").format(until))
        else:
            self._until.set_words(self.tr("Under observation until {0}").format(until))
        self._course.set_rows(
            [
                Happening(
                    key=note.entry,
                    title=say(note.title),
                    lines=tuple(say(line) for line in note.lines),
                    standing=self._wording.mark(note.standing),
                    time=formats.clock(note.at),
                )
                for note in observed.notes
            ]
        )

    def _buttons_for(self, mode: PanelMode, observed: Observed, now: datetime) -> None:
        reacting, over = observed.row.reaction is not None, now >= observed.row.until
        resting = mode == "overview"
        self._escalate.setVisible(resting)
        self._escalate.set_words(
            self.tr("Worse: emergency card") if reacting else self.tr("Emergency card")
        )
        self._report.setVisible(resting and not reacting)
        self._end.setVisible(resting and reacting)
        self._slip.setVisible(resting and not reacting)
        self._back.setVisible(not resting)
        words, icon = self.tr("End observation"), "door-open"
        if mode == "follow_up":
            words, icon = self.tr("Save follow-up"), ""
        elif mode == "early":
            words = self.tr("End early")
        elif reacting:
            words, icon = self.tr("Add follow-up"), ""
        elif not over:
            words = self.tr("End early…")
        self.primary.set_words(words)
        self.primary.set_icon(icon or None)  # type: ignore[arg-type]
