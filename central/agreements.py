"""What came of a hub's last comparison with the centre: kept for whoever asks, in one row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from central.tables import agreement
from sync.comparing import Verdict, in_ranges


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over how many entries, how many were mended, what is missing, how many only the hub has.

    ``lost`` is as IT reads it: device, epoch and numbers; "" where nothing is missing.
    """

    at: datetime
    entries: int
    mended: int
    lost: str
    ahead: int


def keep(connection: Connection, verdict: Verdict, at: datetime) -> None:
    """Write down what a comparison came to, in place of the last."""
    connection.execute(delete(agreement))
    connection.execute(
        insert(agreement).values(
            only=1,
            at=int(at.timestamp()),
            entries=verdict.entries,
            mended=len(verdict.mended),
            lost=in_ranges(verdict.lost),
            ahead=verdict.ahead,
        )
    )


def find(connection: Connection) -> Agreement | None:
    """Return what the last comparison came to, or None before the first."""
    row = connection.execute(select(agreement)).first()
    if row is None:
        return None
    at = datetime.fromtimestamp(row.at, UTC)
    return Agreement(at, row.entries, row.mended, row.lost, row.ahead)
