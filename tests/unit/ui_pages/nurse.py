"""A nurse before the real windows: what hands do, and what eyes see. No sleeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_app.hand_scanner import Bursts
from immunization.errors import KnownError
from immunization.ids import PersonId
from tests.unit.desk.desk_world import World
from ui.frame.keys import Keys
from ui.frame.main_window import MainWindow
from ui.tasks import ImmediateTasks, Tasks
from ui.workplace import Ports, Workplace

T = TypeVar("T")

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


class HeldTasks:
    """Tasks that wait: saves are kept until `finish`, reads are done at once."""

    def __init__(self) -> None:
        self._now = ImmediateTasks()
        self._kept: list[Callable[[], None]] = []
        self._refused: list[Callable[[KnownError], None]] = []

    def read(
        self,
        owner: QObject,
        op: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        self._now.read(owner, op, on_success, on_failure)

    def write(
        self,
        owner: QObject,
        op: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        self._kept.append(lambda: self._now.write(owner, op, on_success, on_failure))
        self._refused.append(on_failure)

    def finish(self) -> int:
        """Do what was kept; return how many there were."""
        kept, self._kept = self._kept, []
        self._refused.clear()
        for work in kept:
            work()
        return len(kept)

    def refuse(self, error: KnownError) -> None:
        """Let what was kept fail."""
        refused, self._refused = self._refused, []
        self._kept.clear()
        for tell in refused:
            tell(error)


class HeardSounds:
    """Sounds that are remembered."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def play(self, sound: str) -> None:
        self.heard.append(sound)


class Nurse:
    """Hands and eyes of one nurse."""

    def __init__(self, world: World, tasks: Tasks | None = None) -> None:
        self.world = world
        self.sounds = HeardSounds()
        self.now = 0
        self.window = MainWindow()
        self.window.resize(1366, 768)
        self.place = Workplace(
            self.window,
            world.desk,
            tasks or ImmediateTasks(),
            "vi",
            Ports(sounds=self.sounds, blinks=False),
        )
        self.place.begin()
        self.keys = Keys(Bursts(35), self.window, lambda _event: self.now)
        self.keys.acted.connect(self.window.act)
        self.keys.scanned.connect(self.window.take_scan)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def leave(self) -> None:
        self.keys.stop()
        self.place.stop()
        self.window.allow_close()
        self.window.close()
        self.window.deleteLater()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # -- hands --

    def settle(self) -> None:
        for _ in range(3):
            self._app.processEvents()

    def type(self, words: str) -> None:
        """Type as a person does: slower than any scanner."""
        for sign in words:
            self.now += 150
            self._send(0, Qt.KeyboardModifier.NoModifier, sign)
            self.keys.settle()
        self.settle()

    def scan(self, code: str) -> None:
        """Let a hand scanner type a code and its Enter, 5 ms apart, wherever the focus is."""
        self.now += 1000
        for sign in code:
            self.now += 5
            self._send(0, Qt.KeyboardModifier.NoModifier, sign)
        self.now += 5
        self._send(KEY.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.now += 500
        QTest.keyClick(self._focus(), key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def primary(self) -> None:
        self.press(KEY.Key_Return, CTRL)

    def goes_to(self, number: int) -> None:
        self.press(Qt.Key(KEY.Key_0 + number), CTRL)

    def opens(self, person: PersonId) -> None:
        self.place.presenter.open_person(person)
        self.settle()

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the focus is on what a screen reader calls ``name``."""
        for _ in range(120):
            widget = self._focus()
            called = widget.accessibleName()
            if not called and isinstance(widget, QAbstractButton):
                called = widget.text()
            if called.startswith(name):
                return widget
            self.press(KEY.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name!r}")

    # -- eyes --

    @property
    def field(self) -> str:
        return self.window.top.scan.text()

    @property
    def listens(self) -> bool:
        return self._app.focusWidget() is self.window.top.scan.edit

    @property
    def where(self) -> str:
        return self.place.presenter.where

    def open_person(self) -> PersonId | None:
        card = self.place.presenter.page.card()
        return card.person if card is not None else None

    def said(self) -> str:
        """Return the alert line of the page, in Vietnamese."""
        alert = self.place.pages.at(self.place.presenter.where).notice.alert()
        return alert.text.vi if alert is not None else ""

    def asked(self) -> bool:
        """Tell whether the page asks to switch persons."""
        return self.place.pages.at(self.place.presenter.where).conflict.isVisible()

    def just_saved(self) -> list[str]:
        return [row.facts().name for row in self.window.queue.saved._rows]

    def doses(self, person: PersonId) -> int:
        history = self.world.desk.cards.of(person).history
        return sum(item.kind == "dose" and item.void is None for item in history)

    def _focus(self) -> QWidget:
        return self._app.activeModalWidget() or self._app.focusWidget() or self.window

    def _send(self, key: int, modifiers: Qt.KeyboardModifier, sign: str) -> None:
        widget = self._app.focusWidget() or self._focus()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            code = key or (ord(sign.upper()) if sign.isascii() else 0)
            self._app.sendEvent(widget, QKeyEvent(kind, code, modifiers, sign))
