"""What a refrigerator's logger wrote: a file of times and degrees, and where it left 2 to 8 °C.

Loggers differ in everything: separators, headings, decimal signs, how a day is written. So a
line counts when it has one moment and one temperature, wherever they stand; what is neither is
passed over and counted, so that a file of another kind is not taken for an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Final

from msgspec import Struct

from immunization.entries import Reading
from immunization.errors import KnownError
from immunization.text import Text

LOWEST: Final = 2.0
HIGHEST: Final = 8.0
"""Degrees Celsius in which vaccines of this programme are kept (Circular 34/2018/TT-BYT)."""

LONGEST_FILE: Final = 4_000_000
MOST_READINGS: Final = 50_000
_COLDEST, _HOTTEST = -100.0, 80.0
_YEAR_FIRST: Final = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ,;\t]+(\d{1,2}):(\d{2})(?::(\d{2}))?"
)
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[T ,;\t]+(\d{1,2}):(\d{2})(?::(\d{2}))?"
)
_DEGREES: Final = re.compile(r"(?<![\d.:/])(-?\d{1,3}(?:[.,]\d{1,3})?)(?![\d:/])")


class NotALog(KnownError):
    """The file holds no temperatures with their times, or is far too long."""

    text = Text(
        vi="Tệp này không phải nhật ký nhiệt độ. Chưa lưu gì. Xin xuất lại tệp CSV từ máy ghi: "
        "mỗi dòng một ngày giờ và một nhiệt độ.",
        en="This is not a temperature log. Nothing is saved. Please export a CSV file from the "
        "logger again: in each line one day and time, and one temperature.",
    )


class NotATemperature(KnownError):
    """What was typed is no temperature of a refrigerator."""

    text = Text(
        vi="Nhiệt độ này không đúng. Chưa lưu gì. Xin nhập số độ C, ví dụ 4,5.",
        en="This is not a temperature. Nothing is saved. Please type degrees Celsius, such as 4.5.",
    )


class Excursion(Struct, frozen=True):
    """A time outside 2 to 8 °C: its first and last reading, and the farthest of them."""

    since: datetime
    until: datetime
    worst: float
    readings: int


class Log(Struct, frozen=True):
    """What a file held: readings in the order of time; ``passed_over`` lines were neither."""

    readings: tuple[Reading, ...]
    passed_over: int


def read_log(written: bytes, zone: tzinfo) -> Log:
    """Return the readings of a logger's file; times are local to ``zone``. Raises NotALog."""
    if len(written) > LONGEST_FILE:
        raise NotALog("too long")
    found: dict[datetime, float] = {}
    passed_over = 0
    for line in _decoded(written).splitlines():
        if not line.strip():
            continue
        reading = _reading(line, zone)
        if reading is None:
            passed_over += 1
        else:
            found[reading.at] = reading.celsius
    # A heading of some lines is usual; a file that is mostly something else is no log.
    if not found or passed_over > len(found) + 40 or len(found) > MOST_READINGS:
        raise NotALog(f"{len(found)} readings, {passed_over} other lines")
    ordered = tuple(Reading(at, found[at]) for at in sorted(found))
    return Log(ordered, passed_over)


def typed_celsius(text: str) -> float:
    """Return degrees as typed: "4,5". Raises NotATemperature."""
    try:
        celsius = float(text.strip().replace("°C", "").replace("−", "-").replace(",", "."))
    except ValueError:
        raise NotATemperature from None
    if not _COLDEST <= celsius <= _HOTTEST:
        raise NotATemperature
    return celsius


def is_out(celsius: float) -> bool:
    """Tell whether a temperature is outside 2 to 8 °C."""
    return not LOWEST <= celsius <= HIGHEST


def excursions(readings: Iterable[Reading]) -> tuple[Excursion, ...]:
    """Return the stretches outside 2 to 8 °C, given readings in the order of time."""
    found: list[Excursion] = []
    run: list[Reading] = []
    for one in (*readings, None):
        if one is not None and is_out(one.celsius):
            run.append(one)
        elif run:
            found.append(_excursion(run))
            run = []
    return tuple(found)


def portions(readings: Sequence[Reading], most: int) -> Iterator[tuple[Reading, ...]]:
    """Yield readings in portions that one entry holds."""
    for start in range(0, len(readings), most):
        yield tuple(readings[start : start + most])


def _excursion(run: list[Reading]) -> Excursion:
    middle = (LOWEST + HIGHEST) / 2
    worst = max((one.celsius for one in run), key=lambda celsius: abs(celsius - middle))
    return Excursion(run[0].at, run[-1].at, worst, len(run))


def _reading(line: str, zone: tzinfo) -> Reading | None:
    at, before, after = _moment(line, zone)
    if at is None:
        return None
    # The first number after the time: humidity comes behind it, a running number before.
    degrees = [*_DEGREES.findall(after), *reversed(_DEGREES.findall(before))]
    celsius = float(degrees[0].replace(",", ".")) if degrees else _HOTTEST + 1
    return Reading(at, celsius) if _COLDEST <= celsius <= _HOTTEST else None


def _moment(line: str, zone: tzinfo) -> tuple[datetime | None, str, str]:
    found = _YEAR_FIRST.search(line)
    if found:
        year, month, day = (int(found[at]) for at in (1, 2, 3))
    else:
        found = _DAY_FIRST.search(line)
        if found is None:
            return None, "", ""
        day, month, year = (int(found[at]) for at in (1, 2, 3))
    hour, minute, second = int(found[4]), int(found[5]), int(found[6] or 0)
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None, "", ""
    return at, line[: found.start()], line[found.end() :]


def _decoded(written: bytes) -> str:
    if written.startswith((b"\xff\xfe", b"\xfe\xff")):
        return written.decode("utf-16", errors="replace")
    return written.decode("utf-8-sig", errors="replace")
