"""The vocabulary of the journal: the envelope of an entry, and the body of each kind.

An entry is written once, as UTF-8 JSON, and is from then on its exact bytes: it is
stored, hashed, signed and sent as written. Reading is lenient (a field from a newer
version is ignored here and stays in the bytes); writing is strict.

To add a kind:

1. write its body in the module of its subject, a frozen struct with a docstring;
2. add one line to :data:`KINDS`, and name it here;
3. teach the fold of its subject about it (`records/folds/`);
4. raise ``records.projection.VERSION``, so that desks fold anew what they kept unread;
5. add it to `docs/protocol.md`; ``tests/contract`` compares that table with this one.
"""

from __future__ import annotations

from immunization.entries.body import (
    Body,
    Instant,
)
from immunization.entries.envelope import (
    KINDS,
    MAX_ENTRY_BYTES,
    MAX_LAMPORT,
    OF_SITE,
    Entry,
    UnreadableEntry,
    body_of,
    kind_of,
    read,
    write,
)
from immunization.entries.persons import (
    IdentityNumber,
    NumberSystem,
    PersonCorrected,
    PersonLinked,
    PersonRegistered,
    PersonUnlinked,
    Sex,
)
from immunization.entries.site import (
    DeviceEnrolled,
    DeviceHandedOver,
    DeviceRevoked,
    DiscardReason,
    EntryRefused,
    EpochBegun,
    LotMove,
    LotMoved,
    LotReceived,
    Reading,
    RecallIssued,
    Role,
    RulesIssued,
    SiteDescribed,
    StaffRegistered,
    TemperatureRead,
    VialDiluted,
    VialDiscarded,
    VialOpened,
)
from immunization.entries.visits import (
    BodySite,
    Conclusion,
    ConsentRecorded,
    DoseCertified,
    DoseGiven,
    DoseKind,
    DoseNotGiven,
    DoseVoided,
    HealthDeclared,
    ObservationEnded,
    Outcome,
    ReactionAcknowledged,
    ReactionFollowedUp,
    ReactionNotified,
    ReactionReported,
    ReactionVoided,
    ReactionVoidReason,
    Route,
    ScreeningCompleted,
    Severity,
    Signature,
    VisitArrived,
    Vitals,
    VoidReason,
)

__all__ = [
    "KINDS",
    "MAX_ENTRY_BYTES",
    "MAX_LAMPORT",
    "OF_SITE",
    "Body",
    "BodySite",
    "Conclusion",
    "ConsentRecorded",
    "DeviceEnrolled",
    "DeviceHandedOver",
    "DeviceRevoked",
    "DiscardReason",
    "DoseCertified",
    "DoseGiven",
    "DoseKind",
    "DoseNotGiven",
    "DoseVoided",
    "Entry",
    "EntryRefused",
    "EpochBegun",
    "HealthDeclared",
    "IdentityNumber",
    "Instant",
    "LotMove",
    "LotMoved",
    "LotReceived",
    "NumberSystem",
    "ObservationEnded",
    "Outcome",
    "PersonCorrected",
    "PersonLinked",
    "PersonRegistered",
    "PersonUnlinked",
    "ReactionAcknowledged",
    "ReactionFollowedUp",
    "ReactionNotified",
    "ReactionReported",
    "ReactionVoidReason",
    "ReactionVoided",
    "Reading",
    "RecallIssued",
    "Role",
    "Route",
    "RulesIssued",
    "ScreeningCompleted",
    "Severity",
    "Sex",
    "Signature",
    "SiteDescribed",
    "StaffRegistered",
    "TemperatureRead",
    "UnreadableEntry",
    "VialDiluted",
    "VialDiscarded",
    "VialOpened",
    "VisitArrived",
    "Vitals",
    "VoidReason",
    "body_of",
    "kind_of",
    "read",
    "write",
]
