"""What the parts of the running centre share: its database, its key, its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from central.carriers import Carriers
from central.database import Database
from central.holds import Holds
from central.hub import Hub
from central.keys import CentreKey
from central.nonces import Nonces
from central.traffic import Traffic


def wall_clock() -> datetime:
    """Return this machine's time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Centre:
    """One running centre; or a site's hub, which says of itself who it is."""

    database: Database
    key: CentreKey
    clock: Callable[[], datetime] = wall_clock
    nonces: Nonces = field(default_factory=Nonces)
    traffic: Traffic = field(default_factory=Traffic)
    hub: Hub | None = None
    holds: Holds = field(default_factory=Holds)
    carriers: Carriers = field(default_factory=Carriers)
