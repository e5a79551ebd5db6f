"""The rows of the screens' lists, as frozen values.

Times are whole seconds since 1970 (UTC), as in the tables; the screens know the desk's zone.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from immunization.entries import Conclusion, DoseKind, Role, Severity, Sex, VoidReason
from immunization.ids import DeviceId, EntryId, LotId, PersonId, StaffId

Stage = Literal["screening", "injection", "observation", "done"]


class Waiting(Struct, frozen=True):
    """Somebody at a stage: their number of the day, and since when (seconds) they are there."""

    person: PersonId
    name: str
    sex: Sex | None
    birth: str | None
    number: str | None
    since: int
    conclusion: Conclusion | None


class StageCounts(Struct, frozen=True):
    """How many are where; ``overdue`` are under observation and past their time."""

    received: int
    screening: int
    injection: int
    observation: int
    done: int
    overdue: int
    reactions: int


class Observed(Struct, frozen=True):
    """Somebody under observation after a dose; ``until`` and ``given_at`` in seconds.

    ``device`` is the desk that gave it.
    """

    person: PersonId
    name: str
    sex: Sex | None
    birth: str | None
    number: str | None
    dose: EntryId
    product: str
    given_at: int
    until: int
    severity: Severity | None
    device: DeviceId


class DayVisit(Struct, frozen=True):
    """A line of the day's list: a visit, and its dose if one counts."""

    person: PersonId
    name: str
    sex: Sex | None
    birth: str | None
    number: str | None
    stage: Stage
    since: int
    arrived_at: int | None
    screened_at: int | None
    conclusion: Conclusion | None
    delay_until: str | None
    ended_at: int | None
    severity: Severity | None
    dose: EntryId | None
    product: str | None
    lot: str | None
    dose_kind: DoseKind | None
    dose_number: int | None
    given_at: int | None
    device: DeviceId | None


class DayDose(Struct, frozen=True):
    """A dose of the day, voided or not."""

    person: PersonId
    dose: EntryId
    product: str
    lot: str
    given_at: int
    device: DeviceId
    void_reason: VoidReason | None


class LotHeld(Struct, frozen=True):
    """A lot of a site, in doses; ``used`` counts the doses that were not voided.

    ``gone`` was returned or destroyed unopened, ``returned`` of it the first; ``wasted`` thrown
    away with an open vial; ``allocated`` went to a desk or a team and is still the site's.
    """

    lot_id: LotId
    product: str
    lot: str
    expiry: date
    received: int
    used: int
    gone: int = 0
    allocated: int = 0
    returned: int = 0
    wasted: int = 0

    @property
    def left(self) -> int:
        """What is left by the books; negative where more was recorded than came."""
        return self.received - self.used - self.gone - self.wasted


class StaffMember(Struct, frozen=True):
    """Somebody who may sign in; ``password`` is an argon2id hash in PHC string form."""

    id: StaffId
    login: str
    name: str
    title: str
    role: Role
    password: str
    active: bool
