"""The keys of the house, and hand scanners that type like a keyboard.

One filter sees every key before the widget with the focus does, and goes where the focus
goes. A burst of keys as fast as only a scanner types never reaches a form or a button: what a
text field got of it is taken back, what another widget would get is held for the length of
one gap and then thrown away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, Protocol, cast

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

Action = Literal[
    "scan_field", "escape", "why", "wall", "emergency", "help", "region", "primary", "undo",
    "register", "correct", "full_screen", "reception", "screening", "injection", "observation",
    "list", "stock", "sync", "serious", "devices",
]  # fmt: skip

_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_KEY = Qt.Key

TABLE: Final[dict[tuple[Qt.Key, Qt.KeyboardModifier], Action]] = {
    (_KEY.Key_F2, _NONE): "scan_field",
    (_KEY.Key_Escape, _NONE): "escape",
    (_KEY.Key_F8, _NONE): "why",
    (_KEY.Key_I, _CTRL): "why",
    (_KEY.Key_F9, _NONE): "wall",
    (_KEY.Key_M, _CTRL): "wall",
    (_KEY.Key_F12, _NONE): "emergency",
    (_KEY.Key_E, _CTRL): "emergency",
    (_KEY.Key_F1, _NONE): "help",
    (_KEY.Key_Slash, _CTRL): "help",
    (_KEY.Key_F6, _NONE): "region",
    (_KEY.Key_Tab, _CTRL): "region",
    (_KEY.Key_Return, _CTRL): "primary",
    (_KEY.Key_Enter, _CTRL): "primary",
    (_KEY.Key_Z, _CTRL): "undo",
    (_KEY.Key_N, _CTRL): "register",
    (_KEY.Key_F4, _NONE): "correct",
    (_KEY.Key_T, _CTRL): "correct",
    (_KEY.Key_F11, _NONE): "full_screen",
    (_KEY.Key_1, _CTRL): "reception",
    (_KEY.Key_2, _CTRL): "screening",
    (_KEY.Key_3, _CTRL): "injection",
    (_KEY.Key_4, _CTRL): "observation",
    (_KEY.Key_5, _CTRL): "list",
    (_KEY.Key_6, _CTRL): "stock",
    (_KEY.Key_7, _CTRL): "sync",
    (_KEY.Key_F7, _NONE): "serious",
    (_KEY.Key_8, _CTRL): "serious",
    (_KEY.Key_F3, _NONE): "devices",
    (_KEY.Key_9, _CTRL): "devices",
}
"""The key table of the design page, section 3: each F key has a twin."""


_TAIL_MS: Final = 130
"""How long after a scanner's last character its closing key may come."""


class Bursts(Protocol):
    """Tells a scanner's typing from a hand's. Times are milliseconds that only grow."""

    @property
    def gap_ms(self) -> int:
        """The longest pause inside a burst."""
        ...

    def typed(self, sign: str, at: int) -> bool:
        """Take one character; True once it and those before it are a scan."""
        ...

    def erased(self, at: int) -> None:
        """Take a Backspace: an input tool erases what it writes anew."""
        ...

    def ended(self, at: int) -> str | None:
        """Enter, or silence: return the whole scan and forget it; None if it was a hand."""
        ...


class _Before(Struct, frozen=True):
    """How the text with the focus stood before the first key that may be a scan's."""

    edit: QLineEdit | QPlainTextEdit
    text: str
    cursor: int


