"""A pair of hands at a real window: keys, clicks, waiting for what is seen; no short cuts.

What the hands do is written as a generator: each ``yield`` waits until something holds. The
event loop runs meanwhile, as it does under a person. Each key, click and scan is a turn of the
loop of its own, and all are done before the script goes on.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from types import GeneratorType
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

Holds = Callable[[], bool]
Script = Generator[Holds, None, None]

_LOOK_MS: Final = 5
_STEPS: Final = 40
_PATIENCE: Final = 45.0
_PACE: Final = 150  # milliseconds between two keys of a person
_BURST: Final = 4  # and of a scanner
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_PLAIN: Final = Qt.KeyboardModifier.NoModifier


class Stuck(RuntimeError):
    """What the hands waited for did not come."""


class Hands(QObject):
    """Plays scripts. ``done`` at their end; ``stuck`` with a sentence when one waits in vain."""

    done = Signal()
    stuck = Signal(str)

    def __init__(self, pictures: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._count = 0
        self._clock = 1_000
        self._script: Script | None = None
        self._holds: Holds = lambda: True
        self._since = time.monotonic()
        self._deeds: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def play(self, script: Script) -> None:
        """Begin a script."""
        self._script, self._holds, self._since = script, lambda: True, time.monotonic()
        self._timer.start()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key wherever the focus is."""
        self._send(key, modifier, "\r" if key == Qt.Key.Key_Return else "", _PACE)

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, _CTRL)

    def primary(self) -> None:
        """Press Ctrl+Enter."""
        self.control(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type into what has the focus, at a person's pace."""
        for sign in text:
            self._send(_key_of(sign), _PLAIN, sign, _PACE)

    def scan(self, text: str) -> None:
        """Let a hand scanner type a code: faster than any hand, and Enter at its end."""
        # In one turn: keys that wait in the system's queue come before a timer that waits for them.
        self._deeds.append(lambda: self._burst(text))

    def _burst(self, text: str) -> None:
        for at, sign in enumerate(text):
            self._strike(_key_of(sign), _PLAIN, sign, _BURST if at else _PACE)
        self._strike(Qt.Key.Key_Return, _PLAIN, "\r", _BURST)

    def click(self, window: QWidget, words: str) -> None:
        """Click the button that says so; stuck if there is none."""
        self._deeds.append(lambda: _click(window, words))

    def walk_to(self, words: str) -> None:
        """Go to the field of that name by F6 and Tab; stuck if no key leads there."""
        self.press(Qt.Key.Key_F6)
        self._deeds.append(lambda: self._walk(words, _STEPS))

    def picture(self, window: QWidget, name: str) -> None:
        """Keep what the window shows."""
        if self._pictures is not None:
            self._count += 1
            path = str(self._pictures / f"{self._count:02}-{name}.png")
            self._deeds.append(lambda: _keep(window, path))

    def _walk(self, words: str, steps: int) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and focus.accessibleName().startswith(words):
            return
        if not steps:
            raise Stuck(f"no key leads to {words!r}")
        # Before what was asked for after it.
        self._deeds.appendleft(lambda: self._walk(words, steps - 1))
        self._strike(Qt.Key.Key_Tab, _PLAIN, "", _PACE)

    def _send(self, key: Qt.Key, modifier: Qt.KeyboardModifier, sign: str, pause: int) -> None:
        self._deeds.append(lambda: self._strike(key, modifier, sign, pause))

    def _strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier, sign: str, pause: int) -> None:
        # Qt's own test functions type ASCII only; and their events have no time, by which the
        # program tells a scanner from a person.
        self._clock += pause
        text = "" if modifier == _CTRL else sign
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifier, text)
            event.setTimestamp(self._clock)
            QApplication.sendEvent(self._target(), event)

    def _target(self) -> QWidget:
        target = QApplication.focusWidget() or QApplication.activeWindow()
        if target is None:
            # Without a window manager nobody gives the focus back when a dialog has closed.
            shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
            if not shown:
                raise Stuck("no window is shown")
            shown[0].activateWindow()
            target = shown[0]
        return target

    def _look(self) -> None:
        if self._script is None:
            return
        try:
            if self._deeds:
                self._deeds.popleft()()
                self._since = time.monotonic()
            elif self._holds():
                self._holds, self._since = next(self._script), time.monotonic()
            elif time.monotonic() - self._since > _PATIENCE:
                self._end(f"waited in vain at {_place(self._script)}")
        except StopIteration:
            if not self._deeds:
                self._end("")
        except Exception as error:  # noqa: BLE001 (told, and raised by who listens)
            self._end(f"{type(error).__name__}: {error}")
        self._timer.setInterval(0 if self._deeds else _LOOK_MS)

    def _end(self, why: str) -> None:
        self._timer.stop()
        self._script = None
        if why:
            self.stuck.emit(why)
        else:
            self.done.emit()


def _click(window: QWidget, words: str) -> None:
    for widget in _widgets(window):
        if widget.isVisible() and widget.isEnabled() and widget.accessibleName() == words:
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
            return
    raise Stuck(f"no button says {words!r}")


def _keep(window: QWidget, path: str) -> None:
    window.grab().save(path)


def _key_of(sign: str) -> Qt.Key:
    return Qt.Key(ord(sign.upper())) if sign.isascii() and sign.isprintable() else Qt.Key(0)


def _place(script: Script) -> str:
    """Return where a script waits, its innermost generator first."""
    places = []
    inner: object = script
    while isinstance(inner, GeneratorType):
        frame = inner.gi_frame
        if frame is None:
            break
        places.append(f"{frame.f_code.co_name}:{frame.f_lineno}")
        inner = inner.gi_yieldfrom
    return " < ".join(reversed(places))


def sees(window: QWidget, words: str) -> bool:
    """Tell whether a window says something somewhere, as a screen reader would find it."""
    return any(words in said for said in _said(window))


def _said(window: QWidget) -> Iterator[str]:
    for widget in _widgets(window):
        if not widget.isVisible():
            continue
        yield widget.accessibleName()
        model = widget.model() if isinstance(widget, QAbstractItemView) else None
        if model is not None:
            for row in range(model.rowCount()):
                yield str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")


def _widgets(window: QWidget) -> list[QWidget]:
    return list(window.findChildren(QWidget))
