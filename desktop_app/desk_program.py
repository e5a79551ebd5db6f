"""The composition root of the desk: in which order everything is made, and how it ends.

1. the sign-in screen, with nothing but Qt and the kit behind it;
2. on an io thread meanwhile: the store is opened, and what the workplace needs is imported;
3. after the sign-in: the desk for this operator, its window and pages;
4. the line to the upstream and the camera, whose threads speak to the window by queued
   signals of immutable values.

It ends in the opposite order, with bounded waits. What was not sent stays in the journal.
"""

from __future__ import annotations

import logging
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop_app import settings as settings_file
from desktop_app.first_paint import FirstPaint
from desktop_app.settings import Settings
from immunization.errors import KnownError
from immunization.text import Language, Text
from ui.frame.sign_in import SignIn
from ui.kit import theme
from ui.kit.tokens import ThemeName
from ui.ports import LineState, Refusal
from ui.tasks import QtTasks
from ui.translation import install

if TYPE_CHECKING:
    from desk.clock import SystemClock
    from desk.desk import Desk
    from desktop_app.camera import DeskCamera
    from desktop_app.line import DeskLine
    from local_db.changes import Changes
    from local_db.keys import KeyStore
    from local_db.store import Store
    from ui.frame.main_window import MainWindow
    from ui.workplace import Workplace

_READERS: Final = 4
_CHECK_EVERY_MS: Final = 30 * 60 * 1000
_OPENING: Final = Text(vi="Đang mở dữ liệu", en="Opening the data")
_SIGNING_IN: Final = Text(vi="Đang đăng nhập", en="Signing in")
_NOT_JOINED: Final = Text(
    vi="Máy này chưa vào điểm tiêm nào. Xin nhờ IT chạy: bantiem enrol URL MÃ.",
    en="This desk has not joined a site. Ask IT to run: bantiem enrol URL CODE.",
)
_NOBODY: Final = Text(
    vi="Chưa có ai được đăng nhập. Danh sách nhân viên sẽ về cùng lần đồng bộ đầu.",
    en="Nobody may sign in yet. The staff list comes with the first sync.",
)
# What opening, signing in and the first screen import, in the order in which it is waited for.
_WORKPLACE: Final = (
    "local_db.opening", "local_db.queries", "local_db.writer", "desk.clock", "desk.staff",
    "argon2", "desktop_app.line", "desk.desk", "ui.workplace", "ui.frame.main_window",
    "ui.frame.keys", "ui.pages.reception", "ui.presenters.reception", "desktop_app.camera",
    "desktop_app.hand_scanner", "desktop_app.sounds",
)  # fmt: skip
_log = logging.getLogger("bantiem.desk")


class Opened(Struct, frozen=True):
    """The data folder, open."""

    store: Store
    keys: KeyStore
    clock: SystemClock
    place: str
    has_staff: bool


class Relay(QObject):
    """Carries values from other threads to the window, by queued signals."""

    code_came = Signal(object)
    frame_came = Signal(object)
    camera_told = Signal(object)
    line_told = Signal(object)
    store_changed = Signal()

    def heard(self, _changes: Changes) -> None:
        """A commit was made; called on the writer thread."""
        self.store_changed.emit()


