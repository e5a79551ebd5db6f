"""The main window: it only places the regions, and passes on what the user did.

Regions at 1366 by 768: rail 108, top 64, queue 248, work, action bar, status 36. A page says
what it brings: itself, a column in place of the queue, its action bar. Under 1200 by 660 the
layout is compact; under 740 high it is low.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.frame import reading_order
from ui.frame.action_bar import ActionBar
from ui.frame.mime import gift_of
from ui.frame.queue_column import QueueColumn
from ui.frame.rail import PLACES, STAGES, Rail
from ui.frame.scan_field import MOST
from ui.frame.status_bar import StatusBar
from ui.frame.top_bar import TopBar
from ui.kit.alarm_bar import AlarmBar
from ui.kit.focus_ring import FocusRing
from ui.kit.tokens import COMPACT_BELOW

Density = Literal["roomy", "low", "compact"]

_LOW_BELOW = 740


class Page(Struct, frozen=True):
    """What a page brings: ``side`` takes the queue's place; without ``queue`` there is none."""

    work: QWidget
    actions: QWidget | None = None
    side: QWidget | None = None
    queue: bool = True


class MainWindow(QMainWindow):
    """The frame. Signals are in the past tense and come from the user only."""

    stage_chosen = Signal(str)
    scanned = Signal(str)
    scan_refused = Signal()
    given = Signal(object)
    scan_measured = Signal(str, float)
    text_entered = Signal(str)
    search_changed = Signal(str)
    walked = Signal(int)
    open_asked = Signal()
    person_opened = Signal(str)
    undo_asked = Signal(str)
    primary_asked = Signal()
    why_asked = Signal()
    wall_asked = Signal()
    emergency_asked = Signal()
    help_asked = Signal()
    register_asked = Signal()
    correct_asked = Signal()
    account_asked = Signal()
    escaped = Signal()
    status_pressed = Signal(str)
    density_changed = Signal(str)
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bàn Tiêm")
        self.setMinimumSize(1024, 600)
        self._pages: dict[str, Page] = {}
        self._density: Density = "roomy"
        self._may_close = False
        self.setAcceptDrops(True)
        self.rail = Rail()
        self.top = TopBar()
        self.alarm = AlarmBar()
        self.queue = QueueColumn()
        self.status = StatusBar()
        self._sides = QStackedWidget()
        self.works = QStackedWidget()
        self._actions = QStackedWidget()
        self._place_regions()
        self._ring = FocusRing(self)
        self._connect()

    def add_page(self, key: str, page: Page) -> None:
        """Make a page known under its stage or place."""
        self._pages[key] = page
        self.works.addWidget(page.work)
        if page.actions is not None:
            self._actions.addWidget(page.actions)
        if page.side is not None:
            self._sides.addWidget(page.side)

    def show_page(self, key: str) -> None:
        """Show a page; the scan field listens and no button has the focus."""
        page = self._pages[key]
        self.rail.set_here(key)
        self.works.setCurrentWidget(page.work)
        if page.actions is not None:
            self._actions.setCurrentWidget(page.actions)
            tall = page.actions.minimumHeight() or page.actions.sizeHint().height()
            self._actions.setFixedHeight(tall)
        self._actions.setVisible(page.actions is not None)
        self._show_side(page)
        self.top.scan.listen()

    def page(self) -> str:
        """Return the key of the page that is shown."""
        return self.rail.here()

    def density(self) -> Density:
        """Return how much room there is: "roomy", "low" (1366x697) or "compact" (1093x614)."""
        return self._density

    def act(self, action: str) -> None:
        """Do what a key of the house asks for (:mod:`ui.frame.keys`)."""
        if action in STAGES or action in PLACES or action in {"serious", "devices"}:
            self.stage_chosen.emit(action)
            return
        deed = {
            "scan_field": self.top.scan.listen,
            "escape": self._escape,
            "why": self.why_asked.emit,
            "wall": self.wall_asked.emit,
            "emergency": self.emergency_asked.emit,
            "help": self.help_asked.emit,
            "region": self._next_region,
            "primary": self._primary,
            "undo": self._undo,
            "register": self.register_asked.emit,
            "correct": self.correct_asked.emit,
            "full_screen": self._full_screen,
        }.get(action)
        if deed is not None:
            deed()

    def take_scan(self, text: str) -> None:
        """A scan came, from a hand scanner or the camera: the field is emptied first."""
        self.top.scan.clear()
        if self.top.scan.listens():
            self.scanned.emit(text)
        else:
            self.scan_refused.emit()

    def measure_scan(self, ending: str, slowest: float) -> None:
        """How a hand scanner typed the scan that comes next."""
        self.scan_measured.emit(ending, slowest)

    def allow_close(self) -> None:
        """Let the next closing through, after what waits was seen to."""
        self._may_close = True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt: Tab goes in reading order, whenever a page was made."""
        target = reading_order.after(self._regions(), QApplication.focusWidget(), forward=forward)
        if target is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: choose the layout that fits."""
        super().resizeEvent(event)
        wide, tall = self.width(), self.height()
        compact = wide < COMPACT_BELOW[0] or tall < COMPACT_BELOW[1]
        density: Density = "compact" if compact else "low" if tall < _LOW_BELOW else "roomy"
        if density != self._density:
            self._density = density
            self.queue.set_strip(compact)
            self.density_changed.emit(density)  # pages first: a side may have another width
            self._show_side(self._pages.get(self.page()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: closing is asked, not done, until someone allows it."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: a file, a picture or a text may be dropped anywhere."""
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage() or mime.hasText():
            event.setDropAction(Qt.DropAction.CopyAction)  # the file stays where it is
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: what was dropped goes the way of a scan."""
        gift = gift_of(event.mimeData(), MOST)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if gift is None or not self.top.scan.listens():
            self.scan_refused.emit()
        else:
            self.given.emit(gift)

    def _place_regions(self) -> None:
        body = QWidget()
        across = QHBoxLayout(body)
        right = QVBoxLayout()
        middle = QHBoxLayout()
        work = QVBoxLayout()
        for layout in (across, right, middle, work):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._sides.addWidget(self.queue)
        self._actions.hide()
        work.addWidget(self.works, 1)
        work.addWidget(self._actions)
        middle.addWidget(self._sides)
        middle.addLayout(work, 1)
        right.addWidget(self.top)
        right.addWidget(self.alarm)
        right.addLayout(middle, 1)
        right.addWidget(self.status)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        scan = self.top.scan
        self.rail.chosen.connect(self.stage_chosen)
        scan.text_entered.connect(self.text_entered)
        scan.search_changed.connect(self.search_changed)
        scan.walked.connect(self.walked)
        scan.open_asked.connect(self.open_asked)
        scan.given.connect(self.given)
        self.top.account_asked.connect(self.account_asked)
        self.alarm.clicked.connect(lambda: self.stage_chosen.emit("serious"))
        self.queue.person_opened.connect(self.person_opened)
        self.queue.undo_asked.connect(self.undo_asked)
        self.status.pressed.connect(self.status_pressed)
        self.status.help_asked.connect(self.help_asked)

    def _show_side(self, page: Page | None) -> None:
        if page is None:
            return
        side = page.side or (self.queue if page.queue else None)
        self._sides.setVisible(side is not None)
        if side is not None:
            self._sides.setCurrentWidget(side)
            self._sides.setFixedWidth(side.minimumWidth() or side.sizeHint().width())

    def _escape(self) -> None:
        # The first Esc closes what is open in the page, the next goes back to the field.
        if self.top.scan.text():
            self.top.scan.clear()
        self.escaped.emit()
        self.top.scan.listen()

    def _primary(self) -> None:
        page = self._pages.get(self.page())
        bar = page.actions if page is not None else None
        if isinstance(bar, ActionBar):
            bar.primary.click()
        else:
            self.primary_asked.emit()

    def _undo(self) -> None:
        newest = self.queue.saved.newest()
        if newest is not None:
            self.undo_asked.emit(newest.key)

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _next_region(self) -> None:
        regions = self._regions()
        focus = QApplication.focusWidget()
        here = [at for at, region in enumerate(regions) if _holds(region, focus)]
        start = here[-1] + 1 if here else 0
        for region in (*regions[start:], *regions[:start]):
            target = _first_stop(region)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _regions(self) -> Sequence[QWidget]:
        every = (
            self.top,
            self.alarm,
            self._sides,
            self.works,
            self._actions,
            self.status,
            self.rail,
        )
        return [region for region in every if region.isVisible()]


def _holds(region: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (region is focus or region.isAncestorOf(focus))


def _first_stop(region: QWidget) -> QWidget | None:
    for child in region.children():
        if not isinstance(child, QWidget) or not child.isVisibleTo(region):
            continue
        if child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return child
        below = _first_stop(child)
        if below is not None:
            return below
    return None
