"""The form that puts particulars right: what is known, what changed, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.card import Clash
from desk.reasons import CORRECTED
from immunization.labels import SEXES
from ui.kit.buttons import Button
from ui.kit.tokens import SIZE
from ui.pages.reason_row import ReasonRow
from ui.pages.registration_form import RegistrationForm
from ui.pages.wording import Wording
from ui.presenters.person_form import Typed


class CorrectionForm(RegistrationForm):
    """The registration's fields, filled; a changed field says what the record has.

    ``reasoned(reason)`` and ``clash_taken()`` come from the user only.
    """

    reasoned = Signal(str)
    clash_taken = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self.set_heading(self.tr("Correct particulars"))
        self._known = Typed()
        self._from_card: frozenset[str] = frozenset()
        self._take = Button(self.tr("Take from the card"), height=SIZE.target, parent=self)
        self._take.clicked.connect(self.clash_taken)
        self.clash_row.addWidget(self._take)
        self.reason = ReasonRow(wording, self.tr("Why corrected"), CORRECTED, self)
        self.reason.reasoned.connect(self.reasoned)
        self.column().addWidget(self.reason)

    def fill_known(
        self, typed: Typed, known: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]
    ) -> None:
        """Fill the form; ``known`` is what the record says."""
        self._known, self._from_card = known, from_card
        self.fill(typed, from_card, clashes)
        self._take.setVisible(any(one.on_card for one in clashes) and not from_card)
        self.reason.begin()
        # Not by Tab: that would mark the whole name, and the next key would replace it.
        self.fields["name"].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_changes(self, changed: frozenset[str]) -> None:
        """Say in each changed field that it is, and what the record has."""
        for name, field in self.fields.items():
            is_changed = name in changed
            source = self.tr("from the card") if name in self._from_card else self.tr("corrected")
            field.set_source(source if is_changed else "")
            field.set_known(self._was(getattr(self._known, name)) if is_changed else "")
        sex = self._known.sex
        words = self._wording.text(SEXES[sex]) if sex is not None else ""
        self._sex.set_known(self._was(words) if "sex" in changed else "")

    def _was(self, words: str) -> str:
        return self.tr("Before: {0}").format(words or self.tr("nothing"))
