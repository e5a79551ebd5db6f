"""Anaphylaxis: how much adrenaline by weight, and when again, as data with its source.

The numbers lie in ``rules/emergency.toml``; what is shown says whether an official copy of
the source was seen. Nothing here decides: a physician or nurse does, with the chart in sight.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from immunization.dates import PartialDate
from immunization.text import Text

LIGHTEST_KG: Final = 1.0
HEAVIEST_KG: Final = 300.0


class ChartText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row's words, as the circular has them, and in English."""

    vi: str
    en: str


class ChartRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the chart: for whom, and how much in millilitres (one amount, or from and to)."""

    chart: ChartText
    ml: tuple[float, ...]
    from_kg: float | None = None
    adult: bool = False

    @property
    def words(self) -> Text:
        """For whom the row is."""
        return Text(vi=self.chart.vi, en=self.chart.en)


class Chart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The chart, its source, and after how many minutes it is given again (from, to)."""

    source: str
    confirmed: bool
    repeat_minutes: tuple[int, int]
    adult_from_years: int
    ampoule_mg_per_ml: float
    dose: tuple[ChartRow, ...]

    def row_for(self, kilograms: float | None, *, adult: bool | None) -> int | None:
        """Return the place of the row that holds; None while it takes a weight.

        A weight that cannot be (under 1 or over 300 kg) counts as unknown. ``adult`` None: the
        age is not known, so the weight alone decides.
        """
        if adult:
            return next((at for at, row in enumerate(self.dose) if row.adult), None)
        if kilograms is None or not LIGHTEST_KG <= kilograms <= HEAVIEST_KG:
            return None
        fitting = [
            at
            for at, row in enumerate(self.dose)
            if row.from_kg is not None and row.from_kg <= kilograms
        ]
        return fitting[-1] if fitting else None

    def is_adult(self, birth: PartialDate | None, today: datetime) -> bool | None:
        """Tell whether the adult's row holds by the birth date; None where it is not known."""
        if birth is None:
            return None
        least, most = birth.ages_on(today.date())
        if least >= self.adult_from_years:
            return True
        return False if most < self.adult_from_years else None

    def again(self, given_at: datetime) -> tuple[datetime, datetime]:
        """Return from when and until when the next dose is due, if there is no improvement."""
        first, last = self.repeat_minutes
        return given_at + timedelta(minutes=first), given_at + timedelta(minutes=last)


@cache
def default_chart() -> Chart:
    """Return the chart that comes with the program."""
    written = (files("immunization") / "rules" / "emergency.toml").read_bytes()
    return msgspec.toml.decode(written, type=Chart)
