"""The results file: what was run when, and what came of it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tests.faults.schedule import Schedule
from tests.faults.verdict import Kind

RESULTS: Final = Path(__file__).parents[2] / "docs" / "faults.json"
KINDS: Final[tuple[Kind, ...]] = ("lost", "doubled", "wedged", "divergent")
DRAWN: Final = ("two sites", "hubs", "PostgreSQL")
LEAST: Final = 50
"""Runs from which on a result is worth keeping."""


@dataclass
class Tally:
    """What came of some runs. A run counts once for each kind of finding in it."""

    runs: int = 0
    kills: int = 0
    line_faults: int = 0
    acknowledged: int = 0
    power_cuts: int = 0
    drawn: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DRAWN, 0))
    found: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    def drew(self, plan: Schedule) -> None:
        """Count what takes part in a run."""
        self.drawn["two sites"] += plan.sites > 1
        self.drawn["hubs"] += bool(plan.hubs)
        self.drawn["PostgreSQL"] += plan.centre == "PostgreSQL"

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not any(self.found.values())

    def __str__(self) -> str:
        return f"{self.runs} runs, " + ", ".join(f"{self.found[kind]} {kind}" for kind in KINDS)


def keep(tally: Tally, first: int, seconds: float, path: Path = RESULTS) -> None:
    """Append a result to the file; one that goes on where the last of the day ended is added to it.

    So a long run may be done in portions. What was found stays in the sum.
    """
    kept: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []
    result = _result(tally, first, seconds)
    if kept and _goes_on(kept[-1], result):
        kept[-1] = _sum(kept[-1], result)
    else:
        kept.append(result)
    path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def _result(tally: Tally, first: int, seconds: float) -> dict[str, Any]:
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "seeds": [first, first + tally.runs - 1],
        "of them with": tally.drawn,
        "system": sys.platform,
        "runs": tally.runs,
        "kills": tally.kills,
        "power_cuts": tally.power_cuts,
        "line_faults": tally.line_faults,
        "acknowledged": tally.acknowledged,
        **{kind: tally.found[kind] for kind in KINDS},
        "seconds": round(seconds),
    }


def _goes_on(last: dict[str, Any], result: dict[str, Any]) -> bool:
    is_same = all(last.get(name) == result[name] for name in ("date", "system"))
    return is_same and last.keys() == result.keys() and last["seeds"][1] + 1 == result["seeds"][0]


def _sum(last: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    drawn = {
        name: last["of them with"][name] + count for name, count in result["of them with"].items()
    }
    added = {name: last[name] + count for name, count in result.items() if isinstance(count, int)}
    return {**last, **added, "of them with": drawn, "seeds": [last["seeds"][0], result["seeds"][1]]}
