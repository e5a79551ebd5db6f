"""Beside the list of serious events: one event, its duties, and what may be done now."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.serious import SeriousEvent
from immunization.dates import show_day
from immunization.labels import OUTCOMES
from ui.frame.main_window import Density
from ui.kit import draw, formats
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fact_rows import FactList, FactRow
from ui.kit.fields import Field
from ui.kit.in_parts import InParts
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, SPACE, TYPE, Step
from ui.kit.words import Words
from ui.pages.serious_note import NoteForm
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording
from ui.presenters.serious import SeriousMode

_NAME = Step(24, 34, 700)
_ANY = 16_777_215
_URGENT = timedelta(hours=4)


class SeriousPanel(QFrame, InParts):
    """404 wide. All signals come from the user."""

    primary_asked = Signal()
    print_asked = Signal()
    form_asked = Signal(str)
    back_asked = Signal()
    told = Signal(str)
    noted = Signal(object)

    later = ("others", "note")

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
        self.primary = PrimaryButton("", wide=True)
        self.primary.clicked.connect(self.primary_asked)
        self._arrange()

    @cached_property
    def note(self) -> NoteForm:
        """The form of a follow-up."""
        form = NoteForm(self._wording, self._person)
        form.typed.connect(self.noted)
        form.hide()
        self._inner.insertWidget(self._inner.count() - 1, form)
        return form

    @cached_property
    def others(self) -> OtherDeeds:
        """What else may be done than the first thing."""
        others = OtherDeeds(self._foot)
        others.print_asked.connect(self.print_asked)
        others.form_asked.connect(self.form_asked)
        others.back_asked.connect(self.back_asked)
        self._buttons.insertWidget(0, others)
        return others

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
        if event is not None or "others" in self.__dict__:
            self.others.setVisible(event is not None)
            self.others.offer(resting=resting)
        if mode == "follow_up" or "note" in self.__dict__:
            self.note.setVisible(event is not None and mode == "follow_up")
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
            self.note.begin(event.outcome)

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
            self.note.say_missing()

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
        person = self._person = QWidget(self)
        inner = self._inner = QVBoxLayout(person)
        inner.setContentsMargins(18, 12, 18, 8)
        inner.setSpacing(SPACE.s)
        for widget in (self._name, self._what, self._facts, self._to):
            inner.addWidget(widget)
        inner.addStretch(1)
        column.addWidget(scrolling(person), 1)
        foot = self._foot = QFrame(self)
        buttons = self._buttons = QVBoxLayout(foot)
        buttons.setContentsMargins(18, 8, 18, 14)
        buttons.setSpacing(8)
        buttons.addWidget(self.primary)
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
            self.others.printing.hide()
        else:
            words, icon = self.tr("Add follow-up"), "pencil"
            self.others.adding.hide()
        self.primary.set_words(words)
        self.primary.set_icon(icon)  # type: ignore[arg-type]


class OtherDeeds(QWidget):
    """The buttons above the first one. ``form_asked`` names the form: phone, written, follow_up."""

    print_asked = Signal()
    form_asked = Signal(str)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.printing = Button(self.tr("Print the report (PDF)…"), icon="printer", wide=True)
        self.printing.clicked.connect(self.print_asked)
        phone = Button(self.tr("Told by phone…"), icon="phone", wide=True)
        phone.clicked.connect(lambda: self.form_asked.emit("phone"))
        written = Button(self.tr("Sent in writing…"), icon="file-check", wide=True)
        written.clicked.connect(lambda: self.form_asked.emit("written"))
        self.adding = Button(self.tr("Add follow-up, or close…"), icon="pencil", wide=True)
        self.adding.clicked.connect(lambda: self.form_asked.emit("follow_up"))
        self._back = Button(self.tr("Back"), keys=("Esc",), wide=True)
        self._back.clicked.connect(self.back_asked)
        self._deeds = (self.printing, phone, written, self.adding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        for button in (*self._deeds, self._back):
            column.addWidget(button)

    def offer(self, *, resting: bool) -> None:
        """Offer what may be done with an event; within a form only the way back."""
        for button in self._deeds:
            button.setVisible(resting)
        self._back.setVisible(not resting)
