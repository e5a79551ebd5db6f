"""Whether what an entry says fits into the tables, tried on the entry alone.

A value that no table can hold (a number of thirty digits, a NUL in a name) would stop
every node that projects it, one after the other. So it is found here, before the entry
goes out to others: the entry is folded by itself, and each value is held against its column.
That takes 35 µs, a third of what an entry may cost here; so it is done for those only
whose bytes hold anything out of the ordinary. That the short way never lets pass what the
long one refuses is a property test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sqlalchemy import BigInteger, Boolean, Float, Integer, String, Table

from immunization.entries import (
    Body,
    DeviceEnrolled,
    DoseCertified,
    DoseGiven,
    EpochBegun,
    LotMoved,
    LotReceived,
    PersonCorrected,
    PersonLinked,
    PersonRegistered,
    PersonUnlinked,
    ReactionReported,
    RecallIssued,
    RulesIssued,
    TemperatureRead,
    VialOpened,
    VisitArrived,
)
from records import tables
from records.folds import fold_of
from records.lines import Line

_SMALL = 2**31
_BIG = 2**63


# A number of ten digits or more, or with an exponent: it follows a colon, which a string
# does not, and no body has a list of numbers.
_UNUSUAL: Final = re.compile(rb":\s*-?(?:\d{10}|[\d.]+[eE])")
_NUL: Final = b"\\u0000"
_LAST_YEAR: Final = 2999
_SHORT: Final[dict[type[Body], tuple[tuple[str, int], ...]]] = {
    DeviceEnrolled: (("key", 64), ("role", 8)),
    DoseCertified: (("product", 32), ("issuer", 120), ("key", 120)),
    DoseGiven: (("product", 32), ("lot", 32), ("vaccinator", 36)),
    EpochBegun: (("why", 16),),
    LotMoved: (("product", 32), ("lot", 32)),
    LotReceived: (("product", 32), ("lot", 32)),
    PersonCorrected: (("birth", 10), ("phone", 32)),
    PersonLinked: (("same_as", 36),),
    PersonRegistered: (("birth", 10), ("phone", 32)),
    PersonUnlinked: (("same_as", 36),),
    ReactionReported: (("dose", 36),),
    RecallIssued: (("product", 32), ("lot", 32)),
    RulesIssued: (("document", 64),),
    VialOpened: (("product", 32), ("lot", 32)),
    VisitArrived: (("number", 8),),
}


def fits(line: Line, written: bytes) -> bool:
    """Tell whether the rows that this entry gives can be stored on every node."""
    body = line.body
    for name, limit in _SHORT.get(type(body), ()):  # type: ignore[arg-type]
        value = getattr(body, name)
        if value is not None and len(value) > limit:
            return False
    if _NUL in written or _UNUSUAL.search(written):
        return fits_every_column(line)
    match body:
        case PersonRegistered(numbers=numbers) | PersonCorrected(numbers=numbers):
            return all(len(number.value) <= 32 for number in numbers or ())
        case DoseGiven(given_at=given_at):
            return given_at.year <= _LAST_YEAR
        case VialOpened() | TemperatureRead():
            return fits_every_column(line)  # numbers and times in lists; there are few of them
        case _:
            return True


def fits_every_column(line: Line) -> bool:
    """Tell the same by folding the entry; the long way."""
    fold = fold_of(line.entry.kind)
    if fold is None:
        return True
    try:
        return all(
            check(value)
            for table, row in fold(line.entry.about, (line,))
            for check, value in zip(_CHECKS[table], row, strict=True)
            if value is not None
        )
    except (OverflowError, ValueError):
        return False  # a date beyond the calendar, an interval beyond time


def _is_text(limit: int | None) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if not isinstance(value, str) or "\x00" in value:
            return False
        return limit is None or len(value) <= limit

    return check


def _is_number(limit: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and -limit <= value < limit


def _is_float(value: object) -> bool:
    return isinstance(value, float | int) and -1e300 < value < 1e300


def _check_of(kind: object) -> Callable[[object], bool]:
    match kind:
        case BigInteger():
            return _is_number(_BIG)
        case Integer():
            return _is_number(_SMALL)
        case Boolean():
            return lambda value: isinstance(value, bool)
        case Float():
            return _is_float
        case String():
            return _is_text(kind.length)
        case _:
            raise AssertionError(f"no check for columns of {kind!r}")


_CHECKS: dict[Table, tuple[Callable[[object], bool], ...]] = {
    table: tuple(_check_of(column.type) for column in table.columns) for table in tables.PROJECTED
}
