"""What a nurse does at a desk of a run, by the desk's own use cases; and what she was told.

Each id is written down before it is used, and each "saved" after it was said, in a file beside
the database and synced: so it is known what nobody may have written, and what nobody may lose.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection

from desk.clock import SystemClock
from desk.desk import Desk, open_desk
from desk.injection import DoseDraft
from desk.observation import ReactionDraft
from desk.recorder import Saved
from desk.screening import Answers
from desk.staff import Operator
from desk.station import fresh_id
from desk.stock import LotDraft
from immunization import entries
from immunization.entries import IdentityNumber, PersonCorrected, Vitals
from immunization.errors import KnownError
from immunization.ids import (
    EntryId,
    PersonId,
    SiteCode,
    StaffId,
    derived,
    lot_at_site,
    person_of_number,
)
from immunization.rulebook import default_catalogue
from local_db import node
from local_db.store import Store
from records import journal

HANOI: Final = timezone(timedelta(hours=7))
PRODUCT, LOT = "comirnaty", "MT2611A"
_PATIENCE: Final = 150.0
_FLOOD: Final = 12


class SkewedClock(SystemClock):
    """This machine's clock, and by how much somebody has set it wrong."""

    def __init__(self) -> None:
        self.skew = timedelta()
        super().__init__(HANOI)

    def now(self) -> datetime:
        return super().now() + self.skew


