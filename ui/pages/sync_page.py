"""Why it is not green yet: the three stops, what to do, this machine and the desks."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.frame.main_window import Density
from ui.kit import formats
from ui.kit.card import Card
from ui.kit.fact_rows import FactList, FactRow
from ui.kit.marks import Standing, ThreeStopMark
from ui.kit.stations import Station, StationLine
from ui.kit.tokens import SPACE, TYPE, Tone
from ui.kit.words import Words
from ui.pages.carry_row import CarryRow
from ui.pages.page import Page
from ui.pages.side_panels import scrolling
from ui.pages.sync_tasks import Task, TaskRow
from ui.pages.wording import Wording
from ui.ports import Health, LineState
from ui.presenters.carrying import Carrying
from ui.presenters.sync_page import SyncState

_TASKS: Final = 3
_MOST_TASKS: Final = 12
"""Rows that are made with the page, and the most that there may be when there is more to do."""


class SyncPage(Page):
    """The widgets of the page; `SyncPresenter` says what they show."""

    refusal_opened = Signal(str)
    try_asked = Signal()

    later = ("tasks", "carry", "health", "legend")

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self._title = Words("", TYPE.title, parent=self)
        self._said = Words("", TYPE.field, "text_2", wrap=True, parent=self)
        self.stations = StationLine(parent=self)
        self._tasks_card = Card(self.tr("What to do, in order"), self)
        self._task_lines = QVBoxLayout()
        self._task_lines.setSpacing(0)
        self._to_do = QVBoxLayout()
        self._to_do.setSpacing(self._tasks_card.column().spacing())
        self._tasks_card.column().addLayout(self._to_do, 1)
        self._right = QVBoxLayout()
        self._right.setSpacing(SPACE.m)
        self._arrange()

    @cached_property
    def tasks(self) -> list[TaskRow]:
        """What to do, the worst first."""
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, SPACE.s, 0)
        lines.setSpacing(0)
        lines.addLayout(self._task_lines)
        lines.addStretch(1)
        rows = [self._task_row(at) for at in range(_TASKS)]
        self._to_do.insertWidget(0, scrolling(inner), 1)
        return rows

    @cached_property
    def carry(self) -> CarryRow:
        """Carrying by hand."""
        carry = CarryRow(self)
        carry.set_low(self.density != "roomy")
        self._to_do.addWidget(carry)
        return carry

    @cached_property
    def health(self) -> FactList:
        """This machine's health, and the other desks."""
        card = Card(self.tr("This machine and the desks"), self)
        card.column().setContentsMargins(0, SPACE.m, 0, 1)
        card.head.setContentsMargins(16, 0, 16, 0)
        facts = FactList(card)
        card.column().addWidget(facts)
        card.column().addStretch(1)
        self._right.insertWidget(0, card, 1)
        return facts

    @cached_property
    def legend(self) -> Card:
        """What the marks of the stops mean."""
        card = Card(self.tr("Every entry passes three stops"), self)
        for standing in (
            Standing("desk", self.tr("Saved at this desk")),
            Standing("hub", self.tr("At the site server")),
            Standing("centre", self.tr("Received by the centre")),
            Standing("refused", self.tr("Refused, with the reason")),
        ):
            card.column().addWidget(ThreeStopMark(standing, TYPE.second, card))
        self._right.addWidget(card)
        return card

    # -- ui.presenters.sync_page.SyncView --

    def show_sync(self, state: SyncState) -> None:
        """Show the stops, what to do, and this machine's health."""
        green = self._is_green(state)
        self._title.set_words(self.tr("All is green") if green else self.tr("Why not green yet?"))
        self._said.set_words(self._first_words(state))
        self.stations.set_stations(self._stations_of(state))
        tasks = self._tasks_of(state)
        acted = next((task for task in tasks if task.action), None)
        while len(self.tasks) < len(tasks):
            self.tasks.append(self._task_row(len(self.tasks)))
        for at, row in enumerate(self.tasks):
            row.setVisible(at < len(tasks))
            if at < len(tasks):
                row.show_task(tasks[at], first=tasks[at] is acted)
        self.health.set_rows(self._health_rows(state))
        self.legend.setVisible(self.density == "roomy")

    def show_carrying(self, state: Carrying) -> None:
        """Show the buttons for files, or how far one is."""
        self.carry.show_carrying(state)

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        super().set_density(density)
        made, low = self.__dict__, density != "roomy"
        if "legend" in made:
            self.legend.setVisible(not low)
        if "carry" in made:
            self.carry.set_low(low)
        if "tasks" in made:
            for at, row in enumerate(self.tasks):
                row.set_low(low, at)

    # -- inside --

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.l)
        head.addWidget(self._title)
        head.addWidget(self._said, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.stations)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._tasks_card, 6)
        row.addLayout(self._right, 4)
        self.column.addLayout(row, 1)

    def _task_row(self, at: int) -> TaskRow:
        row = TaskRow(self)
        row.set_low(self.density != "roomy", at)
        row.acted.connect(self._acted)
        self._task_lines.addWidget(row)
        return row

    def _differs(self, line: LineState) -> bool:
        return line.agreement is not None and line.agreement.lost > 0

    def _is_green(self, state: SyncState) -> bool:
        whole = state.nothing_lost and not self._differs(state.line)
        return whole and not state.figures.waiting and not state.figures.refused

    def _first_words(self, state: SyncState) -> str:
        parts: list[str] = []
        if state.health.chain is False:
            parts.append(self.tr("The journal is not intact: see below."))
        elif self._differs(state.line):
            parts.append(self.tr("This desk and the server do not hold the same: see below."))
        elif state.health.chain is True:
            parts.append(self.tr("Nothing is lost."))
        else:
            parts.append(self.tr("The journal is being checked."))
        if state.figures.waiting:
            parts.append(
                self.tr("The centre lacks %n entry(ies) of this desk.", "", state.figures.waiting)
            )
        else:
            parts.append(self.tr("The centre has everything of this desk."))
        return " ".join(parts)

    def _stations_of(self, state: SyncState) -> list[Station]:
        figures, line = state.figures, state.line
        stops = [
            Station(
                "monitor",
                self.tr("This desk"),
                self.tr("%n entry(ies) saved", "", figures.saved),
                self._chain_words(state.health),
            )
        ]
        if line.hub is not None:
            at_hub = figures.at_hub or 0
            good = line.hub == "good"
            stops.append(
                Station(
                    "server",
                    self.tr("Site server"),
                    self.tr("%n arrived", "", at_hub),
                    self._behind(figures.saved - at_hub, line),
                    "reached" if at_hub >= figures.saved else "behind",
                    "good" if good else "cut",
                    self.tr("Local network good") if good else self.tr("Not reached"),
                    self._sent(line),
                )
            )
        waiting = figures.waiting
        good = line.centre == "good"
        stops.append(
            Station(
                "landmark",
                self.tr("Centre"),
                self.tr("%n received", "", figures.at_centre),
                self._centre_second(figures.waiting, figures.refused),
                "all" if not waiting else "behind",
                "good" if good else "waiting" if line.kind == "sending" else "cut",
                self._link_words(line),
                self._tried(line),
            )
        )
        return stops

    def _chain_words(self, health: Health) -> str:
        if health.chain is None:
            return self.tr("not checked yet")
        return self.tr("journal intact") if health.chain else self.tr("journal not intact")

    def _behind(self, count: int, line: LineState) -> str:
        """Say what the site's server lacks; that it agrees, only once both were compared."""
        if count > 0:
            return self.tr("%n waiting", "", count)
        compared = line.hub == "good" and line.agreement is not None
        if compared and not self._differs(line):
            return self.tr("all, agrees with this desk")
        return self.tr("everything")

    def _centre_second(self, waiting: int, refused: int) -> str:
        parts = []
        if waiting:
            parts.append(self.tr("%n waiting", "", waiting))
        if refused:
            parts.append(self.tr("%n refused", "", refused))
        return ", ".join(parts) or self.tr("everything")

    def _link_words(self, line: LineState) -> str:
        if line.centre == "good":
            return self.tr("Connected")
        if line.kind == "sending":
            return self.tr("Sending")
        if line.kind == "alone":
            return self.tr("Not enrolled")
        if line.since is None:
            return self.tr("Cut")
        return self.tr("Cut since {0}").format(formats.clock(line.since))

    def _sent(self, line: LineState) -> str:
        if line.last_sent is None:
            return self.tr("nothing sent yet")
        return self.tr("sent {0}").format(formats.clock(line.last_sent))

    def _tried(self, line: LineState) -> str:
        if line.centre == "good" or line.next_try is None:
            return self._sent(line)
        return self.tr("again at {0}").format(formats.clock(line.next_try))

    def _tasks_of(self, state: SyncState) -> list[Task]:
        tasks: list[Task] = []
        if state.health.chain is False:
            tasks.append(
                Task(
                    "chain",
                    "octagon-x",
                    "stop",
                    self.tr("The journal is not intact"),
                    self.tr("Do not switch off, do not copy anything. Call IT now."),
                )
            )
        # What was refused stays for good: the latest goes first, the others hide nothing.
        refusals = self._refusal_tasks(state.line)
        tasks += [
            *refusals[:1],
            *self._disagreement_tasks(state.line),
            *self._line_tasks(state),
            *self._clock_tasks(state),
            *refusals[1:],
        ]
        return tasks[:_MOST_TASKS] or [self._calm_task(state)]

    def _refusal_tasks(self, line: LineState) -> list[Task]:
        """Return what was refused, that which can be opened first."""
        say = self.wording.text
        return [
            Task(
                f"refusal:{one.entry}",
                "octagon-x",
                "stop",
                self.tr("Refused: {0}").format(say(one.why)),
                f"{say(one.what)}. {say(one.to_do)}",
                self.tr("Open this entry") if one.person else "",
            )
            for one in sorted(line.refusals, key=lambda one: one.person is None)
        ]

    def _line_tasks(self, state: SyncState) -> list[Task]:
        line = state.line
        if line.problem is not None:
            return [
                Task(
                    "problem",
                    "unplug",
                    "stop",
                    self.tr("The centre refuses this desk"),
                    self.wording.text(line.problem),
                    self.tr("Try again"),
                )
            ]
        if line.stuck is not None:  # a server that answers wrongly is no cut line
            return [self._stuck_task(line.stuck, state.figures.waiting)]
        return [self._offline_task(state)] if line.kind in {"offline", "alone"} else []

    def _clock_tasks(self, state: SyncState) -> list[Task]:
        if not state.clock_doubtful:
            return []
        return [
            Task(
                "clock",
                "clock",
                "warn",
                self.tr("The clock of this machine is wrong"),
                self.tr("Entries say so and are kept in order. Set the clock when it suits."),
            )
        ]

    def _offline_task(self, state: SyncState) -> Task:
        since = state.line.since
        if state.line.kind == "alone":
            return Task(
                "alone",
                "unplug",
                "warn",
                self.tr("This desk is not enrolled at a centre"),
                self.tr("Work goes on. Ask IT for the one-time code."),
            )
        title = self.tr("The line to the centre is cut")
        if since is not None:
            title = self.tr("The line to the centre is cut since {0}").format(formats.clock(since))
        words = self.tr(
            "Nothing to do yet: %n entry(ies) are safe here and go by themselves.",
            "",
            state.figures.waiting,
        )
        return Task("offline", "wifi-off", "warn", title, words, self.tr("Try to connect"))

    def _disagreement_tasks(self, line: LineState) -> list[Task]:
        if line.agreement is None or not self._differs(line):
            return []
        return [
            Task(
                "differs",
                "octagon-x",
                "stop",
                self.tr("%n entry(ies) differ from the server", "", line.agreement.lost),
                self.tr("Nothing was deleted here. Tell IT: the program's log names them."),
            )
        ]

    def _stuck_task(self, since: datetime, waiting: int) -> Task:
        words = self.tr(
            "The line is up, but %n entry(ies) do not arrive. They are safe here. "
            "Try again; if it stays so, tell IT.",
            "",
            waiting,
        )
        title = self.tr("Nothing goes through since {0}").format(formats.clock(since))
        return Task("stuck", "triangle-alert", "warn", title, words, self.tr("Try again"))

    def _calm_task(self, state: SyncState) -> Task:
        if state.figures.waiting:
            return Task(
                "calm",
                "refresh-cw",
                "info",
                self.tr("Sending"),
                self.tr("Nothing to do: entries go by themselves."),
            )
        return Task(
            "calm",
            "circle-check",
            "ok",
            self.tr("Nothing to do"),
            self.tr("Everything saved here is at the centre."),
        )

    def _health_rows(self, state: SyncState) -> list[FactRow]:
        say = self.wording.text
        rows = self._agreement_rows(state.line)
        return rows + [
            FactRow(str(at), say(one.name), figure=say(one.found), tone=one.tone)
            for at, one in enumerate(state.health.checks[: 7 - len(rows)])
        ]

    def _agreement_rows(self, line: LineState) -> list[FactRow]:
        """Return what came of comparing with the site's server or the centre, entry by entry."""
        found = line.agreement
        if found is None:
            return []
        tone: Tone = "stop" if found.lost else "ok"
        if found.lost:
            words = self.tr("%n differ(s)", "", found.lost)
        elif found.mended:
            words = self.tr("%n mended", "", found.mended)
        elif found.ahead:
            words, tone = self.tr("%n only here", "", found.ahead), "warn"
        else:
            words = self.tr("agrees, {0}").format(formats.clock(found.at))
        return [FactRow("agreement", self.tr("Compared, entry by entry"), figure=words, tone=tone)]

    def _acted(self, key: str) -> None:
        kind, _, entry = key.partition(":")
        if kind == "refusal":
            self.refusal_opened.emit(entry)
        else:
            self.try_asked.emit()
