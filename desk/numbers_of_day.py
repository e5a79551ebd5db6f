"""The number of the day: the desk's letter and a count, "A061".

Each desk counts its own, so that two desks that cannot see each other never give the same.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection

from desk.station import Station
from immunization.entries import VisitArrived
from local_db import node, reads

_LOOK_BACK: Final = 20_000
"""Own entries to look through for the last arrival: more than any desk writes in a day."""


def next_number(connection: Connection, station: Station, day: date) -> str:
    """Return the number that this desk gives next on a day."""
    letter = station.letter
    given = [*reads.numbers_of_day(connection, station.site, day), *_own(connection, day)]
    counts = [
        int(number[len(letter) :])
        for number in given
        if number.startswith(letter) and number[len(letter) :].isdecimal()
    ]
    return f"{letter}{max(counts, default=0) + 1:03}"


def _own(connection: Connection, day: date) -> list[str]:
    """Return the last number of the desk's own journal.

    The table holds one number a person: who was received at two desks that had not met keeps
    the other desk's, and ours was given out all the same.
    """
    lines = reads.own_lines(
        connection, node.read(connection).author, ["visit.arrived"], limit=1, within=_LOOK_BACK
    )
    return [
        line.body.number
        for line in lines
        if isinstance(line.body, VisitArrived) and line.body.day == day
    ]
