"""A person before arrival: who it is, what the card says otherwise, what is due and why."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.card import Clash, PersonCard
from desk.certified import Offer
from immunization.text import Text
from ui.frame.main_window import Density
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.person_head import PersonFacts, PersonHead
from ui.kit.pills import pill_width
from ui.kit.tokens import SIZE, SPACE, TYPE, Tone
from ui.kit.typeface import heavier, width
from ui.kit.verdict import VerdictBlock
from ui.pages.history_card import HistoryCard
from ui.pages.particulars import Particulars
from ui.pages.side_panels import WhyPanel
from ui.pages.wording import Wording


class PersonPreview(QWidget):
    """Head, contradictions, verdict, particulars and history.

    ``clash_taken()`` (what the card says holds), ``proof_taken()`` (the certificate's doses) and
    ``link_asked()`` come from the user only.
    """

    clash_taken = Signal()
    proof_taken = Signal()
    link_asked = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording, self._compact = wording, False
        self._card: PersonCard | None = None
        self._told = False
        self.head = PersonHead(parent=self)
        self.verdict = VerdictBlock(self)
        self.held = AlertLine(parent=self)
        self._clashes = [AlertLine(parent=self) for _ in range(3)]
        self._take = Button(self.tr("Take from the card"), height=SIZE.target, parent=self)
        self._take.clicked.connect(self.clash_taken)
        self._proof = AlertLine(parent=self)
        self._keep = Button(self.tr("Add to history"), height=SIZE.target, parent=self)
        self._keep.clicked.connect(self.proof_taken)
        self._alike = AlertLine(parent=self)
        self._link = Button(self.tr("Same person…"), height=SIZE.target, parent=self)
        self._link.clicked.connect(self.link_asked)
        self._may_link = False
        self._facts_card = Particulars(wording, self)
        self._history = HistoryCard(wording, self)
        self._why = WhyPanel(wording, self)
        self._why.hide()
        self.verdict.why_asked.connect(self.toggle_why)
        self._arrange()

    def show_card(
        self,
        card: PersonCard,
        clashes: tuple[Clash, ...],
        faults: tuple[Text, ...],
        says: tuple[Text, ...] = (),
    ) -> None:
        """Show a person, and what the code that was read says otherwise."""
        self._card, self._told = card, bool(clashes)
        self._show_head()
        self._show_verdict(card)
        told = [AlertFacts(self._wording.clash(one), "stop") for one in clashes]
        told += [AlertFacts(self._wording.text(one), "warn") for one in faults]
        told += [AlertFacts(self._wording.text(one), "info") for one in says]
        last = len(self._clashes) - 1
        if len(told) > last + 1:  # none is dropped: the last line says the rest together
            rest = " ".join(one.words for one in told[last:])
            told[last:] = [AlertFacts(rest, told[last].tone)]
        for line, facts in zip(self._clashes, (*told, None, None, None), strict=False):
            line.set_alert(facts)
        self._take.setVisible(any(one.on_card for one in clashes))
        self.show_proof(None)
        self._show_alike()
        self._facts_card.show_card(card)
        self._history.show_card(card)
        self._why.set_verdict(card.verdict)
        self._show_why(False)

    def show_proof(self, offer: Offer | None) -> None:
        """Show what the certificate that was scanned adds to the history, or why nothing."""
        self._keep.setVisible(offer is not None and bool(offer.doses))
        if offer is None:
            self._proof.set_alert(None)
            return
        tone: Tone = "ok" if offer.doses else "info"
        self._proof.set_alert(AlertFacts(self._wording.text(offer.text), tone, "file-check"))

    def _show_verdict(self, card: PersonCard) -> None:
        """Show what may be done now; nothing green of who is open at another desk."""
        self.verdict.set_verdict(self._wording.verdict(card.verdict))
        self.verdict.setVisible(card.held is None)
        held = AlertFacts(self._wording.text(card.held), "stop") if card.held else None
        self.held.set_alert(held)

    def set_may_link(self, may: bool) -> None:
        """Offer to link records, or say who may."""
        self._may_link = may
        self._show_alike()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: what the head has room for."""
        super().resizeEvent(event)
        self._show_head()

    def toggle_why(self) -> None:
        """Show or hide why this verdict, in the place of the particulars."""
        self._show_why(self._why.isHidden())

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        self._compact = compact = density == "compact"
        self.head.set_compact(compact)
        self.verdict.set_compact(compact)
        self._show_why(not self._why.isHidden())
        self._show_head()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self.head)
        first = QHBoxLayout()
        first.setSpacing(SPACE.s)
        first.addWidget(self._clashes[0], 1)
        first.addWidget(self._take)
        column.addLayout(first)
        for line in self._clashes[1:]:
            column.addWidget(line)
        proof = QHBoxLayout()
        proof.setSpacing(SPACE.s)
        proof.addWidget(self._proof, 1)
        proof.addWidget(self._keep)
        column.addLayout(proof)
        alike = QHBoxLayout()
        alike.setSpacing(SPACE.s)
        alike.addWidget(self._alike, 1)
        alike.addWidget(self._link)
        column.addLayout(alike)
        column.addWidget(self.held)
        column.addWidget(self.verdict)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        self._history.setMinimumWidth(SIZE.history - 72)
        row.addWidget(self._facts_card, 1)
        row.addWidget(self._why, 1)
        row.addWidget(self._history, 1)
        column.addLayout(row, 1)

    def _show_alike(self) -> None:
        others = self._card.lookalikes if self._card is not None else ()
        self._link.setVisible(bool(others) and self._may_link)
        if not others:
            self._alike.set_alert(None)
            return
        words = self._wording.lookalike(others[0])
        if not self._may_link:
            words = f"{words} " + self.tr("A supervisor can link the two records.")
        self._alike.set_alert(AlertFacts(words, "warn", "users"))

    def _show_head(self) -> None:
        if self._card is None:
            return
        facts = self._wording.head(self._card)
        if self._told or facts.state == "duplicate":
            facts = replace(facts, notice="")  # said below with both sides of it
        if self._needed(facts) > self.width() and not self._compact:
            facts = replace(facts, id_number="")  # it stands among the particulars
        elif self._compact:
            short = self._wording.narrow_head(self._card).sex_age
            facts = replace(facts, pills=facts.pills[:1], sex_age=short)
        if self._needed(facts) > self.width():
            facts = replace(facts, born=facts.born.split(" ", 1)[-1])
        self.head.set_person(facts)

    def _needed(self, facts: PersonFacts) -> float:
        beside = max((pill_width(pill) for pill in facts.pills), default=0.0)
        number = 40 + width(facts.id_number, TYPE.field) if facts.id_number else 0
        words = width(facts.sex_age, heavier(TYPE.field)) + width(facts.born, TYPE.field)
        return SIZE.head + 18 + words + 16 + number + 20 + beside

    def _show_why(self, shown: bool) -> None:
        self._why.setVisible(shown)
        self._facts_card.setVisible(not shown and not self._compact)
