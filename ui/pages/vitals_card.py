"""Vital signs with their limits, as a card; the two pressures share one field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk.screening import Finding, Sign
from ui.kit.card import Card
from ui.kit.tokens import SPACE
from ui.kit.vital_row import VitalRow
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording

_HEAD: Final = 46
_ROW: Final = 63
_LOW: Final = 53


class VitalsCard(Card):
    """``typed(sign, text)`` while a figure is typed, ``finished()`` on Enter in the last."""

    typed = Signal(str, str)
    finished = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self._rows: dict[str, VitalRow] = {}
        self.set_heading(self.tr("Vital signs"))
        self.column().setContentsMargins(0, SPACE.m, 0, 0)
        self.column().setSpacing(0)
        self.head.setContentsMargins(14, 0, 14, SPACE.s)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._box = QWidget()
        self._lines = QVBoxLayout(self._box)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.column().addWidget(scrolling(self._box), 1)

    def show_signs(self, signs: tuple[Sign, ...]) -> None:
        """Show empty fields for these signs."""
        for old in self._rows.values():
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = {}
        for name, label, limits, unit in self._merged(signs):
            row = VitalRow(label, limits, unit, self._box)
            row.text_changed.connect(lambda text, name=name: self.typed.emit(name, text))
            row.entered.connect(lambda name=name: self._after(name))
            self._lines.addWidget(row)
            self._rows[name] = row
        self.setMaximumHeight(_HEAD + _ROW * len(self._rows))
        self._fit()

    def show_findings(self, findings: Sequence[Finding], unreadable: frozenset[str]) -> None:
        """Say under each sign what is wrong with it."""
        said = {_row_of(found.sign): self._wording.text(found.text) for found in findings}
        said |= {sign: self.tr("Not a figure") for sign in unreadable}
        for name, row in self._rows.items():
            row.set_problem(said.get(name, ""))

    def field(self, name: str) -> VitalRow | None:
        """Return the row of a sign."""
        return self._rows.get(_row_of(name))

    def go_to(self, name: str) -> bool:
        """Give the field of a sign the focus; False if there is none."""
        row = self.field(name)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)
        return row is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: lower rows where the window is low."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._rows:
            each = (self.height() - _HEAD) // len(self._rows)
            for row in self._rows.values():
                row.setFixedHeight(max(_LOW, min(_ROW, each)))

    def _after(self, name: str) -> None:
        names = list(self._rows)
        at = names.index(name) + 1
        if at < len(names):
            self._rows[names[at]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()

    def _merged(self, signs: tuple[Sign, ...]) -> list[tuple[str, str, str, str]]:
        say = self._wording.text
        by_name = {sign.name: sign for sign in signs}
        both = "systolic" in by_name and "diastolic" in by_name
        rows: list[tuple[str, str, str, str]] = []
        for sign in signs:
            if both and sign.name == "diastolic":
                continue
            if both and sign.name == "systolic":
                limits = self._wording.pressure_limits(sign.limits, by_name["diastolic"].limits)
                rows.append(("blood_pressure", self.tr("Blood pressure"), limits, say(sign.unit)))
            else:
                rows.append((sign.name, say(sign.words), say(sign.limits), say(sign.unit)))
        return rows


def _row_of(sign: str) -> str:
    return "blood_pressure" if sign in {"systolic", "diastolic"} else sign
