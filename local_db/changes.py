"""What a commit changed, told to whoever shows it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from immunization.ids import SubjectId

Origin = Literal["desk", "feed", "sync", "rebuild"]


class Changes(Struct, frozen=True):
    """One commit: the subjects that got new entries, and where they came from.

    ``desk`` a save at this desk; ``feed`` entries of others; ``sync`` receipts and positions
    moved, so standings and counts may differ and ``subjects`` is empty; ``rebuild`` all tables
    were projected anew: whatever is shown is stale.
    """

    subjects: frozenset[SubjectId]
    origin: Origin
