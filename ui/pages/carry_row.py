"""The row of the sync page by which a file on a USB stick is written or read."""

from __future__ import annotations

from PySide6.QtCore import QDir, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.kit.words import Words
from ui.presenters.carrying import Carrying

_LOOK_EVERY_MS = 200


class CarryRow(QWidget):
    """Two buttons; while a file is written or read, how far it is and a button to stop.

    ``write_asked`` and ``read_asked`` ask for a file to be chosen; ``looked`` asks how far it is.
    """

    write_asked = Signal()
    read_asked = Signal()
    cancel_asked = Signal()
    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = Words(
            self.tr("No line for long? Carry the entries to the centre on a USB stick."),
            TYPE.body,
            "text_2",
            wrap=True,
            parent=self,
        )
        self._write = Button(self.tr("Write to USB"), height=SIZE.target, parent=self)
        self._read = Button(self.tr("Read from USB"), height=SIZE.target, parent=self)
        self._said = Words("", TYPE.body, parent=self)
        self._stop = Button(self.tr("Stop"), height=SIZE.target, parent=self)
        self._write.clicked.connect(self.write_asked)
        self._read.clicked.connect(self.read_asked)
        self._stop.clicked.connect(self.cancel_asked)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.looked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.s, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._hint)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for one in (self._write, self._read, self._said, self._stop):
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)
        self.show_carrying(Carrying())

    def set_low(self, low: bool) -> None:
        """Leave out the words where there is no room for them."""
        self._hint.setVisible(not low)

    def show_carrying(self, state: Carrying) -> None:
        """Show the buttons, or how far it is."""
        is_under_way = state.kind in {"writing", "reading"}
        self.setVisible(state.kind != "none")
        for one in (self._write, self._read):
            one.setVisible(not is_under_way)
        for other in (self._said, self._stop):
            other.setVisible(is_under_way)
        self._said.set_words(self._words_of(state) if is_under_way else "")
        if is_under_way != self._timer.isActive():
            self._timer.start() if is_under_way else self._timer.stop()

    def choose_new(self, name: str) -> str:
        """Ask where to write a file; "" if nowhere."""
        place = QDir.home().filePath(name)
        # What is there is never written over, so nothing is asked about that.
        keep = QFileDialog.Option.DontConfirmOverwrite
        return QFileDialog.getSaveFileName(self, self.tr("Write to USB"), place, options=keep)[0]

    def choose(self) -> str:
        """Ask which file to read; "" if none."""
        return QFileDialog.getOpenFileName(self, self.tr("Read from USB"), QDir.homePath())[0]

    def _words_of(self, state: Carrying) -> str:
        percent = f"{100 * state.done // state.total if state.total else 0}%"
        if state.kind == "writing":
            return self.tr("Writing: {0}").format(percent)
        return self.tr("Reading: {0}").format(percent)
