"""Entries for tests: made-up people, one desk's pen, and random days at a site."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from immunization import entries, ids
from immunization.entries import Body
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode
from records.journal import Author
from records.lines import StoredEntry

SITE = SiteCode("75-001")
DAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def number_id(purpose: str, number: int) -> str:
    """A UUID that stands for a small number, so that failing examples can be read."""
    return str(uuid.UUID(int=int.from_bytes(purpose.encode()[:4].ljust(4)) << 96 | number))


def device(number: int = 1) -> DeviceId:
    return DeviceId(number_id("desk", number))


def person(number: int = 1) -> PersonId:
    return PersonId(number_id("pers", number))


def entry_id(number: int) -> EntryId:
    return EntryId(number_id("entr", number))


@dataclass
class Pen:
    """One device that writes: it counts its own clock and places."""

    number: int = 1
    lc: int = 0
    seq: int = 0
    written: list[StoredEntry] = field(default_factory=list)

    @property
    def author(self) -> Author:
        return Author(device(self.number), 1)

    def write(
        self, body: Body, about: str, *, id: EntryId | None = None, site: SiteCode = SITE
    ) -> bytes:
        self.lc += 1
        self.seq += 1
        written = entries.write(
            body,
            id=id or entry_id(self.number * 100_000 + self.seq),
            at=MORNING + timedelta(minutes=self.seq),
            lc=self.lc,
            site=site,
            about=about,
        )
        self.written.append(StoredEntry(device(self.number), 1, self.seq, written))
        return written


def registered(name: str = "Nguyễn Thị Hồng Vân") -> entries.PersonRegistered:
    return entries.PersonRegistered(name=name, sex="female", birth="1979-03-12", phone="0912000318")


def arrived(number: str = "A001", day: date = DAY) -> entries.VisitArrived:
    return entries.VisitArrived(day=day, number=number)


def screened(
    conclusion: entries.Conclusion = "vaccinate", day: date = DAY
) -> entries.ScreeningCompleted:
    return entries.ScreeningCompleted(
        day=day, form="5785/QĐ-BYT", conclusion=conclusion, proposal="vaccinate"
    )


def dose(day: date = DAY, number: int = 1) -> entries.DoseGiven:
    return entries.DoseGiven(
        day=day,
        product="comirnaty",
        lot="MT2611A",
        expiry=date(2027, 1, 31),
        dose_kind="basic",
        number=number,
        volume=0.3,
        body_site="left_deltoid",
        route="intramuscular",
        given_at=MORNING,
    )


def reaction(of: EntryId, severity: entries.Severity = "mild") -> entries.ReactionReported:
    return entries.ReactionReported(
        day=DAY, onset_at=MORNING, symptoms=("headache",), severity=severity, dose=of
    )


def lot(name: str = "MT2611A", doses: int = 60) -> entries.LotReceived:
    return entries.LotReceived(product="comirnaty", lot=name, expiry=date(2027, 1, 31), doses=doses)


def follow_up(of: EntryId, *, serious: bool = False) -> entries.ReactionFollowedUp:
    criteria = ("hospitalisation",) if serious else ()
    return entries.ReactionFollowedUp(
        reaction=of, outcome="recovering", criteria=criteria, closed=not serious
    )


def allocated(how: entries.LotMove = "allocated", doses: int = 30) -> entries.LotMoved:
    return entries.LotMoved(product="comirnaty", lot="MT2611A", doses=doses, how=how, to="Bàn 2")


def vial(doses: int | None = 6) -> entries.VialOpened:
    return entries.VialOpened(
        day=DAY, product="comirnaty", lot="MT2611A", opened_at=MORNING, doses=doses
    )


def discarded(drawn: int = 7) -> entries.VialDiscarded:
    return entries.VialDiscarded(day=DAY, reason="empty", drawn=drawn)


def temperatures(*degrees: float) -> entries.TemperatureRead:
    return entries.TemperatureRead(
        fridge="TL 1",
        readings=tuple(
            entries.Reading(MORNING + timedelta(hours=at), one) for at, one in enumerate(degrees)
        ),
    )


_DILUTED = entries.VialDiluted(diluent_lot="NACL1")
_VIALS = st.integers(9_000_001, 9_000_003)
_DEGREES = st.sampled_from([4.5, -3.0, 8.1, 1e40])


@st.composite
def days(draw: st.DrawFn, desks: int = 3, people: int = 4) -> list[StoredEntry]:  # noqa: C901, PLR0912 (a table)
    """Draw what several desks write about the same few people, each desk in its own order."""
    pens = [Pen(number) for number in range(1, desks + 1)]
    doses: list[EntryId] = [entry_id(1)]
    for _ in range(draw(st.integers(0, 24))):
        pen = pens[draw(st.integers(0, desks - 1))]
        pen.lc = max(pen.lc, draw(st.integers(0, 30)))
        about = person(draw(st.integers(1, people)))
        known = st.sampled_from(doses)
        match draw(st.integers(0, 16)):
            case 0:
                pen.write(registered(draw(st.sampled_from(["Lê Văn Đạt", "Trần Vũ"]))), about)
            case 1:
                pen.write(entries.PersonCorrected(reason="x", phone="0900000001"), about)
            case 2:
                pen.write(arrived(f"A{pen.seq:03}"), about)
            case 3:
                pen.write(screened(draw(st.sampled_from(["vaccinate", "delay"]))), about)
            case 4:
                pen.write(dose(), about)
                doses.append(entry_id(pen.number * 100_000 + pen.seq))
            case 5:
                pen.write(entries.DoseVoided(dose=draw(known), reason="twice"), about)
            case 6:
                pen.write(reaction(draw(known), draw(st.sampled_from(["mild", "serious"]))), about)
            case 7:
                pen.write(entries.ObservationEnded(day=DAY, dose=draw(known)), about)
            case 8:
                pen.write(lot(doses=pen.seq), ids.lot_at_site(SITE, "comirnaty", "MT2611A"))
            case 9:
                pen.write(reported := reaction(draw(known)), about)
                told = entry_id(pen.number * 100_000 + pen.seq)
                pen.write(follow_up(told, serious=reported.severity == "mild"), about)
            case 10:
                told = entry_id(draw(st.integers(1, desks)) * 100_000 + draw(st.integers(1, 9)))
                pen.write(entries.ReactionAcknowledged(reaction=told), about)
            case 11:
                told = entry_id(draw(st.integers(1, desks)) * 100_000 + draw(st.integers(1, 9)))
                pen.write(entries.ReactionNotified(reaction=told, how="written"), about)
                if draw(st.booleans()):
                    pen.write(entries.ReactionVoided(reaction=told, reason="not_so"), about)
            case 12:
                moved = draw(st.sampled_from([allocated(), allocated("returned", 10**12)]))
                pen.write(moved, ids.lot_at_site(SITE, "comirnaty", "MT2611A"))
            case 13:
                pen.write(
                    draw(st.sampled_from([vial(), discarded(), _DILUTED])), entry_id(draw(_VIALS))
                )
            case 14:
                pen.write(temperatures(draw(_DEGREES)), number_id("frdg", 1))
            case 15:
                pen.write(entries.PersonUnlinked(same_as=person(9), reason="no"), about)
            case _:
                pen.write(entries.PersonLinked(same_as=person(9), reason="card"), about)
    return [stored for pen in pens for stored in pen.written]
