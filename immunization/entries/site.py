"""What belongs to a site and not to a person: vaccine, cold chain, rules, staff, devices."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from immunization.entries.body import Body, Instant
from immunization.ids import DeviceId

Role = Literal["nurse", "supervisor", "administrator"]
LotMove = Literal["allocated", "returned", "destroyed"]
DiscardReason = Literal["empty", "open_life", "day_over", "broken", "warm", "other"]


class LotReceived(Body, frozen=True):
    """Vaccine arrived at the site: so many doses of a lot.

    ``licence`` is the product's registration number on the box, ``storage`` its state on receipt
    (temperature, vial monitor): both are asked for with a serious event.
    """

    product: str
    lot: str
    expiry: date
    doses: int
    supplier: str | None = None
    licence: str | None = None
    storage: str | None = None


class LotMoved(Body, frozen=True):
    """Doses of a lot went elsewhere.

    ``allocated`` to a desk or a team: they stay the site's; ``returned`` to the supplier, or
    ``destroyed`` unopened: they are gone.
    """

    product: str
    lot: str
    doses: int
    how: LotMove
    to: str | None = None
    reason: str | None = None


class VialOpened(Body, frozen=True):
    """A vial was opened (or diluted) at a desk. It is about the vial, whose id it has.

    ``doses`` in it by its label, None where that is not confirmed; ``discard_at`` likewise.
    """

    day: date
    product: str
    lot: str
    opened_at: Instant
    expiry: date | None = None
    doses: int | None = None
    discard_at: Instant | None = None
    diluent_lot: str | None = None
    diluent_expiry: date | None = None


class VialDiluted(Body, frozen=True):
    """With what an open vial was diluted; ``discard_at`` counts from its opening all the same."""

    diluent_lot: str
    diluent_expiry: date | None = None


class VialDiscarded(Body, frozen=True):
    """A vial was thrown away: ``drawn`` doses came out, an extra one too, ``wasted`` did not."""

    day: date
    reason: DiscardReason
    drawn: int
    wasted: int = 0
    note: str | None = None


class Reading(msgspec.Struct, frozen=True):
    """A temperature of a refrigerator, in degrees Celsius."""

    at: Instant
    celsius: float


class TemperatureRead(Body, frozen=True):
    """Temperatures of one of the site's refrigerators, by hand or from a logger's file.

    ``source``: ``hand`` or ``file``.
    """

    fridge: str
    readings: tuple[Reading, ...]
    source: str = "hand"


class RecallIssued(Body, frozen=True):
    """A lot must not be used any more, or with ``lifted`` may be again; and why."""

    product: str
    lot: str
    reason: str
    lifted: bool = False


class RulesIssued(Body, frozen=True):
    """A document of rules, as `immunization.rulebook` reads it: the latest version counts."""

    document: str
    version: int
    text: str


class SiteDescribed(Body, frozen=True):
    """The site's name, as printed and shown."""

    name: str
    commune: str | None = None


class StaffRegistered(Body, frozen=True):
    """A member of staff may sign in. ``password`` is an argon2id hash in PHC string form."""

    login: str
    name: str
    role: Role
    password: str
    title: str = ""
    active: bool = True


class DeviceEnrolled(Body, frozen=True):
    """A desk or a hub joined the site.

    ``desk`` is its number there; ``key`` its Ed25519 key in hex; ``role`` is "desk" or "hub".
    """

    name: str
    desk: int
    key: str
    role: str = "desk"


class DeviceRevoked(Body, frozen=True):
    """A desk's entries are no longer taken."""

    reason: str


class EpochBegun(Body, frozen=True):
    """A desk goes on in a new chain, because its disk was restored from a backup or copied.

    ``epoch`` is the new one and ``was`` the one before, of which ``held`` entries were known to
    be at the centre; ``carried`` others came into the new chain. ``why`` is how it was noticed:
    ``forked`` (the upstream holds other entries under this desk's numbers, or more of them),
    ``older`` (the database is older than what this PC remembers of it), ``moved`` (another PC).
    """

    epoch: int
    was: int
    held: int
    carried: int
    why: str


class DeviceHandedOver(Body, frozen=True):
    """An administrator took in by hand what a revoked device had not sent.

    ``reason`` is why it was vouched for; its chain of ``epoch`` is held up to ``seq``;
    ``refused`` entries of the file were not taken into account.
    """

    reason: str
    epoch: int
    seq: int
    refused: int


class EntryRefused(Body, frozen=True):
    """The centre could not take an entry into account; the entry stays in the journal."""

    entry: str
    device: DeviceId
    epoch: int
    seq: int
    code: str
    detail: str = ""
