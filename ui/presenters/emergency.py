"""One emergency, from the first press of F12 until it is reported: weight, adrenaline, time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

from immunization.emergency import Chart, ChartRow
from immunization.ids import PersonId
from immunization.text import Text

Turn = Literal["first", "wait", "due"]

LASTS: Final = timedelta(hours=2)
"""One of which nothing was said for so long is over: the next press of F12 is about another."""


class Emergency:
    """What is known and was done so far; closing the card and opening it again changes nothing.

    ``adult`` None: the age is not known. ``person`` None: nobody was open.
    """

    def __init__(
        self,
        chart: Chart,
        person: PersonId | None,
        name: str,
        begun_at: datetime,
        *,
        adult: bool | None = None,
    ) -> None:
        self.chart, self.person, self.name = chart, person, name
        self.begun_at, self.adult = begun_at, adult
        self.weight = ""
        self._given: list[tuple[datetime, ChartRow | None]] = []

    @property
    def row(self) -> int | None:
        """Which row of the chart holds; None while a weight is needed."""
        return self.chart.row_for(_kilograms(self.weight), adult=self.adult)

    @property
    def given(self) -> tuple[datetime, ...]:
        """When adrenaline was given."""
        return tuple(at for at, _ in self._given)

    def weighed(self, typed: str) -> None:
        """Take the weight as it is being typed, in kilograms."""
        self.weight = typed

    def gave(self, now: datetime) -> None:
        """Adrenaline was given now, as the row that holds says."""
        place = self.row
        self._given.append((now, self.chart.dose[place] if place is not None else None))

    def is_over(self, now: datetime) -> bool:
        """Tell whether nothing was said of it for long."""
        return now - max((self.begun_at, *self.given)) >= LASTS

    def is_of(self, person: PersonId, name: str, *, adult: bool | None) -> None:
        """Say who it is that it happens to: nobody was open when it began."""
        self.person, self.name, self.adult = person, name, adult

    def elapsed(self, now: datetime) -> timedelta:
        """Return how long it has been going on."""
        return max(now - self.begun_at, timedelta())

    def again(self) -> tuple[datetime, datetime] | None:
        """Return from when and until when the next dose is due; None before the first."""
        return self.chart.again(self._given[-1][0]) if self._given else None

    def turn(self, now: datetime) -> Turn:
        """Tell whether the first dose, a pause, or the next dose is at hand."""
        span = self.again()
        if span is None:
            return "first"
        return "due" if now >= span[0] else "wait"

    def treatment(self) -> Text:
        """Return what was given, for the report: "Adrenalin 0,3 ml tiêm bắp lúc 10:28"."""
        said = [(f"{at:%H:%M}", _amount(row)) for at, row in self._given]
        if not said:
            return Text(vi="", en="")
        vi = "; ".join(f"{amount}lúc {time}".replace(".", ",") for time, amount in said)
        en = "; ".join(f"{amount}at {time}" for time, amount in said)
        return Text(vi=f"Adrenalin tiêm bắp {vi}", en=f"Adrenaline IM {en}")


def _amount(row: ChartRow | None) -> str:
    return "" if row is None else f"{'-'.join(f'{one:g}' for one in row.ml)} ml "


def _kilograms(typed: str) -> float | None:
    try:
        return float(typed.strip().replace(",", "."))
    except ValueError:
        return None
