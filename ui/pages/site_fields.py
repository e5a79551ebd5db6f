"""Place, volume and route, vaccinator: the fields of an injection."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.injection import DoseDraft, DoseForm
from immunization.labels import BODY_SITES, ROUTES
from ui.kit import formats
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.fields import Field, SelectField
from ui.kit.segments import Segment
from ui.kit.tokens import SPACE
from ui.pages.wording import Wording

_MAIN = ("left_deltoid", "right_deltoid")


_REST = ("left_thigh", "right_thigh", "other")


class SiteFields(QWidget):
    """Place, volume and route, vaccinator. All signals come from the user."""

    site_chosen = Signal(str)
    place_typed = Signal(str)
    volume_typed = Signal(str)
    vaccinator_chosen = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._site = ""
        self._sites = ChoiceBar((), self.tr("Injection site"), parent=self)
        self._sites.choice_made.connect(self._made)
        self._other = SelectField(self.tr("Other site"), parent=self)
        self._other.choice_made.connect(self._chose_other)
        self._place = Field(self.tr("Which place"), parent=self)
        self._place.text_changed.connect(self.place_typed)
        self._volume = Field(self.tr("Volume, route"), parent=self)
        self._volume.text_changed.connect(self.volume_typed)
        self._vaccinator = SelectField(self.tr("Vaccinator"), parent=self)
        self._vaccinator.choice_made.connect(self.vaccinator_chosen)
        main = [Choice(key, wording.text(BODY_SITES[key])) for key in _MAIN]  # type: ignore[index]
        self._sites.set_choices((*main, Choice("more", self.tr("Elsewhere…"))))
        self._other.set_options([(key, wording.text(BODY_SITES[key])) for key in _REST])  # type: ignore[index]
        self._arrange()

    def fill(self, form: DoseForm, draft: DoseDraft, people: list[tuple[str, str]]) -> None:
        """Fill the fields for a person."""
        self._show_site(draft.body_site)
        self._place.set_text(draft.place)
        self._show_volume(form)
        self._vaccinator.set_options(people, form.vaccinator)

    def summary(self) -> str:
        """Return place and volume in one line."""
        known = {key: self._wording.text(words) for key, words in BODY_SITES.items()}
        parts = (known.get(self._site, ""), self._volume.text())  # type: ignore[call-overload]
        return ", ".join(part for part in parts if part)

    def focus_first(self) -> None:
        """Give the focus to the place of the injection."""
        for child in self._sites.children():
            if isinstance(child, Segment):
                child.setFocus(Qt.FocusReason.TabFocusReason)
                break

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
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

    def _show_site(self, site: str) -> None:
        self._site = site
        self._sites.choose(site if site in _MAIN else "more")
        self._other.choose(site if site in _REST else "")
        self._other.setVisible(site in _REST)
        self._place.setVisible(site == "other")

    def _made(self, key: str) -> None:
        site = "left_thigh" if key == "more" else key
        self._show_site(site)
        self.site_chosen.emit(site)
        if key == "more":
            self._other.setFocus(Qt.FocusReason.TabFocusReason)

    def _chose_other(self, key: str) -> None:
        self._show_site(key)
        self.site_chosen.emit(key)

    def _show_volume(self, form: DoseForm) -> None:
        route = self._wording.text(ROUTES[form.route]).lower()
        asks = form.volume is None
        if asks:
            self._volume.set_label(self.tr("Volume in ml, {0}").format(route))
        elif {"volume_ml", "older_volume_ml"}.isdisjoint(form.not_confirmed):
            self._volume.set_label(self.tr("Volume, route"))
        else:
            self._volume.set_label(self.tr("Volume: see the leaflet"))
        self._volume.set_read_only(not asks)
        if form.volume is None:
            self._volume.set_text("")
            return
        amount = self._wording.text(form.volume_words) or formats.decimal(
            form.volume, 1, self._wording.language
        )
        self._volume.set_text(f"{amount}, {route}")
        self._volume.show_whole()
