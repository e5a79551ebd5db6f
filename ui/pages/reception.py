"""The reception page: the camera at the left; the list, the card or the form at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.card import Clash, Lookalike, PersonCard
from desk.identify import Candidates, Nothing
from desk.reception import Flaw
from immunization.text import Text
from ui.frame.action_bar import ActionBar
from ui.frame.main_window import Density
from ui.kit import formats
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.card import Plane
from ui.kit.search_results import SearchResults
from ui.kit.states import EmptyState
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.kit.words import Words
from ui.pages.camera_column import CameraColumn
from ui.pages.page import Page
from ui.pages.person_card import PersonPreview
from ui.pages.registration_form import RegistrationForm
from ui.pages.wording import Wording
from ui.presenters.reception import CodeRead, Next
from ui.presenters.registration import Typed


class ReceptionPage(Page):
    """The widgets of the page; `ReceptionPresenter` says what they show."""

    person_chosen = Signal(str)
    person_opened = Signal(str)
    register_asked = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self.side = self.camera = CameraColumn(wording)
        self._count = Words("", TYPE.heading, parent=self)
        self._known = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self._note = AlertLine(parent=self)
        self._list = Plane("card", self)
        self.results = SearchResults(self._list)
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
        self.preview = PersonPreview(wording, self)
        self.form = RegistrationForm(wording, self)
        self._empty = EmptyState(
            self.tr("Ready for the next person."),
            self.tr("Show a card to the camera, scan a code, or type a name or a number."),
            self.tr("Register a new person"),
            self,
        )
        self._empty.acted.connect(self.register_asked)
        self._typed = ""
        self._arrange()
        self._make_bar()
        self.show_idle()

    # -- ui.presenters.reception.ReceptionView --

    def show_idle(self) -> None:
        """Show that nobody is open."""
        self.results.set_rows(())
        self._empty.set_words(
            self.tr("Ready for the next person."),
            self.tr("Show a card to the camera, scan a code, or type a name or a number."),
            self.tr("Register a new person"),
        )
        self._show(self._empty)

    def show_hits(self, found: Candidates) -> None:
        """Show the list, with nobody chosen."""
        self._typed = found.typed
        if not found.hits:
            self._no_hits(self.tr("Nobody found for “{0}”.").format(found.typed[:40]))
            return
        language = self.wording.language
        self.results.set_rows([self.wording.hit(hit, found.typed) for hit in found.hits])
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
        note = self.wording.text(found.note)
        self._note.set_alert(AlertFacts(note, "info") if note else None)
        self._list.setMaximumHeight(self.results.natural_height() + 2)
        self._show(self._hits)

    def show_nothing(self, found: Nothing) -> None:
        """Say that nobody was found, and how to register."""
        self._no_hits(self.wording.text(found.text))

    def show_card(
        self, card: PersonCard, clashes: tuple[Clash, ...], faults: tuple[Text, ...]
    ) -> None:
        """Show a person before arrival."""
        self.preview.show_card(card, clashes, faults)
        self._show(self.preview)

    def show_form(
        self, typed: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]
    ) -> None:
        """Open the form filled like this and go to its first empty field."""
        self._show(self.form)
        self.form.fill(typed, from_card, clashes)

    def show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Put each sentence under its field."""
        self.form.show_flaws(flaws)

    def show_lookalikes(self, lookalikes: tuple[Lookalike, ...]) -> None:
        """Name the people who may be the same human being."""
        self.form.show_lookalikes(lookalikes)

    def go_to(self, field: str) -> None:
        """Give a field of the form the focus."""
        self.form.go_to(field)

    def show_next(self, next_step: Next) -> None:
        """Show who is meant and what the primary action will do."""
        self._name.set_words(next_step.name)
        self._name.setVisible(bool(next_step.name))
        self._who.set_words(self._who_words(next_step))
        self._who_box.setVisible(next_step.mode == "form" or bool(next_step.name))
        self._open.setVisible(next_step.mode == "hits" and bool(next_step.name))
        self.primary.set_words(self._action(next_step))
        self.primary.set_icon("user-plus" if next_step.mode == "form" else "arrow-right")

    def show_reads(self, reads: tuple[CodeRead, ...]) -> None:
        """Show what was read last."""
        self.camera.set_reads(reads)

    def move_choice(self, by: int) -> None:
        """Move the choice in the list, as ↑ and ↓ in the field do."""
        if self._hits.isVisible():
            self.results.step(by)

    def blink(self) -> None:
        """Show that the same person's code came again."""
        self.preview.head.blink()

    def lists(self, text: str) -> bool:
        """Tell whether the list of this very text is shown, so that Enter opens its choice."""
        return self._hits.isVisible() and text.strip() == self._typed

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        super().set_density(density)
        self.camera.set_density(density)
        self.preview.set_density(density)
        compact = density == "compact"
        self._open.set_words("" if compact else self.tr("See card"))
        self._open.speak(self.tr("See card"))
        self._open.set_keys(() if compact else ("Enter",))
        self.primary.set_keys(() if compact else ("Ctrl", "Enter"))
        self._known.setVisible(density != "compact")
        self._who.setVisible(density != "compact")

    # -- inside --

    def _arrange(self) -> None:
        self._hits = QWidget(self)
        column = QVBoxLayout(self._hits)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(self._count)
        head.addWidget(self._known, 1)
        column.addLayout(head)
        column.addWidget(self._note)
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.results)
        column.addWidget(self._list, 10)
        foot = QHBoxLayout()
        foot.addWidget(self._register)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
        for part in (self._hits, self.preview, self.form, self._empty):
            self.column.addWidget(part, 1)

    def _make_bar(self) -> None:
        self._who_box = QWidget()
        self._who_box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        two = QVBoxLayout(self._who_box)
        two.setContentsMargins(0, 0, 0, 0)
        two.setSpacing(0)
        self._who = Words("", TYPE.second, "text_2", parent=self._who_box)
        self._name = Words("", TYPE.heading, wrap=True, parent=self._who_box)
        two.addStretch(1)
        two.addWidget(self._who)
        two.addWidget(self._name)
        two.addStretch(1)
        self._open = Button(self.tr("See card"), icon="user", keys=("Enter",))
        self._open.clicked.connect(self._open_chosen)
        self.primary = PrimaryButton("", icon="arrow-right")
        self.primary.clicked.connect(self.primary_asked)
        self.bar = ActionBar(self.primary, ())
        layout = self.bar.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, self._who_box, 4)
            layout.insertWidget(layout.count() - 1, self._open)

    def _show(self, part: QWidget) -> None:
        for one in (self._hits, self.preview, self.form, self._empty):
            one.setVisible(one is part)

    def _no_hits(self, sentence: str) -> None:
        self.results.set_rows(())
        self._empty.set_words(
            sentence,
            self.tr("Try fewer letters or the last digits of a number, or register."),
            self.tr("Register a new person"),
        )
        self._show(self._empty)

    def _open_chosen(self) -> None:
        self.results.open_chosen()

    def _who_words(self, step: Next) -> str:
        if step.mode == "form":
            return self.tr("New person")
        return self.tr("Chosen, born {0}").format(step.born) if step.born else self.tr("Chosen")

    def _action(self, step: Next) -> str:
        if step.mode == "form":
            return self._with_number(self.tr("Register, take number {0}"), step.number)
        if step.mode in {"card", "hits"} and step.name:
            return {
                "none": self._with_number(self.tr("Receive, take number {0}"), step.number),
                "screening": self.tr("Go to Screening"),
                "injection": self.tr("Go to Injection"),
                "observation": self.tr("Go to Observation"),
            }.get(step.stage, self.tr("Done: next person"))
        return self.tr("Scan or choose a person")

    def _with_number(self, words: str, number: str | None) -> str:
        return words.format(number or "…")
