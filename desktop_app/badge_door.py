"""Badges at the sign-in screen: a code read there chooses who signs in, and does nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desk.identify import NotOurs, StaffScanned
from ui.frame.keys import Keys, stamped
from ui.ports import ScannedCode

if TYPE_CHECKING:
    from desk.badges import Badges
    from desktop_app.hand_scanner import Bursts
    from desktop_app.relay import Relay
    from immunization.errors import KnownError
    from immunization.text import Language
    from ui.frame.sign_in import SignIn
    from ui.tasks import Tasks


class BadgeDoor(QObject):
    """Hears camera, serial scanner and typing scanner while a sign-in screen stands."""

    def __init__(
        self,
        screen: SignIn,
        badges: Badges,
        tasks: Tasks,
        relay: Relay,
        *,
        bursts: Bursts,
        language: Language,
    ) -> None:
        super().__init__(screen)
        self._screen, self._badges, self._tasks = screen, badges, tasks
        self._language, self._relay = language, relay
        self._keys = Keys(bursts, screen, stamped, self)
        self._keys.scanned.connect(self._read)
        relay.code_came.connect(self._read, Qt.ConnectionType.QueuedConnection)
        relay.serial_came.connect(self._heard, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Hear nothing any more: somebody signed in."""
        self._keys.stop()
        self._relay.code_came.disconnect(self._read)
        self._relay.serial_came.disconnect(self._heard)

    def _read(self, raw: object) -> None:
        if isinstance(raw, bytes | str):
            self._tasks.read(self, lambda: self._badges.scanned(raw), self._met, self._failed)

    def _heard(self, code: ScannedCode) -> None:
        self._read(code.raw)

    def _met(self, found: StaffScanned | NotOurs) -> None:
        if isinstance(found, StaffScanned):
            self._screen.choose(found.operator.login, found.operator.shown)
        else:
            self._screen.say(found.text.say(self._language))

    def _failed(self, error: KnownError) -> None:
        self._screen.say(error.sentence(self._language))
