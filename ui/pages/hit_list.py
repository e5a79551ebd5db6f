"""What a search found at reception: how many, among how many, the list, and "not here"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.identify import Candidates
from ui.frame.main_window import Density
from ui.kit import formats
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.card import Plane
from ui.kit.search_results import SearchResults
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.kit.words import Words
from ui.pages.wording import Wording


class HitList(QWidget):
    """The list with its head and foot. Signals as of `SearchResults`."""

    person_chosen = Signal(str)
    person_opened = Signal(str)
    register_asked = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._count = Words("", TYPE.heading, parent=self)
        self._known = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self._note = AlertLine(parent=self)
        self._plane = Plane("card", self)
        self.results = SearchResults(self._plane)
        self.results.person_chosen.connect(self.person_chosen)
        self.results.person_opened.connect(self.person_opened)
        self._register = Button(
            self.tr("Not here: register a new person"),
            icon="user-plus",
            keys=("Ctrl", "N"),
            height=SIZE.target,
            parent=self,
        )
        self._register.clicked.connect(self.register_asked)
        self._arrange()

    def show_found(self, found: Candidates, *, may_register: bool) -> None:
        """Show at least one hit; who was chosen stays chosen, else the first is."""
        language = self._wording.language
        self._register.setVisible(may_register)
        self.results.set_rows([self._wording.hit(hit, found.typed) for hit in found.hits])
        if self.results.chosen_key() not in {hit.person for hit in found.hits}:
            self.results.choose(found.hits[0].person)
        else:
            self.person_chosen.emit(self.results.chosen_key())
        count = self.tr("%n person(s) match", "", len(found.hits))
        self._count.set_words(f"{count}+" if found.more else count)
        searched = formats.whole(found.searched, language)
        self._known.set_words(
            self.tr("marks may be left out; looking at {0} people").format(searched)
        )
        note = self._wording.text(found.note)
        self._note.set_alert(AlertFacts(note, "info") if note else None)
        self._plane.setMaximumHeight(self.results.natural_height() + 2)

    def clear(self) -> None:
        """Show nobody."""
        self.results.set_rows(())

    def set_density(self, density: Density) -> None:
        """Give way in narrow windows."""
        self._known.setVisible(density != "compact")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(self._count)
        head.addWidget(self._known, 1)
        column.addLayout(head)
        column.addWidget(self._note)
        inner = QVBoxLayout(self._plane)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.results)
        column.addWidget(self._plane, 10)
        foot = QHBoxLayout()
        foot.addWidget(self._register)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
