"""What a use case asks about one subject or one entry: single rows, and the entries themselves.

The lists of the screens are in `local_db.queries`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from immunization.entries import Conclusion, IdentityNumber, Outcome, Severity, Sex
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode, StaffId
from local_db.tables import receipt
from records import projection, tables
from records.journal import Author
from records.lines import Line, StoredEntry, read_line

_MOST_LINKED = 16
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Who wrote an entry, and where it stands in that writer's chain."""

    device: DeviceId
    epoch: int
    seq: int


@dataclass(frozen=True, slots=True)
class ReactionRow:
    """A reported reaction: how grave, since when (seconds, UTC), and its latest outcome."""

    reaction: EntryId
    severity: Severity
    onset_at: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PersonToday:
    """A person, and where they are today at a site; ``given_at`` in seconds (UTC).

    ``stage`` is None where the person was not received.
    """

    person: PersonId
    name: str
    sex: Sex | None
    birth: str | None
    id_number: str | None
    phone: str | None
    address: str | None
    commune: str | None
    number: str | None
    stage: str | None
    conclusion: Conclusion | None
    given_at: int | None


def line(connection: Connection, about: str, entry: EntryId) -> Line | None:
    """Return an entry of the journal, or None if it is not there."""
    kept = tables.entry.c
    row = connection.execute(
        select(kept.device_id, kept.epoch, kept.seq, kept.written).where(
            kept.subject == about, kept.entry_id == entry
        )
    ).first()
    if row is None:
        return None
    return read_line(StoredEntry(DeviceId(row[0]), row[1], row[2], row[3]))


def lines(connection: Connection, people: Collection[PersonId]) -> Mapping[str, list[Line]]:
    """Return all entries about some people, each person's in logical order."""
    return projection.lines_of(connection, people)


