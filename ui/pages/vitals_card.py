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
_USUAL: Final = 4
"""Rows of the longest form: temperature, pulse, blood pressure, breathing."""


class VitalsCard(Card):
    """``typed(sign, text)`` while a figure is typed, ``finished()`` on Enter in the last."""

    typed = Signal(str, str)
    finished = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self._rows: list[VitalRow] = []
        self._names: tuple[str, ...] = ()
        self._corner: QWidget | None = None
        self._offers = False
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

    def set_corner(self, widget: QWidget) -> None:
        """Put something small at the right of the heading; Tab comes to it after the figures."""
        self._corner = widget
        widget.setParent(self)
        widget.hide()

    def offer_corner(self, offers: bool) -> None:
        """Show what is in the corner or not; it gives way where the card is very low."""
        self._offers = offers
        self._fit()

    def show_signs(self, signs: tuple[Sign, ...]) -> None:
        """Show empty fields for these signs."""
        merged = self._merged(signs)
        while len(self._rows) < len(merged):
            self._add_row()
        self._names = tuple(name for name, *_ in merged)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(merged))
            if at < len(merged):
                row.set_sign(*merged[at][1:])
        self.setMaximumHeight(_HEAD + _ROW * len(merged))
        self._fit()

    def make_spare(self) -> bool:
        """Make one row more that a form will need; return False when there are enough."""
        lacking = len(self._rows) < _USUAL
        if lacking:
            self._add_row().hide()
        return lacking

    def show_findings(self, findings: Sequence[Finding], unreadable: frozenset[str]) -> None:
        """Say under each sign what is wrong with it."""
        said = {_row_of(found.sign): self._wording.text(found.text) for found in findings}
        said |= {sign: self.tr("Not a figure") for sign in unreadable}
        for name, row in zip(self._names, self._rows, strict=False):
            row.set_problem(said.get(name, ""))

    def field(self, name: str) -> VitalRow | None:
        """Return the row of a sign."""
        wanted = _row_of(name)
        return self._rows[self._names.index(wanted)] if wanted in self._names else None

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
        if self._corner is not None:
            self._corner.adjustSize()
            self._corner.setVisible(self._offers and self.height() >= _HEAD + _LOW)
            left = self.width() - self._corner.width() - SPACE.s
            self._corner.move(left, (_HEAD - self._corner.height()) // 2)
        if self._names:
            each = (self.height() - _HEAD) // len(self._names)
            for row in self._rows:
                row.setFixedHeight(max(_LOW, min(_ROW, each)))

    def _add_row(self) -> VitalRow:
        at, row = len(self._rows), VitalRow(parent=self._box)
        row.text_changed.connect(lambda text: self.typed.emit(self._names[at], text))
        row.entered.connect(lambda: self._after(at))
        self._lines.addWidget(row)
        self._rows.append(row)
        return row

    def _after(self, at: int) -> None:
        if at + 1 < len(self._names):
            self._rows[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
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
