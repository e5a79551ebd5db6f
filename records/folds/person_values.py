"""What a person's entries add up to: the values of the fold."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct, field

from immunization.entries import (
    Conclusion,
    ConsentRecorded,
    DoseCertified,
    DoseGiven,
    HealthDeclared,
    IdentityNumber,
    Outcome,
    ReactionFollowedUp,
    ReactionReported,
    ReactionVoidReason,
    ScreeningCompleted,
    Severity,
    Sex,
    VoidReason,
)
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode, StaffId


class Note(Struct, frozen=True):
    """One line of what happened to a reaction."""

    entry: EntryId
    at: datetime
    outcome: Outcome
    text: str | None
    body: ReactionReported | ReactionFollowedUp


class Step(Struct, frozen=True):
    """What was done about a serious event: it was seen (``seen``), or told to those above."""

    entry: EntryId
    at: datetime
    by: StaffId | None
    how: Literal["seen", "phone", "written"]
    to: str | None = None


class Reaction(Struct, frozen=True):
    """A reported reaction, all its follow-ups and what was done about it, in logical order.

    ``reported_at`` is when the desk wrote it, ``by`` whom. ``seen_from`` of ``steps`` on a
    supervisor has seen all: what came before the last criterion of seriousness does not count.
    """

    id: EntryId
    site: SiteCode
    reported_at: datetime
    by: StaffId | None
    report: ReactionReported
    notes: tuple[Note, ...]
    steps: tuple[Step, ...] = ()
    seen_from: int = 0

    @property
    def seen(self) -> Step | None:
        """That a supervisor has seen it as grave as it is now, or None."""
        return next((step for step in self.steps[self.seen_from :] if step.how == "seen"), None)

    @property
    def criteria(self) -> tuple[str, ...]:
        """All criteria of seriousness that are met by now."""
        found = (one for note in self.notes for one in note.body.criteria)
        return tuple(dict.fromkeys(found))

    @property
    def serious_at(self) -> datetime:
        """Since when it is known to be serious: the 24 hours of the written report run from then.

        When it was reported, where it was serious then or is not.
        """
        later = (note.at for note in self.notes[1:] if note.body.criteria)
        return self.reported_at if self.report.severity == "serious" else next(
            later, self.reported_at
        )  # fmt: skip

    @property
    def outcome(self) -> Outcome:
        """The latest outcome known."""
        return self.notes[-1].outcome

    @property
    def severity(self) -> Severity:
        """Mild or serious: as reported, or as a follow-up found it to be."""
        later = any(note.body.criteria for note in self.notes[1:])
        return "serious" if later else self.report.severity

    @property
    def closed(self) -> bool:
        """Whether nothing more is awaited."""
        last = self.notes[-1].body
        return isinstance(last, ReactionFollowedUp) and last.closed

    def first(self, *hows: str) -> Step | None:
        """Return the first step of one of these kinds, or None."""
        return next((step for step in self.steps if step.how in hows), None)


class Void(Struct, frozen=True):
    """Who took a dose entry back, when and why."""

    entry: EntryId
    at: datetime
    by: StaffId | None
    reason: VoidReason
    note: str | None


class Dose(Struct, frozen=True):
    """A dose as it was entered, and its void if it has one."""

    id: EntryId
    site: SiteCode
    device: DeviceId
    epoch: int
    seq: int
    by: StaffId | None
    given: DoseGiven
    void: Void | None = None
    doubt: bool = False

    @property
    def observe_until(self) -> datetime:
        """When the observation of this dose is over."""
        return self.given.given_at + timedelta(minutes=self.given.observe_minutes)


class Certified(Struct, frozen=True):
    """A dose that a certificate proved at a desk, and its void if it has one."""

    id: EntryId
    site: SiteCode
    at: datetime
    by: StaffId | None
    body: DoseCertified
    void: Void | None = None


class VoidedReaction(Struct, frozen=True):
    """A reaction that was not so: kept as it was, with who took it back, when and why."""

    reaction: Reaction
    entry: EntryId
    at: datetime
    by: StaffId | None
    reason: ReactionVoidReason
    note: str | None


class Screening(Struct, frozen=True):
    """The latest screening of a visit."""

    entry: EntryId
    at: datetime
    by: StaffId | None
    form: ScreeningCompleted


class Consent(Struct, frozen=True):
    """The latest consent of a visit, or refusal."""

    entry: EntryId
    at: datetime
    by: StaffId | None
    form: ConsentRecorded


class Visit(Struct, frozen=True):
    """One person's day at one site. ``doses`` are those that count, ``dose`` the last of them.

    A struct and not a dataclass: folding makes a new one at each step, ten times faster so.
    """

    site: SiteCode
    day: date
    number: str | None = None
    arrived_at: datetime | None = None
    screening: Screening | None = None
    consent: Consent | None = None
    doses: tuple[Dose, ...] = ()
    not_given: tuple[datetime, str] | None = None
    ended: tuple[datetime, str | None] | None = None
    reaction: Severity | None = None

    @property
    def dose(self) -> Dose | None:
        """The dose that was recorded last."""
        return self.doses[-1] if self.doses else None

    @property
    def observe_until(self) -> datetime | None:
        """When the observation after all doses of the visit is over."""
        return max((dose.observe_until for dose in self.doses), default=None)

    @property
    def stage(self) -> str:
        """Where the person is: ``screening``, ``injection``, ``observation`` or ``done``."""
        if self.dose is not None:
            return "done" if self.ended else "observation"
        if self.not_given is not None:
            return "done"
        if self.screening is None:
            # A reaction alone brings nobody into the queue of those who wait.
            return "screening" if self.arrived_at else "done"
        return "injection" if self.conclusion == "vaccinate" else "done"

    @property
    def conclusion(self) -> Conclusion | None:
        """What the screening decided."""
        return self.screening.form.conclusion if self.screening else None

    @property
    def since(self) -> datetime | None:
        """Since when the person is at this stage."""
        times = [
            self.ended[0] if self.ended else None,
            self.dose.given.given_at if self.dose else None,
            self.not_given[0] if self.not_given else None,
            self.screening.at if self.screening else None,
            self.arrived_at,
        ]
        return next((time for time in times if time), None)


class Person(Struct):
    """A person as all entries about them say; the value of the fold, not changed after it.

    ``reactions`` are those that count; what was taken back stands in ``voided_reactions``.
    """

    id: PersonId
    name: str = ""
    sex: Sex | None = None
    birth: str | None = None
    phone: str | None = None
    address: str | None = None
    commune: str | None = None
    allergies: str | None = None
    group: int | None = None
    guardian: str | None = None
    numbers: tuple[IdentityNumber, ...] = ()
    registered: bool = False
    source: str = ""
    declared: HealthDeclared | None = None
    same_as: tuple[PersonId, ...] = ()
    doses: dict[EntryId, Dose] = field(default_factory=dict)
    certified: dict[EntryId, Certified] = field(default_factory=dict)
    visits: dict[tuple[SiteCode, date], Visit] = field(default_factory=dict)
    reactions: dict[EntryId, Reaction] = field(default_factory=dict)
    voided_reactions: dict[EntryId, VoidedReaction] = field(default_factory=dict)

    @property
    def live_doses(self) -> list[Dose]:
        """The doses that count, oldest first."""
        live = [dose for dose in self.doses.values() if dose.void is None]
        return sorted(live, key=lambda dose: (dose.given.given_at, dose.id))

    @property
    def proven_doses(self) -> list[Certified]:
        """The doses that only certificates tell of: each day and product once, oldest first."""
        given = {(dose.given.day, dose.given.product) for dose in self.live_doses}
        found: dict[tuple[date, str], Certified] = {}
        for one in sorted(self.certified.values(), key=lambda dose: (dose.body.day, dose.id)):
            which = (one.body.day, one.body.product)
            if one.void is None and which not in given:
                found.setdefault(which, one)
        return list(found.values())
