"""The emergency card (F12), from any screen: what to do in anaphylaxis, in order, with a clock.

Steps and amounts are those of Circular 51/2017/TT-BYT, Annex III. The amounts are data
(`immunization/rules/emergency.toml`); where no official copy of the source was seen, the card
says that the chart on the emergency box comes first.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.clock import Clock
from desk.wording import decimal
from immunization.emergency import ChartRow
from ui.frame.dialog import Dialog
from ui.kit import formats
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fact_rows import FactList, FactRow
from ui.kit.fields import Field
from ui.kit.pills import Pill, PillFacts
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.kit.words import Words
from ui.pages.wording import Wording
from ui.presenters.emergency import Emergency

_WIDTH = 1000


class EmergencyCard(Dialog):
    """The card. ``reaction_asked`` opens the form of a reaction for who is open.

    ``due`` sounds once when the next dose of adrenaline is at hand.
    """

    reaction_asked = Signal()
    due = Signal()

    def __init__(
        self, course: Emergency, wording: Wording, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(self._title(), _WIDTH, parent)
        self._course, self._wording, self._clock = course, wording, clock
        self._told: datetime | None = None
        self._name = Words(course.name, TYPE.lead, wrap=True)
        self._name.setVisible(bool(course.name))
        self._time = Words("", TYPE.title, "stop")
        self._next = Words("", TYPE.heading, wrap=True)
        self._chart = FactList(self)
        self._weight = Field(self.tr("Weight"), unit="kg", parent=self)
        self._weight.set_text(course.weight)
        self._weight.text_changed.connect(self._weighed)
        self._weight.setVisible(course.adult is not True)
        self._gave = PrimaryButton(self.tr("Adrenaline given now"), icon="syringe", parent=self)
        self._gave.clicked.connect(self._given)
        self._arrange()
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.tick)
        self._second.start()
        self._show_chart()
        self.tick()
        if self._weight.isVisibleTo(self):
            self._weight.edit.setFocus()

    def tick(self) -> None:
        """Once a second: how long it goes on, and when adrenaline is due again."""
        now, course = self._clock.now(), self._course
        minutes, seconds = divmod(int(course.elapsed(now).total_seconds()), 60)
        self._time.set_words(f"{minutes}:{seconds:02}")
        span = course.again()
        if span is None:
            self._next.set_words(self.tr("Adrenaline: not given yet. Give it at once."))
            return
        first, last = (formats.clock(at) for at in span)
        words = self.tr("Given {0} time(s), last at {1}. No better: again from {2} to {3}.").format(
            len(course.given), formats.clock(course.given[-1]), first, last
        )
        if course.turn(now) == "due":
            words = self.tr("**No better? Give adrenaline again now.** Last at {0}.").format(
                formats.clock(course.given[-1])
            )
            if self._told != span[0]:
                self._told = span[0]
                self.due.emit()
        self._next.set_words(words)

    def done(self, result: int) -> None:
        """Qt: no more seconds."""
        self._second.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the same when the window goes with it."""
        self._second.stop()
        super().closeEvent(event)

    # -- inside --

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE.xxl)
        row.addLayout(self._steps_column(), 10)
        row.addLayout(self._chart_column(), 9)
        self.column.addLayout(row)
        report = Button(
            self.tr("Report reaction"), "danger", icon="heart-pulse", height=SIZE.primary
        )
        report.clicked.connect(self._report)
        report.setVisible(bool(self._course.name))
        leave = self.add_buttons(self._gave, self.tr("Close"))
        leave.setMinimumHeight(SIZE.primary)
        self.buttons.insertWidget(2, report)

    def _steps_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE.s)
        column.addWidget(self._name)
        for at, words in enumerate(self._steps()):
            line = QHBoxLayout()
            line.setSpacing(SPACE.m)
            line.addWidget(Pill(PillFacts(str(at + 1), None, "stop", filled=True)))
            line.addWidget(Words(words, TYPE.strong, wrap=True), 1)
            column.addLayout(line)
        column.addStretch(1)
        return column

    def _chart_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        top = QHBoxLayout()
        top.setSpacing(SPACE.l)
        top.addWidget(self._time)
        top.addWidget(self._next, 1)
        column.addLayout(top)
        column.addWidget(self._chart)
        column.addWidget(self._weight)
        column.addWidget(Words(self._source(), TYPE.label, "text_2", wrap=True))
        column.addStretch(1)
        return column

    def _show_chart(self) -> None:
        here = self._course.row
        self._chart.set_rows(
            [
                FactRow(
                    str(at),
                    self._wording.text(row.words),
                    figure=self._amount(row),
                    tone="stop" if at == here else "neutral",
                    icon="syringe" if at == here else "circle-dashed",
                    tinted=at == here,
                )
                for at, row in enumerate(self._course.chart.dose)
            ]
        )

    def _amount(self, row: ChartRow) -> str:
        language = self._wording.language
        return f"{' - '.join(decimal(one, language) for one in row.ml)} ml"

    def _source(self) -> str:
        chart = self._course.chart
        words = self.tr("1 mg/1 ml ampoule, into the outer thigh. {0}.").format(chart.source)
        if not chart.confirmed:
            words += " " + self.tr(
                "No official copy was checked: the chart on the emergency box comes first."
            )
        return words

    def _weighed(self, typed: str) -> None:
        self._course.weighed(typed)
        self._show_chart()

    def _given(self) -> None:
        self._course.gave(self._clock.now())
        self.tick()

    def _report(self) -> None:
        self.accept()
        self.reaction_asked.emit()

    def _title(self) -> str:
        return self.tr("Anaphylaxis: do at once")

    def _steps(self) -> tuple[str, ...]:
        return (
            self.tr("Call for help. Stop the injection. Note the time."),
            self.tr("Adrenaline into the outer thigh at once, by the chart."),
            self.tr("Lay flat, legs up. Vomiting: on the side. Breathless: sit up."),
            self.tr("Free the airway, give oxygen, measure pulse and blood pressure."),
            self.tr("No better after 3 to 5 minutes: repeat the adrenaline."),
            self.tr("Call 115. Never leave the person alone."),
        )
