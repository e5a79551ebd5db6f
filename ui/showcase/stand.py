"""The frame that a page stands in for its picture: rail, queue, what was saved, status bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from immunization.text import Language, Text
from ui.frame.main_window import MainWindow
from ui.frame.rail import StageCount
from ui.kit import formats
from ui.pages.page import Page
from ui.pages.status import StatusWords
from ui.pages.wording import Wording
from ui.ports import CameraState, LineState, ScannerState
from ui.presenters.stage import Where
from ui.showcase import people

OFFLINE = LineState("offline", people.at(9, 2), people.at(9, 1), people.at(9, 44), "good", "cut")

Builder = Callable[[QSize], QWidget]


class StillClock:
    """A clock that stands at the moment of the pictures."""

    def __init__(self, now: datetime = people.NOW, *, fast: bool = False) -> None:
        self._now, self._fast = now, fast

    def now(self) -> datetime:
        """Return the moment."""
        return self._now

    def today(self) -> date:
        """Return its day."""
        return self._now.date()

    def monotonic(self) -> float:
        """Return seconds of no meaning."""
        return 0.0

    @property
    def doubtful(self) -> bool:
        """Whether the clock is fast in this picture."""
        return self._fast

    @property
    def words(self) -> Text:
        """What the status bar says of it."""
        if self._fast:
            return Text(vi="Đồng hồ nhanh 12 phút", en="Clock 12 min fast")
        return Text(vi="Đồng hồ đúng", en="Clock right")


class Stand:
    """Makes windows of one language around pages."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.wording = Wording(language, lambda: people.TODAY)
        self.clock = StillClock()

    def window(
        self,
        where: Where,
        page: Page,
        size: QSize,
        *,
        line: LineState = OFFLINE,
        opened: str | None = None,
        saved_voided: bool = False,
        clock: StillClock | None = None,
        scanner: ScannerState = ScannerState(),  # noqa: B008 - a frozen value
    ) -> MainWindow:
        """Return a window of ``size`` that shows ``page``."""
        window = MainWindow()
        window.add_page(where, page.framed())
        window.density_changed.connect(lambda _name: page.set_density(window.density()))
        window.allow_close()
        self._top(window)
        self._queue(window, where, opened)
        window.queue.set_saved(
            [
                self.wording.saved(row, place)
                for place, row in enumerate(people.saved(voided=saved_voided))
            ]
        )
        camera = CameraState("ready")
        clock = clock or self.clock
        words = StatusWords(self.wording).statements(line, 37, clock, camera, (), scanner)
        window.status.set_statements(words)
        window.resize(size)
        window.show_page(where)
        return window

    def _top(self, window: MainWindow) -> None:
        desk = "Bàn 3" if self.language == "vi" else "Desk 3"
        window.top.who.set_who(people.NURSE.shown, f"{desk} · TYT xã Thanh Bình")
        day = formats.weekday(people.TODAY, self.language)
        window.top.clock.set_time(formats.clock(people.NOW), day)
        counts = people.COUNTS
        window.rail.set_counts(
            (
                StageCount("reception", counts.received),
                StageCount("screening", counts.screening),
                StageCount("injection", counts.injection),
                StageCount("observation", counts.observation, counts.overdue),
            )
        )

    def _queue(self, window: MainWindow, where: Where, opened: str | None) -> None:
        if where not in {"screening", "injection"}:
            return
        rows = people.queue(where)
        injecting, vi = where == "injection", self.language == "vi"
        busy = ("đang tiêm" if injecting else "đang khám") if vi else "now here"
        heading = ("Chờ tiêm" if injecting else "Chờ khám") if vi else where.capitalize()
        window.queue.set_heading(heading, f"{len(rows)} {'người' if vi else 'people'}")
        window.queue.set_queue(
            [
                self.wording.queue_row(
                    row,
                    people.NOW,
                    busy if row.person == opened else "",
                    opened is None and place == 0,
                )
                for place, row in enumerate(rows)
            ]
        )
        window.queue.view.choose(opened or "")


def settle(widget: QWidget) -> None:
    """Let layouts and deferred deletions come to rest, so that a grab shows what a nurse sees."""
    app = QApplication.instance()
    if app is None:
        return
    widget.ensurePolished()
    for _ in range(4):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def minutes(count: int) -> timedelta:
    """Return some minutes."""
    return timedelta(minutes=count)
