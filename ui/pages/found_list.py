"""The list under the scan field, on pages that have no list of their own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.identify import Candidates
from ui.kit import draw
from ui.kit.search_results import SearchResults
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SPACE, TYPE
from ui.kit.words import Words
from ui.pages.wording import Wording

_MOST_TALL = 420


class FoundList(QFrame):
    """Floats below the scan field. ``person_opened(key)`` on Enter or a double click."""

    person_opened = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("floats", True)
        self._wording = wording
        self._note = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self.results = SearchResults(self)
        self.results.person_opened.connect(self.person_opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 6, 2, 2)
        column.setSpacing(SPACE.xs)
        self._note.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self._note)
        column.addWidget(self.results, 1)
        self.hide()

    def show_found(self, found: Candidates, left: int, top: int, wide: int) -> None:
        """Show the hits, the first one chosen."""
        self.results.set_rows([self._wording.hit(hit, found.typed) for hit in found.hits])
        if found.hits and not self.results.chosen_key():
            self.results.choose(found.hits[0].person)
        nobody = self.tr("Nobody found for “{0}”.").format(found.typed[:40])
        note = nobody if not found.hits else self._wording.text(found.note)
        self._note.set_words(note)
        self._note.setVisible(bool(note))
        tall = self.results.natural_height() + 12 + (28 if note else 0)
        self.setGeometry(left, top, wide, min(tall, _MOST_TALL))
        self.raise_()
        self.show()

    def chosen_key(self) -> str:
        """Return who is marked, or ""."""
        return self.results.chosen_key() if self.isVisible() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the surface and a strong line; no shadow."""
        painter = QPainter(self)
        draw.start(painter)
        theme = colours()
        box = QRectF(self.rect())
        draw.rounded(painter, box, RADIUS.card, theme.surface, theme.line_strong, LINE.control)
        painter.end()
