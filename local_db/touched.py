"""Which subjects got new entries in the transaction that is running.

The database itself says so, by a trigger that only the writing connection has: whoever
stores entries, by whatever way, the screens hear of it.
"""

from __future__ import annotations

from sqlalchemy import Connection

from immunization.ids import SubjectId

_FUNCTION = "bantiem_touched"
_TRIGGER = f"""
CREATE TEMP TRIGGER touched_entry AFTER INSERT ON main.entry
BEGIN SELECT {_FUNCTION}(new.subject); END
"""


class Touched:
    """Collects subjects between two commits; the writer thread only."""

    def __init__(self) -> None:
        self._subjects: set[SubjectId] = set()

    def watch(self, connection: Connection) -> None:
        """Make this connection tell."""
        raw = connection.connection.driver_connection
        raw.create_function(_FUNCTION, 1, self._add)  # type: ignore[union-attr]
        raw.execute(_TRIGGER)  # type: ignore[union-attr]

    def take(self) -> frozenset[SubjectId]:
        """Return the subjects and begin anew."""
        subjects = frozenset(self._subjects)
        self._subjects.clear()
        return subjects

    def clear(self) -> None:
        """Forget them: the transaction did not happen."""
        self._subjects.clear()

    def _add(self, subject: str) -> None:
        self._subjects.add(SubjectId(subject))
