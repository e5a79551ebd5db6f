"""What a site's refrigerators measured."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from immunization.ids import SiteCode
from local_db.question import Question
from records import tables

_temperature = tables.temperature.c
_MOST = 100_000
_SINCE = Question(
    select(_temperature.fridge, _temperature.at, _temperature.celsius)
    .where(_temperature.site == bindparam("site"), _temperature.at >= bindparam("since"))
    .order_by(_temperature.at)
    .limit(_MOST)
)


class Measured(Struct, frozen=True):
    """A temperature in degrees Celsius; ``at`` in seconds since 1970 (UTC)."""

    fridge: str
    at: int
    celsius: float


def since(connection: Connection, site: SiteCode, at: int) -> list[Measured]:
    """Return a site's readings from a moment on, in the order of time."""
    return [Measured(*row) for row in _SINCE.all(connection, site=site, since=at)]
