"""The observation page: the board of tiles, and the panel of who is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desk.card import PersonCard
from desk.observation import BoardRow, Observed
from immunization.ids import PersonId
from ui.frame.main_window import Density
from ui.kit.buttons import Button
from ui.kit.observation_board import ObservationBoard
from ui.kit.pills import Pill, PillFacts
from ui.kit.states import EmptyState
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.kit.words import Words
from ui.pages import paper_files
from ui.pages.observation_panel import ObservationPanel
from ui.pages.page import Page
from ui.pages.reaction_form import ReactionForm
from ui.pages.tiles import Tiles
from ui.pages.wording import Wording
from ui.presenters.observation import PanelMode
from ui.presenters.reaction import ReactionState


class ObservationPage(Page):
    """The widgets of the page; `ObservationPresenter` says what they show."""

    tile_chosen = Signal(str)
    wall_asked = Signal()
    bell_toggled = Signal(bool)

    later = ("panel", "reaction")

    def __init__(
        self, wording: Wording, *, blinks: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(wording, parent)
        self._tiles = Tiles(wording.language)
        self._blinks, self._bell = blinks, True
        self._title = Words("", TYPE.lead, parent=self)
        self._reactions = Pill(parent=self)
        self._overdue = Pill(parent=self)
        self._ring = Button(self.tr("Bell: on"), "quiet", icon="volume-2", parent=self)
        self._ring.clicked.connect(self._toggle_bell)
        self._wall = Button(
            self.tr("Waiting-room screen"),
            icon="monitor",
            keys=("F9",),
            height=SIZE.target,
            parent=self,
        )
        self._wall.clicked.connect(self.wall_asked)
        self.board = ObservationBoard(self)
        self.board.person_chosen.connect(self._chose)
        self._empty = EmptyState(
            self.tr("Nobody is under observation."),
            self.tr("Who was injected comes here by itself."),
            parent=self,
        )
        self._telling = True
        self._reporting = False
        self._arrange()

    @cached_property
    def reaction(self) -> ReactionForm:
        """The form of a reaction, in the board's place."""
        form = ReactionForm(self.wording, self)
        self._body.addWidget(form)
        return form

    @cached_property
    def panel(self) -> ObservationPanel:
        """Who is chosen."""
        panel = ObservationPanel(self.wording, self)
        panel.primary_asked.connect(self.primary_asked)
        panel.set_density(self.density)
        self._row.addWidget(panel)
        return panel

    # -- ui.presenters.observation.ObservationView --

    def show_board(self, rows: tuple[BoardRow, ...], now: datetime) -> None:
        """Show the tiles; only those whose words changed are painted again."""
        facts = [self._tiles.board(row, now, self._blinks) for row in rows]
        if tuple(facts) != self.board.rows():
            self._quietly(lambda: self.board.set_rows(facts))
        reacting = sum(row.reaction is not None for row in rows)
        over = sum(row.reaction is None and now >= row.until for row in rows)
        self._title.set_words(self.tr("%n person(s) under observation", "", len(rows)))
        self._reactions.setVisible(reacting > 0)
        self._overdue.setVisible(over > 0)
        self._reactions.set_facts(
            PillFacts(self.tr("%n reaction(s)", "", reacting), "heart-pulse", "stop")
        )
        self._overdue.set_facts(PillFacts(self.tr("%n time up", "", over), "door-open", "warn"))
        self._show_body(bool(rows))

    def show_chosen(self, person: PersonId | None) -> None:
        """Mark the chosen tile."""
        if (person or "") != self.board.chosen_key():
            self._quietly(lambda: self.board.choose(person or ""))

    def show_panel(self, mode: PanelMode, observed: Observed | None, now: datetime) -> None:
        """Show the panel of the chosen person."""
        self.panel.show_mode(mode, observed, now)

    def show_elsewhere(self, card: PersonCard) -> None:
        """Say that a person is not under observation, and where they are."""
        self.panel.show_elsewhere(card)

    def show_reaction(self, state: ReactionState | None) -> None:
        """Show the form of a reaction in the board's place, or with None close it."""
        fresh = not self._reporting
        self._reporting = state is not None
        self._show_body(bool(self.board.rows()))
        if state is None:
            return
        self.reaction.show_state(state)
        self.panel.show_reaction(state)
        if fresh:
            self.reaction.begin()

    def go_to(self, field: str) -> None:
        """Give a field the focus and say that it is missing."""
        if field == "symptoms":
            self.reaction.say_missing()
        elif self._reporting:
            self.reaction.say_unreadable(field)
        else:
            self.panel.go_to(field)

    def blink(self) -> None:
        """Show that the same person's code came again."""
        self.board.viewport().update()

    def ask_where_to_print(self, name: str) -> str:
        """Ask for the file of a slip."""
        return paper_files.ask_where(self, self.tr("Write the slip"), name)

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write a slip and open it for the printer."""
        self.show_alert(
            paper_files.kept(
                path, pdf, self.tr("Written: {0}. Print it and give it to the person.")
            )
        )

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        super().set_density(density)
        self.column.setContentsMargins(0, 0, 0, 0)
        compact = density == "compact"
        pad = 12 if compact else 20
        self._left.setContentsMargins(pad - 5, 6, pad - 5, 6)
        self._head.setContentsMargins(5, 0, 5, 0)
        self._wall.set_words("" if compact else self.tr("Waiting-room screen"))
        self._wall.setAccessibleName(self.tr("Waiting-room screen"))
        self._show_bell()
        if "panel" in self.__dict__:
            self.panel.set_density(density)

    # -- inside --

    def _arrange(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        row = self._row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left = QVBoxLayout()
        self._left.setContentsMargins(15, 6, 15, 6)
        self._left.setSpacing(2)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(5, 0, 5, 0)
        self._head.setSpacing(SPACE.m)
        for widget in (self._title, self._reactions, self._overdue):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        self._head.addWidget(self._ring)
        self._head.addWidget(self._wall)
        self._left.addLayout(self._head)
        self.put_notices(self._left)
        box = QWidget(self)
        self._body = QStackedLayout(box)
        for part in (self.board, self._empty):
            self._body.addWidget(part)
        self._left.addWidget(box, 1)
        row.addLayout(self._left, 1)
        self.column.addLayout(row, 1)

    def _show_body(self, any_rows: bool) -> None:
        part: QWidget = self.board if any_rows else self._empty
        self._body.setCurrentWidget(self.reaction if self._reporting else part)

    def _quietly(self, act: Callable[[], None]) -> None:
        # Setting rows moves the selection; only a hand's choice is told.
        self._telling = False
        try:
            act()
        finally:
            self._telling = True

    def _chose(self, key: str) -> None:
        if self._telling and key:
            self.tile_chosen.emit(key)

    def _toggle_bell(self) -> None:
        self._bell = not self._bell
        self._show_bell()
        self.bell_toggled.emit(self._bell)

    def _show_bell(self) -> None:
        words = self.tr("Bell: on") if self._bell else self.tr("Bell: off")
        self._ring.set_words("" if self.density == "compact" else words)
        self._ring.speak(words)
        self._ring.setToolTip(words)
        self._ring.set_icon("volume-2" if self._bell else "volume-x")
