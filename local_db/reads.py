"""What a use case asks about one subject or one entry: single rows, and the entries themselves.

The lists of the screens are in `local_db.queries`. Statements are made once, and asked
past SQLAlchemy (`local_db.question`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import BindParameter, Connection, and_, bindparam, func, or_, select

from immunization.entries import Conclusion, IdentityNumber, Outcome, Severity, Sex
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode, StaffId, SubjectId
from local_db.question import Question
from local_db.tables import receipt
from records import projection, tables
from records.journal import Author
from records.lines import Line, StoredEntry, read_line

_MOST_LINKED = 16
_PAGE = 500

_entry, _person, _visit, _dose = tables.entry.c, tables.person.c, tables.visit.c, tables.dose.c
_number, _link, _lot = tables.person_number.c, tables.person_link.c, tables.lot.c
_reaction, _refusal = tables.reaction.c, tables.refusal.c


def _some(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


_LINE = Question(
    select(_entry.device_id, _entry.epoch, _entry.seq, _entry.written).where(
        _entry.subject == bindparam("about"), _entry.entry_id == bindparam("entry")
    )
)
_OWN = (
    _entry.device_id == bindparam("device"),
    _entry.epoch == bindparam("epoch"),
    _entry.chain.isnot(None),
)
_OWN_LAST = select(_entry.seq).where(*_OWN).order_by(_entry.seq.desc()).limit(1).scalar_subquery()
_OWN_LINES = Question(
    select(_entry.device_id, _entry.epoch, _entry.seq, _entry.written)
    .where(*_OWN, _entry.seq > _OWN_LAST - bindparam("within"), _entry.kind.in_(_some("kinds")))
    .order_by(_entry.seq.desc())
    .limit(bindparam("most"))
)
_NAME = Question(select(_person.name).where(_person.person_id == bindparam("person")))
_NAMES = Question(
    select(_person.person_id, _person.name).where(_person.person_id.in_(_some("people")))
)
_EXISTS = Question(select(_person.person_id).where(_person.person_id == bindparam("person")))
_SEX_AND_BIRTH = Question(
    select(_person.sex, _person.birth).where(_person.person_id == bindparam("person"))
)
_NAMESAKES = Question(
    select(_person.person_id)
    .where(_person.folded == bindparam("folded"), _person.birth == bindparam("birth"))
    .limit(20)
)
_HERE = (_visit.site == bindparam("site"), _visit.day == bindparam("day"))
_NUMBER_OF_DAY = Question(
    select(_visit.number).where(_visit.person_id == bindparam("person"), *_HERE)
)
_NUMBERS_OF_DAY = Question(select(_visit.number).where(*_HERE, _visit.number.isnot(None)))
_WITH_NUMBERS = Question(
    select(_number.person_id, _number.system, _number.value).where(
        _number.value.in_(_some("values"))
    )
)
_NUMBERS_OF = Question(
    select(_number.system, _number.value).where(_number.person_id == bindparam("person"))
)
_LINKED = Question(
    select(_link.person_id, _link.same_as).where(
        or_(_link.person_id.in_(_some("one")), _link.same_as.in_(_some("other")))
    )
)
_NUMBERED = Question(
    select(_visit.person_id, _visit.number).where(*_HERE, _visit.number.isnot(None))
)
_VOID_REASONS = Question(
    select(_dose.dose_id, _dose.void_reason).where(_dose.dose_id.in_(_some("doses")))
)
_REFUSALS = Question(
    select(_refusal.entry_id, _refusal.device_id, _refusal.code).where(
        _refusal.entry_id.in_(_some("entries"))
    )
)
_REACTIONS = Question(
    select(
        _reaction.person_id, _reaction.reaction_id, _reaction.severity, _reaction.onset_at,
        _reaction.outcome,
    )
    .where(_reaction.site == bindparam("site"), _reaction.day == bindparam("day"))
    .order_by(
        _reaction.outcome != "recovered", _reaction.severity == "serious", _reaction.onset_at
    )
)  # fmt: skip
_STAFF_NAMES = Question(select(tables.staff.c.staff_id, tables.staff.c.title, tables.staff.c.name))
_SITE_NAMES = Question(select(tables.site.c.code, tables.site.c.name))
_DESK_NAMES = Question(
    select(tables.device.c.device_id, tables.device.c.desk)
    .where(tables.device.c.site == bindparam("site"), tables.device.c.revoked.is_(False))
    .order_by(tables.device.c.desk)
)
_RECEIPTS = Question(
    select(receipt.c.holder, receipt.c.epoch, receipt.c.seq).where(
        receipt.c.device_id == bindparam("device")
    )
)
_PRODUCTS_AT_HAND = Question(
    select(_lot.product)
    .where(_lot.site == bindparam("site"), _lot.expiry >= bindparam("day"))
    .order_by(_lot.lot_id.desc())
)
_PLACES = Question(
    select(_entry.entry_id, _entry.device_id, _entry.epoch, _entry.seq).where(
        _entry.subject.in_(_some("subjects")), _entry.kind == bindparam("kind")
    )
)
_DRAWN = Question(
    select(func.count())
    .select_from(tables.dose)
    .where(_dose.site == bindparam("site"), _dose.product == bindparam("product"))
    .where(_dose.lot == bindparam("lot"), _dose.given_at >= bindparam("since"))
    .where(_dose.device_id == bindparam("device"))
    .where(or_(_dose.void_reason.is_(None), _dose.void_reason.not_in(_some("not_drawn"))))
)
_TODAY = Question(
    select(
        _person.person_id, _person.name, _person.sex, _person.birth, _person.number,
        _person.phone, _person.address, _person.commune, _visit.number, _visit.stage,
        _visit.conclusion, _dose.given_at,
    )
    .select_from(
        tables.person.outerjoin(
            tables.visit, and_(_visit.person_id == _person.person_id, *_HERE)
        ).outerjoin(
            tables.dose,
            and_(_dose.person_id == _visit.person_id, _dose.dose_id == _visit.dose_id),
        )
    )
    .where(_person.person_id.in_(_some("people")))
)  # fmt: skip


class Place(Struct, frozen=True):
    """Who wrote an entry, and where it stands in that writer's chain."""

    device: DeviceId
    epoch: int
    seq: int


