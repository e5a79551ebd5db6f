"""The day's list: who came, what became of them, how far each entry has come."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desk.card import PersonCard
from desk.day import DayRow, DayStatus, Figures
from desk.doubles import Double
from desk.refused_doses import RefusedDose
from immunization.text import Language
from ui.frame.main_window import Density
from ui.icons import IconName
from ui.kit import formats
from ui.kit.card import Plane
from ui.kit.data_table import Cell, Column, DataTable, TableRow
from ui.kit.filters import Filter, FilterBar
from ui.kit.marks import Standing, ThreeStopMark
from ui.kit.states import EmptyState
from ui.kit.tokens import SPACE, TYPE, Tone
from ui.kit.words import Words
from ui.pages import paper_files
from ui.pages.day_panel import DayPanel
from ui.pages.page import Page
from ui.pages.wording import Wording, brand
from ui.presenters.day_list import DayFilter

_SIGNS: dict[DayStatus, tuple[IconName, Tone]] = {
    "screening": ("stethoscope", "neutral"),
    "injection": ("syringe", "neutral"),
    "observation": ("armchair", "info"),
    "vaccinated": ("circle-check", "ok"),
    "delay": ("clock-alert", "warn"),
    "contraindicated": ("octagon-x", "stop"),
    "transfer": ("hospital", "info"),
    "not_given": ("circle-x", "neutral"),
    "voided": ("undo-2", "stop"),
}


_DOSE = "#"
"""Between a person and which of their doses a row is about."""

_STATUS_WIDTH: dict[Language, int] = {"vi": 142, "en": 194}
"""What "Chống chỉ định" and "Waiting for screening" need with their icon."""


class DayListPage(Page):
    """The widgets of the page; `DayListPresenter` says what they show."""

    filter_chosen = Signal(str)
    row_chosen = Signal(str)
    void_asked = Signal(object)
    reaction_asked = Signal()
    serious_asked = Signal()
    print_asked = Signal()

    later = ("panel",)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self.filters = FilterBar(self)
        self.filters.filter_chosen.connect(self.filter_chosen)
        self._box = Plane("card", self)
        self.table = DataTable(self._columns(), self.tr("The day's list"), self._box)
        self.table.row_chosen.connect(self._chose)
        self.table.row_opened.connect(self.primary_asked)
        self._foot = Words("", TYPE.label, "text_2", parent=self._box)
        self._empty = EmptyState("", parent=self)
        self._telling, self._one = True, False
        self._doubles: tuple[Double, ...] = ()
        self._refused: tuple[RefusedDose, ...] = ()
        self._arrange()

    @cached_property
    def panel(self) -> DayPanel:
        """The figures of the day, or who is chosen."""
        panel = DayPanel(self.wording, self)
        panel.void_asked.connect(self.void_asked)
        panel.reaction_asked.connect(self.reaction_asked)
        panel.serious_asked.connect(self.serious_asked)
        panel.print_asked.connect(self.print_asked)
        panel.primary_asked.connect(self.primary_asked)
        panel.set_density(self.density)
        self._row_of_all.addWidget(panel)
        return panel

    # -- ui.presenters.day_list.DayListView --

    def show_doubles(self, doubles: tuple[Double, ...]) -> None:
        """Take who has two doses where one was meant; `show_day` shows them when chosen."""
        self._doubles = doubles

    def show_refused(self, refused: tuple[RefusedDose, ...]) -> None:
        """Take the doses that the centre refused; `show_day` shows them when chosen."""
        self._refused = refused

    def show_day(self, rows: tuple[DayRow, ...], figures: Figures, chosen: DayFilter) -> None:
        """Show the rows that the filter lets through, and the figures of all."""
        self.filters.set_filters(self._filters(figures, chosen), chosen)
        shown = [self._row(row) for row in rows]
        if chosen == "doubles":
            shown = [row for one in self._doubles for row in self._double(one)]
        if chosen == "refused":
            shown = [self._refused_row(at, one) for at, one in enumerate(self._refused)]
        self._telling = False
        self.table.set_rows(shown)
        self._telling = True
        self._foot.set_words(self.tr("%n row(s)", "", len(shown)))
        if not shown:
            everyone = chosen == "all"
            self._empty.set_words(
                self.tr("Nobody has come today.") if everyone else self.tr("Nobody in this list."),
                self.tr("Who is received stands here.") if everyone else "",
            )
        self._stack.setCurrentWidget(self._box if shown else self._empty)
        self.panel.show_figures(figures)

    def show_row(self, row: DayRow | None, card: PersonCard | None) -> None:
        """Show one person's day beside the list."""
        if row is not None and self.table.chosen_key() != row.person:
            self._telling = False
            self.table.choose(row.person)
            self._telling = True
        self.panel.show_row(row, card)
        self._one = row is not None or card is not None
        self._share()

    def ask_where_to_print(self, name: str) -> str:
        """Ask for the file of the screening form."""
        return paper_files.ask_where(self, self.tr("Write the screening form"), name)

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write the form and open it."""
        words = self.tr("Written: {0}. Print it and have it signed.")
        self.show_alert(paper_files.kept(path, pdf, words))

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        super().set_density(density)
        self.column.setContentsMargins(0, 0, 0, 0)
        pad = 12 if density == "compact" else 20
        self._left.setContentsMargins(pad, 14 if density == "roomy" else 8, 16, 14)
        if "panel" in self.__dict__:
            self.panel.set_density(density)
            self._share()

    # -- inside --

    def _share(self) -> None:
        # In a narrow window the list has the whole width until somebody is chosen.
        compact = self.density == "compact"
        self.panel.setVisible(not compact or self._one)
        self._left_box.setVisible(not compact or not self._one)

    def _arrange(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        row = self._row_of_all = QHBoxLayout()
        row.setSpacing(0)
        self._left_box = QWidget(self)
        self._left = QVBoxLayout(self._left_box)
        self._left.setContentsMargins(20, 14, 16, 14)
        self._left.setSpacing(10)
        self._left.addWidget(self.filters)
        self.put_notices(self._left)
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(1, 1, 1, 6)
        inner.setSpacing(6)
        inner.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 0, 14, 0)
        foot.setSpacing(SPACE.l)
        foot.addWidget(self._foot)
        foot.addStretch(1)
        legend = (
            Standing("desk", self.tr("desk")),
            Standing("hub", self.tr("site server")),
            Standing("centre", self.tr("centre")),
        )
        self._legend = [ThreeStopMark(one, TYPE.label, self._box) for one in legend]
        for mark in self._legend:
            foot.addWidget(mark)
        inner.addLayout(foot)
        box = QWidget(self)
        self._stack = QStackedLayout(box)
        self._stack.addWidget(self._box)
        self._stack.addWidget(self._empty)
        self._left.addWidget(box, 1)
        row.addWidget(self._left_box, 1)
        self.column.addLayout(row, 1)

    def _columns(self) -> tuple[Column, ...]:
        status = _STATUS_WIDTH[self.wording.language]
        return (
            Column(self.tr("No."), 62),
            Column(self.tr("Name, age"), 140, 5),
            Column(self.tr("Status"), status, 1),
            Column(self.tr("Vaccine"), 184, 1),
            Column(self.tr("Time"), 64),
            Column(self.tr("Desk"), 62),
            Column(self.tr("How far"), 96, sortable=False),
        )

    def _filters(self, figures: Figures, chosen: DayFilter) -> list[Filter]:
        overruled = Filter(
            "overruled", self.tr("Against proposal"), str(figures.overrides), "triangle-alert"
        )
        doubles = Filter("doubles", self.tr("Two doses"), str(len(self._doubles)), "triangle-alert")
        # Six do not fit; who is observed stands on the board and in the figures too.
        observing = Filter("observing", self.tr("Observing"), str(figures.observing), "armchair")
        refused = Filter("refused", self.tr("Refused"), str(len(self._refused)), "octagon-x")
        return [
            Filter("all", self.tr("All"), str(figures.received)),
            Filter("vaccinated", self.tr("Vaccinated"), str(figures.vaccinated), "circle-check"),
            Filter(
                "not_vaccinated",
                self.tr("Not vaccinated"),
                str(figures.not_vaccinated),
                "clock-alert",
            ),
            *([observing] if chosen == "observing" or not self._refused else []),
            *([doubles] if self._doubles else []),
            *([refused] if self._refused else []),
            *([overruled] if figures.overrides else []),
        ]

    def _double(self, double: Double) -> list[TableRow]:
        """Return a row for each dose of one person; together, the earlier first."""
        return [
            TableRow(
                key=f"{double.person}{_DOSE}{place}" if place else double.person,
                cells=(
                    Cell("–", figures=False, sort=double.person),
                    Cell(f"**{double.name}**", sort=double.name.split(" ")[-1]),
                    Cell(f"{dose.at:%d/%m/%Y}", icon="triangle-alert", tone="stop"),
                    Cell(brand(self.wording.text(dose.what))),
                    Cell(formats.clock(dose.at)),
                    Cell(dose.place if dose.is_here else "–"),
                    Cell(),
                ),
            )
            for place, dose in enumerate(double.doses)
        ]

    def _refused_row(self, at: int, dose: RefusedDose) -> TableRow:
        """Return the row of a dose that the centre refused; why stands in its person's history."""
        return TableRow(
            key=f"{dose.person}{_DOSE}{at}",
            cells=(
                Cell("–", figures=False, sort=dose.person),
                Cell(f"**{dose.name}**", sort=dose.name.split(" ")[-1]),
                Cell(f"{dose.at:%d/%m/%Y}", icon="octagon-x", tone="stop"),
                Cell(brand(self.wording.text(dose.what))),
                Cell(formats.clock(dose.at)),
                Cell(dose.desk),
                Cell(),
            ),
        )

    def _row(self, row: DayRow) -> TableRow:
        say = self.wording.text
        icon, tone = _SIGNS[row.status]
        age = say(row.age).split(" ", 1)[0]
        mark = self.wording.bare_mark(row.standing)
        desk = row.desk or ""
        return TableRow(
            key=row.person,
            cells=(
                Cell(row.number or "–", figures=False, sort=_order(row.number)),
                Cell(f"**{row.name}**, {age}", sort=row.name.split(" ")[-1]),
                Cell(say(row.status_words), icon=icon, tone=tone),
                Cell(brand(say(row.dose_words or row.note))),
                Cell(formats.clock(row.at)),
                Cell(desk),
                Cell(mark=mark[0], hub=mark[1]) if mark else Cell(),
            ),
        )

    def _chose(self, key: str) -> None:
        if self._telling:
            self.row_chosen.emit(key.partition(_DOSE)[0])


def _order(number: str | None) -> str:
    return (number or "").rjust(6)
