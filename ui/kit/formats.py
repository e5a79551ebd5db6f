"""How dates, times, numbers and ages are written, by language.

Vietnamese: 23/11/2026, 09:42, comma for decimals, dot for thousands. English keeps the
order of the date (the paper has it too) and takes the dot and the comma the other way.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from immunization.text import Language

_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def day(value: date) -> str:
    """Return 23/11/2026."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def day_short(value: date) -> str:
    """Return 23/11, where the year is plain."""
    return f"{value.day:02d}/{value.month:02d}"


def clock(value: datetime) -> str:
    """Return 09:42."""
    return f"{value.hour:02d}:{value.minute:02d}"


def weekday(value: date, language: Language) -> str:
    """Return "Thứ Hai 23/11/2026"."""
    return f"{_WEEKDAYS[language][value.weekday()]} {day(value)}"


def whole(value: int, language: Language) -> str:
    """Return a count with its thousands set apart: 48.210 (en: 48,210)."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "vi" else grouped


def decimal(value: Decimal | float, places: int, language: Language) -> str:
    """Return a measure with ``places`` decimals: 38,1 (en: 38.1)."""
    written = f"{value:,.{places}f}"
    if language == "en":
        return written
    return written.translate({ord(","): ".", ord("."): ","})


def parse_decimal(words: str) -> Decimal | None:
    """Read 38,1 or 38.1; ``None`` if it is not a plain number of at most 12 characters."""
    tidy = words.strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,4})?", tidy):
        return None
    return Decimal(tidy)


def parse_day(words: str) -> date | None:
    """Read 23/11/2026, 23-11-2026 or 23112026; ``None`` if there is no such day."""
    found = _DATE.fullmatch(words.strip()) or _DIGITS.fullmatch(words.strip())
    if found is None:
        return None
    dd, mm, yyyy = (int(part) for part in found.groups())
    try:
        return date(yyyy, mm, dd)
    except ValueError:
        return None


def minutes_left(seconds: int) -> str:
    """Return hours and minutes as in a vial's ring, 4:33; under an hour 0:33."""
    minutes = max(0, seconds) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def spaced_number(number: str) -> str:
    """Return an identity number in groups of three, for reading aloud: 030 179 004 512."""
    if len(number) % 3 or not number.isdigit():
        return number
    return " ".join(number[at : at + 3] for at in range(0, len(number), 3))


def wall_name(name: str) -> str:
    """Return a name as the waiting room may see it: "N.T.H. Vân"."""
    parts = name.split()
    if len(parts) < 2:
        return name
    return "".join(f"{part[0].upper()}." for part in parts[:-1]) + " " + parts[-1]
