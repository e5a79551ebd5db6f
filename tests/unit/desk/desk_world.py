"""A real desk on a real encrypted store: only the clock is ours."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection

from desk.clock import TOLERATED
from desk.desk import Desk, open_desk
from desk.injection import DoseDraft
from desk.recorder import Saved
from desk.registration import Registration
from desk.screening import Answers, ScreeningForm
from desk.staff import Operator
from desk.station import fresh_id
from immunization import entries
from immunization.entries import Body, IdentityNumber, Role, Vitals
from immunization.ids import (
    DeviceId,
    EntryId,
    PersonId,
    SiteCode,
    StaffId,
    derived,
    lot_at_site,
    person_of_number,
)
from immunization.rulebook import default_catalogue
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import node, seen
from local_db.store import Store
from records import projection
from records.lines import StoredEntry
from records.seals import Signed

T = TypeVar("T")

HANOI = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=HANOI)
SITE = SiteCode("31-THANHBINH")
OTHER_SITE = SiteCode("31-KHAC")
THIS_DESK = DeviceId(derived("test", "desk 1"))
CENTRE = DeviceId(derived("test", "centre"))
OTHER_DESK = DeviceId(derived("test", "desk 2"))
PRODUCT, LOT = "comirnaty", "MT2611A"
LOT_ID = lot_at_site(SITE, PRODUCT, LOT)


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at
        self.ahead = timedelta()

    def now(self) -> datetime:
        return self.at + self.ahead

    def today(self) -> date:
        return self.now().date()

    def monotonic(self) -> float:
        return self.at.timestamp()

    @property
    def doubtful(self) -> bool:
        return abs(self.ahead) > TOLERATED

    @property
    def words(self) -> Text:
        return Text(vi="", en="")

    def pass_by(self, **spans: float) -> None:
        self.at += timedelta(**spans)


def operator(name: str = "Lê Thị Mai Hoa", role: Role = "nurse") -> Operator:
    return Operator(StaffId(derived("test", name)), "hoa", name, "ĐD.", role)


def done(future: Future[T]) -> T:
    return future.result(timeout=10)


@dataclass(repr=False)
class World:
    """A desk, its clock, and the ways in which the rest of the world reaches it."""

    store: Store
    clock: SetClock
    desk: Desk
    catalogue: Catalogue
    sequences: dict[DeviceId, int] = field(default_factory=lambda: {CENTRE: 100})
    logical: int = 1000

    def __repr__(self) -> str:
        return "World()"  # Hypothesis prints it with each failing example

    def prepare(self) -> None:
        """What every test finds there."""
        for device, name, number in ((THIS_DESK, "Bàn 1", 1), (OTHER_DESK, "Bàn 2", 2)):
            self.feed(device, entries.DeviceEnrolled(name=name, desk=number, key="00" * 32))
        received = entries.LotReceived(
            product=PRODUCT, lot=LOT, expiry=date(2027, 1, 31), doses=120
        )
        self.feed(LOT_ID, received)
        self.fresh_vial()
        self.acknowledge()
        self.synced()

    def as_operator(self, role: Role, name: str = "Hà Thị Kim Liên") -> Desk:
        return open_desk(self.store, self.clock, operator(name, role), self.catalogue)

    def feed(
        self,
        about: str,
        *bodies: Body,
        device: DeviceId = CENTRE,
        site: SiteCode = SITE,
        at: datetime | None = None,
        ids: list[EntryId] | None = None,
    ) -> list[EntryId]:
        """Store entries that others wrote, as the feed does."""
        given = ids or [fresh_id() for _ in bodies]

        def work(connection: Connection) -> None:
            for id, body in zip(given, bodies, strict=True):
                self.sequences[device] = self.sequences.get(device, 0) + 1
                self.logical += 1
                written = entries.write(
                    body, id=id, at=at or self.clock.now(), lc=self.logical, site=site, about=about
                )
                stored = StoredEntry(device, 1, self.sequences[device], written)
                projection.store(connection, [(stored, None)])
                seen.keep(connection, seen.ends_of([stored]), is_begun_anew=False)
                node.saw(connection, self.logical)

        done(self.store.write(work, origin="feed"))
        return given

    def synced(self, at: datetime | None = None) -> None:
        """The feed was read to its end, and the centre acknowledged all that is here."""
        when = at or self.clock.now()
        done(self.store.write(lambda c: node.synced(c, when, timedelta()), origin="sync"))

    def acknowledge(self, holder: str = "centre") -> None:
        from local_db.ledger import DeskLedger

        ledger = DeskLedger(self.store)
        ledger.take_receipt(holder, Signed(ledger.head(), b"\0" * 64))  # type: ignore[arg-type]

    def registered(self, number: str = "031179004512", **facts: object) -> PersonId:
        """A person of the register, as the centre sent it."""
        body = entries.PersonRegistered(
            **{  # type: ignore[arg-type]
                "name": "Nguyễn Thị Hồng Vân",
                "sex": "female",
                "birth": "1979-03-12",
                "numbers": (IdentityNumber("cccd", number),),
                "source": "register",
                **facts,
            }
        )
        person = person_of_number("cccd", number)
        self.feed(person, body)
        return person

    def bodies(self, person: PersonId) -> list[entries.Body]:
        """What the journal says of a person, in logical order."""
        with self.store.read() as connection:
            lines = projection.lines_of(connection, [person]).get(person, [])
        return [line.body for line in lines if line.body is not None]

    def fresh_vial(self) -> None:
        done(self.desk.injection.take_vial(LOT_ID))

    def arrive(self, person: PersonId) -> Saved:
        return done(self.desk.reception.arrive(self.desk.new_form(), person))

    def _measured(self, form: ScreeningForm) -> Vitals:
        usual: dict[str, Any] = {"temperature": 36.7, "pulse": 88, "systolic": 122, "diastolic": 78}
        return Vitals(**{sign.name: usual[sign.name] for sign in form.signs if sign.required})

    def screen(self, person: PersonId, **answers: object) -> Saved:
        form = self.desk.screening.open(person)
        consent = None if form.consent is None or form.consent.given is not None else True
        base = Answers(
            form.form, person,
            vitals=self._measured(form),
            agreed=consent, guardian=form.guardian or "Trần Thị Mai",
        )  # fmt: skip
        return done(self.desk.screening.save(replace(base, **answers)))

    def dose(self, person: PersonId, **changes: object) -> DoseDraft:
        """The draft that the form gives, with changes."""
        form = self.desk.injection.open(person)
        draft = DoseDraft(
            form=form.form,
            person=person,
            lot=form.vial.lot_id if form.vial else None,
            dose_kind=form.dose_kind,
            number=form.number,
            volume=form.volume,
        )
        return replace(draft, **changes)

    def inject(self, person: PersonId, **changes: object) -> Saved:
        return done(self.desk.injection.save(self.dose(person, **changes)))

    def bring_in(self, person: PersonId) -> None:
        """Through reception and screening, up to the injection."""
        self.arrive(person)
        self.screen(person)

    def to_observation(self, person: PersonId) -> Saved:
        self.bring_in(person)
        return self.inject(person)


def open_world(store: Store, clock: SetClock) -> World:
    """The desk over a store, which is enrolled if it was not."""
    own = node.Node(THIS_DESK, 1, 1, "Bàn 1", SITE, "TYT xã Thanh Bình")

    def enrol(connection: Connection) -> None:
        if node.find(connection) is None:
            node.enrol(connection, own)

    done(store.write(enrol))
    catalogue = default_catalogue()
    return World(store, clock, open_desk(store, clock, operator(), catalogue), catalogue)


def walk_in(desk: Desk, name: str = "Phạm Quốc Bảo", **changes: object) -> Registration:
    draft = replace(desk.reception.blank(), name=name, sex="male", birth="05/08/1992")
    return replace(draft, **changes)
