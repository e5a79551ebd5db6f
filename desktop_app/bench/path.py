"""A nurse's way by keyboard and scan only: from a person's scan to the saved dose.

The real windows are driven by hands that know keys and codes and nothing else. An interaction is
a scan, a key with or without Ctrl (Tab too), or a field typed full. Machine time is what passes
between an interaction and what it was for, added up over the way. Beside the time stands what
the same entries cost without windows, saved in the same process; beside the interactions what
a site allows.
"""

from __future__ import annotations

from typing import Final

from desktop_app.bench import processes, ready_desk
from desktop_app.bench.figures import Figures, figure, say

PEOPLE: Final = 100_000
RETURNING: Final = 12
"""Interactions that a person who is known may take."""
NEW: Final = 20
"""Interactions that a new person with a card may take."""


def measure(people: int | None) -> Figures:
    """Measure the way of people who are known, and of new ones with their card."""
    with ready_desk.copy_with(people or PEOPLE) as folder:
        ready_desk.up_to_date(folder)
        told = processes.desk("path", folder)
    say(
        f"known: {told['known_steps']:.0f} interactions, {told['known_ms']:.0f} ms; "
        f"new: {told['new_steps']:.0f} interactions, {told['new_ms']:.0f} ms"
    )
    return {
        "returning_interactions": figure(told["known_steps"], "steps", RETURNING),
        "returning_machine": figure(told["known_ms"], "ms", told["bare_ms"]),
        "new_interactions": figure(told["new_steps"], "steps", NEW),
        "new_machine": figure(told["new_ms"], "ms", told["bare_ms"]),
    }
