"""The form of an injection: the vial, the place, the volume, who injects, what speaks against.

Where a window is low the card gives way in steps: the hint goes, the vial becomes one line,
then place, volume and vaccinator become one line that opens.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.injection import DoseDraft, DoseForm, Objection, VialInUse
from desk.staff import Operator
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.fields import Edit
from ui.kit.tokens import SIZE, SPACE
from ui.kit.vial_chip import VialChip
from ui.pages.site_fields import SiteFields
from ui.pages.wording import Wording

_FULL, _NO_HINT, _LOW_CHIP, _ONE_LINE = range(4)


class VialCard(Card):
    """The card at the right of the injection page. All signals come from the user."""

    lots_asked = Signal()
    site_chosen = Signal(str)
    place_typed = Signal(str)
    volume_typed = Signal(str)
    vaccinator_chosen = Signal(str)
    reason_typed = Signal(str)

    def __init__(self, wording: Wording, operator: Operator, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording, self._operator = wording, operator
        self._vial: VialInUse | None = None
        self._objections: tuple[Objection, ...] = ()
        self._opened = self._is_fitting = False
        self.set_heading(self.tr("Vial in use"))
        self.setMaximumWidth(SIZE.form_limit)
        self._choose = Button(self.tr("Scan a vial to change"), "link", icon="scan-line")
        self._choose.clicked.connect(self.lots_asked)
        self.head.addWidget(self._choose)
        self.chip = VialChip(parent=self)
        self._line = Button("", icon="chevron-down", height=SIZE.target, wide=True, parent=self)
        self._line.clicked.connect(self._open_line)
        self._fields = SiteFields(wording, self)
        self._hint = AlertLine(
            AlertFacts(
                self.tr("**Before injecting:** ask name and birth year, compare with the screen."),
                icon="users",
            ),
            self,
        )
        self._against = AlertLine(parent=self)
        self._reason = Edit(parent=self)
        self._reason.setPlaceholderText(self.tr("Reason for going on"))
        self._reason.setAccessibleName(self.tr("Reason for going on"))
        self._reason.textEdited.connect(self.reason_typed)
        self._arrange()
        self.set_objections(())

    def set_form(self, form: DoseForm, draft: DoseDraft) -> None:
        """Fill the form for a person."""
        people: list[tuple[str, str]] = [(one.id, one.shown) for one in form.vaccinators]
        if form.vaccinator not in {one for one, _ in people}:
            people.insert(0, (form.vaccinator, self._operator.shown))
        self._fields.fill(form, draft, people)
        self._reason.setText(draft.reason)
        self._opened = False
        self.set_objections(())

    def set_vial(self, vial: VialInUse | None, now: datetime) -> None:
        """Show the vial on the tray."""
        self._vial = vial
        self.chip.set_vial(self._wording.vial(vial, now))
        words = self.tr("Scan a vial to change") if vial else self.tr("Choose a lot")
        self._choose.set_words(words)

    def tick(self, now: datetime) -> None:
        """Move the ring towards the discard time."""
        facts = self._wording.vial(self._vial, now)
        if facts != self.chip.vial():
            self.chip.set_vial(facts)

    def set_objections(self, objections: tuple[Objection, ...]) -> None:
        """Say what speaks against the dose; one that asks opens the field of the reason."""
        self._objections = objections
        say = self._wording.text
        words = "".join(f"**{say(one.text)}**" for one in objections[:1])
        words += "".join(f" {say(one.text)}" for one in objections[1:3])
        refused = any(one.force == "refuse" for one in objections)
        facts = AlertFacts(words, "stop" if refused else "warn") if objections else None
        self._against.set_alert(facts)
        self._against.setVisible(facts is not None)
        self._reason.setVisible(bool(objections) and not refused)
        self._reason.set_state("")
        self._fit()

    def go_to(self, field: str) -> None:
        """Give a field the focus and say that it is missing."""
        if field == "vial":
            self._choose.setFocus(Qt.FocusReason.TabFocusReason)
        elif field == "reason":
            self._reason.set_state("invalid")
            self._reason.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: give way as far as this height asks."""
        super().resizeEvent(event)
        self._fit()

    def _arrange(self) -> None:
        column = self.column()
        column.setContentsMargins(16, 3, 16, 10)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.chip)
        column.addSpacing(SPACE.xs)
        column.addWidget(self._line)
        column.addWidget(self._fields)
        column.addSpacing(SPACE.xs)
        column.addWidget(self._hint)
        column.addWidget(self._against)
        column.addWidget(self._reason)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._fields.site_chosen.connect(self._chose_site)
        self._fields.place_typed.connect(self.place_typed)
        self._fields.volume_typed.connect(self.volume_typed)
        self._fields.vaccinator_chosen.connect(self.vaccinator_chosen)

    def _chose_site(self, site: str) -> None:
        self._fit()
        self.site_chosen.emit(site)

    def _open_line(self) -> None:
        self._opened = True
        self._fit()
        self._fields.focus_first()

    def _fit(self) -> None:
        if self._is_fitting:  # what is shown or hidden on the way makes Qt resize the card
            return
        self._is_fitting = True
        try:
            for level in range(_ONE_LINE + 1):
                self._show_level(level)
                if self._needed() <= self.height():
                    return
        finally:
            self._is_fitting = False

    def _show_level(self, level: int) -> None:
        one_line = level >= _ONE_LINE and not self._opened
        self._hint.setVisible(level < _NO_HINT and not self._objections)
        self.chip.set_compact(level >= _LOW_CHIP)
        self._fields.setVisible(not one_line)
        self._line.setVisible(one_line)
        if one_line:
            self._line.set_words(self._fields.summary())
        if level >= _ONE_LINE and self._opened:
            self._against.hide()
            self._reason.hide()

    def _needed(self) -> int:
        layout = self.layout()
        if layout is None:
            return 0
        layout.invalidate()
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(self.width())
        return layout.totalMinimumSize().height()
