"""The screening page: vital signs with their limits, the checklist, the proposal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.card import PersonCard
from desk.screening import Item, ScreeningForm
from immunization.text import Text
from ui.frame.main_window import Density
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.checklist import Checklist, ChecklistItem
from ui.kit.fields import Edit
from ui.kit.person_head import PersonHead
from ui.kit.states import EmptyState
from ui.kit.tokens import SPACE
from ui.pages import paper_files
from ui.pages.consent_panel import ConsentPanel
from ui.pages.decision_bar import DecisionBar
from ui.pages.elsewhere import Elsewhere
from ui.pages.keys_hint import KeysHint
from ui.pages.page import Page
from ui.pages.vitals_card import VitalsCard
from ui.pages.wording import Wording
from ui.presenters.consenting import ConsentState
from ui.presenters.screening import Decision

_LEFT = 324


class ScreeningPage(Page):
    """The widgets of the page; `ScreeningPresenter` says what they show."""

    vital_typed = Signal(str, str)
    answered = Signal(str, bool)
    noted = Signal(str, str)
    reaction_asked = Signal()

    has_queue = True

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self._items: tuple[Item, ...] = ()
        self._yes: dict[str, str] = {}
        self._filled: AlertFacts | None = None
        self.head = PersonHead(narrow=True, parent=self)
        self.vitals = VitalsCard(wording, self)
        self.vitals.typed.connect(self.vital_typed)
        self.vitals.finished.connect(self._to_checklist)
        self._said = AlertLine(parent=self)
        self._checks = Card("", self)
        self._checks.column().setContentsMargins(0, SPACE.s, 0, 1)
        self._checks.column().setSpacing(SPACE.xs)
        self._checks.head.setContentsMargins(14, 0, 14, 0)
        self._hint = KeysHint(self)
        self._checks.head.addWidget(self._hint)
        self.checklist = Checklist(self._checks)
        self._checks.column().addWidget(self.checklist, 1)
        self.checklist.answered.connect(self._answer)
        self.checklist.note_changed.connect(self._note)
        self._react = Button(self.tr("Report reaction"), "link", icon="heart-pulse", parent=self)
        self._react.clicked.connect(self.reaction_asked)
        self.vitals.set_corner(self._react)
        self.consent = ConsentPanel(wording, self)
        self._asked: ConsentState | None = None
        self._elsewhere = Elsewhere(wording, "screening", self)
        self._elsewhere.acted.connect(self.primary_asked)
        self._empty = EmptyState(
            self.tr("Nobody is open."),
            self.tr("Scan a code, or press Enter to open the next person."),
            parent=self,
        )
        self.bar = self.decision = DecisionBar(wording)
        self.decision.primary_asked.connect(self.primary_asked)
        self._arrange()
        self.set_density("roomy")
        self.show_nobody()

    def make_next(self) -> bool:
        """Make one more part, or some rows of the checklist or of the vital signs."""
        return super().make_next() or self.checklist.make_spare() or self.vitals.make_spare()

    # -- ui.presenters.screening.ScreeningView --

    def show_nobody(self) -> None:
        """Show that nobody is open."""
        self._show(self._empty)
        self.decision.rest("")

    def show_elsewhere(self, card: PersonCard) -> None:
        """Show a person who is not at this stage, and where they are."""
        self._elsewhere.show_card(card)
        self._show(self._elsewhere)
        self.decision.rest(self._elsewhere.action(card))

    def show_form(self, card: PersonCard, form: ScreeningForm) -> None:
        """Show a person and an empty form."""
        self.head.set_person(self.wording.narrow_head(card))
        self._checks.set_heading(self.wording.text(form.title))
        self.vitals.offer_corner(any(item.kind == "dose" for item in card.history))
        self._items = form.items
        self._yes = {item.code: item.note for item in form.items if item.yes}
        self.vitals.show_signs(form.signs)
        self._set_items({})
        self._filled = self._first_words(form)
        self._said.set_alert(self._filled)
        self.decision.begin()
        self._show(self._form)
        self.show_consent(None)

    def show_decision(self, decision: Decision) -> None:
        """Show findings, what rules chose, the proposal and the name of the result."""
        self.vitals.show_findings(decision.proposal.findings, decision.unreadable)
        self._set_items(decision.proposal.chosen)
        if decision.proposal.missing:
            words = " ".join(self.wording.text(one.text) for one in decision.proposal.missing)
            self._said.set_alert(AlertFacts(words, "warn"))
        else:
            self._said.set_alert(self._filled)
        self.decision.show_decision(decision)
        self._name_consent()

    def show_consent(self, state: ConsentState | None) -> None:
        """Show the consent form in the place of the checklist, or with None the checklist."""
        opens = state is not None and self._asked is None
        was_open, self._asked = self._asked is not None, state
        if state is not None:
            self.consent.show_state(state)
        self.consent.setVisible(state is not None)
        self._checks.setVisible(state is None)
        self._name_consent()
        if opens:
            self.consent.begin()
        elif was_open and state is None:
            self.decision.name_action("")

    def go_to(self, field: str) -> None:
        """Bring a field in view, give it the focus and say that it is missing."""
        if self.vitals.go_to(field) or self.consent.go_to(field):
            return
        if field in {"reason", "delay_until"}:
            self.decision.go_to(field)
        else:
            for line in self.checklist.rows():
                if line.item().key == field:
                    notes = (one for one in line.children() if isinstance(one, Edit))
                    shown = (one for one in notes if one.isVisible())
                    next(shown, line).setFocus(Qt.FocusReason.TabFocusReason)

    def blink(self) -> None:
        """Show that the same person's code came again."""
        self.head.blink()

    def ask_where_to_print(self, name: str) -> str:
        """Ask for the file of the consent sheet."""
        return paper_files.ask_where(self, self.tr("Write the consent sheet"), name)

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write the sheet and open it."""
        words = self.tr("Written: {0}. Print it, have it signed, scan its code.")
        self.show_alert(paper_files.kept(path, pdf, words))

    def set_density(self, density: Density) -> None:
        """Give way: the hint of the keys goes first, then the checklist scrolls by itself."""
        super().set_density(density)
        if density == "roomy":
            self.column.setContentsMargins(20, 12, 20, 10)  # eleven items without scrolling
        self.head.set_compact(density == "compact")
        self._hint.setVisible(density == "roomy")
        self.consent.set_low(density == "compact")
        self.decision.set_density(density)

    # -- inside --

    def _first_words(self, form: ScreeningForm) -> AlertFacts | None:
        say = self.wording.text
        if form.notice is not None:
            return AlertFacts(say(form.notice), "warn")
        return AlertFacts(say(form.prefilled), "info", "file-check") if form.prefilled else None

    def _arrange(self) -> None:
        self._form = QWidget(self)
        row = QHBoxLayout(self._form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        box = QWidget(self._form)
        box.setFixedWidth(_LEFT)
        left = QVBoxLayout(box)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(SPACE.m)
        left.addWidget(self.head)
        left.addWidget(self.vitals, 100)
        left.addStretch(1)
        left.addWidget(self._said)
        row.addWidget(box)
        row.addWidget(self._checks, 1)
        row.addWidget(self.consent, 1)
        for part in (self._form, self._elsewhere, self._empty):
            self.column.addWidget(part, 1)

    def _show(self, part: QWidget) -> None:
        for one in (self._form, self._elsewhere, self._empty):
            one.setVisible(one is part)

    def _name_consent(self) -> None:
        """Let the primary action say what it saves while consent is asked."""
        if self._asked is not None:
            agreed = self._asked.agreed
            self.decision.name_action(
                self.tr("Save: consent given") if agreed else self.tr("Save: vaccination refused")
            )

    def _to_checklist(self) -> None:
        rows = [row for row in self.checklist.rows() if not row.item().not_applicable]
        if rows:
            rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _set_items(self, chosen: dict[str, Text]) -> None:
        say = self.wording.text
        self.checklist.set_items(
            [
                ChecklistItem(
                    key=item.code,
                    number=item.number,
                    words=say(item.short),
                    answer=item.code in chosen or item.code in self._yes,
                    because=say(chosen.get(item.code)),
                    takes_note=item.code not in chosen,
                    note=self._yes.get(item.code, ""),
                    not_applicable=self._not_applicable(item),
                )
                for item in self._items
            ]
        )

    def _not_applicable(self, item: Item) -> str:
        if item.not_applicable is None:
            return ""
        return f"{self.wording.text(item.short)}: {self.wording.text(item.not_applicable)}"

    def _answer(self, code: str, yes: bool) -> None:
        if yes:
            self._yes.setdefault(code, "")
        else:
            self._yes.pop(code, None)
        self.answered.emit(code, yes)

    def _note(self, code: str, text: str) -> None:
        self._yes[code] = text
        self.noted.emit(code, text)