class DeskProgram(QObject):
    """One desk's program. ``shown`` once the first window is up, ``ready`` at the workplace."""

    shown = Signal()
    opened = Signal()
    ready = Signal()
    failed = Signal(str)

    def __init__(self, app: QApplication, data: Path, settings: Settings) -> None:
        super().__init__(app)
        self._app, self._data = app, data
        self.settings = settings
        self._writer: Executor = ThreadPoolExecutor(1, "save")
        self._readers: Executor = ThreadPoolExecutor(_READERS, "read")
        self._tasks = QtTasks(self._writer, self._readers, self)
        self._relay = Relay(self)
        self._relay.line_told.connect(self._line_heard, Qt.ConnectionType.QueuedConnection)
        self._line_state = LineState()
        self._refusals_of: datetime | None = None
        self._opened: Opened | None = None
        self.sign_in: SignIn | None = None
        self.window: MainWindow | None = None
        self.workplace: Workplace | None = None
        self.desk: Desk | None = None
        self.line: DeskLine | None = None
        self._line_runs = False
        self.camera: DeskCamera | None = None
        self._check = QTimer(self)
        self._check.setInterval(_CHECK_EVERY_MS)
        self._check.timeout.connect(self._look)

    def start(self) -> None:
        """Show the sign-in screen, and open the data behind it."""
        theme.put_on(self._app, self._theme())
        install(self._app, self.settings.language)
        self._show_sign_in()
        # Once it is painted: the work behind it would else hold up what the nurse sees.
        if self.sign_in is not None:
            FirstPaint(self.sign_in, self._open)

    def stop(self) -> None:
        """Let go of everything, in the opposite order of its making."""
        self._leave()
        if self.line is not None:
            self.line.stop()
        for pool in (self._writer, self._readers):
            pool.shutdown(wait=True, cancel_futures=True)
        if self._opened is not None:
            self._opened.store.close()

    @property
    def is_open(self) -> bool:
        """Whether the data is open: somebody can sign in."""
        return self._opened is not None

    # -- the sign-in --

    def _show_sign_in(self) -> None:
        opened = self._opened
        screen = SignIn(
            language=self.settings.language,
            theme=self._theme(),
            place=opened.place if opened else "",
        )
        screen.sign_in_asked.connect(self._sign_in)
        screen.language_chosen.connect(self._choose_language)
        screen.theme_chosen.connect(self._choose_theme)
        old, self.sign_in = self.sign_in, screen
        screen.resize(1366, 768)
        screen.showMaximized() if self._app.platformName() != "offscreen" else screen.show()
        if old is not None:
            old.close()
            old.deleteLater()
        self.shown.emit()

    def _open(self) -> None:
        if self.sign_in is not None:
            self.sign_in.set_busy(self._words(_OPENING))
        self._tasks.read(self, self._open_data, self._data_opened, self._say)
        # The check of the data is SQLite's work and leaves Python free to import meanwhile.
        self._tasks.read(self, _prepare_workplace, _ignore, self._say)

    def _open_data(self) -> Opened:
        """On an io thread: open the store, and import what the workplace needs."""
        from desk.clock import SystemClock
        from local_db import node, queries
        from local_db.keys import keys_of
        from local_db.store import Store

        keys = keys_of(self._data)
        store = Store.open(self._data, keys)
        with store.read() as connection:
            own = node.find(connection)
            has_staff = any(one.active for one in queries.staff(connection))
        place = f"{own.desk_name} · {own.site_name}" if own else ""
        return Opened(store, keys, SystemClock(), place, has_staff)

    def _data_opened(self, opened: Opened) -> None:
        from desktop_app.line import DeskLine

        self._opened = opened
        opened.store.on_change(self._relay.heard)
        relay = self._relay
        self.line = DeskLine(opened.store, opened.keys, opened.clock, relay.line_told.emit)
        if not opened.has_staff:  # who may sign in comes by the line
            self._start_line()
        if self.sign_in is not None:
            self.sign_in.set_busy("")
            self.sign_in.set_place(opened.place)
            if not opened.has_staff:
                self.sign_in.set_error(self._why_nobody(opened))
        self.opened.emit()

    def _why_nobody(self, opened: Opened) -> str:
        return self._words(_NOBODY if opened.place else _NOT_JOINED)

    def _words(self, text: Text) -> str:
        return text.say(self.settings.language)

    def _sign_in(self, login: str, password: str) -> None:
        opened = self._opened
        if self.sign_in is None:
            return
        if opened is None:  # it could not be opened; what stood in the way may be gone
            self._open()
            return
        self.sign_in.set_busy(self._words(_SIGNING_IN))
        self._tasks.read(
            self, lambda: self._desk_of(opened, login, password), self._signed_in, self._say
        )

    def _desk_of(self, opened: Opened, login: str, password: str) -> Desk:
        """On an io thread: check the password and make the desk of who it is."""
        from desk.desk import open_desk
        from desk.staff import SignIn as StaffSignIn
        from immunization.vaccines import default_catalogue

        operator = StaffSignIn(opened.store, opened.clock).sign_in(login, password)
        _prepare_workplace()
        return open_desk(
            opened.store,
            opened.clock,
            operator,
            default_catalogue(),
            observe_minutes=self.settings.observe_minutes,
        )

    def _say(self, error: KnownError) -> None:
        _log.warning("%s: %s", type(error).__name__, error.detail)
        sentence = error.sentence(self.settings.language)
        if self.sign_in is not None:
            self.sign_in.set_busy("")
            self.sign_in.set_error(sentence)
        self.failed.emit(sentence)

    # -- the workplace --

    def _signed_in(self, desk: Desk) -> None:
        from desktop_app.camera import DeskCamera, Heard
        from desktop_app.hand_scanner import Bursts
        from desktop_app.sounds import Loudspeaker
        from ui.frame.keys import Keys
        from ui.frame.main_window import MainWindow
        from ui.workplace import Ports, Workplace

        opened = self._opened
        if opened is None:
            return
        self.desk, relay = desk, self._relay
        heard = Heard(relay.code_came.emit, relay.frame_came.emit, relay.camera_told.emit)
        self.camera = DeskCamera(self.settings.camera, heard, real_time=self.settings.real_time)
        self.window = MainWindow()
        ports = Ports(
            line=self.line,
            camera=self.camera,
            sounds=Loudspeaker(),
            blinks=theme.animations_wanted(self._app),
        )
        self.workplace = Workplace(self.window, desk, self._tasks, self.settings.language, ports)
        self.workplace.line_changed(self._line_state)
        keys = Keys(Bursts(self.settings.burst_ms), self.window, _pressed_at, self.window)
        keys.acted.connect(self.window.act)
        keys.scanned.connect(self.window.take_scan)
        keys.refused.connect(self.window.scan_refused)
        self._connect_workplace(self.workplace)
        self._show_workplace(self.window)

    def _connect_workplace(self, workplace: Workplace) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._relay.code_came.connect(workplace.code_read, queued)
        self._relay.frame_came.connect(workplace.frame_arrived, queued)
        self._relay.camera_told.connect(workplace.camera_changed, queued)
        self._relay.store_changed.connect(workplace.changed, queued)

    def _show_workplace(self, window: MainWindow) -> None:
        window.close_asked.connect(self._close_asked)
        window.account_asked.connect(self._sign_out)
        window.resize(1366, 768)
        if self.settings.full_screen:
            window.showFullScreen()
        elif self._app.platformName() == "offscreen":
            window.show()
        else:
            window.showMaximized()
        if self.sign_in is not None:
            self.sign_in.close()
            self.sign_in.deleteLater()
            self.sign_in = None
        self.ready.emit()
        FirstPaint(window, self._start_parts)

    def _line_heard(self, state: LineState) -> None:
        """Add the entries that were refused, which stand in the database, and pass it on."""
        self._line_state = replace(state, refusals=self._line_state.refusals)
        desk, workplace = self.desk, self.workplace
        if desk is None or workplace is None:
            return
        workplace.line_changed(self._line_state)
        if state.last_sent != self._refusals_of:
            self._refusals_of = state.last_sent
            self._tasks.read(workplace, lambda: _refusals(desk), self._refusals_read, self._say)

    def _refusals_read(self, refusals: tuple[Refusal, ...]) -> None:
        self._line_state = replace(self._line_state, refusals=refusals)
        if self.workplace is not None:
            self.workplace.line_changed(self._line_state)

    def _start_line(self) -> None:
        if self.line is not None and not self._line_runs:
            self._line_runs = True
            self.line.start()

    def _start_parts(self) -> None:
        # Not before: what these import would keep the nurse from the scan field.
        if self.workplace is not None:
            self.workplace.settled.connect(self._start_line)
            self._tasks.read(self.workplace, _import_pages, self._make_pages, self._say)
        if self.camera is not None:
            self.camera.start()
        self._look()
        self._check.start()

    def _make_pages(self, _imported: None) -> None:
        if self.workplace is not None:
            self.workplace.make_pages()

    def _look(self) -> None:
        """Check the journal and the disk, and tell the sync page."""
        from desktop_app import checkup

        opened, workplace = self._opened, self.workplace
        if opened is not None and workplace is not None:
            now = datetime.now().astimezone()
            self._tasks.read(
                workplace,
                lambda: checkup.look(opened.store, opened.keys, now),
                workplace.health_changed,
                self._say,
            )

    def _sign_out(self) -> None:
        self._leave()
        self._show_sign_in()

    def _close_asked(self) -> None:
        if self.window is not None:
            self.window.allow_close()
            self.window.close()
        self._app.quit()

    def _leave(self) -> None:
        """End what belongs to this operator's window."""
        self._check.stop()
        if self.camera is not None:
            self.camera.stop()
        if self.workplace is not None:
            self.workplace.stop()
        if self.window is not None:
            self.window.allow_close()
            self.window.close()
            self.window.deleteLater()
        self.window = self.workplace = self.desk = self.camera = None

    # -- settings --

    def _theme(self) -> ThemeName:
        wanted = self.settings.theme
        return theme.system_theme(self._app) if wanted == "system" else wanted

    def _choose_language(self, language: Language) -> None:
        self._keep(structs.replace(self.settings, language=language))
        install(self._app, language)
        self._show_sign_in()

    def _choose_theme(self, name: str) -> None:
        self._keep(structs.replace(self.settings, theme=name))
        theme.put_on(self._app, self._theme())

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        settings_file.keep(self._data, settings)


def _import_pages() -> None:
    """Import the pages, away from the GUI thread."""
    from ui.page_set import MODULES

    for name in MODULES:
        import_module(name)


def _prepare_workplace() -> None:
    """Import what the workplace needs, away from the GUI thread, while a password is typed."""
    for name in _WORKPLACE:
        import_module(name)
    from immunization.vaccines import default_catalogue

    default_catalogue()


def _refusals(desk: Desk) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(one.entry, one.person, one.what, one.why, one.to_do, one.at)
        for one in desk.standings.refused()
    )


def _pressed_at(event: QKeyEvent) -> int:
    return int(event.timestamp())


def _ignore(_done: None) -> None:
    """Nothing follows."""
