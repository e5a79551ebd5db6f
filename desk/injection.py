"""Injection: the vial in use, what speaks against a dose, recording it, taking it back."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from desk.card import Due
from desk.recorder import Saved
from desk.staff import Operator
from immunization.entries import BodySite, DoseKind, Route, VoidReason
from immunization.ids import EntryId, LotId, PersonId, StaffId
from immunization.text import Text

VialState = Literal["open", "last_dose", "soon", "past", "expired"]

BODY_SITES: tuple[tuple[BodySite, Text], ...] = (
    ("left_deltoid", Text(vi="Cơ delta trái", en="Left deltoid")),
    ("right_deltoid", Text(vi="Cơ delta phải", en="Right deltoid")),
    ("left_thigh", Text(vi="Đùi trái", en="Left thigh")),
    ("right_thigh", Text(vi="Đùi phải", en="Right thigh")),
    ("other", Text(vi="Chỗ khác", en="Elsewhere")),
)
VOID_REASONS: tuple[tuple[VoidReason, Text], ...] = (
    ("wrong_person", Text(vi="Nhầm người", en="Wrong person")),
    ("wrong_vaccine", Text(vi="Nhầm vắc xin", en="Wrong vaccine")),
    ("wrong_lot", Text(vi="Nhầm lô hoặc lọ", en="Wrong lot or vial")),
    ("not_injected", Text(vi="Chưa tiêm thật", en="Not really injected")),
    ("twice", Text(vi="Ghi hai lần", en="Recorded twice")),
    ("other", Text(vi="Khác", en="Other")),
)
NOT_GIVEN_REASONS: tuple[tuple[str, Text], ...] = (
    ("refused", Text(vi="Từ chối tiêm", en="Refused")),
    ("unwell", Text(vi="Thấy không khoẻ", en="Felt unwell")),
    ("left", Text(vi="Đã ra về", en="Left")),
    ("no_vaccine", Text(vi="Hết vắc xin phù hợp", en="No suitable vaccine")),
    ("other", Text(vi="Khác", en="Other")),
)


@dataclass(frozen=True, slots=True)
class VialInUse:
    """The vial on this desk's tray. ``doses`` in it and ``left`` by what this desk recorded.

    ``discard_at`` None: the vaccine's open life is not confirmed (the screen says so).
    """

    lot_id: LotId
    product: str
    product_name: str
    lot: str
    expiry: date
    state: VialState
    opened_at: datetime
    discard_at: datetime | None
    doses: int | None
    left: int | None
    lot_left: int


@dataclass(frozen=True, slots=True)
class DoseForm:
    """The injection form opened for one person, filled as far as is known."""

    form: EntryId
    person: PersonId
    due: Due | None
    vial: VialInUse | None
    dose_kind: DoseKind
    number: int
    volume: float | None
    volume_words: Text
    body_site: BodySite
    route: Route
    vaccinator: StaffId
    vaccinators: tuple[Operator, ...]
    observe_minutes: int
    redo_of: EntryId | None = None


@dataclass(frozen=True, slots=True)
class DoseDraft:
    """What the nurse is about to record. ``given_at`` None means now."""

    form: EntryId
    person: PersonId
    lot: LotId | None
    dose_kind: DoseKind
    number: int
    volume: float | None
    body_site: BodySite = "left_deltoid"
    route: Route = "intramuscular"
    vaccinator: StaffId | None = None
    given_at: datetime | None = None
    observe_minutes: int = 30
    reason: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a dose. ``refuse``: cannot be saved; ``ask``: needs a reason."""

    force: Literal["refuse", "ask"]
    code: str
    text: Text
    field: str = ""


class Injection:
    """Records doses."""

    def vial(self) -> VialInUse | None:
        """Return the vial on the tray, or None: the screen asks for a scan."""
        raise NotImplementedError

    def take_vial(self, lot: LotId) -> Future[VialInUse]:
        """Put a new vial of a lot on the tray; opened now. Raises Refused if it has expired."""
        raise NotImplementedError

    def open(self, person: PersonId) -> DoseForm:
        """Open the form for one person: the dose that is due, the vial on the tray."""
        raise NotImplementedError

    def objections(self, draft: DoseDraft) -> tuple[Objection, ...]:
        """Return what speaks against the dose now, the gravest first."""
        raise NotImplementedError

    def save(self, draft: DoseDraft) -> Future[Saved]:
        """Record the dose.

        The future raises Refused or ReasonMissing if an objection stands: it is judged in the
        transaction that writes.
        """
        raise NotImplementedError

    def void(
        self, form: EntryId, person: PersonId, dose: EntryId, reason: VoidReason, note: str = ""
    ) -> Future[Saved]:
        """Take a dose entry back, with its reason.

        The future raises NoSuchDose, RecordedElsewhere, or ReasonMissing for "other" without a
        note.
        """
        raise NotImplementedError

    def again(self, person: PersonId, dose: EntryId) -> DoseForm:
        """Open the form filled in as a voided dose was, under a new id, for doing it again."""
        raise NotImplementedError

    def not_given(
        self, form: EntryId, person: PersonId, reason: str, note: str = ""
    ) -> Future[Saved]:
        """Record that the person was not injected, and why (`NOT_GIVEN_REASONS`)."""
        raise NotImplementedError
