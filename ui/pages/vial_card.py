"""The form of an injection: the vial, the place, the volume, who injects, what speaks against."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.injection import DoseDraft, DoseForm, Objection, VialInUse
from immunization.labels import BODY_SITES, ROUTES
from ui.frame.main_window import Density
from ui.kit import formats
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.fields import Field, SelectField
from ui.kit.tokens import SIZE, SPACE
from ui.kit.vial_chip import VialChip
from ui.pages.wording import Wording

_MAIN = ("left_deltoid", "right_deltoid")
_REST = ("left_thigh", "right_thigh", "other")


class VialCard(Card):
    """The card at the right of the injection page. All signals come from the user."""

    lots_asked = Signal()
    site_chosen = Signal(str)
    place_typed = Signal(str)
    volume_typed = Signal(str)
    vaccinator_chosen = Signal(str)
    reason_typed = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self._vial: VialInUse | None = None
        self._density: Density = "roomy"
        self._objections: tuple[Objection, ...] = ()
        self.set_heading(self.tr("Vial in use"))
        self.setMaximumWidth(SIZE.form_limit)
        self._choose = Button(self.tr("Scan a vial to change"), "link", icon="scan-line")
        self._choose.clicked.connect(self.lots_asked)
        self.head.addWidget(self._choose)
        self.chip = VialChip(parent=self)
        self._sites = ChoiceBar((), self.tr("Injection site"), parent=self)
        self._sites.choice_made.connect(self._site_made)
        self._other = SelectField(self.tr("Other site"), parent=self)
        self._other.choice_made.connect(self.site_chosen)
        self._place = Field(self.tr("Which place"), parent=self)
        self._place.text_changed.connect(self.place_typed)
        self._volume = Field(self.tr("Volume, route"), parent=self)
        self._volume.text_changed.connect(self.volume_typed)
        self._vaccinator = SelectField(self.tr("Vaccinator"), parent=self)
        self._vaccinator.choice_made.connect(self.vaccinator_chosen)
        self._hint = AlertLine(
            AlertFacts(
                self.tr(
                    "**Before injecting:** ask name and year of birth, compare with the screen."
                ),
                icon="users",
            ),
            self,
        )
        self._against = AlertLine(parent=self)
        self._reason = Field(self.tr("Reason for going on"), parent=self)
        self._reason.text_changed.connect(self.reason_typed)
        self._arrange()

    def set_form(self, form: DoseForm, draft: DoseDraft) -> None:
        """Fill the form for a person."""
        words = self._wording
        main = [Choice(key, words.text(text)) for key, text in BODY_SITES.items() if key in _MAIN]
        self._sites.set_choices((*main, Choice("more", self.tr("Elsewhere…"))))
        self._other.set_options(
            [(key, words.text(text)) for key, text in BODY_SITES.items() if key in _REST]
        )
        self._show_site(draft.body_site)
        self._place.set_text(draft.place)
        self._show_volume(form)
        self._vaccinator.set_options(
            [(one.id, one.shown) for one in form.vaccinators], form.vaccinator
        )
        self._reason.set_text(draft.reason)
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
        words = " ".join(f"**{self._wording.text(one.text)}**" for one in objections[:1])
        words += "".join(f" {self._wording.text(one.text)}" for one in objections[1:3])
        refused = any(one.force == "refuse" for one in objections)
        facts = AlertFacts(words, "stop" if refused else "warn") if objections else None
        self._against.set_alert(facts)
        self._against.setVisible(facts is not None)
        self._reason.setVisible(bool(objections) and not refused)
        if not objections:
            self._reason.set_invalid("")
        self._show_hint()

    def set_density(self, density: Density) -> None:
        """Give way: the hint goes first, then the vial becomes one line."""
        self._density = density
        compact = density == "compact"
        self.chip.set_compact(compact)
        tight = SPACE.s if density == "roomy" else SPACE.xs
        self.column().setSpacing(tight)
        self.column().setContentsMargins(
            *((16, 12, 16, 16) if density == "roomy" else (14, 4, 14, 8))
        )
        self._show_hint()

    def go_to(self, field: str) -> None:
        """Give a field the focus and say that it is missing."""
        if field == "vial":
            self._choose.setFocus(Qt.FocusReason.TabFocusReason)
        elif field == "reason":
            self._reason.set_invalid(self.tr("Write why, then save again"))
            self._reason.setFocus(Qt.FocusReason.TabFocusReason)
        elif field == "objection" and self._objections:
            self._against.setFocus(Qt.FocusReason.OtherFocusReason)

    def spoken_volume(self) -> str:
        """Return volume and route as they stand in the field."""
        return self._volume.text()

    def _arrange(self) -> None:
        column = self.column()
        column.addWidget(self.chip)
        column.addWidget(self._sites)
        other = QHBoxLayout()
        other.setSpacing(SPACE.m)
        other.addWidget(self._other, 1)
        other.addWidget(self._place, 1)
        column.addLayout(other)
        pair = QHBoxLayout()
        pair.setSpacing(SPACE.m)
        pair.addWidget(self._volume, 2)
        pair.addWidget(self._vaccinator, 4)
        column.addLayout(pair)
        column.addSpacing(2)
        column.addWidget(self._hint)
        column.addWidget(self._against)
        column.addWidget(self._reason)
        column.addStretch(1)
        for hidden in (self._other, self._place, self._against, self._reason):
            hidden.hide()

    def _show_hint(self) -> None:
        shown = self._density == "roomy" and not self._objections and self._other.isHidden()
        self._hint.setVisible(shown)

    def _show_site(self, site: str) -> None:
        self._sites.choose(site if site in _MAIN else "more")
        self._other.choose(site if site in _REST else "")
        self._other.setVisible(site in _REST)
        self._place.setVisible(site in _REST)
        self._place.setEnabled(site == "other")
        self._show_hint()

    def _site_made(self, key: str) -> None:
        if key != "more":
            self._show_site(key)
            self.site_chosen.emit(key)
            return
        self._show_site("left_thigh")
        self.site_chosen.emit("left_thigh")
        self._other.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_volume(self, form: DoseForm) -> None:
        route = self._wording.text(ROUTES[form.route]).lower()
        if form.volume is None:
            self._volume.set_label(self.tr("Volume in ml, {0}").format(route))
            self._volume.set_text("")
            self._volume.set_read_only(False)
            return
        self._volume.set_label(self.tr("Volume, route"))
        amount = self._wording.text(form.volume_words) or formats.decimal(
            form.volume, 1, self._wording.language
        )
        self._volume.set_text(f"{amount}, {route}")
        self._volume.set_read_only(True)
