"""Why something is changed: a few reasons on their digits, or another in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from immunization.text import Text
from ui.kit.fields import Edit
from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words
from ui.pages.toggles import ToggleGrid
from ui.pages.wording import Wording


class ReasonRow(QWidget):
    """Chips and a field. ``reasoned(reason)``, a code or words, comes from the user only."""

    reasoned = Signal(str)

    def __init__(
        self,
        wording: Wording,
        label: str,
        reasons: Mapping[str, Text],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._codes = tuple(reasons)
        self._label = Words(label, TYPE.label, "text_2", parent=self)
        options = [(code, wording.text(words)) for code, words in reasons.items()]
        self.chips = ToggleGrid(
            options, label, columns=len(options), digits=True, tone="info", parent=self
        )
        self.chips.toggled.connect(self._chose)
        self.other = Edit(parent=self)
        self.other.setPlaceholderText(self.tr("Another reason"))
        self.other.setAccessibleName(self.tr("Another reason"))
        self.other.textEdited.connect(self._typed)
        self._missing = Words("", TYPE.label_strong, "stop", wrap=True, parent=self)
        self._missing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 0, 5, 5)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._label)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self.chips, 3)
        row.addWidget(self.other, 1)
        column.addLayout(row)
        column.addWidget(self._missing)

    def begin(self, code: str = "") -> None:
        """Start anew, with a reason ticked or none."""
        self.other.clear()
        self.tick(code)

    def tick(self, code: str) -> None:
        """Show which reason is chosen."""
        self.chips.set_ticked((code,) if code in self._codes else ())
        self._say("")

    def ask(self) -> None:
        """Say that the reason is missing and go to the first."""
        self._say(self.tr("Please say why: keys 1 to {0}, or in words.").format(len(self._codes)))
        self.chips.focus_first()

    def missing(self) -> str:
        """Return what is said to be missing."""
        return self._missing.words() if not self._missing.isHidden() else ""

    def _chose(self, code: str) -> None:
        self.other.clear()
        self.tick(code)
        self.reasoned.emit(code)

    def _typed(self, words: str) -> None:
        self.tick("")
        self.reasoned.emit(words)

    def _say(self, words: str) -> None:
        self.other.set_state("invalid" if words else "")
        self._missing.set_words(words)
        self._missing.setVisible(bool(words))
