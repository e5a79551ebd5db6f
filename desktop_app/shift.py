"""One operator's time at the desk: the window, its pages, the camera, the keys.

It is made in parts, one a turn of the event loop: all at once would hold the keyboard for a
tenth of a second. Then come the parts whose threads speak to the window by queued signals of
immutable values, and the pages that nobody asked for yet.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app import checkup
from desktop_app.badge_printing import DeskBadges
from desktop_app.carrying import DeskCarrier
from desktop_app.first_paint import FirstPaint
from desktop_app.slip_printing import DeskSlips
from desktop_app.sounds import Loudspeaker
from immunization.errors import KnownError
from ui.frame.keys import Keys, stamped
from ui.frame.main_window import MainWindow
from ui.kit import theme
from ui.page_set import MODULES
from ui.ports import LineState, Refusal
from ui.workplace import Ports, Workplace

if TYPE_CHECKING:
    from desk.desk import Desk
    from desk.staff import Operator
    from desktop_app.devices import Devices
    from desktop_app.line import DeskLine
    from desktop_app.relay import Relay
    from desktop_app.settings import Settings
    from local_db.keys import KeyStore
    from local_db.store import Store
    from ui.tasks import Tasks

_CHECK_EVERY_MS: Final = 30 * 60 * 1000
_LATER: Final = (
    *MODULES, "PySide6.QtWidgets:QStyle", "PySide6.QtGui:QAccessible", "ui.frame.void_dialog",
    "uuid_utils", "desktop_app.upstream", "desktop_app.holding", "desktop_app.comparing",
    "local_db.ledger", "local_db.shelf", "sync.client", "sync.comparing",
    "sync.connection", "sync.holds", "sync.loop", "sync.mending", "sync.nearby", "sync.only_one",
    "sync.reconciling", "sync.signatures", "sync.transport", "requests", "zstandard",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
)  # fmt: skip
CAMERA_PARTS: Final = (
    "scanners.camera", "scanners.decoder", "scanners.sources", "cv2", "numpy.ma", "zxingcpp",
)  # fmt: skip
"""What is imported once the first page stands: whatever is imported later holds the window."""
_log = logging.getLogger("bantiem.shift")
T = TypeVar("T")


class Place(Struct, frozen=True):
    """What stays when operators change: the open data, the threads, the line, the settings."""

    store: Store
    keys: KeyStore
    tasks: Tasks
    relay: Relay
    line: DeskLine | None
    devices: Devices
    settings: Settings


class Shift(QObject):
    """Begins at `begin` and ends at `end`. ``ready`` once the window listens.

    ``settled`` once all pages are made.
    """

    ready = Signal()
    settled = Signal()

    def __init__(self, place: Place, desk: Desk, line: LineState, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self.desk = place, desk
        self._line = line
        self._refusals_of: datetime | None = None
        self.window: MainWindow | None = None
        self.workplace: Workplace | None = None
        self._keys: Keys | None = None
        self._parts = self._making()
        self._check = QTimer(self)
        self._check.setInterval(_CHECK_EVERY_MS)
        self._check.timeout.connect(self._look)

    def begin(self) -> None:
        """Make the next part; the rest follows by itself."""
        if next(self._parts, None) is not None:
            QTimer.singleShot(0, self, self.begin)

    @property
    def operator(self) -> Operator:
        """Who works in it."""
        return self.desk.station.operator

    def half_entered(self) -> bool:
        """Tell whether something was entered that nobody saved."""
        return self.workplace is not None and self.workplace.half_entered()

    def shows_wall(self) -> bool:
        """Tell whether the waiting-room window is open."""
        return self.workplace is not None and self.workplace.shows_wall()

    def rest(self) -> None:
        """Hear nothing any more; `end`, or `hide` and some time `come_back`, follow."""
        self._parts.close()
        self._check.stop()
        if self._keys is not None:
            self._keys.stop()
            self._keys = None
        if self.workplace is not None:
            self.workplace.rest()
        if self.window is not None:
            # It stays in sight for a moment, and nobody else may save in it.
            self.window.setEnabled(False)

    def hide(self) -> None:
        """Take the window out of sight, with all that is in it."""
        if self.window is not None:
            self.window.hide()

    def come_back(self, line: LineState) -> None:
        """Show the window again and go on where the operator left."""
        if self.window is None or self.workplace is None:
            return
        self.window.setEnabled(True)
        self._connect_keys(self.window)
        self.workplace.wake()
        self.line_heard(line)
        self.workplace.camera_changed(self._place.devices.camera_state)
        self.workplace.scanner_changed(self._place.devices.state())
        self._check.start()
        self.workplace.make_pages()
        self.window.show()
        self.window.activateWindow()

    def end(self) -> None:
        """Let go of pages and window."""
        self.rest()
        if self.workplace is not None:
            self.workplace.stop()
        if self.window is not None:
            self.window.allow_close()
            self.window.close()
            self.window.deleteLater()
        self.window = self.workplace = None
        self.deleteLater()

    def line_heard(self, state: LineState) -> None:
        """Add the entries that were refused, which stand in the database, and pass it on."""
        self._line = replace(state, refusals=self._line.refusals)
        if self.workplace is None:
            return
        self.workplace.line_changed(self._line)
        if state.last_sent != self._refusals_of:
            self._refusals_of = state.last_sent
            self._look_for_refusals()

    def _making(self) -> Generator[str, None, None]:
        window = self.window = MainWindow()
        yield "window"
        ports = Ports(
            line=self._place.line,
            camera=self._place.devices.camera,
            sounds=Loudspeaker(),
            carrier=self._carrier(),
            scanners=self._place.devices,
            badges=DeskBadges(self._place.store, self._place.keys, self.desk.station),
            slips=DeskSlips(self.desk.slips, self._place.keys, self.desk.station),
            blinks=theme.animations_wanted(_app()),
        )
        language = self._place.settings.language
        workplace = Workplace(window, self.desk, self._place.tasks, language, ports)
        yield "workplace"
        workplace.make_first_page()
        yield "first page"
        workplace.begin()
        workplace.line_changed(self._line)
        self._connect_keys(window)
        self._connect(workplace)
        self.workplace = workplace
        yield "its work"
        self._show(window)
        self.ready.emit()
        FirstPaint(window, self._go_on)

    def _carrier(self) -> DeskCarrier:
        place, station = self._place, self.desk.station
        name = (station.site, station.desk)
        return DeskCarrier(place.store, place.keys, name, place.relay.destroy_asked.emit)

    def _connect_keys(self, window: MainWindow) -> None:
        keys = self._keys = Keys(self._place.devices.bursts, window, stamped, window)
        keys.acted.connect(window.act)
        keys.measured.connect(window.measure_scan)
        keys.scanned.connect(window.take_scan)
        keys.refused.connect(window.scan_refused)

    def _connect(self, workplace: Workplace) -> None:
        queued, relay = Qt.ConnectionType.QueuedConnection, self._place.relay
        relay.code_came.connect(workplace.code_read, queued)
        relay.serial_came.connect(workplace.serial_read, queued)
        relay.scanner_told.connect(workplace.scanner_changed, queued)
        relay.frame_came.connect(workplace.frame_arrived, queued)
        relay.camera_told.connect(workplace.camera_changed, queued)
        relay.store_changed.connect(workplace.changed, queued)
        # The centre's word may come long after the entry went out, by a hub.
        relay.store_changed.connect(self._look_for_refusals, queued)
        workplace.settled.connect(self.settled)

    def _show(self, window: MainWindow) -> None:
        window.resize(1366, 768)
        if self._place.settings.full_screen:
            window.showFullScreen()
        elif _app().platformName() == "offscreen":
            window.show()
        else:
            window.showMaximized()

    def _go_on(self) -> None:
        # Not before: what these import would keep the nurse from the scan field.
        camera = CAMERA_PARTS if self._place.settings.camera else ()
        self._read(lambda: import_all(*_LATER, *camera), self._imported)

    def _imported(self, _done: None) -> None:
        if self.workplace is not None:
            # Alone: a thread that computes meanwhile would make each page a longer hold.
            self.workplace.settled.connect(self._all_made)
            self.workplace.make_pages()
        self._check.start()

    def _all_made(self) -> None:
        self._place.devices.start()
        self._look()

    def _look(self) -> None:
        """Check the journal and the disk, and tell the sync page."""
        store, keys, now = self._place.store, self._place.keys, datetime.now().astimezone()
        if self.workplace is not None:
            self._read(lambda: checkup.look(store, keys, now), self.workplace.health_changed)

    def _look_for_refusals(self) -> None:
        self._read(lambda: _refusals(self.desk), self._refusals_read)

    def _refusals_read(self, refusals: tuple[Refusal, ...]) -> None:
        if refusals == self._line.refusals:
            return
        self._line = replace(self._line, refusals=refusals)
        if self.workplace is not None:
            self.workplace.line_changed(self._line)

    def _read(self, op: Callable[[], T], done: Callable[[T], None]) -> None:
        if self.workplace is not None:
            self._place.tasks.read(self.workplace, op, done, _failed)


def _failed(error: KnownError) -> None:
    _log.warning("%s: %s", type(error).__name__, error.detail)


def import_all(*names: str) -> None:
    """Import the other pages, the line's and the camera's parts, away from the GUI thread.

    ``module:Class`` besides loads a class of Qt's, whose enumerations are made at first use.
    """
    for name in names:
        module, _, loaded = name.partition(":")
        getattr(import_module(module), loaded or "__name__")


def _refusals(desk: Desk) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(one.entry, one.person, one.what, one.why, one.to_do, one.at)
        for one in desk.standings.refused()
    )


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 (there is no window without one)
    return app
