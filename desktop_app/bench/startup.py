"""From the start of the process to the sign-in screen, and to a scan field that listens.

The desk has 100,000 people and an upstream that does not answer. The nurse signs in in the
moment in which that is possible, so the second figure holds opening the database, the check
of the password (argon2id, as slow as it is meant to be) and the workplace, but no typing. By
turns with it, a bare PySide6 window is shown. All files have been read before, as on any
day but the first after the PC was switched on.
"""

from __future__ import annotations

from typing import Final

from desktop_app.bench import processes, ready_desk
from desktop_app.bench.figures import Figures, figure, median, say

PEOPLE: Final = 100_000
RUNS: Final = 9


def measure(people: int | None) -> Figures:
    """Measure the start."""
    return measured(people or PEOPLE, RUNS)


def measured(people: int, runs: int) -> Figures:
    """Measure so many starts, after one that is not counted."""
    bare, shown, ready = [], [], []
    with ready_desk.copy_with(people) as folder:
        processes.bare()
        processes.desk("startup", folder)
        for run in range(runs):
            bare.append(processes.bare()["painted"])
            told = processes.desk("startup", folder)
            shown.append(told["sign_in_shown"])
            ready.append(told["scan_ready"])
            say(
                f"startup {run + 1}/{runs}: bare {bare[-1]:.0f} ms, "
                f"shown {shown[-1]:.0f} ms, ready {ready[-1]:.0f} ms"
            )
    return {
        "sign_in_shown": figure(median(shown), "ms", median(bare)),
        "scan_ready": figure(median(ready), "ms", median(bare)),
    }
