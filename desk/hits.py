"""The rows of the search list: who it is, and where they stand today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import moment
from desk.wording import age_words, birth_words, clock_time, filled, lower
from immunization.dates import PartialDate, stored
from immunization.entries import Sex
from immunization.identity import mask
from immunization.ids import PersonId, SiteCode
from immunization.labels import CONCLUSIONS
from immunization.text import Text
from local_db import reads
from local_db.reads import PersonToday

_NOT_HERE: Final = Text(vi="Chưa đến hôm nay", en="Not here today")
_WAITS: Final = {
    "screening": Text(vi="Chờ khám", en="Waiting for screening"),
    "injection": Text(vi="Chờ tiêm", en="Waiting for injection"),
    "observation": Text(vi="Đang theo dõi", en="Under observation"),
}
_GIVEN: Final = Text(vi="Đã tiêm {time}", en="Vaccinated {time}")
_DONE: Final = Text(vi="Không tiêm", en="Not injected")
_TODAY: Final = Text(vi="Hôm nay {conclusion}", en="Today: {conclusion}")


class Hit(Struct, frozen=True):
    """A row of the search list. ``number_tail``, ``phone_tail``: the last digits only.

    ``today``: "Chờ khám", "Đã tiêm 08:06", "Chưa đến hôm nay"; ``stage`` for its colour, "none"
    where the person was not received today.
    """

    person: PersonId
    name: str
    sex: Sex | None
    birth: PartialDate | None
    birth_words: Text
    age: Text
    address: str | None
    number_tail: str | None
    phone_tail: str | None
    stage: str
    today: Text
    number: str | None = None


def hits(
    connection: Connection,
    people: Sequence[PersonId],
    site: SiteCode,
    now: datetime,
) -> tuple[Hit, ...]:
    """Return the rows for some people, in the order given."""
    found = reads.people_today(connection, people, site, now.date())
    return tuple(_hit(found[person], now) for person in people if person in found)


def _hit(one: PersonToday, now: datetime) -> Hit:
    birth = stored(one.birth)
    address = ", ".join(part for part in (one.address, one.commune) if part)
    return Hit(
        person=one.person,
        name=one.name,
        sex=one.sex,
        birth=birth,
        birth_words=birth_words(birth),
        age=age_words(birth, now.date()),
        address=address or None,
        number_tail=mask(one.id_number) if one.id_number else None,
        phone_tail=f"…{one.phone[-3:]}" if one.phone else None,
        stage=one.stage or "none",
        today=_today(one, now),
        number=one.number,
    )


def _today(one: PersonToday, now: datetime) -> Text:
    if one.stage is None:
        return _NOT_HERE
    if one.given_at is not None:
        return filled(_GIVEN, time=clock_time(moment(one.given_at, now)))
    if one.stage in _WAITS:
        return _WAITS[one.stage]
    if one.conclusion is not None and one.conclusion != "vaccinate":
        return filled(_TODAY, conclusion=lower(CONCLUSIONS[one.conclusion]))
    return _DONE
