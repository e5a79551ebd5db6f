"""The form of a delivery: product, lot, expiry, doses, supplier."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.stock import LotDraft, Product
from ui.kit.card import Card
from ui.kit.fields import Field, SelectField
from ui.kit.tokens import SPACE
from ui.pages.side_panels import scrolling


class DeliveryForm(Card):
    """A delivery: product, lot, expiry, doses, and how it came. Signals from the user only."""

    changed = Signal()
    field_left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_heading(self.tr("Receive a lot"))
        self._product = SelectField(self.tr("Vaccine"), parent=self)
        self._fields = {
            "lot": Field(self.tr("Lot"), limit=self.tr("As printed on the box"), parent=self),
            "expiry": Field(self.tr("Expiry"), icon="calendar", hint=self.tr("dd/mm/yyyy")),
            "doses": Field(self.tr("Doses received"), unit=self.tr("doses"), parent=self),
            "supplier": Field(self.tr("From"), parent=self),
            "licence": Field(self.tr("Registration number"), parent=self),
            "storage": Field(self.tr("State on receipt"), hint="2-8 °C, VVM", parent=self),
        }
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(5, 5, SPACE.m, 5)
        lines.addWidget(self._product)
        for name, field in self._fields.items():
            lines.addWidget(field)
            field.text_changed.connect(self._tell)
            field.edit.setProperty("field_name", name)
            field.edit.installEventFilter(self)
            field.entered.connect(self.focusNextChild)
        lines.addStretch(1)
        self.column().addWidget(scrolling(inner), 1)
        self._product.choice_made.connect(self._tell)

    def fill(self, draft: LotDraft, products: tuple[Product, ...]) -> None:
        """Fill the form and go to its first empty field."""
        self._product.set_options([(one.code, one.name) for one in products], draft.product)
        self._product.set_invalid("")
        for name, field in self._fields.items():
            field.set_text(getattr(draft, name))
            field.set_invalid("")
        empty = [field for field in self._fields.values() if not field.text()]
        first: QWidget = empty[0] if draft.product and empty else self._product
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> tuple[str, ...]:
        """Return product, lot, expiry, doses, supplier, licence and storage as they stand."""
        return (self._product.chosen(), *(field.text() for field in self._fields.values()))

    def show_flaws(self, said: dict[str, str]) -> None:
        """Put each sentence under its field."""
        self._product.set_invalid(said.get("product", ""))
        for name, field in self._fields.items():
            field.set_invalid(said.get(name, ""))

    def go_to(self, name: str) -> None:
        """Give a field the focus."""
        target: QWidget = self._fields.get(name, self._product)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: tell which field was left."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QLineEdit):
            self.field_left.emit(str(watched.property("field_name")))
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        self.changed.emit()
