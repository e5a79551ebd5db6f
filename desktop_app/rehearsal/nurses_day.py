"""A realistic day at a desk, as entries: for measuring size and speed, and for long tests.

Ids, times and answers are as random as in life, because what is measured is how well they
compress. All people are made up.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from immunization import entries, ids
from immunization.entries import Body
from immunization.ids import EntryId, PersonId, SiteCode, StaffId

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLES = ("Thị", "Văn", "Hữu", "Đức", "Ngọc", "Minh", "Thanh", "Quang")
_GIVEN = ("Hồng", "Vân", "Đạt", "Hùng", "Lan", "Mai", "Tuấn", "Phương", "Dũng", "Hoa", "Sơn")
_STREETS = ("Lê Lợi", "Trần Phú", "Hai Bà Trưng", "Nguyễn Huệ", "Điện Biên Phủ")


class Day:
    """Writes the entries of one desk, person after person, over as many days as it takes."""

    def __init__(
        self, site: SiteCode, seed: int = 1, begin: datetime | None = None, lc: int = 0
    ) -> None:
        self._random = random.Random(seed)  # noqa: S311 (made-up days, no secret)
        self._site = site
        self._now = begin or datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
        self._lc = lc
        self._staff = [StaffId(self._uuid4()) for _ in range(2)]
        self._number = 0

    def entries(self, count: int) -> list[bytes]:
        """Return the first ``count`` entries."""
        written: list[bytes] = []
        while len(written) < count:
            written.extend(self._person())
        return written[:count]

    def _person(self) -> Iterator[bytes]:
        roll = self._random
        self._now += timedelta(seconds=roll.randint(60, 180))
        if self._now.hour >= 17:
            self._now = self._now.replace(hour=7, minute=30) + timedelta(days=1)
            self._number = 0
        self._number += 1
        number = f"0{roll.randint(1, 96):02}{roll.randint(0, 3)}{roll.randint(0, 99999999):08}"
        person = ids.person_of_number("cccd", number)
        if roll.random() < 0.15:
            yield self._write(self._registered(number), person)
        today = self._now.date()
        yield self._write(entries.VisitArrived(day=today, number=f"A{self._number:03}"), person)
        self._now += timedelta(seconds=roll.randint(30, 90))
        yield self._write(self._screening(today), person)
        self._now += timedelta(seconds=roll.randint(30, 90))
        dose = EntryId(self._uuid7())
        yield self._write(self._dose(today), person, dose)
        if roll.random() < 0.03:
            yield self._write(self._reaction(today, dose), person)
        yield self._write(entries.ObservationEnded(day=today, dose=dose), person)

    def _registered(self, number: str) -> Body:
        roll = self._random
        name = " ".join(roll.choice(part) for part in (_SURNAMES, _MIDDLES, _GIVEN))
        return entries.PersonRegistered(
            name=name,
            sex=roll.choice(("male", "female")),
            birth=date.fromordinal(roll.randint(710000, 735000)).isoformat(),
            numbers=(entries.IdentityNumber("cccd", number),),
            phone=f"09{roll.randint(0, 99999999):08}",
            address=f"{roll.randint(1, 300)} {roll.choice(_STREETS)}",
            source="cccd",
        )

    def _screening(self, today: date) -> Body:
        roll = self._random
        return entries.ScreeningCompleted(
            day=today,
            form="5785/QĐ-BYT",
            conclusion="vaccinate",
            proposal="vaccinate",
            vitals=entries.Vitals(
                temperature=round(roll.uniform(36.0, 37.4), 1),
                pulse=roll.randint(60, 100),
                systolic=roll.randint(100, 139),
                diastolic=roll.randint(60, 89),
            ),
        )

    def _dose(self, today: date) -> Body:
        return entries.DoseGiven(
            day=today,
            product="comirnaty",
            lot=self._random.choice(("MT2611A", "MT2611B")),
            expiry=date(2027, 1, 31),
            dose_kind="basic",
            number=self._random.randint(1, 2),
            volume=0.3,
            body_site="left_deltoid",
            route="intramuscular",
            given_at=self._now,
            vaccinator=self._staff[0],
        )

    def _reaction(self, today: date, dose: EntryId) -> Body:
        return entries.ReactionReported(
            day=today,
            onset_at=self._now + timedelta(minutes=self._random.randint(3, 25)),
            symptoms=("injection_site_pain", "headache"),
            severity="mild",
            dose=dose,
        )

    def _write(self, body: Body, about: PersonId, id: EntryId | None = None) -> bytes:
        self._lc += 1
        return entries.write(
            body,
            id=id or EntryId(self._uuid7()),
            at=self._now,
            lc=self._lc,
            site=self._site,
            about=about,
            by=self._random.choice(self._staff),
        )

    def _uuid7(self) -> str:
        millis = int(self._now.timestamp() * 1000) + self._random.randint(0, 999)
        value = (millis << 80) | self._random.getrandbits(80)
        value = value & ~(0xF << 76) | (0x7 << 76)
        return str(uuid.UUID(int=value & ~(0b11 << 62) | (0b10 << 62)))

    def _uuid4(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))
