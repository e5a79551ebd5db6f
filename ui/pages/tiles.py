"""From who is under observation to the tiles of the board and of the wall, at one moment."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject

from desk.observation import BoardRow
from immunization.labels import SEVERITIES
from immunization.observation import minutes_left
from immunization.text import Language
from ui.kit import formats
from ui.kit.observation_board import TileFacts, TileState
from ui.kit.wall_board import WallState, WallTile
from ui.pages.wording import brand

_BLINKS: Final = 3
"""Overdue blinks three times, once a second, then stands still."""


class Tiles(QObject):
    """Words of tiles in one language. A QObject only so that labels go through Qt Linguist."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language

    def board(self, row: BoardRow, now: datetime, blink: bool) -> TileFacts:
        """Return a tile of the board."""
        state, face, unit = self._face(row, now)
        whole = max(1.0, (row.until - row.given_at).total_seconds())
        sex_age = f"{row.sex_words.say(self._language)} {_bare(row.age.say(self._language))}"
        over = (now - row.until).total_seconds()
        return TileFacts(
            key=row.person,
            number=self.tr("No. {0}").format(row.number or "–"),
            name=row.name,
            detail=f"{sex_age}, {brand(row.product_name)}",
            state=state,
            face=face,
            unit=unit,
            fraction=max(0.0, (row.until - now).total_seconds() / whole),
            last=self._last(row, state),
            alarm=self._alarm(row) if state == "reaction" else "",
            blink_off=blink
            and state == "time_up"
            and 0 <= over < 2 * _BLINKS
            and int(over) % 2 == 1,
        )

    def wall(self, row: BoardRow, now: datetime) -> WallTile:
        """Return a tile of the waiting room: a number and initials, no diagnosis."""
        state, face, _ = self._face(row, now)
        until = formats.clock(row.until)
        whole = max(1.0, (row.until - row.given_at).total_seconds())
        kinds: dict[TileState, tuple[WallState, str]] = {
            "reaction": ("care", self.tr("Staff are taking care")),
            "time_up": ("go", self.tr("You may leave")),
            "running": ("running", self.tr("Leaves at {0}").format(until)),
            "last_minute": ("running", self.tr("Leaves at {0}").format(until)),
        }
        wall_state, words = kinds[state]
        return WallTile(
            number=row.number or "–",
            name=row.wall_name,
            state=wall_state,
            minutes="1" if state == "last_minute" else face,
            fraction=max(0.0, (row.until - now).total_seconds() / whole),
            words=words,
        )

    def _face(self, row: BoardRow, now: datetime) -> tuple[TileState, str, str]:
        seconds = int((row.until - now).total_seconds())
        if row.reaction is not None:
            return "reaction", "", ""
        if seconds <= 0:
            over = -seconds // 60
            return "time_up", self.tr("+{0} min").format(over), ""
        if seconds < 60:
            return "last_minute", str(seconds), self.tr("seconds")
        return "running", str(minutes_left(row.until, now)), self.tr("min")

    def _last(self, row: BoardRow, state: TileState) -> str:
        until = formats.clock(row.until)
        if state == "reaction":
            return self.tr("Watch until {0}").format(until)
        if state == "time_up":
            return self.tr("Time is up since {0}").format(until)
        return self.tr("Leaves at {0}").format(until)

    def _alarm(self, row: BoardRow) -> str:
        severity = SEVERITIES[row.severity or "mild"].say(self._language)
        if row.reaction_at is None:
            return severity
        return self.tr("{0} since {1}").format(severity, formats.clock(row.reaction_at))


def _bare(age: str) -> str:
    """Return the figure of an age: a tile has no room for "tuổi"."""
    first = age.split(" ", 1)[0]
    return first if first.isdigit() else age
