"""The composition root of the desk: in which order everything is made, and how it ends.

1. the sign-in screen, with nothing but Qt and the kit behind it;
2. on an io thread meanwhile: the store is opened, and what the workplace needs is imported;
3. after the sign-in: the desk for this operator, and their shift (`desktop_app.shift`);
   whoever steps aside with something half entered finds it again (`desktop_app.parked`);
4. once its pages are made, the line to the upstream, which outlasts the shift.

It ends in the opposite order, with bounded waits. What was not sent stays in the journal.
"""

from __future__ import annotations

import logging
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app import settings as settings_file
from desktop_app.first_paint import FirstPaint
from desktop_app.parked import Parked
from desktop_app.relay import Relay
from desktop_app.settings import Settings
from immunization.errors import KnownError
from immunization.text import Language, Text
from ui.frame.sign_in import SignIn
from ui.kit import theme
from ui.kit.tokens import ThemeName
from ui.ports import LineState
from ui.tasks import QtTasks
from ui.translation import install

if TYPE_CHECKING:
    from desk.clock import SystemClock
    from desk.desk import Desk
    from desk.guard import Guard
    from desk.staff import Operator
    from desktop_app.badge_door import BadgeDoor
    from desktop_app.camera import DeskCamera
    from desktop_app.devices import Devices
    from desktop_app.joining import Joining
    from desktop_app.line import DeskLine
    from desktop_app.shift import Shift
    from local_db.keys import KeyStore
    from local_db.node import Node
    from local_db.store import Store
    from ui.frame.change_user import ChangeUser
    from ui.frame.main_window import MainWindow
    from ui.workplace import Workplace

_READERS: Final = 4
_BADGES_AFTER_MS: Final = 1500
"""After the data is open: who types a password at once is not held up by the camera's parts."""
_OPENING: Final = Text(vi="Đang mở dữ liệu", en="Opening the data")
_SIGNING_IN: Final = Text(vi="Đang đăng nhập", en="Signing in")
_NOT_JOINED: Final = Text(
    vi="Máy này chưa vào điểm tiêm nào. Xin nhờ IT cho địa chỉ và mã dùng một lần.",
    en="This computer has not joined a site. Ask IT for the address and a one-time code.",
)
_MAY_SIGN_IN: Final = Text(
    vi="Đã nhận danh sách nhân viên. Bây giờ có thể đăng nhập.",
    en="The staff list is here. You may sign in now.",
)
_NOBODY: Final = Text(
    vi="Chưa có ai được đăng nhập. Danh sách nhân viên sẽ về cùng lần đồng bộ đầu.",
    en="Nobody may sign in yet. The staff list comes with the first sync.",
)
# What opening, signing in and the first screen import, in the order in which it is waited for.
_WORKPLACE: Final = (
    "local_db.opening", "local_db.queries", "local_db.writer", "desk.clock", "desk.staff",
    "argon2", "desktop_app.line", "desk.desk", "desktop_app.shift", "ui.pages.reception",
    "ui.presenters.reception",
)  # fmt: skip
_log = logging.getLogger("bantiem.desk")


