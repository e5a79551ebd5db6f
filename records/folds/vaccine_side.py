"""A site's vaccine: lots, vials that were opened, and what its refrigerators measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Table

from immunization.entries import (
    LotMoved,
    LotReceived,
    TemperatureRead,
    VialDiscarded,
    VialOpened,
)
from records import tables
from records.lines import Line

Rows = Iterator[tuple[Table, tuple[object, ...]]]

_LONGEST_FRIDGE: Final = 64
_MOST_DOSES: Final = 1_000_000
_COLDEST, _HOTTEST = -150.0, 100.0
"""What a thermometer may say; anything else is a broken sensor or file, and no reading."""


def lot_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """A lot at a site: all doses received of it together, what left the site, what desks took."""
    received = [(line, line.body) for line in lines if isinstance(line.body, LotReceived)]
    moved = [line.body for line in lines if isinstance(line.body, LotMoved)]
    if received:
        line, body = received[-1]
        moved = [one for one in moved if 0 < one.doses <= _MOST_DOSES]
        how_many = {
            how: sum(one.doses for one in moved if one.how == how)
            for how in ("allocated", "returned", "destroyed")
        }
        yield (
            tables.lot,
            (
                subject, line.entry.site, body.product, body.lot, body.expiry.isoformat(),
                sum(one.doses for _, one in received),
                how_many["returned"] + how_many["destroyed"], how_many["allocated"],
                how_many["returned"],
            ),
        )  # fmt: skip


def vial_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """A vial: opened once, discarded once; the first of each counts."""
    opened = next((line for line in lines if isinstance(line.body, VialOpened)), None)
    if opened is None or not isinstance(opened.body, VialOpened):
        return
    gone = next((line for line in lines if isinstance(line.body, VialDiscarded)), None)
    body, end = opened.body, gone.body if gone else None
    ended = end if isinstance(end, VialDiscarded) else None
    yield (
        tables.vial,
        (
            subject, opened.entry.site, body.day.isoformat(), opened.device, body.product,
            body.lot, int(body.opened_at.timestamp()),
            int(body.discard_at.timestamp()) if body.discard_at else None, body.doses,
            int(gone.entry.at.timestamp()) if gone else None,
            ended.reason if ended else None, _count(ended.drawn) if ended else None,
            _count(ended.wasted) if ended else None,
        ),
    )  # fmt: skip


def temperature_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """The readings of a refrigerator; of two of one moment the later entry's counts."""
    found: dict[int, tuple[str, str, float]] = {}
    for line in lines:
        if isinstance(line.body, TemperatureRead):
            fridge = line.body.fridge[:_LONGEST_FRIDGE]
            for one in line.body.readings:
                if _COLDEST <= one.celsius <= _HOTTEST:
                    found[int(one.at.timestamp())] = (line.entry.site, fridge, one.celsius)
    for at, row in found.items():
        yield tables.temperature, (subject, at, *row)


def _count(doses: int) -> int:
    return min(max(doses, 0), _MOST_DOSES)
