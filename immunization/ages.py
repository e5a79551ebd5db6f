"""Ages as rules write them, and the days on which they are reached.

A rule says "9 months" or "12 years". Months and years end on the same day of the month, or on
its last day where that is too short (Civil Code 91/2015/QH13 art. 148). A birth date that is
known to the year or the month only gives two days: the first and the last that it allows.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Final

import msgspec

from immunization.dates import PartialDate
from immunization.text import Text

Age = Annotated[str, msgspec.Meta(pattern=r"^(0|[1-9]\d{0,2}) (days?|weeks?|months?|years?)$")]
"""An age in a rule: "7 days", "6 weeks", "9 months", "12 years"."""

_UNITS: Final = {
    "day": Text(vi="ngày tuổi", en="days"),
    "week": Text(vi="tuần tuổi", en="weeks"),
    "month": Text(vi="tháng tuổi", en="months"),
    "year": Text(vi="tuổi", en="years"),
}
_ONE: Final = {"day": "day", "week": "week", "month": "month", "year": "year"}


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later; the month's last day where it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= 28:  # every month has so many
        return date(year, month + 1, day.day)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def after(day: date, age: Age) -> date:
    """Return the day on which somebody born on ``day`` reaches an age."""
    count, unit = _parts(age)
    if unit == "day":
        return day + timedelta(days=count)
    if unit == "week":
        return day + timedelta(weeks=count)
    return add_months(day, count if unit == "month" else 12 * count)


def reached_by_all(birth: PartialDate, age: Age) -> date:
    """Return the day on which the youngest that ``birth`` allows has reached an age."""
    return after(birth.latest, age)


def last_day_below(birth: PartialDate, age: Age) -> date:
    """Return the last day on which the oldest that ``birth`` allows is below an age."""
    return after(birth.earliest, age) - timedelta(days=1)


def words(age: Age) -> Text:
    """Return an age as sentences say it: "9 tháng tuổi", "9 months"."""
    count, unit = _parts(age)
    en = _ONE[unit] if count == 1 else _UNITS[unit].en
    return Text(vi=f"{count} {_UNITS[unit].vi}", en=f"{count} {en}")


@lru_cache(maxsize=256)
def _parts(age: Age) -> tuple[int, str]:
    count, unit = age.split(" ")
    return int(count), unit.removesuffix("s")
