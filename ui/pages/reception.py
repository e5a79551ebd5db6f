"""The reception page: the camera at the left; the list, the card or the form at the right."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.card import Clash, Lookalike, PersonCard
from desk.certified import Offer
from desk.identify import Candidates, Nothing
from desk.reception import Flaw
from desk.unlinking import LinkHeld
from immunization.dates import show_day
from immunization.text import Text
from ui.frame.action_bar import ActionBar
from ui.frame.main_window import Density
from ui.icons import IconName
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.states import EmptyState
from ui.kit.tokens import TYPE
from ui.kit.words import Words
from ui.pages.camera_column import CameraColumn
from ui.pages.page import Page
from ui.pages.wording import Wording
from ui.presenters.code_reads import CodeRead
from ui.presenters.person_form import Typed
from ui.presenters.reception import Next

if TYPE_CHECKING:
    from ui.pages.correction_form import CorrectionForm
    from ui.pages.hit_list import HitList
    from ui.pages.link_panel import LinkPanel
    from ui.pages.person_card import PersonPreview
    from ui.pages.registration_form import RegistrationForm


class ReceptionPage(Page):
    """The widgets of the page; `ReceptionPresenter` says what they show."""

    person_chosen = Signal(str)
    person_opened = Signal(str)
    register_asked = Signal()
    form_changed = Signal(object)
    form_left = Signal(str)
    correct_asked = Signal()
    clash_taken = Signal()
    proof_taken = Signal()
    reaction_asked = Signal()
    link_asked = Signal()
    unlink_confirmed = Signal(str)
    correction_changed = Signal(object)
    correction_left = Signal(str)
    correction_reasoned = Signal(str)
    link_reasoned = Signal(str)
    other_asked = Signal()
    lookalike_opened = Signal(str)

    later = ("hits", "preview", "form")

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self.side = self.camera = CameraColumn(wording)
        self._linked = False
        self._empty = EmptyState(
            self.tr("Ready for the next person."),
            self.tr("Show a card to the camera, scan a code, or type a name or a number."),
            self.tr("Register a new person"),
            self,
        )
        self._empty.acted.connect(self.register_asked)
        self._typed = ""
        self._parts: list[QWidget] = []
        self._add(self._empty)
        self._make_bar()
        self.show_idle()

    @cached_property
    def hits(self) -> HitList:
        """The list of who was found."""
        from ui.pages.hit_list import HitList

        hits = HitList(self.wording, self)
        hits.person_chosen.connect(self.person_chosen)
        hits.person_opened.connect(self.person_opened)
        hits.register_asked.connect(self.register_asked)
        hits.set_density(self.density)
        self._add(hits)
        return hits

    @cached_property
    def preview(self) -> PersonPreview:
        """The card of a person before arrival."""
        from ui.pages.person_card import PersonPreview

        preview = PersonPreview(self.wording, self)
        preview.clash_taken.connect(self.clash_taken)
        preview.proof_taken.connect(self.proof_taken)
        preview.link_asked.connect(self.link_asked)
        preview.set_density(self.density)
        self._add(preview)
        return preview

    @cached_property
    def form(self) -> RegistrationForm:
        """The form of a new person."""
        from ui.pages.registration_form import RegistrationForm

        form = RegistrationForm(self.wording, self)
        form.changed.connect(self.form_changed)
        form.field_left.connect(self.form_left)
        form.lookalike_opened.connect(self.lookalike_opened)
        self._add(form)
        return form

    @cached_property
    def correction(self) -> CorrectionForm:
        """The form that puts particulars right; made when it is first asked for."""
        from ui.pages.correction_form import CorrectionForm

        form = CorrectionForm(self.wording, self)
        form.changed.connect(self.correction_changed)
        form.field_left.connect(self.correction_left)
        form.reasoned.connect(self.correction_reasoned)
        form.clash_taken.connect(self.clash_taken)
        form.lookalike_opened.connect(self.lookalike_opened)
        self._add(form)
        return form

    @cached_property
    def linking(self) -> LinkPanel:
        """Two records side by side; made when it is first asked for."""
        from ui.pages.link_panel import LinkPanel

        panel = LinkPanel(self.wording, self)
        panel.reasoned.connect(self.link_reasoned)
        panel.other_asked.connect(self.other_asked)
        self._add(panel)
        return panel

    # -- ui.presenters.reception.ReceptionView --

    def show_idle(self) -> None:
        """Show that nobody is open."""
        self._clear_hits()
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
        self.hits.show_found(found, may_register=True)
        self._show(self.hits)

    def show_others(self, found: Candidates) -> None:
        """Show the list of who may be the other record of a person."""
        self._typed = found.typed
        note = Text(vi="Chọn hồ sơ kia của cùng người.", en="Choose the person's other record.")
        if found.hits:
            self.hits.show_found(replace(found, note=note), may_register=False)
            self._show(self.hits)
            return
        self._clear_hits()
        self._empty.set_words(
            self.tr("Nobody else found for “{0}”.").format(found.typed[:40]),
            self.tr("Try fewer letters, or the last digits of the other record's number."),
        )
        self._show(self._empty)

    def show_nothing(self, found: Nothing) -> None:
        """Say that nobody was found, and how to register."""
        self._no_hits(self.wording.text(found.text))

    def show_card(
        self,
        card: PersonCard,
        clashes: tuple[Clash, ...],
        faults: tuple[Text, ...],
        says: tuple[Text, ...] = (),
    ) -> None:
        """Show a person before arrival."""
        self.preview.show_card(card, clashes, faults, says)
        self._show(self.preview)

    def show_proof(self, offer: Offer | None) -> None:
        """Show what a certificate adds to the history of who is open."""
        self.preview.show_proof(offer)

    def show_form(
        self, typed: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]
    ) -> None:
        """Open the form filled like this and go to its first empty field."""
        self._show(self.form)
        self.form.fill(typed, from_card, clashes)

    def show_correction(
        self, typed: Typed, known: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]
    ) -> None:
        """Open the form that puts particulars right; ``known`` is what the record says."""
        self._show(self.correction)
        self.correction.fill_known(typed, known, from_card, clashes)

    def show_changes(self, fields: frozenset[str]) -> None:
        """Mark the fields that say something else than the record, with what it says."""
        self.correction.show_changes(fields)

    def show_reason(self, code: str) -> None:
        """Tick a reason of the correction."""
        self.correction.reason.tick(code)

    def show_link_search(self, card: PersonCard) -> None:
        """Say that the other record is to be scanned or typed."""
        self._clear_hits()
        self._empty.set_words(
            self.tr("Which other record is {0}'s?").format(card.name),
            self.tr("Scan its card, or type its name or number in the field above."),
        )
        self._show(self._empty)

    def show_link(self, card: PersonCard, other: PersonCard) -> None:
        """Show both records side by side."""
        self._show(self.linking)
        self.linking.show_records(card, other)

    def ask_reason(self) -> None:
        """Say that the reason is missing and go there."""
        (self.linking if self._shows("linking") else self.correction).reason.ask()

    def show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Put each sentence under its field."""
        self._open_form().show_flaws(flaws)

    def show_lookalikes(self, lookalikes: tuple[Lookalike, ...]) -> None:
        """Name the people who may be the same human being."""
        self._open_form().show_lookalikes(lookalikes)

    def go_to(self, field: str) -> None:
        """Give a field of the form the focus."""
        self._open_form().go_to(field)

    def show_next(self, next_step: Next) -> None:
        """Show who is meant and what the primary action will do."""
        self._name.set_words(next_step.name)
        self._name.setVisible(bool(next_step.name))
        self._who.set_words(self._who_words(next_step))
        # On the card the name is the largest word of the page; other outcomes need the room.
        is_card = next_step.mode == "card"
        named = next_step.mode == "form" or bool(next_step.name)
        self._who_box.setVisible(named and not is_card)
        self._correct.setVisible(is_card)
        self._react.setVisible(is_card and next_step.may_report)
        self._link.setVisible(is_card and next_step.may_link)
        self._linked = next_step.is_linked
        self._name_link()
        self._name_react()
        if is_card:
            self.preview.set_may_link(next_step.may_link)
        self._open.setVisible(next_step.mode == "hits" and bool(next_step.name))
        self.primary.set_words(self._action(next_step))
        icons: dict[str, IconName] = {"form": "user-plus", "correct": "check", "link": "users"}
        self.primary.set_icon(icons.get(next_step.mode, "arrow-right"))

    def show_reads(self, reads: tuple[CodeRead, ...]) -> None:
        """Show what was read last."""
        self.camera.set_reads(reads)

    def ask_unlink(self, link: LinkHeld) -> None:
        """Ask why these two records are two people after all."""
        from ui.frame.ask_dialogs import OverrideDialog

        facts = ", ".join(part for part in (link.name, link.birth, link.number) if part)
        day = show_day(link.at.date())
        question = self.tr("{0} was linked on {1}. Their entries stay with each of them.")
        dialog = OverrideDialog(
            self.tr("Two people after all?"),
            question.format(facts, day),
            self.tr("Take apart"),
            self.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.override_confirmed.connect(self.unlink_confirmed)
        dialog.open()

    def _name_link(self) -> None:
        words = self.tr("Take apart…") if self._linked else self.tr("Same person…")
        is_tight = self.density == "compact" or not self._react.isHidden()
        self._link.set_words("" if is_tight else words)
        self._link.speak(words)
        self._link.setToolTip(words)

    def _name_react(self) -> None:
        """Give way: beside the supervisor's button there is room for the sign alone."""
        words = self.tr("Report reaction")
        has_room = self.density == "roomy" and self._link.isHidden()
        self._react.set_words(words if has_room else "")
        self._react.speak(words)
        self._react.setToolTip(words)

    def move_choice(self, by: int) -> None:
        """Move the choice in the list, as ↑ and ↓ in the field do."""
        if self._shows("hits"):
            self.hits.results.step(by)

    def blink(self) -> None:
        """Show that the same person's code came again."""
        if self._shows("preview"):
            self.preview.head.blink()

    def lists(self, text: str) -> bool:
        """Tell whether the list of this very text is shown, so that Enter opens its choice."""
        return self._shows("hits") and text.strip() == self._typed

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        super().set_density(density)
        self.camera.set_density(density)
        for name in ("hits", "preview"):
            if name in self.__dict__:
                self.__dict__[name].set_density(density)
        compact = density == "compact"
        self._open.set_words("" if compact else self.tr("See card"))
        self._open.speak(self.tr("See card"))
        self._open.set_keys(() if compact else ("Enter",))
        self.primary.set_keys(() if compact else ("Ctrl", "Enter"))
        self._correct.set_words(self.tr("Correct") if compact else self.tr("Correct", "in full"))
        self._correct.speak(self.tr("Correct", "in full"))
        self._correct.set_keys(() if compact else ("F4",))
        self._name_react()
        self._name_link()
        self._who.setVisible(density != "compact")

    # -- inside --

    def _shows(self, part: str) -> bool:
        made: QWidget | None = self.__dict__.get(part)
        return made is not None and not made.isHidden()

    def _open_form(self) -> RegistrationForm:
        return self.correction if self._shows("correction") else self.form

    def _clear_hits(self) -> None:
        if "hits" in self.__dict__:
            self.hits.clear()

    def _add(self, part: QWidget) -> None:
        part.hide()
        self._parts.append(part)
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
        self._link = Button(self.tr("Same person…"), icon="users")
        self._link.clicked.connect(self.link_asked)
        self._react = Button(self.tr("Report reaction"), "danger", icon="heart-pulse")
        self._react.clicked.connect(self.reaction_asked)
        self._correct = Button(self.tr("Correct", "in full"), icon="pencil", keys=("F4",))
        self._correct.clicked.connect(self.correct_asked)
        self.primary = PrimaryButton("", icon="arrow-right")
        self.primary.clicked.connect(self.primary_asked)
        self.bar = ActionBar(self.primary, ())
        layout = self.bar.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, self._correct)
            layout.insertWidget(1, self._react)
            layout.insertWidget(2, self._link)
            layout.insertWidget(3, self._who_box, 4)
            layout.insertWidget(layout.count() - 1, self._open)
        for button in (self._open, self._react, self._link, self._correct):
            button.hide()

    def _show(self, part: QWidget) -> None:
        for one in self._parts:
            one.setVisible(one is part)

    def _no_hits(self, sentence: str) -> None:
        self._clear_hits()
        self._empty.set_words(
            sentence,
            self.tr("Try fewer letters or the last digits of a number, or register."),
            self.tr("Register a new person"),
        )
        self._show(self._empty)

    def _open_chosen(self) -> None:
        self.hits.results.open_chosen()

    def _who_words(self, step: Next) -> str:
        if step.mode == "form":
            return self.tr("New person")
        if step.mode == "correct":
            return self.tr("Correcting")
        if step.mode == "link":
            return self.tr("One person")
        return self.tr("Chosen, born {0}").format(step.born) if step.born else self.tr("Chosen")

    def _action(self, step: Next) -> str:
        if step.mode == "form":
            return self._with_number(self.tr("Register, take number {0}"), step.number)
        if step.mode == "correct":
            return self.tr("Save the correction")
        if step.mode == "link":
            return self._link_action(step)
        if step.mode in {"card", "hits"} and step.name:
            return {
                "none": self._with_number(self.tr("Receive, take number {0}"), step.number),
                "screening": self.tr("Go to Screening"),
                "injection": self.tr("Go to Injection"),
                "observation": self.tr("Go to Observation"),
            }.get(step.stage, self.tr("Done: next person"))
        return self.tr("Scan or choose a person")

    def _link_action(self, step: Next) -> str:
        if step.stage == "ready":
            return self.tr("Link the two records")
        return self.tr("Compare the records") if step.name else self.tr("Find the other record")

    def _with_number(self, words: str, number: str | None) -> str:
        return words.format(number or "…")
