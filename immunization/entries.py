"""The vocabulary of the journal: the envelope of an entry, and the body of each kind.

An entry is written once, as UTF-8 JSON, and is from then on its exact bytes: it is
stored, hashed, signed and sent as written. Reading is lenient (a field from a newer
version is ignored here and stays in the bytes); writing is strict.

To add a kind:

1. write its body below, a frozen struct with a docstring;
2. add one line to :data:`KINDS`;
3. teach the fold of its subject about it (`records/folds/`);
4. raise ``records.projection.VERSION``, so that desks fold anew what they kept unread;
5. add it to `docs/protocol.md`; ``tests/contract`` compares that table with this one.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec

from immunization.errors import KnownError
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode, StaffId, SubjectId, is_uuid
from immunization.text import Text

Sex = Literal["male", "female", "other"]
Role = Literal["nurse", "supervisor", "administrator"]
DoseKind = Literal["basic", "additional", "booster_1", "booster_2"]
BodySite = Literal["left_deltoid", "right_deltoid", "left_thigh", "right_thigh", "other"]
Route = Literal["intramuscular", "subcutaneous", "intradermal", "oral"]
Conclusion = Literal["vaccinate", "delay", "contraindicated", "transfer"]
VoidReason = Literal["wrong_person", "wrong_vaccine", "wrong_lot", "not_injected", "twice", "other"]
Severity = Literal["mild", "serious"]
Outcome = Literal[
    "recovering", "recovered", "recovered_with_sequelae", "not_recovered", "unknown", "died"
]
LotMove = Literal["allocated", "returned", "destroyed"]
DiscardReason = Literal["empty", "open_life", "day_over", "broken", "warm", "other"]
Signature = Literal["paper", "screen"]
NumberSystem = Literal["cccd", "cmnd", "bhyt", "passport", "qid", "health_book"]

# An instant without its offset would be another moment on another machine.
Instant = Annotated[datetime, msgspec.Meta(tz=True)]

MAX_ENTRY_BYTES = 16_384
MAX_LAMPORT = 2**53


class UnreadableEntry(KnownError):
    """The bytes are not an entry: not JSON, a field missing or of the wrong type."""

    text = Text(
        vi="Mục này không đọc được. Nó vẫn được giữ nguyên. Xin báo cho IT.",
        en="This entry cannot be read. It is kept as it is. Please tell IT.",
    )


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The envelope: who, when, about whom, what kind, and a body.

    ``id``    a UUIDv7 minted when the form opened, so that a second tap is the same entry.
    ``at``    the desk's wall clock with its offset, to the second; shown, never ordered by.
    ``lc``    the desk's logical clock (Lamport 1978): greater than all that the desk had seen.
    ``doubt`` the desk knew its wall clock to be wrong when it wrote this.
    Which device wrote it, and where in its chain, stands beside the bytes, not in them.
    """

    id: EntryId
    kind: str
    at: Instant
    lc: int
    site: SiteCode
    about: SubjectId
    body: msgspec.Raw
    by: StaffId | None = None
    doubt: bool = False


