"""Dates of birth and of papers, which may be known to the year or the month only.

BHYT cards and older papers often give a year alone. Such a date is kept as it is known:
nobody here invents a first of January. A day that the calendar does not have (31/02) is
refused and never rolled over into the next month.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap
from datetime import date, timedelta
from typing import Final

import msgspec

from immunization.errors import KnownError
from immunization.text import Language, Text

EARLIEST_YEAR: Final = 1850
LATEST_YEAR: Final = 2399  # as far as the century digit of the personal number reaches
_LONGEST: Final = 40

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_DIGITS = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})", re.ASCII)
_SPOKEN = re.compile(
    r"(?:(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-])?(?P<year>\d{4})", re.ASCII
)


class UnreadableDate(KnownError):
    """The text has not the form of a date."""

    text = Text(
        vi="Không đọc được ngày này. Chưa lưu gì. Xin nhập như 12/03/1979, hoặc chỉ năm: 1979.",
        en="This is not a date. Nothing is saved. Please type 12/03/1979, or the year only: 1979.",
    )


class NoSuchDay(KnownError):
    """The calendar has no such day (31/02), or the year cannot be meant."""

    text = Text(
        vi="Ngày này không có trong lịch. Chưa lưu gì. Xin xem lại trên giấy tờ rồi nhập lại.",
        en="The calendar has no such day. Nothing is saved. Please check the paper and type again.",
    )


class PartialDate(msgspec.Struct, frozen=True):
    """A date known to the day, the month or the year.

    Raises NoSuchDay when the calendar has no such day, or the year is before 1850.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not EARLIEST_YEAR <= self.year <= LATEST_YEAR or (self.day and not self.month):
            raise NoSuchDay
        try:
            date(self.year, _or_first(self.month), _or_first(self.day))
        except ValueError as error:
            raise NoSuchDay from error

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date stored as ISO 8601: ``1951``, ``1951-03`` or ``1951-03-12``.

        Raises UnreadableDate for another form, NoSuchDay for 1951-02-31.
        """
        return _matched(_ISO, text)

    @classmethod
    def from_digits(cls, text: str) -> PartialDate:
        """Return the date that a card's code gives as ``ddMMyyyy``. Raises like `parse`."""
        return _matched(_DIGITS, text)

    @classmethod
    def typed(cls, text: str) -> PartialDate:
        """Return the date that a person wrote: 12/03/1979, 03/1979, 1979, 12031979 or ISO.

        Day and month may have one digit; dots and hyphens part as slashes do; full-width
        digits count. Raises like `parse`.
        """
        if len(text) > _LONGEST:
            raise UnreadableDate
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        for form in (_ISO, _DIGITS, _SPOKEN):
            if form.fullmatch(plain):
                return _matched(form, plain)
        raise UnreadableDate

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return a whole date as a partial one."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """Return the form that is stored: ISO 8601, as far as the date is known."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    @property
    def earliest(self) -> date:
        """The first day that is meant."""
        return date(self.year, _or_first(self.month), _or_first(self.day))

    @property
    def latest(self) -> date:
        """The last day that is meant."""
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is not None:
            return date(self.year, self.month, self.day)
        if self.month == 12:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)

    def age_on(self, on: date) -> int:
        """Return the age in whole years, the highest that a partial date allows.

        So a year alone gives the years between the years, as people reckon. Someone born on
        29 February is a year older on 1 March of common years. Negative before birth.
        """
        return _years(self.earliest, on)

    def ages_on(self, on: date) -> tuple[int, int]:
        """Return the lowest and the highest age in whole years that the date allows."""
        return _years(self.latest, on), _years(self.earliest, on)

    def last_day_aged(self, years: int) -> date:
        """Return the last day on which `age_on` says at most so many years."""
        born, year = self.earliest, self.earliest.year + years + 1
        is_missing = (born.month, born.day) == (2, 29) and not isleap(year)
        birthday = date(year, 3, 1) if is_missing else born.replace(year=year)
        return birthday - timedelta(days=1)

    def show(self, language: Language = "vi") -> str:
        """Return the date as people read it: 12/03/1979, 03/1979, 1951. Alike in both languages."""
        del language
        parts = (*(f"{part:02}" for part in (self.day, self.month) if part), f"{self.year:04}")
        return "/".join(parts)

    def show_age(self, on: date, language: Language) -> str:
        """Return the age as people say it: "47 tuổi", "khoảng 75 tuổi", "8 tháng" under two."""
        years = self.age_on(on)
        if self.is_exact and years < 2:
            return _AGE_MONTHS.say(language, months=max(0, months_between(self.earliest, on)))
        return (_AGE if self.is_exact else _AGE_ABOUT).say(language, years=max(0, years))


_AGE = Text(vi="{years} tuổi", en="{years} years")
_AGE_ABOUT = Text(vi="khoảng {years} tuổi", en="about {years} years")
_AGE_MONTHS = Text(vi="{months} tháng", en="{months} months")


def stored(text: str | None) -> PartialDate | None:
    """Return the date of a field that this program stored, or None where it is not known.

    An entry from elsewhere may hold what is no date. It stays in the entry's bytes; here it
    counts as not known, because a fold must not stop at one bad field.
    """
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except (UnreadableDate, NoSuchDay):
        return None


def show_day(day: date) -> str:
    """Return a day as people read it in both languages: 23/11/2026."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def months_between(start: date, end: date) -> int:
    """Return the whole calendar months from ``start`` to ``end``; negative when it is before."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _years(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _or_first(part: int | None) -> int:
    return 1 if part is None else part


def _matched(form: re.Pattern[str], text: str) -> PartialDate:
    found = form.fullmatch(text)
    if found is None:
        raise UnreadableDate
    parts = {name: int(digits) for name, digits in found.groupdict().items() if digits}
    return PartialDate(**parts)
