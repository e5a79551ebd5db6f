"""Injection: the vial in use, what speaks against a dose, recording it, taking it back."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from desk.card import Due, PersonCard
from desk.cards import Cards, sight
from desk.circumstances import circumstances
from desk.clock import Clock
from desk.errors import FieldMissing, NoSuchDose, ReasonMissing, RecordedElsewhere, Refused
from desk.guard import Guard, held_words
from desk.judgement import longest_age
from desk.knowledge import knowledge
from desk.objections import NO_VIAL, Case, objections
from desk.person_file import PersonFile, read_file
from desk.reasons import NOT_GIVEN
from desk.recorder import Batch, Draft, Recorder, Saved
from desk.staff import Operator, operator_of
from desk.station import Station
from desk.tray import Tray, VialInUse, VialState
from desk.unconfirmed import not_confirmed, note
from desk.wording import filled, joined, millilitres, same
from immunization.dosing import DoseFacts, Objection
from immunization.entries import (
    BodySite,
    DoseGiven,
    DoseKind,
    DoseNotGiven,
    DoseVoided,
    Route,
    VoidReason,
)
from immunization.ids import EntryId, LotId, PersonId, StaffId, SubjectId
from immunization.labels import BODY_SITES as _BODY_SITES
from immunization.labels import VOID_REASONS as _VOID_REASONS
from immunization.names import tidy
from immunization.observation import DEFAULT_MINUTES, until
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import queries
from local_db.queries import LotHeld
from local_db.store import Store

__all__ = [
    "BODY_SITES", "NOT_GIVEN_REASONS", "VOID_REASONS", "DoseDraft", "DoseForm", "Injection",
    "Objection", "VialInUse", "VialState",
]  # fmt: skip

BODY_SITES: Final[tuple[tuple[BodySite, Text], ...]] = tuple(_BODY_SITES.items())
VOID_REASONS: Final[tuple[tuple[VoidReason, Text], ...]] = tuple(_VOID_REASONS.items())
NOT_GIVEN_REASONS: Final[tuple[tuple[str, Text], ...]] = tuple(NOT_GIVEN.items())
_LONGEST: Final = 1_000
_TOO_LONG: Final = Text(
    vi="Phần ghi dài quá. Chưa lưu gì. Xin rút ngắn.",
    en="This text is too long. Nothing is saved. Please shorten it.",
)
_OF_VACCINE: Final = Text(
    vi="Theo dõi {minutes} phút: quy tắc của vắc xin này.",
    en="{minutes} minutes of observation: the rule of this vaccine.",
)
_OF_SITE: Final = Text(
    vi="Theo dõi {minutes} phút: cài đặt của điểm tiêm. Lời văn của luật chưa đối chiếu được.",
    en="{minutes} minutes of observation: this site's setting. The law's text is not confirmed.",
)
_OTHER_VIAL: Final = Text(
    vi="{product} không dùng cho mũi tiếp theo. Còn đến hạn hôm nay: {due}. Xin quét lọ khác.",
    en="{product} is not for the next dose. Still due today: {due}. Please scan another vial.",
)
_WHY_NOT: Final = Text(vi="Xin chọn lý do không tiêm.", en="Please choose why not.")


class DoseForm(Struct, frozen=True):
    """The injection form opened for one person, filled as far as is known.

    ``other_vial`` asks for another one: what is on the tray was given in this visit already.
    ``card`` has the verdict on the vial in hand, as the form has; ``observed`` says from where
    the minutes of observation come. ``not_confirmed`` are fields of the product that no Vietnamese
    source confirms (`desk.unconfirmed`), ``note`` says so.
    """

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
    other_vial: Text | None = None
    card: PersonCard | None = None
    observed: Text | None = None
    not_confirmed: tuple[str, ...] = ()
    note: Text | None = None

    @property
    def lot(self) -> LotId | None:
        """The lot to inject from: none where the vial on the tray is not for what is due."""
        return self.vial.lot_id if self.vial is not None and self.other_vial is None else None


class DoseDraft(Struct, frozen=True):
    """What the nurse is about to record. ``given_at`` None means now.

    ``place`` are the words for a body site "other".
    """

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
    observe_minutes: int = DEFAULT_MINUTES
    reason: str = ""
    place: str = ""


class Injection:
    """Records doses."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        station: Station,
        catalogue: Catalogue,
        recorder: Recorder,
        cards: Cards,
        guard: Guard,
        observe_minutes: int = DEFAULT_MINUTES,
    ) -> None:
        self._store = store
        self._clock = clock
        self._station = station
        self._catalogue = catalogue
        self._recorder = recorder
        self._cards = cards
        self._guard = guard
        self._tray = Tray(store, clock, station, catalogue, recorder)
        self._observe_minutes = observe_minutes
        self._longest_age = longest_age(catalogue)

    def vial(self) -> VialInUse | None:
        """Return the vial on the tray, or None: the screen asks for a scan."""
        return self._tray.vial()

    def take_vial(self, lot: LotId) -> Future[VialInUse]:
        """Put a new vial of a lot on the tray; opened now.

        The future raises Refused if the lot has expired or was not received here.
        """
        return self._tray.take(lot)

    def open(self, person: PersonId) -> DoseForm:
        """Open the form for one person: the dose that is due, the vial on the tray.

        Raises NoSuchPerson.
        """
        now = self._clock.now()
        with self._store.read() as connection:
            vial = self._tray.read(connection, now)
            card, other_vial = self._of_vial(connection, person, vial, now)
            due = card.verdict.due
            staff = self._vaccinators(connection)
        product = vial.product if vial and not other_vial else due.product if due else ""
        vaccine = self._catalogue.vaccine(product)
        kind: DoseKind = due.dose_kind if due else "basic"
        volume = vaccine.volume_for(kind, card.birth, now.date()) if vaccine else None
        by_rule = vaccine.observe_minutes if vaccine else None
        minutes = by_rule or self._observe_minutes
        return DoseForm(
            form=self._recorder.new_id(),
            person=person,
            due=due,
            vial=vial,
            dose_kind=kind,
            number=due.number if due else 1,
            volume=volume,
            volume_words=millilitres(volume),
            body_site=vaccine.body_site if vaccine else "left_deltoid",
            route=vaccine.route if vaccine else "intramuscular",
            vaccinator=self._station.operator.id,
            vaccinators=staff,
            observe_minutes=minutes,
            observed=filled(_OF_VACCINE if by_rule else _OF_SITE, minutes=minutes),
            other_vial=other_vial,
            card=card,
            not_confirmed=not_confirmed(vaccine),
            note=note(vaccine),
        )

    def card(self, person: PersonId) -> PersonCard:
        """Return the card with the verdict on the vial on the tray. Raises NoSuchPerson.

        Where that vaccine was given in this visit already, on what else is due.
        """
        now = self._clock.now()
        with self._store.read() as connection:
            return self._of_vial(connection, person, self._tray.read(connection, now), now)[0]

    def hold(self, card: PersonCard) -> None:
        """Let the site's other desks know that this person is being injected here; at once."""
        self._guard.take([SubjectId(one) for one in (card.person, *card.same_as)])

    def let_go(self, *, given: bool = False) -> None:
        """Take that back: the person was ``given`` the dose, or the form was left; at once."""
        self._guard.let_go(given=given)

    def objections(self, draft: DoseDraft) -> tuple[Objection, ...]:
        """Return what speaks against the dose now, the gravest first. Raises NoSuchPerson."""
        with self._store.read() as connection:
            return self._judge(connection, draft, self._clock.now())[0]

    def save(self, draft: DoseDraft) -> Future[Saved]:
        """Record the dose.

        The future raises Refused or ReasonMissing if an objection stands: it is judged in the
        transaction that writes. Raises FieldMissing, ObservationOutOfRange at once.
        """
        if max(len(draft.reason), len(draft.place)) > _LONGEST:
            raise FieldMissing("reason", _TOO_LONG)
        until(self._clock.now(), draft.observe_minutes)

        def compose(connection: Connection, now: datetime) -> Batch:
            found, case = self._judge(connection, draft, now)
            for one in found:
                if one.force == "refuse":
                    raise Refused(one.text, one.code)
                if not tidy(draft.reason):
                    raise ReasonMissing(one.text)
            if case.lot is None:
                raise Refused(NO_VIAL)
            dose = Draft(draft.form, draft.person, self._dose(draft, case.lot, now))
            return Batch([dose], name=case.person.name)

        return self._recorder.record(draft.form, draft.person, compose)

    def void(
        self, form: EntryId, person: PersonId, dose: EntryId, reason: VoidReason, note: str = ""
    ) -> Future[Saved]:
        """Take a dose entry back, with its reason.

        The future raises NoSuchDose, RecordedElsewhere, or ReasonMissing for "other" without a
        note.
        """
        if len(note) > _LONGEST:
            raise FieldMissing("note", _TOO_LONG)

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            file = read_file(connection, person)
            self._refuse_void(file, dose, reason, note)
            body = DoseVoided(dose=dose, reason=reason, note=tidy(note) or None)
            return Batch([Draft(form, file.subject_of(dose), body)])

        return self._recorder.record(form, person, compose)

    def again(self, person: PersonId, dose: EntryId) -> DoseForm:
        """Open the form filled in as a voided dose was, under a new id, for doing it again.

        Raises NoSuchPerson, NoSuchDose.
        """
        form = self.open(person)
        with self._store.read() as connection:
            old = read_file(connection, person).person.doses.get(dose)
        if old is None:
            raise NoSuchDose
        given = old.given
        return DoseForm(
            form=form.form,
            person=person,
            due=form.due,
            vial=form.vial,
            dose_kind=given.dose_kind,
            number=given.number,
            volume=given.volume,
            volume_words=millilitres(given.volume),
            body_site=given.body_site,
            route=given.route,
            vaccinator=given.vaccinator or form.vaccinator,
            vaccinators=form.vaccinators,
            observe_minutes=given.observe_minutes,
            redo_of=dose,
        )

    def not_given(
        self, form: EntryId, person: PersonId, reason: str, note: str = ""
    ) -> Future[Saved]:
        """Record that the person was not injected, and why (`NOT_GIVEN_REASONS`).

        Raises FieldMissing at once without a reason, ReasonMissing for "other" without a note;
        the future raises NoSuchPerson.
        """
        if reason not in NOT_GIVEN or len(note) > _LONGEST:
            raise FieldMissing("reason", _WHY_NOT)
        said = tidy(note)
        if reason == "other" and not said:
            raise ReasonMissing

        def compose(connection: Connection, now: datetime) -> Batch:
            read_file(connection, person)
            body = DoseNotGiven(day=now.date(), reason=f"{reason}: {said}" if said else reason)
            return Batch([Draft(form, person, body)])

        return self._recorder.record(form, person, compose)

    def _of_vial(
        self, connection: Connection, person: PersonId, vial: VialInUse | None, now: datetime
    ) -> tuple[PersonCard, Text | None]:
        """Return the card by the vial in hand, and the sentence that asks for another one."""
        card = self._cards.read(connection, person, now, vial.product if vial else None)
        if vial is None or card.verdict.due is not None or not card.may_inject:
            return card, None
        card = self._cards.read(connection, person, now)
        return card, _ask_for_other(vial, card)

    def _judge(
        self, connection: Connection, draft: DoseDraft, now: datetime
    ) -> tuple[tuple[Objection, ...], Case]:
        file = read_file(connection, draft.person)
        lot = self._tray.lot(connection, draft.lot) if draft.lot else None
        seen = sight(connection, self._station, None, now)
        case = Case(
            person=file.person,
            known=knowledge(file.lines, seen, now, self._longest_age),
            bearing=circumstances(file.person, now.date(), self._catalogue),
            lot=lot,
            discard_at=self._tray.discard_at(connection, lot, now) if lot else None,
            site=self._station.site,
            now=now,
            held=held_words(connection, self._guard, file.ids, self._station.site),
        )
        facts = None
        if lot is not None:
            recall = queries.recall_reason(connection, lot.product, lot.lot)
            facts = self._facts(draft, lot, now, recall)
        return objections(facts, case, self._catalogue), case

    def _facts(
        self, draft: DoseDraft, lot: LotHeld, now: datetime, recall: str | None
    ) -> DoseFacts:
        return DoseFacts(
            day=(draft.given_at or now).astimezone(now.tzinfo).date(),
            product=lot.product,
            lot=lot.lot,
            expiry=lot.expiry,
            dose_kind=draft.dose_kind,
            number=draft.number,
            volume=draft.volume or 0,
            recalled=None if recall is None else same(recall),
        )

    def _dose(self, draft: DoseDraft, lot: LotHeld, now: datetime) -> DoseGiven:
        at = (draft.given_at or now).astimezone(now.tzinfo).replace(microsecond=0)
        return DoseGiven(
            day=at.date(),
            product=lot.product,
            lot=lot.lot,
            expiry=lot.expiry,
            dose_kind=draft.dose_kind,
            number=draft.number,
            volume=draft.volume or 0,
            body_site=draft.body_site,
            route=draft.route,
            given_at=at,
            vaccinator=draft.vaccinator or self._station.operator.id,
            reason=tidy(draft.reason) or None,
            observe_minutes=draft.observe_minutes,
            place=tidy(draft.place) or None,
        )

    def _refuse_void(self, file: PersonFile, dose: EntryId, reason: VoidReason, note: str) -> None:
        known = file.person.doses.get(dose) or file.person.certified.get(dose)
        if known is None or known.void is not None:
            raise NoSuchDose
        if not self._station.operator.may_void(known.site, self._station.site):
            raise RecordedElsewhere
        if reason == "other" and not tidy(note):
            raise ReasonMissing

    def _vaccinators(self, connection: Connection) -> tuple[Operator, ...]:
        return tuple(operator_of(one) for one in queries.staff(connection) if one.active)


def _ask_for_other(vial: VialInUse, card: PersonCard) -> Text | None:
    """Return the sentence that asks for another vial where something else is due today."""
    if card.verdict.due is None or card.dose_today is None:
        return None
    return filled(_OTHER_VIAL, product=vial.product_name, due=joined(card.still_due, ", "))
