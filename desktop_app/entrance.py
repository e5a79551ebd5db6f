"""The sign-in screen, and what is heard while it stands: badges, and a site to join at first.

Everything here goes when somebody is signed in, and is made anew when they leave.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.opening import has_staff, place_of
from immunization.text import Language, Text
from ui.frame.sign_in import SignIn
from ui.kit.tokens import ThemeName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.badge_door import BadgeDoor
    from desktop_app.devices import Devices
    from desktop_app.joining import Joining
    from desktop_app.opening import Opened
    from desktop_app.relay import Relay
    from immunization.errors import KnownError
    from local_db.node import Node
    from ui.tasks import Tasks

_BADGES_AFTER_MS: Final = 1500
"""After the data is open: who types a password at once is not held up by the camera's parts."""
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


class Entrance(QObject):
    """The screen and its ears. ``sign_in_asked(login, password)``; ``joined()`` a site."""

    sign_in_asked = Signal(str, str)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    joined = Signal()
    failed = Signal(object)

    def __init__(self, app: QApplication, tasks: Tasks, relay: Relay, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._tasks, self._relay = app, tasks, relay
        self._opened: Opened | None = None
        self._devices: Devices | None = None
        self._prepared: Future[None] | None = None
        self._door: BadgeDoor | None = None
        self._soon = QTimer(self, singleShot=True, interval=_BADGES_AFTER_MS)
        self._soon.timeout.connect(self._listen)
        self._language: Language = "vi"
        self.screen: SignIn | None = None
        self.joining: Joining | None = None
        self.awaits_staff = False
        """Whether the list of who may sign in is on its way, after the desk has joined."""

    @property
    def place(self) -> str:
        """What this desk is called and where it stands; "" before it has joined a site."""
        return self._opened.place if self._opened is not None else ""

    @property
    def hears_badges(self) -> bool:
        """Whether a badge that is read now would choose who signs in."""
        return self._door is not None

    def show(self, language: Language, theme: ThemeName, waiting: Sequence[str]) -> None:
        """Show the screen, in place of one in another language. ``waiting``: whose work waits."""
        self._language = language
        screen = SignIn(language=language, theme=theme, place=self.place)
        screen.sign_in_asked.connect(self._asked)
        screen.language_chosen.connect(self.language_chosen)
        screen.theme_chosen.connect(self.theme_chosen)
        screen.set_waiting(waiting)
        screen.resize(1366, 768)
        screen.showMaximized() if self._app.platformName() != "offscreen" else screen.show()
        self.close()
        self.screen = screen
        if self._opened is not None:
            self._soon.start()

    def close(self) -> None:
        """Hear nothing any more, and take the screen away."""
        self._soon.stop()
        door, self._door = self._door, None
        if door is not None:
            door.close()
        screen, self.screen = self.screen, None
        if screen is not None:
            screen.close()
            screen.deleteLater()

    def end(self) -> None:
        """The program ends: nothing is asked any more, nor looked for."""
        self.awaits_staff = False
        if self.joining is not None:
            self.joining.leave()
        self.close()

    # -- the data --

    def data_opened(self, opened: Opened, devices: Devices, prepared: Future[None]) -> None:
        """Say which desk this is, and begin to listen; ``prepared`` is when badges may be read."""
        self._opened, self._devices, self._prepared = opened, devices, prepared
        self._soon.start()
        if self.screen is not None:
            self.screen.set_busy("")
            self.screen.set_place(opened.place)
            if not opened.has_staff:
                self.screen.set_error(self._words(_NOBODY if opened.place else _NOT_JOINED))
        if not opened.place:
            self._ask_for_site()

    def data_gone(self) -> None:
        """The data is destroyed: there is nothing to be signed in to."""
        self._opened = None

    def say(self, error: KnownError) -> None:
        """Say what stands in the way of signing in."""
        self.busy("")
        if self.screen is not None:
            self.screen.set_error(error.sentence(self._language))

    def busy(self, words: str) -> None:
        """Say what is going on, "" when it is done."""
        if self.screen is not None:
            self.screen.set_busy(words)

    def _asked(self, login: str, password: str) -> None:
        if self._opened is not None and not self.place:
            self._ask_for_site()
        else:
            self.sign_in_asked.emit(login, password)

    # -- the first start --

    def _ask_for_site(self) -> None:
        """Ask which site this desk is to join."""
        from desktop_app.joining import Joining
        from sync.nearby import Nearby

        opened = self._opened
        if self.screen is None or opened is None:
            return
        joining = self.joining = Joining(
            opened.store, opened.keys, self._tasks, self._language, self.screen, Nearby(), self
        )
        joining.joined.connect(self._joined)
        self._relay.code_came.connect(joining.code_read, Qt.ConnectionType.QueuedConnection)
        joining.open()

    def line_heard(self) -> None:
        """Something may have come: look whether somebody may sign in now."""
        opened = self._opened
        if self.awaits_staff and opened is not None:
            self._tasks.read(self, lambda: has_staff(opened.store), self._staff_seen, self._fail)

    def _joined(self, node: Node) -> None:
        from msgspec.structs import replace

        if self._opened is None:
            return
        place = place_of(node)
        self._opened = replace(self._opened, place=place)
        self._soon.start()
        self.awaits_staff = True
        self.joined.emit()
        if self.screen is not None:
            self.screen.set_place(place)
            self.screen.set_error("")
            self.screen.say(self._words(_NOBODY))

    def _staff_seen(self, is_there: bool) -> None:
        if is_there and self.awaits_staff:
            self.awaits_staff = False
            if self.screen is not None:
                self.screen.say(self._words(_MAY_SIGN_IN))

    # -- badges --

    def _listen(self) -> None:
        """Let badges be read here; a film is for the shift."""
        opened, devices, screen = self._opened, self._devices, self.screen
        if opened is None or devices is None or screen is None:
            return
        if self._prepared is None or not self._prepared.done():
            self._soon.start()
            return
        from desk.badges import Badges
        from desktop_app.badge_door import BadgeDoor
        from desktop_app.shift import CAMERA_PARTS, import_all

        if opened.place and self._door is None:  # else the window that joins takes the codes
            self._door = BadgeDoor(
                screen, Badges(opened.store), self._tasks, self._relay,
                bursts=devices.bursts, language=self._language,
            )  # fmt: skip
        devices.serial.start()
        if devices.camera.is_live:
            start = devices.camera.start
            self._tasks.read(
                screen, lambda: import_all(*CAMERA_PARTS), lambda _done: start(), self._fail
            )

    def _fail(self, error: KnownError) -> None:
        self.failed.emit(error)

    def _words(self, text: Text) -> str:
        return text.say(self._language)
