"""What the rest of the program is told of synchronising: one immutable value at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from immunization.errors import KnownError
from records.seals import Holder

Line = Literal["unknown", "online", "offline", "busy", "refused", "broken", "stopped"]
"""The line to the upstream: not tried yet; fine; no answer; told to wait; turned away;
answered wrongly; or not synchronising any more."""

DOUBTFUL: Final = 120.0
"""Seconds by which a clock may differ before its times are doubtful."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """Where synchronising stands.

    ``position`` of ``head`` is how much of the feed is here, by the upstream's own count.
    ``offline_since`` is when the line was last known to work. ``clock_offset`` is by how
    many seconds the upstream's clock is ahead of this machine's, None before it is known.
    ``upstream`` is whom all this is about: the site's hub or the centre.
    """

    line: Line = "unknown"
    is_running: bool = False
    waiting: int = 0
    position: int = 0
    head: int = 0
    last_sync_at: datetime | None = None
    offline_since: datetime | None = None
    clock_offset: float | None = None
    error: KnownError | None = None
    retry_at: datetime | None = None
    upstream: Holder = "centre"

    @property
    def is_green(self) -> bool:
        """Whether the centre has acknowledged each entry of this desk, as it said itself."""
        return self.line == "online" and self.waiting == 0 and self.error is None

    @property
    def is_clock_doubtful(self) -> bool:
        """Whether this machine's clock is known to be wrong."""
        return self.clock_offset is not None and abs(self.clock_offset) > DOUBTFUL
