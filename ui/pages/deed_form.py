"""Beside the stock's tables: a lot moves, a vial is thrown away, a temperature is written down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from immunization.labels import DISCARD_REASONS
from immunization.text import Text
from ui.kit.card import Card
from ui.kit.fields import Field, SelectField
from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording
from ui.presenters.keeping import Deed, DeedKind

_FIELDS: dict[DeedKind, tuple[str, ...]] = {
    "move": ("how", "doses", "to"),
    "discard": ("reason", "wasted", "note"),
    "dilute": ("diluent", "diluent_expiry"),
    "temperature": ("fridge", "celsius"),
    "file": ("fridge",),
}


class DeedForm(Card):
    """One form for all four; only the fields of what is done are shown. ``typed(dict)``."""

    typed = Signal(dict)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self._kind: DeedKind = "move"
        self._about = Words("", TYPE.body, "text_2", wrap=True, parent=self)
        moves = [
            ("allocated", self.tr("Allocated to a desk or team")),
            ("returned", self.tr("Returned to the supplier")),
            ("destroyed", self.tr("Destroyed unopened")),
        ]
        reasons = [(key, wording.text(text)) for key, text in DISCARD_REASONS.items()]
        self._fields: dict[str, Field | SelectField] = {
            "how": SelectField(self.tr("What is done"), moves, parent=self),
            "doses": Field(self.tr("Doses"), unit=self.tr("doses"), parent=self),
            "to": Field(self.tr("For whom, or why"), parent=self),
            "reason": SelectField(self.tr("Why it is thrown away"), reasons, parent=self),
            "wasted": Field(
                self.tr("Doses thrown away"),
                unit=self.tr("doses"),
                limit=self.tr("Empty: what is left by count"),
                parent=self,
            ),
            "note": Field(self.tr("Note"), parent=self),
            "diluent": Field(self.tr("Diluent, lot"), parent=self),
            "diluent_expiry": Field(
                self.tr("Diluent, expiry"), icon="calendar", hint=self.tr("dd/mm/yyyy"), parent=self
            ),
            "fridge": Field(self.tr("Refrigerator"), parent=self),
            "celsius": Field(
                self.tr("Temperature now"), unit="°C", limit=self.tr("2 to 8 °C"), parent=self
            ),
        }
        self._arrange()

    def show_deed(self, deed: Deed) -> None:
        """Open one of the forms, and go to its first empty field."""
        self._kind = deed.kind
        self.set_heading(self._named(deed.kind))
        self._about.set_words(deed.words or self._hint(deed.kind))
        for name, field in self._fields.items():
            field.setVisible(name in _FIELDS[deed.kind])
            field.set_invalid("")
            if isinstance(field, SelectField):
                field.choose("")
            else:
                field.set_text(deed.typed.get(name, ""))
        shown = [self._fields[name] for name in _FIELDS[deed.kind]]
        empty = [field for field in shown if isinstance(field, SelectField) or not field.text()]
        (empty or shown)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def say_missing(self, name: str, text: Text) -> None:
        """Put a sentence under a field and go there."""
        field = self._fields.get(name)
        if field is not None:
            field.set_invalid(self._wording.text(text))
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def action(self, kind: DeedKind) -> str:
        """Return what saving the form is called."""
        return {
            "move": self.tr("Save: lot moved"),
            "discard": self.tr("Save: vial thrown away"),
            "dilute": self.tr("Save: diluent"),
            "temperature": self.tr("Save: temperature"),
            "file": self.tr("Save: the file's temperatures"),
        }[kind]

    def _arrange(self) -> None:
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(5, 5, SPACE.m, 5)
        lines.addWidget(self._about)
        for field in self._fields.values():
            lines.addWidget(field)
            if isinstance(field, SelectField):
                field.choice_made.connect(self._tell)
            else:
                field.text_changed.connect(self._tell)
                field.entered.connect(self.focusNextChild)
        lines.addStretch(1)
        self.column().addWidget(scrolling(inner), 1)

    def _tell(self) -> None:
        said = {}
        for name in _FIELDS[self._kind]:
            field = self._fields[name]
            field.set_invalid("")
            said[name] = field.chosen() if isinstance(field, SelectField) else field.text()
        self.typed.emit(said)

    def _named(self, kind: DeedKind) -> str:
        return {
            "move": self.tr("A lot moves"),
            "discard": self.tr("Throw a vial away"),
            "dilute": self.tr("Diluent of a vial"),
            "temperature": self.tr("Temperature of a refrigerator"),
            "file": self.tr("A logger's file"),
        }[kind]

    def _hint(self, kind: DeedKind) -> str:
        if kind == "file":
            return self.tr("The readings of the file are kept; a second time changes nothing.")
        return self.tr("Morning and afternoon, and whenever the door stood open.")
