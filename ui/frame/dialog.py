"""What the few dialogs share: a veil behind, no default button, Ctrl+Enter, Esc.

Dialogs are only for voiding, overruling, signing in, the close of the day and the emergency
card. They open and tell by signals; nothing ever waits inside one.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import draw
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.focus_ring import FocusRing
from ui.kit.theme import colours
from ui.kit.tokens import LINE, SPACE, TYPE
from ui.kit.words import Words


class Veil(QWidget):
    """A flat 40 % veil over the window while a dialog is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("floats", True)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: cover the window whatever its size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the veil."""
        painter = QPainter(self)
        colour = QColor(colours().veil)
        colour.setAlphaF(0.4)
        painter.fillRect(self.rect(), colour)
        painter.end()


class Dialog(QDialog):
    """A small dialog: a title, a column, and a row of buttons. ``width`` in pixels."""

    def __init__(self, title: str, width: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setFixedWidth(width)
        # The focus begins on the dialog itself, so that no Enter meets a button.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self.setFocus()
        self._veil: Veil | None = None
        self._primary: PrimaryButton | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xxl)
        outer.setSpacing(SPACE.m)
        outer.addWidget(Words(title, TYPE.title, wrap=True))
        self.column = QVBoxLayout()
        self.column.setSpacing(SPACE.s)
        outer.addLayout(self.column)
        outer.addSpacing(SPACE.xs)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(SPACE.m)
        outer.addLayout(self.buttons)
        self._ring = FocusRing(self)

    def add_buttons(self, primary: PrimaryButton, cancel: str) -> Button:
        """Put "cancel" at the left and the action at the right; return "cancel"."""
        leave = Button(cancel, "secondary", keys=("Esc",), parent=self)
        leave.clicked.connect(self.reject)
        self._primary = primary
        self.buttons.addWidget(leave)
        self.buttons.addStretch(1)
        self.buttons.addWidget(primary)
        return leave

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Enter acts, Esc leaves, Enter alone does nothing."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._primary is not None:
                self._primary.click()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif not enter:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: veil what is behind and stand in its middle."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:  # wrapped words know their height only in a width
            layout.activate()
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))
        self.adjustSize()
        parent = self.parentWidget()
        behind = parent.window() if parent is not None else None
        if behind is not None and self._veil is None:
            self._veil = Veil(behind)
            centre = behind.mapToGlobal(behind.rect().center())
            self.move(centre.x() - self.width() // 2, centre.y() - self.height() // 2)

    def done(self, result: int) -> None:
        """Qt: lift the veil with the dialog."""
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        super().done(result)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the surface and a strong line; no shadow."""
        painter = QPainter(self)
        theme = colours()
        painter.fillRect(self.rect(), theme.surface)
        draw.rounded(painter, QRectF(self.rect()), 0, None, theme.line_strong, LINE.state)
        painter.end()
