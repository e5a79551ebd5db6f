"""A desk's first start: join a site in a window, with what the network lets hear beside it.

IT's silent way stays: ``bantiem enrol URL CODE`` does the same without a window.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.server_address import place_of
from immunization.errors import KnownError
from immunization.text import Language, Text
from records import hub_place
from ui.frame.join_site import JoinSite

if TYPE_CHECKING:
    from local_db.keys import KeyStore
    from local_db.node import Node
    from local_db.store import Store
    from sync.nearby import Nearby
    from ui.tasks import Tasks

_ASKING: Final = Text(vi="Đang hỏi máy chủ…", en="Asking the server…")
_LOOK_EVERY_MS: Final = 1_000


class Joining(QObject):
    """The window and what it asks for. ``joined(node)`` once the desk is one."""

    joined = Signal(object)

    def __init__(
        self,
        store: Store,
        keys: KeyStore,
        tasks: Tasks,
        language: Language,
        over: QWidget,
        nearby: Nearby,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._store, self._keys, self._tasks = store, keys, tasks
        self._language, self._nearby = language, nearby
        self.window = JoinSite(over)
        self.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.window.join_asked.connect(self._asked)
        # After each answer and not by the clock: listening may take a while to begin.
        self._look = QTimer(self, singleShot=True, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._listen)
        self._is_over = False
        self.window.finished.connect(self._finished)

    def open(self) -> None:
        """Show the window, and listen for servers."""
        self.window.open()
        self._listen()

    def end(self) -> None:
        """Stop listening: the window was left, or the program ends."""
        self._look.stop()
        if not self._is_over:
            self._is_over = True
            self._nearby.stop()

    def leave(self) -> None:
        """Take the window away, if it stands still: the program ends."""
        if not self._is_over:
            self.end()
            self.window.close()

    def code_read(self, raw: object) -> None:
        """Take a server's QR code from the camera; whatever else is read says what it is not."""
        if self._is_over or not isinstance(raw, bytes | str):
            return
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
        if text.startswith(hub_place.BEGINNING):
            self.window.fill(text)
        else:
            self.window.set_error(hub_place.NotAHub.text.say(self._language))

    def _finished(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._look.stop()
            # It takes leave of the network, and nobody is to wait for that.
            self._tasks.read(self, self._nearby.stop, lambda _done: None, self._failed)

    def _listen(self) -> None:
        if not self._is_over:
            self._tasks.read(self.window, self._nearby.addresses, self._heard, self._failed)

    def _heard(self, found: Mapping[str, str]) -> None:
        # With the first digits of its key: two hubs of one network can be told apart.
        self.window.offer({url: f"{url} ({key[:8]})" for key, url in sorted(found.items())})
        if not self._is_over:
            self._look.start()

    def _asked(self, address: str, code: str) -> None:
        self.window.set_busy(_ASKING.say(self._language))
        self._tasks.read(self.window, lambda: self._join(address, code), self._done, self._failed)

    def _join(self, address: str, code: str) -> Node:
        """On an io thread: it waits for the server, and for the writer."""
        from desktop_app.upstream import join

        place = place_of(address)
        return join(self._store, self._keys, place.url, code, pinned=place.key)

    def _done(self, node: Node) -> None:
        self.window.accept()
        self.joined.emit(node)

    def _failed(self, error: KnownError) -> None:
        if self._is_over:
            return
        self.window.set_error(error.sentence(self._language))
