"""Beside the day's list: the day in figures, or one person's day with what may be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desk.card import HistoryItem, PersonCard
from desk.day import DayRow, Figures
from ui.frame.main_window import Density
from ui.icons import IconName
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.card import Card, Plane
from ui.kit.fact_rows import FactList, FactRow
from ui.kit.person_head import PersonHead
from ui.kit.timeline import Timeline
from ui.kit.tokens import SIZE, SPACE, TYPE, Tone
from ui.kit.words import Words
from ui.pages.wording import Wording, brand

_ANY = 16_777_215
"""Qt's own "no limit" of a width."""


class DayPanel(QFrame):
    """404 wide: the day in figures, or one person's day with what may be done."""

    void_asked = Signal(object)
    reaction_asked = Signal()
    serious_asked = Signal()
    print_asked = Signal()
    primary_asked = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._voidable: HistoryItem | None = None
        self._reaction: HistoryItem | None = None
        self.setFixedWidth(SIZE.list_panel)
        self._title = Words(self.tr("The day in figures"), TYPE.lead, parent=self)
        self._figures = FactList(self)
        self._figures.row_opened.connect(lambda _key: self.serious_asked.emit())
        self._lots = Card(self.tr("Doses by lot"), self)
        self._lots.column().setContentsMargins(0, SPACE.m, 0, 1)
        self._lots.head.setContentsMargins(16, 0, 16, 0)
        self._lot_rows = FactList(self._lots)
        self._lots.column().addWidget(self._lot_rows)
        self.head = PersonHead(narrow=True, parent=self)
        self.timeline = Timeline(self)
        self._print = Button(self.tr("Form (PDF)…"), icon="printer", wide=True, parent=self)
        self._print.setAccessibleName(self.tr("Print the screening form (PDF)…"))
        self._print.setToolTip(self.tr("Print the screening form (PDF)…"))
        self._print.clicked.connect(self.print_asked)
        self._void = Button(
            self.tr("Void a dose…"), "danger", icon="undo-2", wide=True, parent=self
        )
        self._void.clicked.connect(lambda: self._ask_void(self._voidable))
        self._not_so = Button(
            self.tr("Void a reaction…"), "danger", icon="undo-2", wide=True, parent=self
        )
        self._not_so.clicked.connect(lambda: self._ask_void(self._reaction))
        self._react = Button(
            self.tr("Report reaction"), "danger", icon="heart-pulse", wide=True, parent=self
        )
        self._react.clicked.connect(self.reaction_asked)
        self.primary = PrimaryButton(self.tr("Open"), icon="arrow-right", wide=True, parent=self)
        self.primary.clicked.connect(self.primary_asked)
        self._arrange()
        self.show_row(None, None)

    def show_figures(self, figures: Figures) -> None:
        """Show the day in figures."""
        self._figures.set_rows(
            [
                self._figure("received", self.tr("Received"), figures.received, "users"),
                self._figure(
                    "vaccinated", self.tr("Vaccinated"), figures.vaccinated, "circle-check", "ok"
                ),
                self._figure("way", self.tr("Still on their way"), figures.under_way, "clock"),
                self._figure("delay", self.tr("Delayed"), figures.delayed, "clock-alert", "warn"),
                self._figure(
                    "never", self.tr("Contraindicated"), figures.contraindicated, "octagon-x"
                ),
                self._figure("transfer", self.tr("Transferred"), figures.transferred, "hospital"),
                self._figure("not_given", self.tr("Not injected"), figures.not_given, "circle-x"),
                self._figure("voided", self.tr("Doses voided"), figures.voided, "undo-2"),
                self._reactions(figures),
                self._figure(
                    "overrides",
                    self.tr("Decided against the proposal"),
                    figures.overrides,
                    "triangle-alert",
                ),
            ]
        )
        self._lot_rows.set_rows(
            [
                FactRow(
                    f"{lot.product}/{lot.lot}",
                    self.tr("{0}, lot {1}").format(brand(lot.product_name), lot.lot),
                    figure=self.tr("%n dose(s)", "", lot.doses),
                    icon="package",
                )
                for lot in figures.lots[:3]
            ]
        )
        self._has_lots = bool(figures.lots)
        self._lots.setVisible(self._has_lots)

    def show_row(self, row: DayRow | None, card: PersonCard | None) -> None:
        """Show one person, or with None the figures; who did not come today has no row."""
        shown = row is not None or card is not None
        self._stack.setCurrentWidget(self._one if shown else self._day)
        if card is None:
            self._void.hide()
            self._not_so.hide()
            self._react.hide()
            self._print.hide()
            self.head.set_person(None)
            self.timeline.set_rows(())
            return
        self.head.set_person(self._wording.narrow_head(card))
        self.timeline.set_rows(
            [self._wording.happening(at, item) for at, item in enumerate(card.history)]
        )
        self._voidable, self._reaction = (
            next((item for item in card.history if item.kind == kind and item.may_void), None)
            for kind in ("dose", "reaction")
        )
        self._show_void(self._void, self._voidable)
        self._show_void(self._not_so, self._reaction)
        self._print.setVisible(row is not None and row.status != "screening")
        self._react.setVisible(any(item.kind == "dose" for item in card.history))
        self.primary.set_words(self.tr("Open at their stage"))

    def set_density(self, density: Density) -> None:
        """Become narrow in a narrow window."""
        if density == "compact":
            self.setMinimumWidth(SIZE.list_panel)
            self.setMaximumWidth(_ANY)
        else:
            self.setFixedWidth(SIZE.list_panel)
        way = QBoxLayout.Direction
        self._voids.setDirection(way.LeftToRight if density == "compact" else way.TopToBottom)
        self._lots.setVisible(density == "roomy" and getattr(self, "_has_lots", False))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        box = QWidget(self)
        self._stack = QStackedLayout(box)
        self._day = Plane("surface", box)
        day = QVBoxLayout(self._day)
        day.setContentsMargins(0, 14, 0, 12)
        day.setSpacing(SPACE.s)
        self._title.setContentsMargins(16, 0, 16, 0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        day.addLayout(head)
        day.addWidget(self._figures)
        lots = QVBoxLayout()
        lots.setContentsMargins(16, 4, 16, 0)
        lots.addWidget(self._lots)
        day.addLayout(lots)
        day.addStretch(1)
        self._one = Plane("surface", box)
        one = QVBoxLayout(self._one)
        one.setContentsMargins(16, 14, 16, 14)
        one.setSpacing(SPACE.m)
        one.addWidget(self.head)
        one.addWidget(self.timeline, 1)
        pair = QHBoxLayout()
        pair.setSpacing(SPACE.s)
        pair.addWidget(self._print, 1)
        pair.addWidget(self._react, 1)
        one.addLayout(pair)
        self._voids = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._voids.setSpacing(SPACE.m)
        self._voids.addWidget(self._not_so, 1)
        self._voids.addWidget(self._void, 1)
        one.addLayout(self._voids)
        one.addWidget(self.primary)
        self._stack.addWidget(self._day)
        self._stack.addWidget(self._one)
        column.addWidget(box, 1)

    def _figure(
        self, key: str, words: str, count: int, icon: IconName, tone: Tone = "neutral"
    ) -> FactRow:
        return FactRow(key, words, figure=str(count), tone=tone if count else "neutral", icon=icon)

    def _reactions(self, figures: Figures) -> FactRow:
        serious = figures.serious_reactions
        return FactRow(
            "reactions",
            self.tr("Reactions"),
            second=self.tr("{0} mild, {1} serious").format(figures.mild_reactions, serious),
            figure=str(figures.mild_reactions + serious),
            tone="stop" if serious else "neutral",
            icon="heart-pulse",
            opens=serious > 0,
        )

    def _show_void(self, button: Button, item: HistoryItem | None) -> None:
        button.setVisible(item is not None)
        if item is not None:
            button.set_words(self.tr("Void: {0}…").format(_brief(self._wording, item)))

    def _ask_void(self, item: HistoryItem | None) -> None:
        if item is not None:
            self.void_asked.emit(item)


def _brief(wording: Wording, item: HistoryItem) -> str:
    return wording.text(item.title).split(",", 1)[0]