class ReactionRow(Struct, frozen=True):
    """A reported reaction: how grave, since when (seconds, UTC), and its latest outcome."""

    reaction: EntryId
    severity: Severity
    onset_at: int
    outcome: Outcome


class PersonToday(Struct, frozen=True):
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
    row = _LINE.one(connection, about=about, entry=entry)
    if row is None:
        return None
    return read_line(StoredEntry(DeviceId(row[0]), row[1], row[2], row[3]))


def lines(connection: Connection, people: Collection[PersonId]) -> Mapping[str, list[Line]]:
    """Return all entries about some people, each person's in logical order."""
    return projection.lines_of(connection, people)


def subject_lines(
    connection: Connection, subjects: Collection[SubjectId]
) -> Mapping[str, list[Line]]:
    """Return all entries about some subjects of any kind, each subject's in logical order."""
    return projection.lines_of(connection, subjects)


def own_lines(
    connection: Connection, author: Author, kinds: Collection[str], limit: int, *, within: int
) -> list[Line]:
    """Return the desk's own latest entries of some kinds, newest first.

    Looks at no more than the last ``within`` entries, so that it stays quick in a large journal.
    """
    rows = _OWN_LINES.all(
        connection,
        device=author.device,
        epoch=author.epoch,
        within=within,
        kinds=list(kinds),
        most=limit,
    )
    return [read_line(StoredEntry(DeviceId(row[0]), row[1], row[2], row[3])) for row in rows]


def name(connection: Connection, person: str) -> str:
    """Return a person's name; empty if the person is not registered here (yet)."""
    return _NAME.value(connection, person=person) or ""


def names(connection: Connection, people: Iterable[str]) -> dict[str, str]:
    """Return the names of some people, by id."""
    rows = _NAMES.all(connection, people=list(set(people)))
    return {row[0]: row[1] for row in rows}


def exists(connection: Connection, person: str) -> bool:
    """Tell whether a person is registered here."""
    return _EXISTS.one(connection, person=person) is not None


def number_of_day(connection: Connection, person: str, site: SiteCode, day: date) -> str | None:
    """Return the number that a person was given at a site on a day, or None."""
    number: str | None = _NUMBER_OF_DAY.value(
        connection, person=person, site=site, day=day.isoformat()
    )
    return number


def person_with_number(
    connection: Connection, site: SiteCode, day: date, number: str
) -> list[PersonId]:
    """Return who has this number of the day at a site, or a number that ends so."""
    # Compared here and not by LIKE: a day has some hundreds of numbers.
    rows = _NUMBERED.all(connection, site=site, day=day.isoformat())
    return [PersonId(person) for person, one in rows if one == number or one.endswith(number)]


def people_with(connection: Connection, numbers: Collection[IdentityNumber]) -> list[PersonId]:
    """Return the people who have one of these identity numbers, whatever their id."""
    values = {number.value for number in numbers}
    if not values:
        return []
    wanted = set(numbers)
    found = _WITH_NUMBERS.all(connection, values=list(values))
    people = (row[0] for row in found if IdentityNumber(row[1], row[2]) in wanted)
    return list(dict.fromkeys(PersonId(person) for person in people))


def numbers_of(connection: Connection, person: str) -> list[IdentityNumber]:
    """Return the identity numbers that a person has now."""
    rows = _NUMBERS_OF.all(connection, person=person)
    return [IdentityNumber(system, value) for system, value in rows]


def namesakes(connection: Connection, folded: str, birth: str) -> list[PersonId]:
    """Return the people with this folded name and birth date."""
    found = _NAMESAKES.column(connection, folded=folded, birth=birth)
    return [PersonId(person) for person in found]