class Opened(Struct, frozen=True):
    """The data folder, open."""

    store: Store
    keys: KeyStore
    clock: SystemClock
    guard: Guard
    place: str
    has_staff: bool


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
        self._door: BadgeDoor | None = None
        self._has_ended = False
        self._badges_soon = QTimer(self, singleShot=True, interval=_BADGES_AFTER_MS)
        self._badges_soon.timeout.connect(self._open_door)
        self.sign_in: SignIn | None = None
        self.line: DeskLine | None = None
        self._line_runs = self._awaits_staff = False
        self.joining: Joining | None = None

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
        self._awaits_staff, self._has_ended = False, True
        if self.joining is not None:
            self.joining.leave()
        self._leave()
        self._parked.end()
        self._close_door()
        if self._devices is not None:
            self._devices.stop()
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
        opened = self._opened
        screen = SignIn(
            language=self.settings.language,
            theme=self._theme(),
            place=opened.place if opened else "",
        )
        screen.sign_in_asked.connect(self._sign_in)
        screen.language_chosen.connect(self._choose_language)
        screen.theme_chosen.connect(self._choose_theme)
        screen.set_waiting(self._parked.names())
        self._close_door()
        old, self.sign_in = self.sign_in, screen
        screen.resize(1366, 768)
        screen.showMaximized() if self._app.platformName() != "offscreen" else screen.show()
        if old is not None:
            old.close()
            old.deleteLater()
        if opened is not None:
            self._badges_soon.start()
        self.shown.emit()

    def _open(self) -> None:
        if self.sign_in is not None:
            self.sign_in.set_busy(self._words(_OPENING))
        self._tasks.read(self, self._open_data, self._data_opened, self._say)
        # The check of the data is SQLite's work and leaves Python free to import meanwhile.
        self._prepared = self._readers.submit(_prepare_workplace)

    def _open_data(self) -> Opened:
        """On an io thread: open the store, and import what the workplace needs."""
        from desk.clock import SystemClock
        from desk.guard import Guard
        from local_db import node, queries
        from local_db.keys import keys_of
        from local_db.store import Store

        import_module("desktop_app.devices")  # the GUI thread wants it next
        keys = keys_of(self._data)
        store = Store.open(self._data, keys)
        with store.read() as connection:
            own = node.find(connection)
            progress = node.find_progress(connection)
            has_staff = any(one.active for one in queries.staff(connection))
        place = f"{own.desk_name} · {own.site_name}" if own else ""
        clock = SystemClock()
        if progress and progress.synced_at:
            clock.has_passed(progress.synced_at)
        return Opened(store, keys, clock, Guard(clock), place, has_staff)

    def _data_opened(self, opened: Opened) -> None:
        from desktop_app.devices import Devices
        from desktop_app.line import DeskLine

        self._opened = opened
        self._devices = Devices(self.settings, self._relay, self._keep_some, self)
        self._badges_soon.start()
        opened.store.on_change(self._relay.heard)
        relay = self._relay
        self.line = DeskLine(
            opened.store,
            opened.keys,
            opened.clock,
            relay.line_told.emit,
            opened.guard,
            relay.store_changed.emit,
        )
        if not opened.has_staff:  # who may sign in comes by the line
            self._start_line()
        if self.sign_in is not None:
            self.sign_in.set_busy("")
            self.sign_in.set_place(opened.place)
            if not opened.has_staff:
                self.sign_in.set_error(self._why_nobody(opened))
        if not opened.place:
            self._join_site(opened)
        self.opened.emit()

    def _join_site(self, opened: Opened) -> None:
        """The first start: ask which site this desk is to join."""
        from desktop_app.joining import Joining
        from sync.nearby import Nearby

        if self.sign_in is None:
            return
        self.joining = Joining(
            opened.store, opened.keys, self._tasks, self.settings.language, self.sign_in,
            Nearby(), self,
        )  # fmt: skip
        self.joining.joined.connect(self._joined)
        self._relay.code_came.connect(self.joining.code_read, Qt.ConnectionType.QueuedConnection)
        self.joining.open()

    def _joined(self, node: Node) -> None:
        """This is a desk now: say which, and fetch who may sign in."""
        if self._opened is None:
            return
        place = f"{node.desk_name} · {node.site_name}"
        self._opened = structs.replace(self._opened, place=place)
        self._badges_soon.start()
        self._awaits_staff, self._line_runs = True, False
        self._start_line()
        if self.sign_in is not None:
            self.sign_in.set_place(place)
            self.sign_in.set_error("")
            self.sign_in.say(self._words(_NOBODY))

    def _look_for_staff(self) -> None:
        opened = self._opened
        if opened is not None:
            self._tasks.read(self, lambda: _has_staff(opened.store), self._staff_seen, self._say)

    def _staff_seen(self, has_staff: bool) -> None:
        if has_staff and self._awaits_staff:
            self._awaits_staff = False
            if self.sign_in is not None:
                self.sign_in.say(self._words(_MAY_SIGN_IN))

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
        if not opened.place:
            self._join_site(opened)
            return
        self.sign_in.set_busy(self._words(_SIGNING_IN))
        self._tasks.read(
            self, lambda: self._desk_of(opened, login, password), self._signed_in, self._say
        )

    def _desk_of(self, opened: Opened, login: str, password: str) -> Desk:
        """On an io thread: check the password and make the desk of who it is."""
        from desk.desk import open_desk
        from desk.staff import SignIn as StaffSignIn
        from desktop_app import trust_file
        from immunization.rulebook import default_catalogue

        operator = StaffSignIn(opened.store, opened.clock).sign_in(login, password)
        if self._prepared is not None:
            self._prepared.result()
        return open_desk(
            opened.store,
            opened.clock,
            operator,
            default_catalogue(),
            observe_minutes=self.settings.observe_minutes,
            guard=opened.guard,
            trust=trust_file.load(self._data),
        )

    def _say(self, error: KnownError) -> None:
        _log.warning("%s: %s", type(error).__name__, error.detail)
        sentence = error.sentence(self.settings.language)
        if self.sign_in is not None:
            self.sign_in.set_busy("")
            self.sign_in.set_error(sentence)
        self.failed.emit(sentence)

    # -- badges --

    def _open_door(self) -> None:
        """Let badges be read at the sign-in screen; a film is for the shift, not for here."""
        if self._opened is None or self.sign_in is None or self._devices is None:
            return
        if self._has_ended:  # what was on its way when the program ended comes after it
            return
        if self._prepared is None or not self._prepared.done():
            self._badges_soon.start()
            return
        from desk.badges import Badges
        from desktop_app.badge_door import BadgeDoor
        from desktop_app.shift import CAMERA_PARTS, import_all

        badges, setting = Badges(self._opened.store), self.settings
        if self._opened.place:  # else the window that joins a site takes the codes
            self._door = BadgeDoor(
                self.sign_in, badges, self._tasks, self._relay,
                bursts=self._devices.bursts, language=setting.language,
            )  # fmt: skip
        self._devices.serial.start()
        if self._devices.camera.is_live:
            start = self._devices.camera.start
            self._tasks.read(
                self.sign_in, lambda: import_all(*CAMERA_PARTS), lambda _done: start(), self._say
            )

    def _close_door(self) -> None:
        self._badges_soon.stop()
        door, self._door = self._door, None
        if door is not None:
            door.close()

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
        self._close_door()
        self._part()
        if self._wall_wanted and self.workplace is not None:
            self._wall_wanted = False
            self.workplace.show_wall()  # people in the waiting room look at it whoever works
        if self.sign_in is not None:
            self.sign_in.close()
            self.sign_in.deleteLater()
            self.sign_in = None
        self.ready.emit()

    def _line_heard(self, state: LineState) -> None:
        self._line_state = state
        if self._awaits_staff:
            self._look_for_staff()
        if self._shift is not None:
            self._shift.line_heard(state)

    def _start_line(self) -> None:
        if self.line is not None and not self._line_runs:
            self._line_runs = True
            self._tasks.read(self, self.line.start, _ignore, self._say)

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
        """Destroy a revoked desk's data; a shift, the line and the store end before that."""
        self._leave()
        self._parked.end()
        if self.line is not None:
            self.line.stop()
        opened, self._opened, self.line, self._line_runs = self._opened, None, None, False
        self._show_sign_in()
        if opened is not None:
            self._tasks.read(self, lambda: _wiped(self._data, opened), self._say, self._say)

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
        self.settings = settings
        settings_file.keep(self._data, settings)


def _prepare_workplace() -> None:
    """Import what the workplace needs, away from the GUI thread, while a password is typed."""
    for name in _WORKPLACE:
        import_module(name)
    from immunization.rulebook import default_catalogue

    default_catalogue()


def _wiped(data: Path, opened: Opened) -> KnownError:
    """On an io thread: close the store, destroy it, and return what to say."""
    from local_db import wiping

    opened.store.close()
    wiping.wipe(data, opened.keys)
    return wiping.Wiped()


def _has_staff(store: Store) -> bool:
    from local_db import queries

    with store.read() as connection:
        return any(one.active for one in queries.staff(connection))


def _ignore(_done: None) -> None:
    """Nothing follows."""
