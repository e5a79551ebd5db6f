"""The waiting-room window (F9): numbers and initials only, big enough from the last chair."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.observation import BoardRow
from immunization.text import Language
from ui.kit import formats
from ui.kit.wall_board import WallBoard, WallFacts
from ui.pages.tiles import Tiles

_A_PAGE: Final = 12
_PAGE_SECONDS: Final = 10


class Wall(QWidget):
    """A window of its own, for a second screen. Esc, F9 or Ctrl+M close it."""

    def __init__(self, language: Language, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._tiles, self._place = Tiles(language), place
        self._board = WallBoard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._board)
        self.setWindowTitle(self.tr("Waiting room"))
        self.resize(1280, 720)

    def show_board(self, rows: tuple[BoardRow, ...], now: datetime) -> None:
        """Show who waits; more than twelve take turns, those who may leave are always there."""
        shown = shown_on(rows, now)
        self._board.set_board(
            WallFacts(
                title=self.tr("Observation after vaccination"),
                place=self._place,
                waiting=self.tr("%n person(s) waiting", "", len(rows)),
                time=formats.clock(now),
                unit=self.tr("min"),
                foot=self.tr(
                    "If you feel unwell, call the staff at once. Please stay for the whole time."
                ),
                tiles=tuple(self._tiles.wall(row, now) for row in shown),
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc and the key that opened it close it."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F9}:
            self.close()
            return
        super().keyPressEvent(event)


def shown_on(rows: tuple[BoardRow, ...], now: datetime) -> tuple[BoardRow, ...]:
    """Return the twelve of this moment: who may leave first, a reaction last, pages of 10 s."""
    free = [row for row in rows if row.reaction is None and now >= row.until]
    waiting = [row for row in rows if row.reaction is None and now < row.until]
    cared = [row for row in rows if row.reaction is not None]
    rest = [*waiting, *cared]
    room = max(1, _A_PAGE - len(free))
    pages = max(1, -(-len(rest) // room))
    page = int(now.timestamp()) // _PAGE_SECONDS % pages
    return tuple((free + rest[page * room : (page + 1) * room])[:_A_PAGE])
