"""The injection page: who it is, whether to inject, from which vial, where."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from desk.card import PersonCard
from desk.clock import Clock
from desk.injection import DoseDraft, DoseForm, Objection, VialInUse
from desk.staff import Operator
from desk.stock import LotRow
from immunization.text import Text
from ui.frame.action_bar import ActionBar
from ui.frame.main_window import Density
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.formats import clock as show_clock
from ui.kit.person_head import PersonHead
from ui.kit.states import EmptyState
from ui.kit.tokens import SIZE
from ui.kit.verdict import VerdictBlock
from ui.pages.elsewhere import Elsewhere
from ui.pages.history_card import HistoryCard
from ui.pages.page import Page
from ui.pages.reaction_form import ReactionForm
from ui.pages.side_panels import LotPanel, NotGivenPanel, WhyPanel
from ui.pages.vial_card import VialCard
from ui.pages.wording import Wording
from ui.presenters.reaction import ReactionState

P = TypeVar("P", bound=QWidget)


class InjectionPage(Page):
    """The widgets of the page; `InjectionPresenter` says what they show."""

    not_given_asked = Signal()
    reaction_asked = Signal()
    why_asked = Signal()
    elsewhere_asked = Signal()

    has_queue = True
    later = ("history", "form", "lots", "not_given", "why", "reaction")

    def __init__(
        self, wording: Wording, clock: Clock, operator: Operator, parent: QWidget | None = None
    ) -> None:
        super().__init__(wording, parent)
        self._clock, self._operator = clock, operator
        self._card: PersonCard | None = None
        self._observed: Text | None = None
        self._product: Text | None = None
        self._minutes, self._needs_vial = 30, False
        self._state = self._before = "nobody"
        self._boxes()
        self.head = PersonHead(parent=self._person)
        self.verdict = VerdictBlock(self._person)
        self.verdict.why_asked.connect(self.why_asked)
        self._elsewhere = Elsewhere(wording, "injection", self._body_box)
        self._elsewhere.acted.connect(self.elsewhere_asked)
        self._empty = EmptyState(
            self.tr("Nobody is open."),
            self.tr("Scan a code, or press Enter to open the next person."),
            parent=self,
        )
        self._side_toggle = Button(self.tr("History"), height=SIZE.target, parent=self._person)
        self._side_toggle.clicked.connect(self._toggle_side)
        self._arrange()
        self._make_bar()
        self.show_nobody()

    @cached_property
    def history(self) -> HistoryCard:
        """What was given before."""
        return self._beside(HistoryCard(self.wording, self._side_box))

    @cached_property
    def why(self) -> WhyPanel:
        """Rule, source and data of the verdict."""
        return self._beside(WhyPanel(self.wording, self._side_box))

    @cached_property
    def lots(self) -> LotPanel:
        """The lots to choose from."""
        return self._beside(LotPanel(self.wording, self._side_box))

    @cached_property
    def not_given(self) -> NotGivenPanel:
        """The reasons for not injecting."""
        return self._beside(NotGivenPanel(self.wording, self._side_box))

    @cached_property
    def form(self) -> VialCard:
        """The vial, the place and who injects."""
        form = VialCard(self.wording, self._operator, self._columns)
        self._row.addWidget(form, 1)
        return form

    @cached_property
    def reaction(self) -> ReactionForm:
        """The form of a reaction."""
        form = ReactionForm(self.wording, self._body_box)
        self._body.addWidget(form)
        return form

    # -- ui.presenters.injection.InjectionView --

    def show_nobody(self) -> None:
        """Show that nobody is open."""
        self._card = None
        self._set_state("nobody")

    def show_card(self, card: PersonCard) -> None:
        """Show the head, the verdict and the history."""
        fresh = self._card is None or self._card.person != card.person
        self._card = card
        self._observed = None if fresh else self._observed
        self._product = None if fresh else self._product
        self.head.set_person(self.wording.head(card))
        self.verdict.set_verdict(self.wording.verdict(card.verdict))
        self.why.set_verdict(card.verdict, self._observed, self._product)
        self.history.show_card(card)
        self._show_verdict()
        if fresh:
            self._set_side(self.history)

    def show_elsewhere(self, card: PersonCard) -> None:
        """Show where the person is instead of a form."""
        self._elsewhere.show_card(card)
        self._set_state("elsewhere")

    def show_form(self, form: DoseForm, draft: DoseDraft) -> None:
        """Show the form as it stands."""
        self._minutes = form.observe_minutes
        self._observed, self._product = form.observed, form.note
        self._needs_vial = draft.lot is None
        if self._card is not None:
            self.why.set_verdict(self._card.verdict, self._observed, self._product)
        self.form.set_form(form, draft)
        self._set_state("form")

    def show_vial(self, vial: VialInUse | None) -> None:
        """Show the vial on the tray, or ask for a scan."""
        self.form.set_vial(vial, self._clock.now())
        self._needs_vial = vial is None
        self._show_primary()

    def show_lots(self, lots: tuple[LotRow, ...] | None) -> None:
        """Show the lots to choose from, or with None close the list."""
        if lots is not None:
            self.lots.set_lots(lots)
        self._set_side(self.lots if lots is not None else self.history)

    def show_objections(self, objections: tuple[Objection, ...]) -> None:
        """Show what speaks against the dose."""
        self.form.set_objections(objections)

    def show_not_given(self, shown: bool) -> None:
        """Open or close the reasons for not injecting."""
        self._set_side(self.not_given if shown else self.history)
        self._set_state("not_given" if shown else "form" if self._card else "nobody")
        if shown:
            self.not_given.begin()

    def show_why(self, shown: bool) -> None:
        """Open or close the rule, source and data of the verdict."""
        self._set_side(self.why if shown else self.history)

    def show_reaction(self, state: ReactionState | None) -> None:
        """Show the form of a reaction, or with None close it."""
        if state is None:
            if self._state == "reaction":
                self._set_state(self._before if self._card else "nobody")
            return
        fresh = self._state != "reaction"
        if fresh:
            self._before = self._state
        self._set_state("reaction")
        self.reaction.show_state(state)
        if fresh:
            self.reaction.begin()
        serious = state.severity == "serious"
        self.primary.set_words(
            self.tr("Report serious event") if serious else self.tr("Report mild reaction")
        )

    def go_to(self, field: str) -> None:
        """Give a field the focus and say that it is missing."""
        if field == "symptoms":
            self.reaction.say_missing()
        elif self._state == "reaction":
            self.reaction.say_unreadable(field)
        elif field == "not_given":
            self.not_given.reasons.focus_first()
        elif field == "not_given_note":
            self.not_given.note.set_invalid(self.tr("Write what the reason is"))
            self.not_given.note.setFocus()
        else:
            self.form.go_to(field)

    def blink(self) -> None:
        """Show that the same person's code came again."""
        self.head.blink()

    # -- the frame --

    def tick(self) -> None:
        """Move the vial's ring."""
        self.form.tick(self._clock.now())
        self._show_next()

    def set_density(self, density: Density) -> None:
        """Give way where a window is low or narrow."""
        super().set_density(density)
        compact = density == "compact"
        self.head.set_compact(compact)
        self.verdict.set_compact(compact)
        if self._side.count():
            self._set_side(self._side.currentWidget())

    # -- inside --

    def _beside(self, panel: P) -> P:
        self._side.addWidget(panel)
        return panel

    def _boxes(self) -> None:
        # Each part is made in its own box: to move it later would style it a second time.
        self._person = QWidget(self)
        self._body_box = QWidget(self._person)
        self._columns = QWidget(self._body_box)
        self._side_box = QWidget(self._columns)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.head, 1)
        top.addWidget(self._side_toggle)
        self._row = QHBoxLayout(self._columns)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._side = QStackedLayout(self._side_box)
        self._row.addWidget(self._side_box)
        # What takes the columns' place may be taller: it scrolls, the head does not give way.
        ignored = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._body_box.setSizePolicy(ignored)
        self._body = QStackedLayout(self._body_box)
        for body in (self._columns, self._elsewhere):
            self._body.addWidget(body)
        inner = QVBoxLayout(self._person)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addLayout(top)
        inner.addWidget(self.verdict)
        inner.addWidget(self._body_box, 1)
        self.column.addWidget(self._person, 1)
        self.column.addWidget(self._empty, 1)

    def _make_bar(self) -> None:
        self._not_given = Button(self.tr("Not injected…"), icon="circle-x")
        self._not_given.clicked.connect(self.not_given_asked)
        self._report = Button(self.tr("Report reaction"), "danger", icon="heart-pulse")
        self._report.clicked.connect(self.reaction_asked)
        self.primary = PrimaryButton(self.tr("Record dose"), icon="syringe")
        self.primary.clicked.connect(self.primary_asked)
        self.bar = self._next = ActionBar(self.primary, (self._not_given, self._report))

    def _set_state(self, state: str) -> None:
        self._state = state
        nobody = state == "nobody"
        self._person.setVisible(not nobody)
        self._empty.setVisible(nobody)
        self._show_verdict()
        self._not_given.setVisible(state == "form")
        self._report.setVisible(state in {"form", "elsewhere"})
        self._body.setCurrentWidget(self._body_of(state))
        self._show_primary()

    def _body_of(self, state: str) -> QWidget:
        if state == "reaction":
            return self.reaction
        return self._elsewhere if state == "elsewhere" else self._columns

    def _show_verdict(self) -> None:
        # Who is not screened yet, or is open at another desk, must not be read as "vaccinate
        # now" from across the room.
        is_held = self._card is not None and self._card.held is not None
        self.verdict.setVisible(self._state in {"form", "not_given"} and not is_held)

    def _show_primary(self) -> None:
        words = {
            "nobody": self.tr("Scan or choose a person"),
            "form": self.tr("Scan a vial") if self._needs_vial else self.tr("Record dose"),
            "not_given": self.tr("Save: not injected"),
            "elsewhere": self._elsewhere.action(self._card),
        }
        if self._state in words:
            self.primary.set_words(words[self._state])
            do = "scan-line" if self._needs_vial else "syringe"
            icon = {"form": do, "not_given": "circle-x"}.get(self._state, "arrow-right")
            self.primary.set_icon(icon)  # type: ignore[arg-type]
        self._show_next()

    def _show_next(self) -> None:
        card = self._card
        is_ready = self._state == "form" and not self._needs_vial
        if not is_ready or card is None or self.density == "compact":
            self._next.set_next("")
            return
        until = self._clock.now() + timedelta(minutes=self._minutes)
        self._next.set_next(
            self.tr("Once saved, {0} is observed\nfor {1} minutes, until {2}.").format(
                self.wording.address(card.name, card), self._minutes, show_clock(until)
            )
        )

    def _set_side(self, panel: QWidget) -> None:
        self._side.setCurrentWidget(panel)
        compact = self.density == "compact"
        shown = not compact or panel is not self.history or self._side_toggle.property("open")
        self._side_box.setVisible(bool(shown))
        self.form.setVisible(not compact or not shown)
        self._side_box.setFixedWidth(SIZE.history) if not compact else self._widen()
        self._side_toggle.setVisible(compact)

    def _widen(self) -> None:
        self._side_box.setMinimumWidth(0)
        self._side_box.setMaximumWidth(16_777_215)
        self._side_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _toggle_side(self) -> None:
        is_open = not self._side_toggle.property("open")
        self._side_toggle.setProperty("open", is_open)
        self._side_toggle.set_words(self.tr("Form") if is_open else self.tr("History"))
        self._set_side(self.history)
