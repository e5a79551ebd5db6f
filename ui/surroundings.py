"""What stands around the pages: counts, queue, what was just saved, messages, the status bar.

It only shows; `ui.presenters.workplace` says what.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desk.clock import Clock
from desk.identify import Candidates
from desk.queues import Counts
from desk.recorder import Saved
from desk.serious import SeriousEvent
from desk.staff import Operator
from desk.standing import JustSaved
from desk.stock_warnings import StockWarning
from immunization.text import Text
from ui.frame.main_window import MainWindow
from ui.frame.rail import StageCount
from ui.kit import formats
from ui.kit.painted import announce
from ui.page_set import PageSet
from ui.pages.found_list import FoundList
from ui.pages.page import Page
from ui.pages.status import StatusWords
from ui.pages.wording import Wording
from ui.ports import CameraState, LineState, ScannerState
from ui.presenters.alert import Alert
from ui.presenters.stage import Where
from ui.presenters.workplace import Named, QueueState


class Surroundings(QObject):
    """The frame as the workplace's presenters see it. Signals come from the user only.

    But ``saved_shown`` tells which rows of "Vừa ghi" the nurse sees now.
    """

    found_opened = Signal(str)
    stayed = Signal()
    switched = Signal()
    void_confirmed = Signal(str, str)
    void_dismissed = Signal()
    saved_shown = Signal(object)
    emergency_asked = Signal()
    user_asked = Signal(object)

    def __init__(self, window: MainWindow, pages: PageSet, wording: Wording, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._pages, self._wording, self._clock = window, pages, wording, clock
        self._where: Where = "reception"
        self._line, self._camera, self._waiting = LineState(), CameraState(), 0
        self._stock: tuple[StockWarning, ...] = ()
        self._scanner = ScannerState()
        self._status = StatusWords(wording)
        self.found = FoundList(wording, window)
        self.found.person_opened.connect(self.found_opened)
        pages.take = self._take
        window.density_changed.connect(self._density_changed)

    # -- ui.presenters.workplace.WorkplaceView --

    def show_place(self, where: Where) -> None:
        """Show a page."""
        self._pages.at(where)  # made now, if nobody was there yet
        self._where = where
        self._window.show_page(where)

    def show_counts(self, counts: Counts) -> None:
        """Show the counts on the rail."""
        needs = counts.overdue + counts.reactions
        self._window.rail.set_counts(
            (
                StageCount("reception", counts.received),
                StageCount("screening", counts.screening),
                StageCount("injection", counts.injection),
                StageCount("observation", counts.observation, needs),
            )
        )

    def show_queue(self, queue: QueueState) -> None:
        """Show the queue of the stage."""
        now, injecting = self._clock.now(), queue.stage == "injection"
        busy = self.tr("in injection") if injecting else self.tr("in screening")
        rows = [
            self._wording.queue_row(
                row, now, busy if row.person == queue.open else "", row.person == queue.next_up
            )
            for row in queue.rows
        ]
        heading = self.tr("For injection") if injecting else self.tr("For screening")
        column = self._window.queue
        column.set_heading(heading, self.tr("%n person(s)", "", len(rows)))
        column.set_queue(rows, self.tr("Nobody is waiting. Scan a code to open someone."))
        column.view.choose(queue.open or "")

    def show_saved(self, rows: tuple[JustSaved, ...]) -> None:
        """Show "Vừa ghi tại bàn này"."""
        self._window.queue.set_saved([self._wording.saved(row, at) for at, row in enumerate(rows)])
        self.saved_shown.emit(rows)

    def announce_saved(self, saved: Saved) -> None:
        """Let a screen reader say what was saved, where no row of "Vừa ghi" does."""
        if not self._window.queue.isVisible():
            announce(self._window, f"{saved.name}, {self._wording.text(saved.what)}")

    def show_waiting(self, entries: int) -> None:
        """Say how many own entries the centre lacks."""
        self._waiting = entries
        self.show_status()

    def show_message(self, alert: Alert | None) -> None:
        """Say one thing about what came in by the field."""
        self._page().show_alert(alert)

    def show_found(self, found: Candidates | None) -> None:
        """Show a list over a page that has none of its own, or take it away."""
        if found is None:
            self.found.hide()
            return
        scan = self._window.top.scan
        corner = scan.mapTo(self._window, scan.rect().bottomLeft())
        self.found.show_found(found, corner.x() + 4, corner.y(), scan.width() - 8)

    def ask_switch(self, current: Named, other: Named) -> None:
        """Ask in the page whether to go to the other person; staying is the default."""
        here = self._wording.address(current.name, current.card) or "…"
        there = self._wording.address(other.name, other.card) or self.tr("the new person")
        question = self.tr("Recording for {0}. Switch to {1}?").format(here, there)
        self._page().conflict.ask(question, self.tr("Stay"), self.tr("Switch"))

    def settle_switch(self) -> None:
        """Take the question away."""
        for page in self._pages.made().values():
            page.conflict.hide()

    def refuse_in_dialog(self) -> None:
        """Bring the dialog that stands in the way to the front; the sound said why."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.activateWindow()

    def open_emergency(self) -> None:
        """Ask for the emergency card."""
        self.emergency_asked.emit()

    def ask_user(self, operator: Operator) -> None:
        """Tell who wants to work here now; the program's start asks for the password."""
        self.user_asked.emit(operator)

    def show_alarm(self, events: tuple[SeriousEvent, ...]) -> None:
        """Show what rings, on every page."""
        if not events:
            self._window.alarm.set_alarm("")
            return
        first, say = events[0], self._wording.text
        who = f"{first.number} {first.name}" if first.number else first.name
        time = formats.clock(first.reported_at)
        words = self.tr("**Serious event: {0}**, {1}, at {2}.").format(who, say(first.what), time)
        if len(events) > 1:
            words += " " + self.tr("%n more.", "", len(events) - 1)
        self._window.alarm.set_alarm(words)
        announce(self._window, self._window.alarm.accessibleName(), urgent=True)

    def show_stock_warnings(self, warnings: tuple[StockWarning, ...]) -> None:
        """Say in the status bar how many warnings the stock page has."""
        self._stock = warnings
        self.show_status()

    def clear_field(self) -> None:
        """Empty the scan field."""
        self._window.top.scan.edit.clear()

    def listen(self) -> None:
        """Give the scan field the focus."""
        self._window.top.scan.listen()

    # -- ui.presenters.void.VoidView --

    def show_void(self, name: str, what: Text, reasons: Mapping[str, Text]) -> None:
        """Open the dialog for one dose or reaction, with the reasons by key."""
        from ui.frame.void_dialog import VoidDialog

        said = [(key, self._wording.text(words)) for key, words in reasons.items()]
        dialog = VoidDialog(f"{name}, {self._wording.text(what)}", said, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.void_confirmed.connect(self.void_confirmed)
        dialog.rejected.connect(self.void_dismissed)
        dialog.open()

    # -- status, clock and who --

    def set_line(self, line: LineState) -> None:
        """Say how the line to the centre is."""
        self._line = line
        self.show_status()

    def set_camera(self, camera: CameraState) -> None:
        """Say how the camera is."""
        self._camera = camera
        self.show_status()

    def set_scanner(self, scanner: ScannerState) -> None:
        """Say how the serial hand scanner is."""
        self._scanner = scanner
        self.show_status()

    def show_status(self) -> None:
        """Say everything that the status bar says."""
        self._window.status.set_statements(
            self._status.statements(
                self._line, self._waiting, self._clock, self._camera, self._stock, self._scanner
            )
        )

    def show_who(self, name: str, desk: str, site: str, *, supervisor: bool) -> None:
        """Show who is signed in, where."""
        self._window.top.who.set_who(name, f"{desk} · {site}")
        self._window.rail.set_supervisor(supervisor)

    def tick(self) -> None:
        """Show the time."""
        now = self._clock.now()
        day = formats.weekday(now.date(), self._wording.language)
        self._window.top.clock.set_time(formats.clock(now), day)

    def _page(self) -> Page:
        return self._pages.at(self._where)

    def _take(self, where: Where, page: Page) -> None:
        """Take a page that was just made into the window."""
        self._window.add_page(where, page.framed())
        page.conflict.stayed.connect(self.stayed)
        page.conflict.switched.connect(self.switched)
        page.set_density(self._window.density())

    def _density_changed(self, _density: str) -> None:
        for page in self._pages.made().values():
            page.set_density(self._window.density())