class Body(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What all bodies have in common."""


# -- persons ------------------------------------------------------------------------------


class IdentityNumber(msgspec.Struct, frozen=True):
    """A number that names a person, and the system that gave it."""

    system: NumberSystem
    value: str


class PersonRegistered(Body, frozen=True):
    """A person became known: from a card, from the register, or typed in by a nurse.

    ``birth`` is a partial date: ``1951``, ``1951-03`` or ``1951-03-12``.
    ``source`` names where the facts come from: a payload kind, ``register`` or ``typed``.
    """

    name: str
    sex: Sex | None = None
    birth: str | None = None
    numbers: tuple[IdentityNumber, ...] = ()
    phone: str | None = None
    address: str | None = None
    commune: str | None = None
    allergies: str | None = None
    group: int | None = None
    guardian: str | None = None
    source: str = "typed"


class PersonCorrected(Body, frozen=True):
    """Facts about a person were wrong or have changed: only the fields given change.

    An empty text takes away phone, address, commune, allergies or guardian; ``numbers`` are all.
    """

    reason: str
    name: str | None = None
    sex: Sex | None = None
    birth: str | None = None
    numbers: tuple[IdentityNumber, ...] | None = None
    phone: str | None = None
    address: str | None = None
    commune: str | None = None
    allergies: str | None = None
    group: int | None = None
    guardian: str | None = None


class PersonLinked(Body, frozen=True):
    """Two ids are the same human being; both keep their entries and are shown as one."""

    same_as: PersonId
    reason: str


class PersonUnlinked(Body, frozen=True):
    """A link was wrong: two human beings after all. About the person that the link is about."""

    same_as: PersonId
    reason: str


# -- the way through the site -------------------------------------------------------------


class VisitArrived(Body, frozen=True):
    """A person was received; ``number`` is the number of the day (desk letter and count)."""

    day: date
    number: str
    appointment: str | None = None


class Vitals(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Vital signs: degrees Celsius, beats and breaths a minute, mmHg."""

    temperature: float | None = None
    pulse: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    respiration: int | None = None


class ScreeningCompleted(Body, frozen=True):
    """The screening form of a visit: answers by item, what the rule proposed, what was decided.

    ``form`` names the legal form, as in `immunization.screening`. Only items answered yes
    stand in ``yes``, with their note if any: the form's default answer is no. ``guardian`` and
    ``phone`` are who came with a child.
    """

    day: date
    form: str
    conclusion: Conclusion
    proposal: Conclusion
    yes: dict[str, str] = {}
    vitals: Vitals = Vitals()
    delay_until: date | None = None
    reason: str | None = None
    guardian: str | None = None
    phone: str | None = None


class HealthDeclared(Body, frozen=True):
    """A citizen's own health declaration, as the centre passes it on: each item is asked again.

    ``form`` and ``yes`` as in `ScreeningCompleted`; ``made_at`` is when it was filled in,
    ``guardian`` who did so for a child.
    """

    form: str
    made_at: Instant
    yes: dict[str, str] = {}
    guardian: str | None = None
    phone: str | None = None


class ConsentRecorded(Body, frozen=True):
    """Somebody agreed to a vaccination, or refused it.

    ``form`` and ``version`` name the words they read. ``guardian`` and ``phone`` are who answered
    for a child. ``signature`` says where they signed; ``paper`` is the code on the signed sheet,
    ``strokes`` the lines drawn on the screen, as `immunization.signatures` writes them.
    """

    day: date
    form: str
    version: str
    agreed: bool
    guardian: str | None = None
    phone: str | None = None
    signature: Signature = "paper"
    paper: str | None = None
    strokes: str | None = None


class DoseGiven(Body, frozen=True):
    """A dose went into a person. ``volume`` in ml; ``reason`` where a rule was overruled."""

    day: date
    product: str
    lot: str
    expiry: date | None
    dose_kind: DoseKind
    number: int
    volume: float
    body_site: BodySite
    route: Route
    given_at: Instant
    vaccinator: StaffId | None = None
    reason: str | None = None
    observe_minutes: int = 30
    place: str | None = None


class DoseVoided(Body, frozen=True):
    """A dose entry was wrong. Both entries stay; the dose no longer counts."""

    dose: EntryId
    reason: VoidReason
    note: str | None = None


class DoseNotGiven(Body, frozen=True):
    """A person who could have been injected was not, and why."""

    day: date
    reason: str


class ReactionReported(Body, frozen=True):
    """An adverse event after a dose (AEFI). Serious when any criterion of WHO is met.

    ``treated_at`` is a place of `adverse_events.TREATED_AT`, ``bearing`` of its ``BEARING``
    (pregnant, lactating), ``history`` what was known of the person before (allergies, illness),
    ``cause`` what those on the spot take for the cause. All are items of WHO's core variables or
    of Circular 34/2018/TT-BYT art. 14.
    """

    day: date
    onset_at: Instant
    symptoms: tuple[str, ...]
    severity: Severity
    dose: EntryId | None = None
    criteria: tuple[str, ...] = ()
    description: str | None = None
    treatment: str | None = None
    outcome: Outcome = "unknown"
    vitals: Vitals = Vitals()
    treated_at: str | None = None
    bearing: str | None = None
    history: str | None = None
    cause: str | None = None


class ReactionFollowedUp(Body, frozen=True):
    """What happened to a reported reaction since.

    ``criteria`` that are met by now make it serious from here on. ``died_on`` and ``autopsy``
    where the person died; ``investigate_on`` when an investigation is planned. ``closed``: nothing
    more is awaited; a later follow-up without it opens it again.
    """

    reaction: EntryId
    outcome: Outcome
    note: str | None = None
    vitals: Vitals = Vitals()
    criteria: tuple[str, ...] = ()
    treatment: str | None = None
    treated_at: str | None = None
    cause: str | None = None
    died_on: date | None = None
    autopsy: bool | None = None
    investigate_on: date | None = None
    closed: bool = False


class ReactionAcknowledged(Body, frozen=True):
    """A supervisor has seen a serious event: its alarm rings no more. The envelope says who."""

    reaction: EntryId


class ReactionNotified(Body, frozen=True):
    """A serious event was reported to those above: at once by phone, or in writing (24 hours).

    ``to`` names who was told.
    """

    reaction: EntryId
    how: Literal["phone", "written"]
    to: str | None = None


class ObservationEnded(Body, frozen=True):
    """A person left the observation room; before the time was up only with a reason."""

    day: date
    dose: EntryId
    early_reason: str | None = None


# -- the site -----------------------------------------------------------------------------


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


KINDS: dict[str, type[Body]] = {
    "person.registered": PersonRegistered,
    "person.corrected": PersonCorrected,
    "person.linked": PersonLinked,
    "person.unlinked": PersonUnlinked,
    "visit.arrived": VisitArrived,
    "screening.completed": ScreeningCompleted,
    "declaration.received": HealthDeclared,
    "consent.recorded": ConsentRecorded,
    "dose.given": DoseGiven,
    "dose.voided": DoseVoided,
    "dose.not_given": DoseNotGiven,
    "reaction.reported": ReactionReported,
    "reaction.followed_up": ReactionFollowedUp,
    "reaction.acknowledged": ReactionAcknowledged,
    "reaction.notified": ReactionNotified,
    "observation.ended": ObservationEnded,
    "lot.received": LotReceived,
    "lot.moved": LotMoved,
    "vial.opened": VialOpened,
    "vial.diluted": VialDiluted,
    "vial.discarded": VialDiscarded,
    "temperature.read": TemperatureRead,
    "epoch.begun": EpochBegun,
    "rules.issued": RulesIssued,
    "recall.issued": RecallIssued,
    "site.described": SiteDescribed,
    "staff.registered": StaffRegistered,
    "device.enrolled": DeviceEnrolled,
    "device.revoked": DeviceRevoked,
    "device.handed_over": DeviceHandedOver,
    "entry.refused": EntryRefused,
}
OF_SITE: frozenset[str] = frozenset(
    (
        "lot",
        "vial",
        "temperature",
        "epoch",
        "rules",
        "recall",
        "site",
        "staff",
        "device",
        "entry",
    )
)
"""The first words of the kinds that are not about a person."""

_KIND_OF: dict[type[Body], str] = {body: kind for kind, body in KINDS.items()}

_encoder = msgspec.json.Encoder()
_envelope = msgspec.json.Decoder(Entry)
_bodies: dict[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(body) for kind, body in KINDS.items()
}


def kind_of(body: Body) -> str:
    """Return the kind of a body."""
    return _KIND_OF[type(body)]


def write(
    body: Body,
    *,
    id: EntryId,
    at: datetime,
    lc: int,
    site: SiteCode,
    about: str,
    by: StaffId | None = None,
    doubt: bool = False,
) -> bytes:
    """Return the bytes of a new entry. They are the entry from here on.

    Raises ValueError if ``at`` has no offset, an id is not a UUID, or the entry is too long:
    those are bugs of the caller, who has checked what people typed.
    """
    if at.tzinfo is None:
        raise ValueError("an entry's time needs its offset from UTC")
    for given in (id, about, by):
        if given is not None and not is_uuid(given):
            raise ValueError(f"not a UUID: {given!r}")
    written = _encoder.encode(
        Entry(
            id=id,
            kind=_KIND_OF[type(body)],
            at=at.replace(microsecond=0),
            lc=lc,
            site=site,
            about=SubjectId(about),
            body=msgspec.Raw(_encoder.encode(body)),
            by=by,
            doubt=doubt,
        )
    )
    if len(written) > MAX_ENTRY_BYTES:
        raise ValueError(f"an entry of {len(written)} bytes; {MAX_ENTRY_BYTES} is the limit")
    return written


def read(written: bytes) -> Entry:
    """Return the envelope of an entry; its body is still bytes.

    Raises UnreadableEntry when the bytes are not an entry. A kind that is not known is no
    error: see :func:`body_of`.
    """
    if len(written) > MAX_ENTRY_BYTES:
        raise UnreadableEntry("too long")
    try:
        entry = _envelope.decode(written)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableEntry(type(error).__name__) from error
    if not 0 <= entry.lc <= MAX_LAMPORT:
        raise UnreadableEntry("clock out of range")
    if not (is_uuid(entry.id) and is_uuid(entry.about)):
        raise UnreadableEntry("an id is not a UUID")
    return entry


def body_of(entry: Entry) -> Body | None:
    """Return the body of an entry, or None if its kind is from a newer version.

    Raises UnreadableEntry when the kind is known and the body is not of its form.
    """
    decoder = _bodies.get(entry.kind)
    if decoder is None:
        return None
    try:
        body: Body = decoder.decode(entry.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableEntry(type(error).__name__) from error
    return body
