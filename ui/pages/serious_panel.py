"""Beside the list of serious events: one event, its duties, and what may be done now."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.serious import SeriousEvent, SeriousNote
from immunization.adverse_events import CRITERIA, TREATED_AT
from immunization.dates import show_day
from immunization.entries import Outcome
from immunization.labels import OUTCOMES
from ui.frame.main_window import Density
from ui.kit import draw, formats
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fact_rows import FactList, FactRow
from ui.kit.fields import DateField, Field, SelectField
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, SPACE, TYPE, Step
from ui.kit.words import Words
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording
from ui.presenters.serious import SeriousMode

_NAME = Step(24, 34, 700)
_ANY = 16_777_215
_URGENT = timedelta(hours=4)


class SeriousPanel(QFrame):
    """404 wide. All signals come from the user."""

    primary_asked = Signal()
    print_asked = Signal()
    form_asked = Signal(str)
    back_asked = Signal()
    told = Signal(str)
    noted = Signal(object)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._event: SeriousEvent | None = None
        self.setFixedWidth(SIZE.list_panel)
        self._name = Words("", _NAME, wrap=True, parent=self)
        self._what = Words("", TYPE.body, "text_2", wrap=True, parent=self)
        self._facts = FactList(self)
        self._to = Field(self.tr("Who was told"), parent=self)
        self._to.text_changed.connect(self.told)
        self._note = NoteForm(wording, self)
        self._note.typed.connect(self.noted)
        self._print = Button(self.tr("Print the report (PDF)…"), icon="printer", wide=True)
        self._print.clicked.connect(self.print_asked)
        self._phone = Button(self.tr("Told by phone…"), icon="phone", wide=True)
        self._phone.clicked.connect(lambda: self.form_asked.emit("phone"))
        self._written = Button(self.tr("Sent in writing…"), icon="file-check", wide=True)
        self._written.clicked.connect(lambda: self.form_asked.emit("written"))
        self._add = Button(self.tr("Add follow-up, or close…"), icon="pencil", wide=True)
        self._add.clicked.connect(lambda: self.form_asked.emit("follow_up"))
        self._back = Button(self.tr("Back"), keys=("Esc",), wide=True)
        self._back.clicked.connect(self.back_asked)
        self.primary = PrimaryButton("", wide=True)
        self.primary.clicked.connect(self.primary_asked)
        self._arrange()

    def has_event(self) -> bool:
        """Tell whether an event is shown."""
        return self._event is not None

    def show_event(
        self,
        event: SeriousEvent | None,
        mode: SeriousMode,
        now: datetime,
        *,
        may_acknowledge: bool,
    ) -> None:
        """Show one event, with one of the panel's forms."""
        self._event = event
        resting = mode == "overview"
        for part in (self._name, self._what, self._facts):
            part.setVisible(event is not None)
        self._facts.setVisible(event is not None and resting)
        self._to.setVisible(event is not None and mode in {"phone", "written"})
        self._note.setVisible(event is not None and mode == "follow_up")
        for button in (self._print, self._phone, self._written, self._add):
            button.setVisible(event is not None and resting)
        self._back.setVisible(event is not None and not resting)
        if event is None:
            self.primary.set_words(self.tr("Nothing to do"))
            self.primary.set_icon(None)
            return
        self._show_who(event)
        self.tick(now)
        self._say_primary(event, mode, may_acknowledge=may_acknowledge)
        if mode in {"phone", "written"}:
            self._to.set_text("")
            self._to.set_invalid("")
            self._to.setFocus(Qt.FocusReason.TabFocusReason)
        elif mode == "follow_up":
            self._note.begin(event.outcome)

    def tick(self, now: datetime) -> None:
        """Count the hours down."""
        event = self._event
        if event is not None:
            self._facts.set_rows(self._duties(event, now))

    def go_to(self, field: str) -> None:
        """Give a field the focus and say that it is missing."""
        if field == "to":
            self._to.set_invalid(self.tr("Write who was told, then press again"))
            self._to.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._note.say_missing()

    def set_density(self, density: Density) -> None:
        """Become wide in a narrow window, where the list gives way."""
        if density == "compact":
            self.setMinimumWidth(SIZE.list_panel)
            self.setMaximumWidth(_ANY)
        else:
            self.setFixedWidth(SIZE.list_panel)
        pad = 12 if density == "compact" else 18
        self._inner.setContentsMargins(pad, 12, pad, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the surface, the line at the left."""
        painter = QPainter(self)
        theme = colours()
        painter.fillRect(self.rect(), theme.surface)
        draw.rule(painter, QPointF(0.5, 0), QPointF(0.5, self.height()), theme.line)
        painter.end()

    # -- inside --

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        person = QWidget(self)
        inner = self._inner = QVBoxLayout(person)
        inner.setContentsMargins(18, 12, 18, 8)
        inner.setSpacing(SPACE.s)
        for widget in (self._name, self._what, self._facts, self._to, self._note):
            inner.addWidget(widget)
        inner.addStretch(1)
        column.addWidget(scrolling(person), 1)
        foot = QFrame(self)
        buttons = QVBoxLayout(foot)
        buttons.setContentsMargins(18, 8, 18, 14)
        buttons.setSpacing(8)
        for button in (
            self._print, self._phone, self._written, self._add, self._back, self.primary,
        ):  # fmt: skip
            buttons.addWidget(button)
        column.addWidget(foot)

    def _show_who(self, event: SeriousEvent) -> None:
        say = self._wording.text
        self._name.set_words(f"{event.number} {event.name}" if event.number else event.name)
        day, time = show_day(event.onset_at.date()), formats.clock(event.onset_at)
        words = self.tr("**{0}**, since {1} on {2}.").format(say(event.what), time, day)
        if event.lot:
            words += " " + self.tr("{0}, lot {1}.").format(event.product_name, event.lot)
        words += " " + say(OUTCOMES[event.outcome]) + "."
        self._what.set_words(words)

    def _duties(self, event: SeriousEvent, now: datetime) -> list[FactRow]:
        left = event.due - now
        minutes = int(abs(left).total_seconds()) // 60
        span = f"{'−' if left < timedelta() else ''}{minutes // 60}:{minutes % 60:02}"
        if event.written_at is None:
            due = FactRow(
                "due", self.tr("Report in writing"),
                self.tr("by {0} on {1}").format(
                    formats.clock(event.due), show_day(event.due.date())
                ),
                span, "stop" if left < _URGENT else "warn", "clock-alert", tinted=True,
            )  # fmt: skip
        else:
            sent = formats.clock(event.written_at)
            due = FactRow("due", self.tr("Reported in writing"), "", sent, "ok", "circle-check")
        if event.acknowledged_at is None:
            seen = FactRow(
                "seen", self.tr("The supervisor has not acknowledged it"), "", "", "stop", "siren"
            )
        else:
            at = formats.clock(event.acknowledged_at)
            seen = FactRow("seen", self.tr("Acknowledged"), "", at, "ok", "circle-check")
        standing = event.standing
        if standing is None:
            return [due, seen]
        there = standing.stop == "centre"
        where = FactRow(
            "where", self._wording.text(standing.words), "", "", "ok" if there else "warn",
            "landmark",
        )  # fmt: skip
        return [due, seen, where]

    def _say_primary(
        self, event: SeriousEvent, mode: SeriousMode, *, may_acknowledge: bool
    ) -> None:
        self._print.setVisible(mode == "overview")
        if mode == "phone":
            words, icon = self.tr("Save: told by phone"), "phone"
        elif mode == "written":
            words, icon = self.tr("Save: sent in writing"), "file-check"
        elif mode == "follow_up":
            words, icon = self.tr("Save follow-up"), "pencil"
        elif event.acknowledged_at is None and may_acknowledge:
            words, icon = self.tr("Acknowledge the alarm"), "siren"
        elif event.written_at is None:
            words, icon = self.tr("Print the 24-hour report"), "printer"
            self._print.hide()
        else:
            words, icon = self.tr("Add follow-up"), "pencil"
            self._add.setVisible(False)
        self.primary.set_words(words)
        self.primary.set_icon(icon)  # type: ignore[arg-type]


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
        self._autopsy.choose("")
        self._ask_of_death(outcome)
        self._outcome.choose(outcome if outcome != "unknown" else "")
        self._outcome.set_invalid("")
        self._place.choose("")
        self._grave.choose("")
        self._closed.choose("open")
        self._outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def say_missing(self) -> None:
        """Say that the outcome is not chosen."""
        self._outcome.set_invalid(self.tr("Choose how it is now"))
        self._outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_of_death(self, outcome: Outcome | None) -> None:
        for field in (self._died, self._autopsy):
            field.setVisible(outcome == "died")

    def _tell(self) -> None:
        self._outcome.set_invalid("")
        chosen = next((key for key in OUTCOMES if key == self._outcome.chosen()), None)
        self._ask_of_death(chosen)
        if chosen is None:
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
