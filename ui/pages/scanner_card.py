"""The trial of a hand scanner: one code to scan, and in words what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.scanner_trial import TrialResult
from ui.frame.main_window import Density
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.code_view import CodeView
from ui.kit.tokens import SPACE, TYPE, Tone
from ui.kit.words import Words
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording
from ui.ports import ScannerState
from ui.presenters.devices import DevicesState

_MOST = 4
"""Sentences of advice: more than four faults at once are one fault, and the first tells it."""


class ScannerCard(Card):
    """``forget_asked()`` comes from its button."""

    forget_asked = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(self._title(), parent)
        self._wording = wording
        self.code = CodeView(self.tr("Test code for hand scanners"), self)
        self._how = Words(self._steps(), TYPE.body, "text", wrap=True, parent=self)
        self._known = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self._forget = Button(self.tr("Forget this scanner"), "link", icon="circle-x", parent=self)
        self._forget.clicked.connect(self.forget_asked)
        self._heading = Words("", TYPE.strong, parent=self)
        self._lines = [AlertLine(parent=self) for _ in range(_MOST + 1)]
        self._arrange()
        self.set_density("roomy")

    def show_scanner(self, state: DevicesState) -> None:
        """Show what is remembered, and what came of the last trial."""
        self._known.set_words(self._remembered(state.scanner))
        self._forget.setVisible(state.scanner.kind != "none")
        trial = state.trial
        self._heading.setVisible(trial is not None)
        self._heading.set_words(self._what(trial, state.tried) if trial is not None else "")
        facts = self._facts(state, trial) if trial is not None else []
        for at, line in enumerate(self._lines):
            line.set_alert(facts[at] if at < len(facts) else None)

    def set_density(self, density: Density) -> None:
        """Give way: the code becomes smaller, three pixels a module stay."""
        self.code.set_side({"roomy": 212, "low": 212}.get(density, 159))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.l)
        head.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(SPACE.s)
        beside.addWidget(self._how)
        beside.addWidget(self._known)
        beside.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        head.addLayout(beside, 1)
        self.column().addLayout(head)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, SPACE.s, SPACE.s, 0)
        lines.setSpacing(SPACE.s)
        lines.addWidget(self._heading)
        for line in self._lines:
            line.setParent(inner)
            lines.addWidget(line)
        lines.addStretch(1)
        self.column().addWidget(scrolling(inner), 1)

    def _facts(self, state: DevicesState, trial: TrialResult) -> list[AlertFacts]:
        bad: Tone = "warn" if trial.numbers else "stop"
        tone: Tone = "ok" if trial.is_good else bad
        said = [AlertFacts(self._wording.text(one), tone) for one in trial.advice[:_MOST]]
        if state.kept is not None:
            said.insert(0, AlertFacts(self._wording.text(state.kept), "info"))
        return said

    def _what(self, trial: TrialResult, tried: str) -> str:
        if trial.way == "serial":
            return self.tr("COM port: {0}").format(tried)
        ending = {
            "enter": self.tr("ends with Enter"),
            "tab": self.tr("ends with Tab"),
            "none": self.tr("without a closing key"),
        }[trial.ending]
        return self.tr("Types like a keyboard, {0}").format(ending)

    def _remembered(self, scanner: ScannerState) -> str:
        if scanner.kind == "none":
            return self.tr("No scanner at a COM port is remembered. Those that type need nothing.")
        if scanner.kind == "ready":
            return self.tr("Remembered and ready: {0}").format(scanner.name)
        return self._wording.text(scanner.sentence)

    def _steps(self) -> str:
        return self.tr(
            "Scan this code with the desk's hand scanner, with the input tool as at work. One "
            "in serial (COM) mode: press **Look at the COM ports** first."
        )

    def _title(self) -> str:
        return self.tr("Hand scanner")