def own_lines(
    connection: Connection, author: Author, kinds: Collection[str], limit: int, *, within: int
) -> list[Line]:
    """Return the desk's own latest entries of some kinds, newest first.

    Looks at no more than the last ``within`` entries, so that it stays quick in a large journal.
    """
    kept = tables.entry.c
    last = (
        select(kept.seq)
        .where(kept.device_id == author.device, kept.epoch == author.epoch)
        .where(kept.chain.isnot(None))
        .order_by(kept.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(kept.device_id, kept.epoch, kept.seq, kept.written)
        .where(kept.device_id == author.device, kept.epoch == author.epoch)
        .where(kept.chain.isnot(None), kept.seq > last - within)
        .where(kept.kind.in_(bindparam("kinds", expanding=True)))
        .order_by(kept.seq.desc())
        .limit(limit)
    )
    rows = connection.execute(query, {"kinds": list(kinds)})
    return [read_line(StoredEntry(DeviceId(row[0]), row[1], row[2], row[3])) for row in rows]


def name(connection: Connection, person: str) -> str:
    """Return a person's name; empty if the person is not registered here (yet)."""
    kept = tables.person.c
    query = select(kept.name).where(kept.person_id == person)
    return connection.execute(query).scalar_one_or_none() or ""


def names(connection: Connection, people: Iterable[str]) -> dict[str, str]:
    """Return the names of some people, by id."""
    kept = tables.person.c
    query = select(kept.person_id, kept.name).where(
        kept.person_id.in_(bindparam("people", expanding=True))
    )
    return {row[0]: row[1] for row in connection.execute(query, {"people": list(set(people))})}


def exists(connection: Connection, person: str) -> bool:
    """Tell whether a person is registered here."""
    kept = tables.person.c
    return (
        connection.execute(select(kept.person_id).where(kept.person_id == person)).first()
        is not None
    )


def number_of_day(connection: Connection, person: str, site: SiteCode, day: date) -> str | None:
    """Return the number that a person was given at a site on a day, or None."""
    kept = tables.visit.c
    query = select(kept.number).where(
        kept.person_id == person, kept.site == site, kept.day == day.isoformat()
    )
    return connection.execute(query).scalar_one_or_none()


def person_with_number(
    connection: Connection, site: SiteCode, day: date, number: str
) -> list[PersonId]:
    """Return who has this number of the day at a site, or a number that ends so."""
    kept = tables.visit.c
    query = select(kept.person_id).where(
        kept.site == site,
        kept.day == day.isoformat(),
        or_(kept.number == number, kept.number.endswith(number, autoescape=True)),
    )
    return [PersonId(person) for person in connection.execute(query).scalars()]


def people_with(connection: Connection, numbers: Collection[IdentityNumber]) -> list[PersonId]:
    """Return the people who have one of these identity numbers, whatever their id."""
    kept = tables.person_number.c
    values = {number.value for number in numbers}
    if not values:
        return []
    query = select(kept.person_id, kept.system, kept.value).where(
        kept.value.in_(bindparam("values", expanding=True))
    )
    wanted = set(numbers)
    found = connection.execute(query, {"values": list(values)})
    people = (row[0] for row in found if IdentityNumber(row[1], row[2]) in wanted)
    return list(dict.fromkeys(PersonId(person) for person in people))


def namesakes(connection: Connection, folded: str, birth: str) -> list[PersonId]:
    """Return the people with this folded name and birth date."""
    kept = tables.person.c
    query = select(kept.person_id).where(kept.folded == folded, kept.birth == birth).limit(20)
    return [PersonId(person) for person in connection.execute(query).scalars()]


def linked(connection: Connection, person: PersonId) -> list[PersonId]:
    """Return all ids that are the same human being, the one asked for first."""
    kept = tables.person_link.c
    found, fresh = [person], [person]
    while fresh and len(found) < _MOST_LINKED:
        query = select(kept.person_id, kept.same_as).where(
            or_(
                kept.person_id.in_(bindparam("one", expanding=True)),
                kept.same_as.in_(bindparam("other", expanding=True)),
            )
        )
        rows = connection.execute(query, {"one": fresh, "other": fresh})
        fresh = [PersonId(id) for row in rows for id in row if id not in found]
        fresh = list(dict.fromkeys(fresh))
        found.extend(fresh)
    return found


def staff_names(connection: Connection) -> dict[StaffId, str]:
    """Return how each member of staff is shown: title and name."""
    kept = tables.staff.c
    rows = connection.execute(select(kept.staff_id, kept.title, kept.name))
    return {StaffId(row[0]): f"{row[1]} {row[2]}".strip() for row in rows}


def site_names(connection: Connection) -> dict[SiteCode, str]:
    """Return the names of the sites that are known, by code."""
    kept = tables.site.c
    rows = connection.execute(select(kept.code, kept.name))
    return {SiteCode(row[0]): row[1] for row in rows}


def desk_names(connection: Connection, site: SiteCode) -> dict[DeviceId, str]:
    """Return the names of a site's desks that are not revoked, in their order."""
    kept = tables.device.c
    query = (
        select(kept.device_id, kept.name)
        .where(kept.site == site, kept.revoked.is_(False))
        .order_by(kept.desk)
    )
    return {DeviceId(row[0]): row[1] for row in connection.execute(query)}


def void_reasons(connection: Connection, doses: Iterable[EntryId]) -> dict[EntryId, str | None]:
    """Return, for those ids that are doses, the reason of their void or None."""
    kept = tables.dose.c
    query = select(kept.dose_id, kept.void_reason).where(
        kept.dose_id.in_(bindparam("doses", expanding=True))
    )
    rows = connection.execute(query, {"doses": list(doses)})
    return {EntryId(row[0]): row[1] for row in rows}


def receipts(connection: Connection, device: DeviceId) -> dict[tuple[str, int], int]:
    """Return the last own entry that each holder has acknowledged, by holder and epoch."""
    kept = receipt.c
    query = select(kept.holder, kept.epoch, kept.seq).where(kept.device_id == device)
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def refusals(connection: Connection, entries: Iterable[EntryId]) -> dict[EntryId, str]:
    """Return the code of refusal of those entries that were refused."""
    kept = tables.refusal.c
    query = select(kept.entry_id, kept.code).where(
        kept.entry_id.in_(bindparam("entries", expanding=True))
    )
    rows = connection.execute(query, {"entries": list(entries)})
    return {EntryId(row[0]): row[1] for row in rows}


def products_at_hand(connection: Connection, site: SiteCode, day: date) -> list[str]:
    """Return the products of which a site has received lots that are not expired, newest first."""
    kept = tables.lot.c
    query = (
        select(kept.product)
        .where(kept.site == site, kept.expiry >= day.isoformat())
        .order_by(kept.lot_id.desc())
    )
    return list(dict.fromkeys(connection.execute(query).scalars()))


def places(connection: Connection, about: Iterable[str], kind: str) -> dict[EntryId, Place]:
    """Return the places of all entries of a kind about some subjects."""
    kept = tables.entry.c
    query = select(kept.entry_id, kept.device_id, kept.epoch, kept.seq).where(
        kept.subject.in_(bindparam("subjects", expanding=True)), kept.kind == kind
    )
    wanted, found = list(set(about)), {}
    for start in range(0, len(wanted), _PAGE):
        for row in connection.execute(query, {"subjects": wanted[start : start + _PAGE]}):
            found[EntryId(row[0])] = Place(DeviceId(row[1]), row[2], row[3])
    return found


def reactions_of_day(
    connection: Connection, site: SiteCode, day: date
) -> dict[PersonId, ReactionRow]:
    """Return the gravest open reaction of each person of a day at a site, the latest of equals."""
    kept = tables.reaction.c
    query = (
        select(kept.person_id, kept.reaction_id, kept.severity, kept.onset_at, kept.outcome)
        .where(kept.site == site, kept.day == day.isoformat())
        .order_by(kept.outcome != "recovered", kept.severity == "serious", kept.onset_at)
    )
    return {PersonId(row[0]): ReactionRow(*row[1:]) for row in connection.execute(query)}


def numbers_of_day(connection: Connection, site: SiteCode, day: date) -> list[str]:
    """Return all numbers of the day that a site's visits have."""
    kept = tables.visit.c
    query = select(kept.number).where(
        kept.site == site, kept.day == day.isoformat(), kept.number.isnot(None)
    )
    return [number for number in connection.execute(query).scalars() if number]


def sex(connection: Connection, person: str) -> Sex | None:
    """Return a person's sex, or None where it is not known."""
    kept = tables.person.c
    query = select(kept.sex).where(kept.person_id == person)
    found: Sex | None = connection.execute(query).scalar_one_or_none()
    return found


def drawn(
    connection: Connection,
    device: DeviceId,
    product: str,
    lot: str,
    since: int,
    not_drawn: Collection[str],
) -> int:
    """Count the doses of a lot that a desk recorded since a time (seconds, UTC).

    Those that were voided for one of the reasons ``not_drawn`` do not count.
    """
    kept = tables.dose.c
    query = (
        select(func.count())
        .select_from(tables.dose)
        .where(kept.product == product, kept.lot == lot, kept.device_id == device)
        .where(kept.given_at >= since)
        .where(or_(kept.void_reason.is_(None), kept.void_reason.not_in(list(not_drawn))))
    )
    return int(connection.execute(query).scalar_one())


def people_today(
    connection: Connection, people: Collection[PersonId], site: SiteCode, day: date
) -> dict[PersonId, PersonToday]:
    """Return the rows of some people, with where they are today at a site."""
    person, visit, dose = tables.person.c, tables.visit.c, tables.dose.c
    here = and_(
        visit.person_id == person.person_id, visit.site == site, visit.day == day.isoformat()
    )
    given = and_(dose.person_id == visit.person_id, dose.dose_id == visit.dose_id)
    query = (
        select(
            person.person_id, person.name, person.sex, person.birth, person.number, person.phone,
            person.address, person.commune, visit.number, visit.stage, visit.conclusion,
            dose.given_at,
        )
        .select_from(tables.person.outerjoin(tables.visit, here).outerjoin(tables.dose, given))
        .where(person.person_id.in_(bindparam("people", expanding=True)))
    )  # fmt: skip
    rows: list[tuple[Any, ...]] = [
        tuple(row) for row in connection.execute(query, {"people": list(people)})
    ]
    return {row[0]: PersonToday(*row) for row in rows}