class Diary:
    """What was begun and what was acknowledged, outside the database."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def begins(self) -> EntryId:
        """Mint an id, and write down that it may be used."""
        id = fresh_id()
        self._write(f"begun {id}\n")
        return id

    def told(self, id: EntryId) -> None:
        """Write down that the nurse was told "saved"."""
        self._write(f"saved {id}\n")

    def _write(self, line: str) -> None:
        os.write(self._file, line.encode("ascii"))
        os.fsync(self._file)


class Nurse:
    """Does what the schedule says; what a rule or the disk refuses is refused."""

    def __init__(self, store: Store, clock: SkewedClock, diary: Diary, people: int = 100) -> None:
        self._store = store
        self._clock = clock
        self._diary = diary
        self._people = people
        operator = Operator(StaffId(derived("faults", "hoa")), "hoa", "Lê Thị Mai", "ĐD.", "nurse")
        self.desk: Desk = open_desk(
            store, clock, operator, default_catalogue(), ids=self._diary.begins
        )
        self._last: Callable[[], Future[Saved]] | None = None
        self._verbs: dict[str, Callable[[PersonId, str], None]] = {
            "open": self._open,
            "register": self._register,
            "arrive": lambda who, _: self._save(lambda f: self.desk.reception.arrive(f, who)),
            "screen": lambda who, _: self._screen(who),
            "inject": lambda who, _: self._inject(who),
            "visit": self._visit,
            "void": lambda who, _: self._void(who),
            "react": lambda who, _: self._react(who, "rash"),
            "serious": lambda who, _: self._react(who, "anaphylaxis"),
            "end": lambda who, _: self._save(lambda f: self.desk.observation.end(f, who, "vội")),
            "correct": lambda who, _: self._correct(who),
            "again": lambda *_: self._again(),
            "flood": lambda *_: self._flood(),
        }

    def act(self, verb: str, who: int) -> None:
        """Do one thing about one of a few people."""
        number = f"031179{self._people + who:06}"
        self._try(lambda: self._verbs[verb](person_of_number("cccd", number), number))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except KnownError:
            return  # said to the nurse, and nothing was acknowledged

    def _save(self, save: Callable[[EntryId], Future[Saved]]) -> None:
        form = self.desk.new_form()
        self._last = lambda: save(form)
        self._told(self._last())

    def _told(self, future: Future[Saved]) -> None:
        self._diary.told(future.result(_PATIENCE).entry)

    def _open(self, _who: PersonId, _number: str) -> None:
        expiry = f"31/01/{self._clock.today().year + 2}"
        self._try(
            lambda: self._save(
                lambda form: self.desk.stock.receive(LotDraft(form, PRODUCT, LOT, expiry, "900"))
            )
        )
        self._take_vial()

    def _take_vial(self) -> None:
        lot = lot_at_site(self.desk.station.site, PRODUCT, LOT)
        self.desk.injection.take_vial(lot).result(_PATIENCE)

    def _register(self, _who: PersonId, number: str) -> None:
        blank = replace(
            self.desk.reception.blank(),
            name="Nguyễn Thị Hồng Vân",
            sex="female",
            birth="12/03/1979",
            numbers=(IdentityNumber("cccd", number),),
        )
        self._told(self.desk.reception.register(blank))

    def _screen(self, who: PersonId) -> None:
        form = self.desk.screening.open(who)
        measured = Vitals(temperature=36.7, systolic=122, diastolic=78)
        answers = Answers(form.form, who, vitals=measured, agreed=True)
        self._told(self.desk.screening.save(answers))

    def _inject(self, who: PersonId) -> None:
        form = self.desk.injection.open(who)
        if form.vial is None or form.vial.state in {"empty", "past"}:
            self._take_vial()
            form = self.desk.injection.open(who)
        draft = DoseDraft(
            form=form.form,
            person=who,
            lot=form.vial.lot_id if form.vial else None,
            dose_kind=form.dose_kind,
            number=form.number,
            volume=form.volume,
            reason="bác sĩ quyết",
        )
        self._last = lambda: self.desk.injection.save(draft)
        self._told(self._last())

    def _visit(self, who: PersonId, number: str) -> None:
        self._try(lambda: self._register(who, number))
        self._try(lambda: self._save(lambda form: self.desk.reception.arrive(form, who)))
        self._try(lambda: self._screen(who))
        self._try(lambda: self._inject(who))

    def _void(self, who: PersonId) -> None:
        dose = self.desk.cards.of(who).dose_today
        if dose is not None:
            self._save(lambda form: self.desk.injection.void(form, who, dose, "wrong_lot"))

    def _react(self, who: PersonId, symptom: str) -> None:
        self._save(
            lambda form: self.desk.observation.report(ReactionDraft(form, who, symptoms=(symptom,)))
        )

    def _correct(self, who: PersonId) -> None:
        change = PersonCorrected(reason="gọi lại", phone=f"09120{self._clock.now():%S%f}"[:10])
        self._save(lambda form: self.desk.reception.correct(form, who, change))

    def _again(self) -> None:
        if self._last is not None:
            self._told(self._last())

    def _flood(self) -> None:
        futures = []
        for _ in range(_FLOOD):
            blank = replace(self.desk.reception.blank(), name="Phạm Quốc Bảo", sex="male")
            blank = replace(blank, birth="05/08/1992")
            futures.append(self.desk.reception.register(blank))
        for future in futures:
            self._try(lambda future=future: self._told(future))  # type: ignore[misc]

    def poison(self, how: str) -> None:
        """Write what the centre will not take, as a program with a fault might."""
        self._try(lambda: self._poison(how))

    def _poison(self, how: str) -> None:
        id = self._diary.begins()

        def work(connection: Connection) -> None:
            lc = itertools.count(node.next_lc(connection))
            written = [self._raw(how, id, next(lc), subject) for subject in range(2)]
            count = 2 if how == "id" else 1
            journal.append(connection, node.read(connection).author, written[:count])

        self._store.write(work).result(_PATIENCE)
        self._diary.told(id)

    def _raw(self, how: str, id: EntryId, lc: int, subject: int) -> bytes:
        site = SiteCode("99-999") if how == "wrong site" else self.desk.station.site
        about = person_of_number("cccd", f"031179{self._people + subject:06}")
        kinds: dict[str, tuple[str, object]] = {
            "unknown kind": ("thing.unheard_of", {"x": 1}),
            "centre only": ("staff.registered", {}),
            "malformed": ("dose.given", {"day": "2026-02-30"}),
            "unprojectable": ("person.registered", {"name": "a\0b"}),
        }
        kind, body = kinds.get(how, ("visit.arrived", {"day": f"{self._clock.today()}"}))
        at = self._clock.now().replace(microsecond=0).isoformat()
        made = {"id": id, "kind": kind, "at": at, "lc": lc, "site": site, "about": about}
        written = json.dumps({**made, "body": body}).encode()
        entries.read(written)
        return written
