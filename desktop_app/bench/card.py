"""From a frame in hand to the card on the screen, with a million people in the database.

The desk is a process of its own and its camera is handed pictures of chip cards as a hand
holds them (`scanners.rehearsal`). Beside it stands the bare decoding of the same frames.
"""

from __future__ import annotations

from typing import Final

from desktop_app import settings
from desktop_app.bench import processes, ready_desk
from desktop_app.bench.figures import Figures, figure, median, say

PEOPLE: Final = 1_000_000
RUNS: Final = 3


def measure(people: int | None) -> Figures:
    """Measure the way of a card."""
    return measured(people or PEOPLE, RUNS)


def measured(people: int, runs: int) -> Figures:
    """Measure so many runs of sixty cards each."""
    shown, bare = [], []
    with ready_desk.copy_with(people) as folder:
        # Any camera will do: the task puts its own in its place.
        settings.keep(folder, settings.Settings(camera="handed over"))
        for run in range(runs):
            told = processes.desk("card", folder)
            shown.append(told["card"])
            bare.append(told["decode"])
            unread = f", {told['unread']:.0f} cards unread" if "unread" in told else ""
            say(f"card {run + 1}/{runs}: {shown[-1]:.0f} ms, decoding {bare[-1]:.0f} ms{unread}")
    return {"scan_to_card_p95": figure(median(shown), "ms", median(bare))}
