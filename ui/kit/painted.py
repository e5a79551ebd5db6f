"""What painted components share: a name, a value and a state for assistive technology.

Qt gives a bare QWidget no role. A painted thing that is only read descends from QLabel
(role "static text"), one that is pressed from QPushButton, so no accessibility interface of
our own is needed; Qt itself repaints both when the palette changes.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.kit import draw
from ui.kit.theme import colours

Ink = Literal[
    "text", "text_2", "text_3", "primary", "ok", "warn", "stop", "info",
    "on_primary", "on_rail", "rail_text", "on_warn", "on_fill",
]  # fmt: skip


def ink(name: Ink) -> str:
    """Return the colour of a token by its name, in the theme that holds now."""
    return str(getattr(colours(), name))


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say ``words``: a verdict, a save, an alarm."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class Painted(QLabel):
    """A component that is read, not pressed. Subclasses paint in :meth:`draw_on`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def speak(self, words: str) -> None:
        """Set what a screen reader says for this component."""
        self.setAccessibleName(words)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the component; ``painter`` is ready."""

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Qt: the natural size."""
        return self.wanted()

    def minimumSizeHint(self) -> QSize:
        """Qt: a painted component is not squeezed."""
        return self.wanted()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paint."""
        painter = QPainter(self)
        draw.start(painter)
        self.draw_on(painter)
        painter.end()

    def refresh(self) -> None:
        """Paint again with what changed, and let layouts ask for the size again."""
        self.updateGeometry()
        self.update()


class Pressable(QPushButton):
    """A painted component that is pressed.

    It takes focus by Tab only, so that a click leaves the scan field listening; Enter presses
    it when it has the focus (a scanner's Enter is swallowed before it gets here).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def speak(self, words: str) -> None:
        """Set what a screen reader says for this component."""
        self.setAccessibleName(words)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the component; ``painter`` is ready."""

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Qt: the natural size."""
        return self.wanted()

    def minimumSizeHint(self) -> QSize:
        """Qt: a painted component is not squeezed."""
        return self.wanted()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paint."""
        painter = QPainter(self)
        draw.start(painter)
        self.draw_on(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses the focused button, as the space bar does."""
        if is_plain_enter(event):
            self.click()
            return
        super().keyPressEvent(event)

    def refresh(self) -> None:
        """Paint again with what changed, and let layouts ask for the size again."""
        self.updateGeometry()
        self.update()


def is_plain_enter(event: QKeyEvent) -> bool:
    """Tell whether this is Enter with no modifier, on either part of the keyboard."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not plain
