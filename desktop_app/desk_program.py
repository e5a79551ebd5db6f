"""The composition root of the desk: in which order everything is made, and how it ends.

1. the sign-in screen (`desktop_app.entrance`), with nothing but Qt and the kit behind it;
2. on an io thread meanwhile: the store is opened, and what the workplace needs is imported
   (`desktop_app.opening`);
3. after the sign-in: the desk for this operator, and their shift (`desktop_app.shift`);
   whoever steps aside with something half entered finds it again (`desktop_app.parked`);
4. once its pages are made, the line to the upstream, which outlasts the shift.

It ends in the opposite order, with bounded waits. What was not sent stays in the journal.
"""

from __future__ import annotations

import logging
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import structs
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop_app import opening
from desktop_app import settings as settings_file
from desktop_app.entrance import Entrance
from desktop_app.first_paint import FirstPaint
from desktop_app.opening import Opened
from desktop_app.parked import Parked
from desktop_app.relay import Relay
from desktop_app.settings import Settings
from immunization.errors import KnownError
from immunization.text import Language, Text
from ui.kit import theme
from ui.kit.tokens import ThemeName
from ui.ports import LineState
from ui.tasks import QtTasks
from ui.translation import install

if TYPE_CHECKING:
    from desk.desk import Desk
    from desk.staff import Operator
    from desktop_app.camera import DeskCamera
    from desktop_app.devices import Devices
    from desktop_app.joining import Joining
    from desktop_app.line import DeskLine
    from desktop_app.shift import Shift
    from ui.frame.change_user import ChangeUser
    from ui.frame.main_window import MainWindow
    from ui.frame.sign_in import SignIn
    from ui.workplace import Workplace

