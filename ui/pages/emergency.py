"""The emergency card (F12), from any screen: what to do in anaphylaxis, in order.

It names no doses: they hang by weight beside the box (Circular 51/2017/TT-BYT, Annex III),
and a number on a screen that nobody of the site has checked must not compete with them.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.frame.dialog import Dialog
from ui.kit.buttons import Button
from ui.kit.pills import Pill, PillFacts
from ui.kit.tokens import SIZE, TYPE
from ui.kit.words import Words


class EmergencyCard(Dialog):
    """The card. ``reaction_asked`` opens the form of a reaction for who is open."""

    reaction_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(self._title(), 640, parent)
        if name:
            self.column.addWidget(Words(name, TYPE.lead, wrap=True))
        for at, words in enumerate(self._steps()):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Pill(PillFacts(str(at + 1), None, "stop", filled=True)))
            row.addWidget(Words(words, TYPE.heading, wrap=True), 1)
            self.column.addLayout(row)
        self.column.addWidget(
            Words(
                self.tr("Doses by weight: the chart beside the emergency box (51/2017/TT-BYT)."),
                TYPE.second,
                "text_2",
                wrap=True,
            )
        )
        leave = Button(self.tr("Close"), "secondary", keys=("Esc",), parent=self)
        leave.clicked.connect(self.reject)
        report = Button(
            self.tr("Report reaction"), "danger", icon="heart-pulse", height=SIZE.secondary
        )
        report.clicked.connect(self._report)
        report.setVisible(bool(name))
        self.buttons.addWidget(leave)
        self.buttons.addStretch(1)
        self.buttons.addWidget(report)

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

    def _report(self) -> None:
        self.accept()
        self.reaction_asked.emit()
