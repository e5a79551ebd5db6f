"""Which of several doses a reaction belongs to: a chip each, one ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.reaction_doses import DoseMeant
from immunization.ids import EntryId
from ui.kit import formats
from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words
from ui.pages.toggles import ToggleGrid
from ui.pages.wording import Wording, brand


class WhichDose(QWidget):
    """``chosen(id)`` comes from the user only. It is hidden while there is nothing to choose."""

    chosen = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        question = self.tr("After which dose? The report names the others of that visit as well.")
        self._grid = ToggleGrid((), question, least=230, tone="info", parent=self)
        self._grid.toggled.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.xs)
        column.setSpacing(SPACE.xs)
        column.addWidget(Words(question, TYPE.label, "text_2", wrap=True, parent=self))
        column.addWidget(self._grid)

    def show_doses(self, doses: Sequence[DoseMeant], meant: EntryId | None) -> None:
        """Offer the doses; the one that is meant is ticked."""
        self._grid.set_options([(dose.id, self._words(dose)) for dose in doses])
        self._grid.set_ticked([meant] if meant else [])
        self.setVisible(bool(doses))

    def _words(self, dose: DoseMeant) -> str:
        day, place = dose.given_at.date(), self._wording.text(dose.place)
        is_today = day == self._wording.today()
        when = formats.clock(dose.given_at) if is_today else formats.day(day)
        return f"{brand(dose.product_name)}, {self._wording.text(dose.words)}, {place}, {when}"
