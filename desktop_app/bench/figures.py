"""A figure: a median over several runs, and the limit or peer that was measured beside it."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """A measured value, its unit, the limit measured in the same run, and value over limit."""

    value: float
    unit: str
    limit: float | None = None
    ratio: float | None = None


Figures = dict[str, Figure]


def figure(value: float, unit: str, limit: float | None = None) -> Figure:
    """Return a figure; its ratio is value over limit."""
    ratio = round(value / limit, 3) if limit else None
    return Figure(round(value, 3), unit, None if limit is None else round(limit, 3), ratio)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile (``share`` between 0 and 1)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def milliseconds(work: Callable[[], object]) -> float:
    """Run ``work`` once and return how long it took, in milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def say(text: str) -> None:
    """Print progress."""
    print(text, file=sys.stderr, flush=True)
