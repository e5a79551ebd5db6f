"""The page of serious events (F7): who, how long until the written report is due, how far it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desk.serious import SeriousEvent
from ui.frame.main_window import Density
from ui.kit import formats
from ui.kit.card import Plane
from ui.kit.data_table import Cell, Column, DataTable, TableRow
from ui.kit.states import EmptyState
from ui.kit.tokens import TYPE, Tone
from ui.kit.words import Words
from ui.pages import paper_files
from ui.pages.page import Page
from ui.pages.serious_panel import SeriousPanel
from ui.pages.wording import Wording
from ui.presenters.serious import SeriousMode


class SeriousPage(Page):
    """The widgets of the page; `SeriousPresenter` says what they show."""

    event_chosen = Signal(str)

    later = ("panel",)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self._title = Words(self.tr("Serious events that are open"), TYPE.lead, parent=self)
        self._box = Plane("card", self)
        self.table = DataTable(self._columns(), self.tr("Serious events"), self._box)
        self.table.row_chosen.connect(self._chose)
        self._empty = EmptyState(
            self.tr("No serious event is open."),
            self.tr("Who is reported with one stands here until the case is closed."),
            parent=self,
        )
        self._telling = True
        self._shown: tuple[TableRow, ...] = ()
        self._arrange()

    @cached_property
    def panel(self) -> SeriousPanel:
        """The event that is chosen, and what is to be done."""
        panel = SeriousPanel(self.wording, self)
        panel.primary_asked.connect(self.primary_asked)
        panel.set_density(self.density)
        self._row_of_all.addWidget(panel)
        return panel

    # -- ui.presenters.serious.SeriousView --

    def show_events(self, events: tuple[SeriousEvent, ...], now: datetime) -> None:
        """Show the list; only when a word of it changed."""
        rows = tuple(self._row(event, now) for event in events)
        if rows != self._shown:
            self._shown = rows
            self._telling = False
            self.table.set_rows(list(rows))
            self._telling = True
        self._stack.setCurrentWidget(self._box if rows else self._empty)
        self.panel.tick(now)

    def show_event(
        self,
        event: SeriousEvent | None,
        mode: SeriousMode,
        now: datetime,
        *,
        may_acknowledge: bool,
    ) -> None:
        """Show one event beside the list."""
        self.panel.show_event(event, mode, now, may_acknowledge=may_acknowledge)
        if event is not None and self.table.chosen_key() != event.reaction:
            self._telling = False
            self.table.choose(event.reaction)
            self._telling = True
        self._share()

    def ask_where_to_print(self, name: str) -> str:
        """Ask for the file of the report."""
        return paper_files.ask_where(self, self.tr("Write the report"), name)

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write the report and open it."""
        words = self.tr("Written: {0}. Print it, sign it, send it.")
        self.show_alert(paper_files.kept(path, pdf, words))

    def go_to(self, field: str) -> None:
        """Give a field the focus."""
        self.panel.go_to(field)

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
        # In a narrow window the panel has the whole width once an event is chosen.
        compact = self.density == "compact"
        one = self.panel.has_event()
        self._left_box.setVisible(not compact or not one)
        self.panel.setVisible(not compact or one)

    def _arrange(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        row = self._row_of_all = QHBoxLayout()
        row.setSpacing(0)
        self._left_box = QWidget(self)
        self._left = QVBoxLayout(self._left_box)
        self._left.setContentsMargins(20, 14, 16, 14)
        self._left.addWidget(self._title)
        self.put_notices(self._left)
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(1, 1, 1, 6)
        inner.addWidget(self.table)
        box = QWidget(self)
        self._stack = QStackedLayout(box)
        self._stack.addWidget(self._box)
        self._stack.addWidget(self._empty)
        self._left.addWidget(box, 1)
        row.addWidget(self._left_box, 1)
        self.column.addLayout(row, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("No."), 66),
            Column(self.tr("Name"), 150, 3),
            Column(self.tr("What happened"), 150, 4),
            Column(self.tr("Report due in"), 136),
            Column(self.tr("How far"), 96, sortable=False),
        )

    def _row(self, event: SeriousEvent, now: datetime) -> TableRow:
        mark = self.wording.bare_mark(event.standing)
        words, tone = self._due(event, now)
        icon = "circle-check" if tone == "ok" else "clock-alert"
        return TableRow(
            event.reaction,
            (
                Cell(event.number or "–", figures=False),
                Cell(f"**{event.name}**", sort=event.name.split(" ")[-1]),
                Cell(self.wording.text(event.what)),
                Cell(words, icon=icon, tone=tone, sort=int(event.due.timestamp())),  # type: ignore[arg-type]
                Cell(mark=mark[0], hub=mark[1]) if mark else Cell(),
            ),
        )

    def _due(self, event: SeriousEvent, now: datetime) -> tuple[str, Tone]:
        if event.written_at is not None:
            return self.tr("sent {0}").format(formats.clock(event.written_at)), "ok"
        return left_words(event.due - now), "stop" if event.due - now < timedelta(
            hours=4
        ) else "warn"

    def _chose(self, key: str) -> None:
        if self._telling and key:
            self.event_chosen.emit(key)


def left_words(left: timedelta) -> str:
    """Return hours and minutes until something is due; with a minus once it is past."""
    minutes = int(abs(left).total_seconds()) // 60
    return f"{'−' if left < timedelta() else ''}{minutes // 60}:{minutes % 60:02}"
