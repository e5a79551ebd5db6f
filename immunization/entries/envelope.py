"""The envelope of an entry, and the kinds that there are: bytes from bodies, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from immunization.entries.body import Body, Instant
from immunization.entries.persons import (
    PersonCorrected,
    PersonLinked,
    PersonRegistered,
    PersonUnlinked,
)
from immunization.entries.site import (
    DeviceEnrolled,
    DeviceHandedOver,
    DeviceRevoked,
    EntryRefused,
    EpochBegun,
    LotMoved,
    LotReceived,
    RecallIssued,
    RulesIssued,
    SiteDescribed,
    StaffRegistered,
    TemperatureRead,
    VialDiluted,
    VialDiscarded,
    VialOpened,
)
from immunization.entries.visits import (
    ConsentRecorded,
    DoseCertified,
    DoseGiven,
    DoseNotGiven,
    DoseVoided,
    HealthDeclared,
    ObservationEnded,
    ReactionAcknowledged,
    ReactionFollowedUp,
    ReactionNotified,
    ReactionReported,
    ReactionVoided,
    ScreeningCompleted,
    VisitArrived,
)
from immunization.errors import KnownError
from immunization.ids import EntryId, SiteCode, StaffId, SubjectId, is_uuid
from immunization.text import Text

MAX_ENTRY_BYTES = 16_384
MAX_LAMPORT = 2**53
MAX_BODY_BYTES = MAX_ENTRY_BYTES - 512
"""What a body may take of an entry: the rest is the envelope's."""

_AHEAD = "reaction."


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


class _OnlyKind(msgspec.Struct):
    kind: str = ""


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
    "dose.certified": DoseCertified,
    "dose.voided": DoseVoided,
    "dose.not_given": DoseNotGiven,
    "reaction.reported": ReactionReported,
    "reaction.followed_up": ReactionFollowedUp,
    "reaction.acknowledged": ReactionAcknowledged,
    "reaction.notified": ReactionNotified,
    "reaction.voided": ReactionVoided,
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
_only_kind = msgspec.json.Decoder(_OnlyKind)
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


def may_go_ahead(written: bytes) -> bool:
    """Tell whether an entry may travel before the rest of its chain: one about a reaction may.

    What cannot be read may not. (`docs/protocol.md`, "Urgent")
    """
    try:
        return _only_kind.decode(written).kind.startswith(_AHEAD)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


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
