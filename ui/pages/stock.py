"""The stock page: lots, the vials of today, the refrigerators; what is done with them; warnings."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desk.fridges import Fridge
from desk.stock import LotDraft, LotFlaw, LotRow, Product
from desk.stock_warnings import StockWarning
from desk.vial_use import VialRow
from immunization.temperatures import LONGEST_FILE
from immunization.text import Text
from ui.frame.action_bar import ActionBar
from ui.frame.main_window import Density
from ui.icons import IconName
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.card import Plane
from ui.kit.data_table import DataTable
from ui.kit.filters import Filter, FilterBar
from ui.kit.states import EmptyState
from ui.kit.tokens import SIZE, SPACE
from ui.pages.deed_form import DeedForm
from ui.pages.delivery_form import DeliveryForm
from ui.pages.page import Page
from ui.pages.stock_tables import StockTables
from ui.pages.wording import Wording
from ui.presenters.keeping import Deed, Tab

_ICONS: dict[Tab, IconName] = {
    "lots": "package-plus", "vials": "circle-x", "fridges": "pencil",
}  # fmt: skip
_SAID = 2
"""Warnings in sight; in a narrow window one."""


class StockPage(Page):
    """The widgets of the page; `StockPresenter` says what they show."""

    delivery_changed = Signal(str, str, str, str, str, str, str)
    field_left = Signal(str)
    tab_chosen = Signal(str)
    move_asked = Signal()
    file_asked = Signal()
    dilute_asked = Signal()
    deed_typed = Signal(dict)

    later = ("delivery", "deed", "vials", "fridges")

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self._rows = StockTables(wording, self)
        self.tabs = FilterBar(self)
        self.tabs.filter_chosen.connect(self.tab_chosen)
        self._warnings = [AlertLine(parent=self) for _ in range(_SAID)]
        self._box = Plane("card", self)
        self.table = DataTable(self._rows.lot_columns(), self.tr("Lots"), self._box)
        self._empty = EmptyState("", parent=self)
        self.primary = PrimaryButton(self.tr("Receive a lot"), icon="package-plus")
        self.primary.clicked.connect(self.primary_asked)
        self._move = Button(self.tr("Allocate, return…"), icon="arrow-right", height=SIZE.primary)
        self._move.clicked.connect(self.move_asked)
        self._file = Button(self.tr("Logger's file…"), icon="clipboard-check", height=SIZE.primary)
        self._file.clicked.connect(self.file_asked)
        self._dilute = Button(self.tr("Diluent…"), icon="pencil", height=SIZE.primary)
        self._dilute.clicked.connect(self.dilute_asked)
        others = (self._move, self._file, self._dilute)
        self.bar = self._next = ActionBar(self.primary, others)
        self._tab: Tab = "lots"
        self._counts: dict[Tab, int] = {"lots": 0, "vials": 0, "fridges": 0}
        self._open_vials: frozenset[str] = frozenset()
        self._told: tuple[StockWarning, ...] = ()
        self._arrange()
        self._show_tabs()

    @cached_property
    def delivery(self) -> DeliveryForm:
        """The form of a delivery."""
        form = DeliveryForm(self)
        form.changed.connect(self._changed)
        form.field_left.connect(self.field_left)
        form.hide()
        self._row_of_all.addWidget(form)
        return form

    @cached_property
    def deed(self) -> DeedForm:
        """The form of whatever else is done."""
        form = DeedForm(self.wording, self)
        form.typed.connect(self.deed_typed)
        form.hide()
        self._row_of_all.addWidget(form)
        return form

    @cached_property
    def vials(self) -> DataTable:
        """The vials of today, and those that are still open."""
        return self._more(DataTable(self._rows.vial_columns(), self.tr("Vials"), self))

    @cached_property
    def fridges(self) -> DataTable:
        """The refrigerators."""
        table = DataTable(self._rows.fridge_columns(), self.tr("Refrigerators"), self)
        return self._more(table)

    # -- ui.presenters.stock.StockView --

    def show_lots(self, lots: tuple[LotRow, ...]) -> None:
        """Show the lots."""
        self.table.set_rows([self._rows.lot(lot) for lot in lots])
        self._count("lots", len(lots))

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

    # -- ui.presenters.keeping.KeepingView --

    def show_tab(self, tab: Tab) -> None:
        """Show one of the three tables."""
        self._tab = tab
        self._show_tabs()

    def show_vials(self, vials: tuple[VialRow, ...]) -> None:
        """Show the vials."""
        self._open_vials = frozenset(one.vial for one in vials if one.where != "gone")
        self.vials.set_rows([self._rows.vial(one) for one in vials])
        self._count("vials", len(self._open_vials))

    def show_fridges(self, fridges: tuple[Fridge, ...]) -> None:
        """Show the refrigerators."""
        self.fridges.set_rows([self._rows.fridge(one) for one in fridges])
        self._count("fridges", len(fridges))

    def show_warnings(self, warnings: tuple[StockWarning, ...]) -> None:
        """Say the gravest of them; the last line says how many more there are."""
        self._told = warnings
        room = 1 if self.density == "compact" else _SAID
        for at, line in enumerate(self._warnings):
            line.set_alert(self._warning(at, room) if at < room else None)

    def show_deed(self, deed: Deed | None) -> None:
        """Open a form beside the table, or with None close it."""
        if deed is not None or "deed" in self.__dict__:
            self.deed.setVisible(deed is not None)
        self._share()
        self._show_primary()
        if deed is not None:
            self.primary.set_words(self.deed.action(deed.kind))
            self.deed.show_deed(deed)

    def say_missing(self, field: str, text: Text) -> None:
        """Put a sentence under a field of the form and go there."""
        self.deed.say_missing(field, text)

    def chosen_lot(self) -> tuple[str, str]:
        """Return the lot that is chosen and its words."""
        return self._chosen(self.table, 2)

    def chosen_vial(self) -> tuple[str, str]:
        """Return the open vial that is chosen, or the only one, and its words."""
        key, words = self._chosen(self.vials, 4)
        if not key and len(self._open_vials) == 1:
            (key,) = self._open_vials
            self.vials.choose(key)
            key, words = self._chosen(self.vials, 4)
        return (key, words) if key in self._open_vials else ("", "")

    def ask_for_file(self) -> bytes | None:
        """Ask for a logger's file; one that cannot be read counts as none chosen."""
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("The logger's file"), "", "CSV, TXT (*.csv *.txt *.tsv);;* (*)"
        )
        if not path:
            return None
        try:
            with Path(path).open("rb") as file:
                return file.read(LONGEST_FILE + 1)
        except OSError:
            return b""

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        super().set_density(density)
        self.show_warnings(self._told)
        self._share()

    # -- inside --

    def _arrange(self) -> None:
        self.column.addWidget(self.tabs)
        for line in self._warnings:
            self.column.addWidget(line)
            line.hide()
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

    def _more(self, table: DataTable) -> DataTable:
        plane = Plane("card", self)
        inner = QVBoxLayout(plane)
        inner.setContentsMargins(1, 1, 1, 6)
        inner.addWidget(table)
        self._stack.addWidget(plane)
        return table

    def _count(self, tab: Tab, count: int) -> None:
        self._counts[tab] = count
        self._show_tabs()

    def _show_tabs(self) -> None:
        words = {
            "lots": (self.tr("Lots"), "package"),
            "vials": (self.tr("Open vials"), "clock"),
            "fridges": (self.tr("Refrigerators"), "activity"),
        }
        self.tabs.set_filters(
            [
                Filter(tab, words[tab][0], str(count), words[tab][1])  # type: ignore[arg-type]
                for tab, count in self._counts.items()
            ],
            self._tab,
        )
        self._show_body()
        self._show_primary()

    def _show_body(self) -> None:
        if self._tab == "lots":
            self._empty.set_words(
                self.tr("No vaccine was received yet."),
                self.tr("Receive the first lot to begin: product, lot, expiry, doses."),
            )
            self._stack.setCurrentWidget(self._box if self._counts["lots"] else self._empty)
            return
        table = self.vials if self._tab == "vials" else self.fridges
        self._empty.set_words(
            self.tr("No vial was opened today.")
            if self._tab == "vials"
            else self.tr("No temperature was written down yet."),
            self.tr("Scan a vial on Injection: opening it is written down by itself.")
            if self._tab == "vials"
            else self.tr("Write the first one down, or read the logger's file."),
        )
        plane = table.parentWidget()
        there = bool(table.rows()) and plane is not None
        self._stack.setCurrentWidget(plane if there and plane is not None else self._empty)

    def _show_primary(self) -> None:
        busy = self._is_open("deed") or self._is_open("delivery")
        self._move.setVisible(self._tab == "lots" and not busy and self._counts["lots"] > 0)
        self._file.setVisible(self._tab == "fridges" and not busy)
        self._dilute.setVisible(self._tab == "vials" and not busy and bool(self._open_vials))
        if busy:
            return
        words = {
            "lots": self.tr("Receive a lot"),
            "vials": self.tr("Throw a vial away…"),
            "fridges": self.tr("Write a temperature…"),
        }
        self.primary.set_words(words[self._tab])
        self.primary.set_icon(_ICONS[self._tab])

    def _warning(self, at: int, room: int) -> AlertFacts | None:
        if at >= len(self._told):
            return None
        one = self._told[at]
        words = self.wording.text(one.text)
        more = len(self._told) - room
        if at == room - 1 and more > 0:
            words += " " + self.tr("%n more warning(s).", "", more)
        return AlertFacts(words, one.tone)

    def _chosen(self, table: DataTable, cells: int) -> tuple[str, str]:
        key = table.chosen_key()
        row = next((one for one in table.rows() if one.key == key), None)
        if row is None:
            return "", ""
        return key, ", ".join(cell.words for cell in row.cells[:cells])

    def _share(self) -> None:
        # In a narrow window the form has the whole width while it is open.
        compact = self.density == "compact"
        opened = [name for name in ("delivery", "deed") if self._is_open(name)]
        self._list.setVisible(not compact or not opened)
        for name in ("delivery", "deed"):
            if name in self.__dict__:
                form: QWidget = getattr(self, name)
                if compact:
                    form.setMinimumWidth(0)
                    form.setMaximumWidth(SIZE.form_limit)
                else:
                    form.setFixedWidth(SIZE.history)

    def _is_open(self, name: str) -> bool:
        return name in self.__dict__ and not getattr(self, name).isHidden()

    def _changed(self) -> None:
        self.delivery_changed.emit(*self.delivery.typed())
