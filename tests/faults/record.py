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
    """Append a result to the file."""
    kept: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []
    kept.append(
        {
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
    )
    path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