def linked(connection: Connection, person: PersonId) -> list[PersonId]:
    """Return all ids that are the same human being, the one asked for first."""
    found, fresh = [person], [person]
    while fresh and len(found) < _MOST_LINKED:
        rows = _LINKED.all(connection, one=fresh, other=fresh)
        fresh = [PersonId(id) for row in rows for id in row if id not in found]
        fresh = list(dict.fromkeys(fresh))
        found.extend(fresh)
    return found


def with_links(connection: Connection, people: Collection[PersonId]) -> set[PersonId]:
    """Return those of some people who have another record, known by a link."""
    asked = list(people)
    rows = _LINKED.all(connection, one=asked, other=asked) if asked else []
    return {PersonId(id) for row in rows for id in row}.intersection(asked)


def staff_names(connection: Connection) -> dict[StaffId, str]:
    """Return how each member of staff is shown: title and name."""
    rows = _STAFF_NAMES.all(connection)
    return {StaffId(row[0]): f"{row[1]} {row[2]}".strip() for row in rows}


def site_names(connection: Connection) -> dict[SiteCode, str]:
    """Return the names of the sites that are known, by code."""
    return {SiteCode(row[0]): row[1] for row in _SITE_NAMES.all(connection)}


def desk_names(connection: Connection, site: SiteCode) -> dict[DeviceId, str]:
    """Return what a site calls its desks that are not revoked, in their order: "Bàn 2"."""
    rows = _DESK_NAMES.all(connection, site=site)
    return {DeviceId(row[0]): f"Bàn {row[1]}" for row in rows}


def void_reasons(connection: Connection, doses: Iterable[EntryId]) -> dict[EntryId, str | None]:
    """Return, for those ids that are doses, the reason of their void or None."""
    rows = _VOID_REASONS.all(connection, doses=list(doses))
    return {EntryId(row[0]): row[1] for row in rows}


def receipts(connection: Connection, device: DeviceId) -> dict[tuple[str, int], int]:
    """Return the last own entry that each holder has acknowledged, by holder and epoch."""
    rows = _RECEIPTS.all(connection, device=device)
    return {(row[0], row[1]): row[2] for row in rows}


def refusals(
    connection: Connection, entries: Iterable[EntryId]
) -> dict[tuple[EntryId, DeviceId], str]:
    """Return the code of refusal of those entries that were refused, by entry and writer."""
    rows = _REFUSALS.all(connection, entries=list(entries))
    return {(EntryId(row[0]), DeviceId(row[1])): row[2] for row in rows}


def products_at_hand(connection: Connection, site: SiteCode, day: date) -> list[str]:
    """Return the products of which a site has received lots that are not expired, newest first."""
    products = _PRODUCTS_AT_HAND.column(connection, site=site, day=day.isoformat())
    return list(dict.fromkeys(products))


def places(connection: Connection, about: Iterable[str], kind: str) -> dict[EntryId, Place]:
    """Return the places of all entries of a kind about some subjects."""
    wanted, found = list(set(about)), {}
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        for row in _PLACES.all(connection, subjects=page, kind=kind):
            found[EntryId(row[0])] = Place(DeviceId(row[1]), row[2], row[3])
    return found


def reactions_of_day(
    connection: Connection, site: SiteCode, day: date
) -> dict[PersonId, ReactionRow]:
    """Return the gravest open reaction of each person of a day at a site, the latest of equals."""
    rows = _REACTIONS.all(connection, site=site, day=day.isoformat())
    return {PersonId(row[0]): ReactionRow(*row[1:]) for row in rows}


def numbers_of_day(connection: Connection, site: SiteCode, day: date) -> list[str]:
    """Return all numbers of the day that a site's visits have."""
    numbers = _NUMBERS_OF_DAY.column(connection, site=site, day=day.isoformat())
    return [number for number in numbers if number]


def sex_and_birth(connection: Connection, person: str) -> tuple[Sex | None, str | None]:
    """Return a person's sex and date of birth, as stored; None where it is not known."""
    row = _SEX_AND_BIRTH.one(connection, person=person)
    return (None, None) if row is None else (row[0], row[1])


def drawn(
    connection: Connection,
    site: SiteCode,
    device: DeviceId,
    product: str,
    lot: str,
    since: int,
    not_drawn: Collection[str],
) -> int:
    """Count the doses of a lot that a desk recorded at a site since a time (seconds, UTC).

    Those that were voided for one of the reasons ``not_drawn`` do not count.
    """
    count = _DRAWN.value(
        connection,
        site=site,
        device=device,
        product=product,
        lot=lot,
        since=since,
        not_drawn=list(not_drawn),
    )
    return int(count)


def people_today(
    connection: Connection, people: Collection[PersonId], site: SiteCode, day: date
) -> dict[PersonId, PersonToday]:
    """Return the rows of some people, with where they are today at a site."""
    rows = _TODAY.all(connection, people=list(people), site=site, day=day.isoformat())
    return {row[0]: PersonToday(*row) for row in rows}
