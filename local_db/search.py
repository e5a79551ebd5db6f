"""Find people while somebody types: by the beginnings of words of the name, or by digits.

What is typed decides. Letters are words of a name, without marks, in any order, the last one
perhaps unfinished: "van nguy" finds Nguyễn Thị Hồng Vân; names that *begin* as typed come
first. Digits are any part of a number or telephone, three digits or more. Both together
("van 0912") must both be there; four digits with a name may also be the year of birth.

No hit is ranked against another: that would mean to look at a third of the country for
"nguyen". The first ones found are shown, and whoever is not among them is typed further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from immunization.entries import Sex
from immunization.ids import PersonId
from immunization.names import fold

SHOWN = 20
LONGEST = 200
_FEWEST_DIGITS = 3
_MOST_WORDS = 8
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTING = re.compile(r"(?<=\d)[ .\-]+(?=\d)")
_COUNTRY = re.compile(r"(?:\+|00)84(?=\d{8})|84(?=\d{9}\b)")
_AFTER_ALL = "\U0010ffff"
_MOST_PROBES = 120
# Of longer numbers the index is first asked for the last digits: the first ones are those of half
# the province, and walking their lists takes longer than reading the few people who are left.
_ASKED_DIGITS = 5
_LISTED = 4_000
_READ = 400

_FROM_TO = "SELECT rowid FROM person WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?"
_NEXT_NAME = "SELECT folded FROM person WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT 1"
_SIZE = "SELECT people FROM search_size"
_WITH_WORDS = "SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?"
_WITH_DIGITS = "SELECT rowid FROM person_digits WHERE person_digits MATCH ? LIMIT ?"
_READ_ROW = "SELECT folded, digits FROM person WHERE rowid = ?"
_SHOWN = (
    "SELECT rowid, person_id, name, sex, birth, number, phone, address, commune "
    "FROM person WHERE rowid IN"
)


class PersonRow(Struct, frozen=True):
    """A row of the search list."""

    person: PersonId
    name: str
    sex: Sex | None
    birth: str | None
    number: str | None
    phone: str | None
    address: str | None
    commune: str | None


class Terms(Struct, frozen=True):
    """What typed text asks for: beginnings of words, and runs of digits."""

    words: tuple[str, ...]
    digits: tuple[str, ...]


def terms_of(typed: str) -> Terms:
    """Read what was typed, at most 200 characters of it. Spaces in a number do not count."""
    folded = _COUNTRY.sub("0", _PARTING.sub("", fold(typed[:LONGEST])))
    parts = re.findall(r"[a-z0-9]+", folded)[:_MOST_WORDS]
    return Terms(
        words=tuple(part for part in parts if not _has_digit(part)),
        digits=tuple(part for part in parts if _has_digit(part)),
    )


def people(connection: Connection, typed: str, limit: int = SHOWN) -> list[PersonRow]:
    """Return people that the typed text may mean, at most ``limit``, best first."""
    # Past SQLAlchemy: some searches are a hundred probes of an index, 10 µs each.
    raw: Any = connection.connection.driver_connection
    rows: dict[int, None] = {}
    for row in _rows(raw, terms_of(typed), limit):
        rows.setdefault(row)
        if len(rows) >= limit:
            break
    return _shown(raw, list(rows))


def count(connection: Connection) -> int:
    """Return how many people are searched.

    The number is kept with the index: to count a million rows would take a tenth of a second at
    each letter typed.
    """
    return int(connection.exec_driver_sql(_SIZE).scalar_one_or_none() or 0)


def _rows(raw: Any, terms: Terms, limit: int) -> Iterator[int]:
    if any(len(part) < _FEWEST_DIGITS for part in terms.digits):
        return
    if terms.words and terms.digits:
        yield from _born_in(raw, terms, limit)
        yield from _with_both(raw, terms)
    elif terms.words:
        yield from _beginning(raw, "", terms.words, limit, [_MOST_PROBES])
        yield from _ids(raw, _WITH_WORDS, _all_words(terms.words), 2 * limit)
    elif terms.digits:
        yield from _with_digits(raw, terms.digits)


def _beginning(
    raw: Any, before: str, words: Sequence[str], limit: int, probes: list[int]
) -> Iterator[int]:
    """Walk the index of names: for each first word that fits, for each second, and so on.

    Every step is one probe of the index, however many people share the word.
    """
    low, end = before + words[0], before + words[0] + _AFTER_ALL
    if len(words) == 1:
        yield from _ids(raw, _FROM_TO, low, end, limit)
        return
    while probes[0] > 0:
        probes[0] -= 1
        found = raw.execute(_NEXT_NAME, (low, end)).fetchone()
        if found is None:
            return
        word = before + found[0][len(before) :].partition(" ")[0]
        yield from _beginning(raw, word + " ", words[1:], limit, probes)
        low = word + " " + _AFTER_ALL


def _with_digits(raw: Any, parts: Sequence[str]) -> Iterator[int]:
    if all(len(part) <= _ASKED_DIGITS for part in parts):
        yield from _ids(raw, _WITH_DIGITS, _all_digits(parts), _LISTED)
        return
    asked = [part[-_ASKED_DIGITS:] for part in parts]
    few = list(_ids(raw, _WITH_DIGITS, _all_digits(asked), _READ))
    if len(few) < _READ:
        yield from (row for row in few if _fits(raw, row, Terms((), tuple(parts))))
    else:
        yield from _ids(raw, _WITH_DIGITS, _all_digits(parts), _LISTED)


def _born_in(raw: Any, terms: Terms, limit: int) -> Iterator[int]:
    # The index of words holds the year of birth as one more word.
    if len(terms.digits) == 1 and _YEAR.fullmatch(terms.digits[0]):
        yield from _ids(raw, _WITH_WORDS, _all_words((*terms.words, *terms.digits)), limit)


def _with_both(raw: Any, terms: Terms) -> Iterator[int]:
    """Compare the first ones with the words and the first with the digits, then read a few.

    A list that is longer than what is compared is so dense that among a few of the other list
    there are enough of it.
    """
    words = list(_ids(raw, _WITH_WORDS, _all_words(terms.words), _LISTED))
    digits = list(_with_digits(raw, terms.digits))
    in_both = set(words).intersection(digits)
    yield from (row for row in digits if row in in_both)
    for list_, other in ((digits, words), (words, digits)):
        if len(other) >= _LISTED:
            left = (row for row in list_ if row not in in_both)
            yield from (row for row in islice(left, _READ) if _fits(raw, row, terms))


def _fits(raw: Any, row: int, terms: Terms) -> bool:
    folded, digits = raw.execute(_READ_ROW, (row,)).fetchone()
    words = folded.split()
    return all(any(word.startswith(part) for word in words) for part in terms.words) and all(
        part in digits.lower() for part in terms.digits
    )


def _ids(raw: Any, statement: str, *values: str | int) -> Iterator[int]:
    for row in raw.execute(statement, values):
        yield row[0]


def _all_words(words: Sequence[str]) -> str:
    return " AND ".join(f'"{word}"*' for word in words)


def _all_digits(digits: Sequence[str]) -> str:
    return " AND ".join(f'"{part}"' for part in digits)


def _has_digit(part: str) -> bool:
    return any(sign.isdigit() for sign in part)


def _shown(raw: Any, rows: Sequence[int]) -> list[PersonRow]:
    if not rows:
        return []
    marks = ", ".join("?" * len(rows))
    found = raw.execute(f"{_SHOWN} ({marks})", tuple(rows))
    by_row = {row[0]: PersonRow(*row[1:]) for row in found}
    return [by_row[row] for row in rows if row in by_row]