class Keys(QObject):
    """The filter; it watches from the moment it is made.

    It watches the widget with the focus and its window, not the application: there every event
    of every object would come by Python first, and making a page sends tens of thousands.

    ``acted(action)`` for a key of the table, ``refused()`` for a burst while a dialog is open,
    ``scanned(text)`` for any other; how it came, ``measured(ending, slowest)`` says just before.
    """

    acted = Signal(str)
    scanned = Signal(str)
    refused = Signal()
    measured = Signal(str, float)

    def __init__(
        self,
        bursts: Bursts,
        window: QWidget,
        clock: Callable[[QKeyEvent], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bursts, self._window, self._clock = bursts, window, clock
        self._before: _Before | None = None
        self._held: list[tuple[QWidget, QKeyEvent]] = []
        self._in_burst = False
        self._replaying = False
        self._last = -10_000
        self._tail_until = -10_000
        self._slowest = 0
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self.settle)
        self._watched: set[QWidget] = set()
        self._app = cast("QApplication", QApplication.instance())
        self._app.focusChanged.connect(self._follow)
        self._app.focusWindowChanged.connect(self._follow)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: see a key first. True swallows it."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        if self._replaying or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or not self._first_to_see(watched):
            return False
        return self._pressed(watched, event)

    def stop(self) -> None:
        """Watch no more."""
        self._app.focusChanged.disconnect(self._follow)
        self._app.focusWindowChanged.disconnect(self._follow)
        self._watch(set())

    def settle(self) -> None:
        """Silence after keys: end a burst, or give held keys to the widget they were for."""
        scan = self._bursts.ended(self._last + 10 * self._bursts.gap_ms) if self._in_burst else None
        held, self._held = self._held, []
        self._before = None
        if self._in_burst:
            self._tail_until = self._last + 2 * _TAIL_MS
        if scan is not None:
            self._tell(scan, "none")
        elif not self._in_burst:
            self._replay(held)
        self._in_burst = False

    def _pressed(self, widget: QWidget, event: QKeyEvent) -> bool:
        at = self._clock(event)
        ends = {_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Tab}
        if event.key() in ends and not event.modifiers() & _CTRL:
            return self._closing(at, tab=event.key() == _KEY.Key_Tab)
        sign = event.text()
        modifiers = event.modifiers() & ~_KEYPAD
        if event.isAutoRepeat():
            return False  # a key held down is a hand's
        if sign and sign.isprintable() and not modifiers & _CTRL:
            return self._sign(widget, event, sign, at)
        if event.key() == _KEY.Key_Backspace:
            return self._erased(at)
        action = TABLE.get((_KEY(event.key()), modifiers))
        return self._act(widget, action) if action is not None else False

    def _sign(self, widget: QWidget, event: QKeyEvent, sign: str, at: int) -> bool:
        if at - self._last > self._bursts.gap_ms and not self._in_burst:
            self.settle()
            self._before = _standing(widget)
            self._slowest = 0
        else:
            self._slowest = max(self._slowest, at - self._last)
        self._last = at
        burst = self._bursts.typed(sign, at)
        self._silence.start(_TAIL_MS if burst else self._bursts.gap_ms + 5)
        if burst and not self._in_burst:
            self._in_burst = True
            self._held.clear()
            self._take_back()
        if self._in_burst:
            return True
        if self._before is None and not (sign == " " and not self._held):
            # A space that begins nothing presses a button, which needs its release in order.
            self._held.append((widget, QKeyEvent(event)))
            return True
        return False

    def _erased(self, at: int) -> bool:
        """Let an input tool rewrite what a scanner types; a form keeps what it holds."""
        self._bursts.erased(at)
        if self._in_burst:
            self._last = at
            self._silence.start(_TAIL_MS)
        return self._in_burst

    def _closing(self, at: int, *, tab: bool) -> bool:
        if self._in_burst:
            self._silence.stop()
            scan = self._bursts.ended(at)
            self._in_burst, self._before = False, None
            self._tail_until = at + _TAIL_MS
            if scan is not None:
                self._tell(scan, "tab" if tab else "enter")
            return True
        if at <= self._tail_until:  # LF after CR, or silence was noticed before the Enter
            return True
        if tab:
            self.settle()
            return False
        fast = bool(self._held) and at - self._last <= self._bursts.gap_ms
        self._bursts.ended(at)
        if fast:  # too short for a scan, too fast for a hand: nobody gets it
            self._held.clear()
        else:
            self.settle()
        return fast

    def _act(self, widget: QWidget, action: Action) -> bool:
        if QApplication.activeModalWidget() is not None:
            return False
        if action == "undo" and _can_undo(widget):
            return False
        self.acted.emit(action)
        return True

    def _tell(self, scan: str, ending: str) -> None:
        if QApplication.activeModalWidget() is not None:
            self.refused.emit()
        else:
            self.measured.emit(ending, float(self._slowest))
            self.scanned.emit(scan)

    def _take_back(self) -> None:
        before, self._before = self._before, None
        if before is None:
            return
        if isinstance(before.edit, QLineEdit):
            before.edit.setText(before.text)
            before.edit.setCursorPosition(before.cursor)
            before.edit.textEdited.emit(before.text)
        else:
            before.edit.setPlainText(before.text)

    def _replay(self, held: list[tuple[QWidget, QKeyEvent]]) -> None:
        self._replaying = True
        try:
            for widget, event in held:
                QApplication.sendEvent(widget, event)
        finally:
            self._replaying = False

    def _follow(self, *_moved: object) -> None:
        """Qt: the focus moved, or another window is active."""
        window = QApplication.activeWindow() or self._window
        # The window too: a focus that is lost because its widget was hidden is not told.
        self._watch({one for one in (QApplication.focusWidget(), window) if one is not None})

    def _watch(self, widgets: set[QWidget]) -> None:
        for gone in self._watched - widgets:
            if isValid(gone):
                gone.removeEventFilter(self)
        for widget in widgets:
            widget.installEventFilter(self)
        self._watched = widgets

    def _first_to_see(self, widget: QWidget) -> bool:
        # An ignored key climbs to the parents, up to the window, which is watched too.
        focus = QApplication.focusWidget()
        return widget is focus or (focus is None and widget.isWindow())


def _standing(widget: QWidget) -> _Before | None:
    if isinstance(widget, QLineEdit) and not widget.isReadOnly():
        return _Before(widget, widget.text(), widget.cursorPosition())
    if isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
        return _Before(widget, widget.toPlainText(), widget.textCursor().position())
    return None


def _can_undo(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isUndoAvailable()


def stamped(event: QKeyEvent) -> int:
    """Return when the key went down, in ms, as the system says.

    The system's stamp and not our clock: after a busy moment keys typed by hand arrive
    together, and by our clock would look like a burst.
    """
    return int(event.timestamp())
