"""The stock page: lots with what came, was used and is left; the form of a delivery."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desk.stock import LotDraft, LotFlaw, LotRow, Product
from immunization.dates import show_day
from ui.frame.action_bar import ActionBar
from ui.frame.main_window import Density
from ui.kit import formats
from ui.kit.buttons import PrimaryButton
from ui.kit.card import Plane
from ui.kit.data_table import Cell, Column, DataTable, TableRow
from ui.kit.states import EmptyState
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.kit.words import Words
from ui.pages.delivery_form import DeliveryForm
from ui.pages.page import Page
from ui.pages.wording import Wording


class StockPage(Page):
    """The widgets of the page; `StockPresenter` says what they show."""

    delivery_changed = Signal(str, str, str, str, str)
    field_left = Signal(str)

    later = ("delivery",)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self._title = Words(self.tr("Vaccine at this site"), TYPE.lead, parent=self)
        self._box = Plane("card", self)
        self.table = DataTable(self._columns(), self.tr("Lots"), self._box)
        self._empty = EmptyState(
            self.tr("No vaccine was received yet."),
            self.tr("Receive the first lot to begin: product, lot, expiry, doses."),
            parent=self,
        )
        self.primary = PrimaryButton(self.tr("Receive a lot"), icon="package-plus")
        self.primary.clicked.connect(self.primary_asked)
        self.bar = self._next = ActionBar(self.primary)
        self._any = False
        self._arrange()

    @cached_property
    def delivery(self) -> DeliveryForm:
        """The form of a delivery."""
        form = DeliveryForm(self)
        form.changed.connect(self._changed)
        form.field_left.connect(self.field_left)
        form.hide()
        self._row_of_all.addWidget(form)
        return form

    # -- ui.presenters.stock.StockView --

    def show_lots(self, lots: tuple[LotRow, ...]) -> None:
        """Show the lots."""
        self.table.set_rows([self._row(lot) for lot in lots])
        self._any = bool(lots)
        self._stack.setCurrentWidget(self._box if lots else self._empty)

    def show_delivery(self, draft: LotDraft | None, products: tuple[Product, ...]) -> None:
        """Open the form of a delivery, or with None close it."""
        if draft is not None or "delivery" in self.__dict__:
            self.delivery.setVisible(draft is not None)
        self._share()
        words = self.tr("Save: lot received") if draft else self.tr("Receive a lot")
        self.primary.set_words(words)
        told = self.tr("Doses of this lot can be injected at once.") if draft else ""
        self._next.set_next(told)
        if draft is not None:
            self.delivery.fill(draft, products)

    def show_flaws(self, flaws: tuple[LotFlaw, ...]) -> None:
        """Put each sentence under its field."""
        self.delivery.show_flaws({one.field: self.wording.text(one.text) for one in flaws})

    def go_to(self, field: str) -> None:
        """Give a field the focus."""
        self.delivery.go_to(field)

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        super().set_density(density)
        self._share()

    # -- inside --

    def _share(self) -> None:
        # In a narrow window the form has the whole width while it is open.
        if "delivery" not in self.__dict__:
            return
        compact = self.density == "compact"
        self._list.setVisible(not compact or self.delivery.isHidden())
        if compact:
            self.delivery.setMaximumWidth(SIZE.form_limit)
        else:
            self.delivery.setFixedWidth(SIZE.history)

    def _arrange(self) -> None:
        self.column.addWidget(self._title)
        row = self._row_of_all = QHBoxLayout()
        row.setSpacing(SPACE.m)
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(1, 1, 1, 6)
        inner.addWidget(self.table)
        box = self._list = QWidget(self)
        self._stack = QStackedLayout(box)
        self._stack.addWidget(self._box)
        self._stack.addWidget(self._empty)
        row.addWidget(box, 1)
        self.column.addLayout(row, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Vaccine"), 180, 4),
            Column(self.tr("Lot"), 110, 2),
            Column(self.tr("Expiry"), 116, 1),
            Column(self.tr("Received"), 92, 1, "right"),
            Column(self.tr("Used"), 76, 1, "right"),
            Column(self.tr("Left"), 84, 1, "right"),
        )

    def _row(self, lot: LotRow) -> TableRow:
        language = self.wording.language
        expiry = Cell(show_day(lot.expiry), sort=lot.expiry.toordinal())
        if lot.is_expired:
            expiry = Cell(show_day(lot.expiry), icon="octagon-x", tone="stop", sort=expiry.sort)
        elif lot.expires_soon:
            expiry = Cell(show_day(lot.expiry), icon="clock-alert", tone="warn", sort=expiry.sort)
        counts = [
            Cell(formats.whole(count, language), figures=True, sort=count)
            for count in (lot.received, lot.used, lot.left)
        ]
        return TableRow(
            lot.lot_id, (Cell(f"**{lot.product_name}**"), Cell(lot.lot), expiry, *counts)
        )

    def _changed(self) -> None:
        self.delivery_changed.emit(*self.delivery.typed())
