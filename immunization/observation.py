"""Observation after an injection: until when, how long still, and whether it was cut short.

30 minutes is the default; a site may set another length (the text of the rule and lengths
by group are not confirmed, so nothing here knows of groups).
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final

from immunization.errors import KnownError
from immunization.text import Text

DEFAULT_MINUTES: Final = 30
LEAST_MINUTES: Final = 5
MOST_MINUTES: Final = 24 * 60


class ObservationOutOfRange(KnownError):
    """A length of observation under 5 minutes or over a day."""

    text = Text(
        vi="Thời gian theo dõi phải từ 5 phút đến 24 giờ. Chưa lưu gì. Xin nhập lại.",
        en="Observation must last 5 minutes to 24 hours. Nothing is saved. Please type it again.",
    )


def until(given_at: datetime, minutes: int = DEFAULT_MINUTES) -> datetime:
    """Return when the observation of a dose is over. Raises ObservationOutOfRange."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise ObservationOutOfRange
    return given_at + timedelta(minutes=minutes)


def minutes_left(ends_at: datetime, now: datetime) -> int:
    """Return the minutes still to sit, rounded up, so that "1" stands until the last second.

    0 when the time is up; -1 after each whole minute beyond.
    """
    return math.ceil((ends_at - now).total_seconds() / 60)


def is_over(ends_at: datetime, now: datetime) -> bool:
    """Tell whether the time is up; leaving before it takes a reason."""
    return now >= ends_at
