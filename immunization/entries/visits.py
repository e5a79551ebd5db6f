"""A person's way through the site: arrival, screening, consent, dose, reaction, observation."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from immunization.entries.body import Body, Instant
from immunization.ids import EntryId, StaffId

DoseKind = Literal["basic", "additional", "booster_1", "booster_2"]
BodySite = Literal["left_deltoid", "right_deltoid", "left_thigh", "right_thigh", "other"]
Route = Literal["intramuscular", "subcutaneous", "intradermal", "oral"]
Conclusion = Literal["vaccinate", "delay", "contraindicated", "transfer"]
VoidReason = Literal["wrong_person", "wrong_vaccine", "wrong_lot", "not_injected", "twice", "other"]
ReactionVoidReason = Literal["wrong_person", "twice", "not_so", "other"]
Severity = Literal["mild", "serious"]
Outcome = Literal[
    "recovering", "recovered", "recovered_with_sequelae", "not_recovered", "unknown", "died"
]
Signature = Literal["paper", "screen"]


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
    yes: dict[str, str] = msgspec.field(default_factory=dict)
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
    yes: dict[str, str] = msgspec.field(default_factory=dict)
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


class DoseCertified(Body, frozen=True):
    """A dose given elsewhere, proven by a certificate whose signature was verified at a desk.

    ``product``, ``dose_kind`` and ``number`` by our catalogue; ``certified`` is the issuer's own
    code of the product, ``counted`` of ``of`` how it counts doses. ``scheme`` says what kind of
    certificate it was, ``issuer`` who signed, ``key`` by which key (HC1: the key id in hex, SMART
    cards: its ``kid``), ``trusted_on`` of which day the desk's trust list was. ``identifier`` is
    the certificate's own.
    """

    day: date
    product: str
    dose_kind: DoseKind
    number: int
    scheme: Literal["hc1", "shc"]
    issuer: str
    key: str
    trusted_on: date
    certified: str
    counted: int | None = None
    of: int | None = None
    country: str | None = None
    lot: str | None = None
    identifier: str | None = None


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


class ReactionVoided(Body, frozen=True):
    """A reported reaction was not so. All entries stay; the reaction no longer counts."""

    reaction: EntryId
    reason: ReactionVoidReason
    note: str | None = None


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