_READERS: Final = 4
_OPENING: Final = Text(vi="Đang mở dữ liệu", en="Opening the data")
_SIGNING_IN: Final = Text(vi="Đang đăng nhập", en="Signing in")
_log = logging.getLogger("bantiem.desk")


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
        self._relay.destroy_asked.connect(self._destroy, Qt.ConnectionType.QueuedConnection)
        self._line_state = LineState()
        self._opened: Opened | None = None
        self._prepared: Future[None] | None = None
        self._shift: Shift | None = None
        self._leaving: Shift | None = None
        self._wall_wanted = False
        self._parked = Parked()
        self._devices: Devices | None = None
        self._entrance = Entrance(app, self._tasks, self._relay, self)
        self._entrance.sign_in_asked.connect(self._sign_in)
        self._entrance.language_chosen.connect(self._choose_language)
        self._entrance.theme_chosen.connect(self._choose_theme)
        self._entrance.joined.connect(self._start_line_anew)
        self._entrance.failed.connect(self._say)
        self.line: DeskLine | None = None
        self._line_runs = False

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
        self._entrance.end()
        self._leave()
        self._parked.end()
        if self._devices is not None:
            self._devices.stop()
        if self.line is not None:
            self.line.stop()
        for pool in (self._writer, self._readers):
            pool.shutdown(wait=True, cancel_futures=True)
        self._tasks.end()
        if self._opened is not None:
            self._opened.store.close()

    @property
    def sign_in(self) -> SignIn | None:
        """The sign-in screen, while it stands."""
        return self._entrance.screen

    @property
    def joining(self) -> Joining | None:
        """The window that joins a site at the first start."""
        return self._entrance.joining

    @property
    def awaits_staff(self) -> bool:
        """Whether the desk has joined, and who may sign in is on its way."""
        return self._entrance.awaits_staff

    @property
    def is_open(self) -> bool:
        """Whether the data is open: somebody can sign in."""
        return self._opened is not None

    @property
    def window(self) -> MainWindow | None:
        """The window of the shift that has begun."""
        return self._shift.window if self._shift is not None else None

    @property
    def workplace(self) -> Workplace | None:
        """Its workplace."""
        return self._shift.workplace if self._shift is not None else None

    @property
    def camera(self) -> DeskCamera | None:
        """The desk's camera, once the data is open."""
        return self._devices.camera if self._devices is not None else None

    @property
    def desk(self) -> Desk | None:
        """What it does at the desk, without windows."""
        return self._shift.desk if self._shift is not None else None

    # -- the sign-in --

    def _show_sign_in(self) -> None:
        self._entrance.show(self.settings.language, self._theme(), self._parked.names())
        self.shown.emit()

    def _open(self) -> None:
        self._entrance.busy(_OPENING.say(self.settings.language))
        data = self._data
        self._tasks.read(self, lambda: opening.open_data(data), self._data_opened, self._say)
        # The check of the data is SQLite's work and leaves Python free to import meanwhile.
        self._prepared = self._readers.submit(opening.prepare_workplace)

    def _data_opened(self, opened: Opened) -> None:
        from desktop_app.devices import Devices
        from desktop_app.line import DeskLine

        self._opened = opened
        self._devices = Devices(self.settings, self._relay, self._keep_some, self)
        opened.store.on_change(self._relay.heard)
        relay = self._relay
        self.line = DeskLine(
            opened.store,
            opened.keys,
            opened.clock,
            relay.line_told.emit,
            opened.guard,
            relay.store_changed.emit,
            relay.destroy_asked.emit,
        )
        if not opened.has_staff:  # who may sign in comes by the line
            self._start_line()
        if self._prepared is not None:
            self._entrance.data_opened(opened, self._devices, self._prepared)
        self.opened.emit()

    def _sign_in(self, login: str, password: str) -> None:
        opened = self._opened
        if opened is None:  # it could not be opened; what stood in the way may be gone
            self._open()
            return
        self._entrance.busy(_SIGNING_IN.say(self.settings.language))
        self._tasks.read(
            self, lambda: self._desk_of(opened, login, password), self._signed_in, self._say
        )

    def _desk_of(self, opened: Opened, login: str, password: str) -> Desk:
        """On an io thread: make the desk of who it is; what its shift needs is imported then."""
        minutes = self.settings.observe_minutes
        desk = opening.desk_of(self._data, opened, login, password, observe_minutes=minutes)
        if self._prepared is not None:
            self._prepared.result()
        return desk

    def _say(self, error: KnownError) -> None:
        _log.warning("%s: %s", type(error).__name__, error.detail)
        self._entrance.say(error)
        if self.workplace is not None:
            self.workplace.tell(error)
        self.failed.emit(error.sentence(self.settings.language))

    # -- another user --

    def _user_asked(self, operator: Operator) -> None:
        """Somebody's badge was read during another's shift: ask for the password over it."""
        from ui.frame.change_user import ChangeUser

        shift = self._shift
        if shift is None:
            return
        half = shift.operator.shown if shift.half_entered() else ""
        dialog = ChangeUser(operator.shown, half, shift.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.password_given.connect(lambda words: self._change(dialog, operator.login, words))
        dialog.open()

    def _change(self, dialog: ChangeUser, login: str, password: str) -> None:
        opened = self._opened
        if opened is not None:
            self._tasks.read(
                dialog,
                lambda: self._desk_of(opened, login, password),
                lambda desk: self._changed(dialog, desk),
                lambda error: dialog.set_error(error.sentence(self.settings.language)),
            )

    def _changed(self, dialog: ChangeUser, desk: Desk) -> None:
        dialog.accept()
        self._step_aside()
        self._signed_in(desk)

    def _step_aside(self) -> None:
        """Let the operator's shift rest; its window stays in sight until another is there."""
        self._leaving, self._shift = self._shift, None
        if self._leaving is not None:
            self._wall_wanted = self._leaving.shows_wall()
            self._leaving.rest()
        if self._opened is not None:
            self._opened.guard.let_go()

    def _part(self) -> None:
        """Take what rests out of sight: kept where something is half entered, else for good."""
        leaving, self._leaving = self._leaving, None
        if leaving is not None:
            self._parked.put(leaving) if leaving.half_entered() else leaving.end()

    # -- the shift --

    def _signed_in(self, desk: Desk) -> None:
        from desktop_app.shift import Place, Shift

        opened, devices = self._opened, self._devices
        if opened is None or devices is None:
            return
        parked = self._parked.take(desk.station.operator)
        if parked is not None:
            self._shift = parked
            parked.come_back(self._line_state)
            self._shift_began()
            return
        place = Place(
            opened.store, opened.keys, self._tasks, self._relay, self.line, devices, self.settings
        )
        shift = self._shift = Shift(place, desk, self._line_state, self)
        shift.ready.connect(self._window_made)
        # The line's first round may bring thousands of entries: not while pages are made.
        shift.settled.connect(self._start_line)
        shift.begin()

    def _window_made(self) -> None:
        window, workplace = self.window, self.workplace
        if window is not None and workplace is not None and self._devices is not None:
            window.close_asked.connect(self._close_asked)
            window.account_asked.connect(self._sign_out)
            workplace.around.user_asked.connect(self._user_asked)
            workplace.camera_changed(self._devices.camera_state)
            workplace.scanner_changed(self._devices.state())
        self._shift_began()

    def _shift_began(self) -> None:
        self._part()
        if self._wall_wanted and self.workplace is not None:
            self._wall_wanted = False
            self.workplace.show_wall()  # people in the waiting room look at it whoever works
        self._entrance.close()
        self.ready.emit()

    def _line_heard(self, state: LineState) -> None:
        self._line_state = state
        self._entrance.line_heard()
        if self._shift is not None:
            self._shift.line_heard(state)

    def _start_line(self) -> None:
        if self.line is not None and not self._line_runs:
            self._line_runs = True
            self._tasks.read(self, self.line.start, _ignore, self._say)

    def _start_line_anew(self) -> None:
        """The desk has joined a site since the line began."""
        self._line_runs = False
        self._start_line()

    def _sign_out(self) -> None:
        self._step_aside()
        self._part()
        self._show_sign_in()

    def _close_asked(self) -> None:
        """Close; where something is half entered, also of who stepped aside, ask first."""
        names = list(self._parked.names())
        if self._shift is not None and self._shift.half_entered():
            names.insert(0, self._shift.operator.shown)
        if not names or self.window is None:
            self._close()
            return
        from ui.frame.ask_dialogs import ClosingDialog

        dialog = ClosingDialog(names, self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self._close)
        dialog.open()

    def _close(self) -> None:
        if self.window is not None:
            self.window.allow_close()
            self.window.close()
        self._app.quit()

    def _leave(self) -> None:
        """End what belongs to this operator."""
        for shift in (self._shift, self._leaving):
            if shift is not None:
                shift.end()
        self._shift = self._leaving = None
        if self._opened is not None:
            self._opened.guard.let_go()

    def _destroy(self) -> None:
        """Destroy a revoked desk's data; a shift, the line and the store end before that.

        Nothing is destroyed if something was saved meanwhile.
        """
        if self._opened is None:
            return
        self._leave()
        self._parked.end()
        if self.line is not None:
            self.line.stop()
        opened, self._opened, self.line, self._line_runs = self._opened, None, None, False
        self._entrance.data_gone()
        self._show_sign_in()
        data = self._data
        self._tasks.read(self, lambda: opening.wiped(data, opened), self._say, self._say)

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

    def _keep_some(self, changes: dict[str, object]) -> None:
        self._keep(structs.replace(self.settings, **changes))

    def _keep(self, settings: Settings) -> None:
        """Hold to them from now on, and write them down: on the writing thread, in their order."""
        self.settings = settings
        data = self._data
        self._tasks.write(self, lambda: settings_file.keep(data, settings), _ignore, self._say)


def _ignore(_done: None) -> None:
    """Nothing follows."""
