"""The consent form of the day, in the checklist's place: its words, who answers, the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from immunization.consent_sheets import shown
from immunization.labels import SIGNATURES
from immunization.signatures import HEIGHT
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.fields import Field
from ui.kit.signature_pad import SignaturePad
from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording
from ui.presenters.consenting import ConsentState

_LOW_PAD = 68


class ConsentPanel(Card):
    """All signals come from the user. ``decided`` is whether they agree."""

    decided = Signal(bool)
    guardian_typed = Signal(str)
    phone_typed = Signal(str)
    signed_by = Signal(str)
    signed = Signal(str)
    print_asked = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self._form = ""
        inner = QWidget(self)
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, SPACE.s, 0)
        self._lines.setSpacing(SPACE.s)
        self._statements = scrolling(inner)
        self._source = Words("", TYPE.label, "text_2", wrap=True, parent=self)
        self.guardian = Field(self.tr("Parent or guardian"), parent=self)
        self.guardian.text_changed.connect(self.guardian_typed)
        self.phone = Field(self.tr("Phone"), parent=self)
        self.phone.text_changed.connect(self.phone_typed)
        self.answer = ChoiceBar((), self.tr("Consent"), parent=self)
        self.answer.choice_made.connect(lambda key: self.decided.emit(key == "agree"))
        self.signature = ChoiceBar(
            [Choice(key, wording.text(words)) for key, words in SIGNATURES.items()],
            self.tr("Signature"),
            "paper",
            self,
        )
        self.signature.choice_made.connect(self.signed_by)
        self._sheet = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self.print = Button(self.tr("Print the sheet (PDF)…"), icon="printer", parent=self)
        self.print.clicked.connect(self.print_asked)
        self.pad = SignaturePad(self)
        self.pad.setAccessibleName(self.tr("Signature"))
        self.pad.drawn.connect(self.signed)
        self._arrange()

    def show_state(self, state: ConsentState) -> None:
        """Show the form as it stands; a form that opens anew is filled in."""
        fresh = self._form != state.asked.form or not self.isVisible()
        if fresh:
            self._begin(state)
        self.answer.choose("agree" if state.agreed else "refuse")
        self.signature.choose(state.signature)
        self.pad.setVisible(state.signature == "screen")
        self.pad.set_strokes(state.strokes)
        self._show_sheet(state)
        self.guardian.set_invalid("")

    def begin(self) -> None:
        """Give the focus to what is to be done first."""
        if self.guardian.isVisibleTo(self) and not self.guardian.text():
            self.guardian.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.answer.focus_chosen()

    def set_low(self, low: bool) -> None:
        """Give way in a low window: a lower sheet to sign on, narrower margins."""
        self.pad.setFixedHeight(_LOW_PAD if low else HEIGHT)
        edge = SPACE.s if low else SPACE.m
        self.column().setContentsMargins(SPACE.l, edge, SPACE.l, edge)

    def go_to(self, field: str) -> bool:
        """Say that a field is missing and go there; False if it is none of this form."""
        if field == "guardian":
            self.guardian.set_invalid(self.tr("Who answers for the child?"))
            self.guardian.setFocus(Qt.FocusReason.TabFocusReason)
        elif field == "signature":
            self.signature.set_refused(self.tr("Nothing is signed yet"))
        return field in {"guardian", "signature", "consent"}

    def _begin(self, state: ConsentState) -> None:
        say, asked = self._wording.text, state.asked
        self._form = asked.form
        self.set_heading(say(asked.title))
        for old in self._of_statements():
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        for number, statement in enumerate(asked.statements, 1):
            words = Words(f"{number}. {say(statement)}", TYPE.body, wrap=True)
            self._lines.insertWidget(number - 1, words)
        source = self.tr("Form {0}, version {1}.").format(asked.form, asked.version)
        if not asked.confirmed:
            source = self.tr("{0} Its words are not confirmed by a legal text.").format(source)
        self._source.set_words(source)
        self._source.set_ink("text_2" if asked.confirmed else "warn")
        self.guardian.setVisible(asked.needs_guardian)
        self.phone.setVisible(asked.needs_guardian)
        self.guardian.set_text(state.guardian)
        self.phone.set_text(state.phone)
        self.signature.set_refused("")
        self.answer.set_choices(
            [Choice("agree", self.tr("Agrees")), Choice("refuse", self.tr("Refuses"))], "agree"
        )

    def _show_sheet(self, state: ConsentState) -> None:
        on_paper = state.signature == "paper"
        self._paper_row.setVisible(on_paper)
        if state.paper:
            words = self.tr("**Signed sheet scanned**: {0}").format(shown(state.paper))
        else:
            words = self.tr("Once it is signed, scan its code. It may also be scanned later.")
        self._sheet.set_words(words)
        self._sheet.set_ink("ok" if state.paper else "text_2")
        self.print.setVisible(not state.paper)

    def _of_statements(self) -> list[Words]:
        found = (self._lines.itemAt(at).widget() for at in range(self._lines.count()))
        return [one for one in found if isinstance(one, Words)]

    def _arrange(self) -> None:
        self._lines.addStretch(1)
        who = QHBoxLayout()
        who.setSpacing(SPACE.m)
        who.addWidget(self.guardian, 2)
        who.addWidget(self.phone, 1)
        column = self.column()
        column.addWidget(self._statements, 1)
        column.addWidget(self._source)
        column.addLayout(who)
        answers = QHBoxLayout()
        answers.setSpacing(SPACE.m)
        answers.addWidget(self.answer, 1)
        answers.addWidget(self.signature, 1)
        column.addLayout(answers)
        column.addWidget(self.pad)
        self._paper_row = QWidget(self)
        row = QHBoxLayout(self._paper_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self._sheet, 1)
        row.addWidget(self.print)
        column.addWidget(self._paper_row)
