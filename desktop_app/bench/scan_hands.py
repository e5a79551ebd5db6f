"""Whether the preview's one sentence is right when a code is held wrongly: fault by fault.

Per fault the share of the unread pictures with the advice that helps, and what a look for
it costs of this thread's own work.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from typing import Final

from desktop_app.bench.figures import Figures, figure, median, say
from desktop_app.bench.hard_hands import FAULTS, Held, held
from scanners.backdrop import Backdrop
from scanners.camera import PREVIEW_WIDTH
from scanners.decoder import Decoder
from scanners.guidance import Hint, hint
from scanners.reading import Glimpse
from scanners.vision import shrunk

EACH: Final = 40
SEED: Final = 20261123
_RIGHT: Final = 80.0  # per cent
_LOOKS: Final = 3  # a code in front of a camera gets more than one


def measure(_people: int | None) -> Figures:
    """Measure on made pictures."""
    times: list[float] = []
    found = tallies(held(EACH, SEED), times)
    figures: Figures = {}
    for fault, tally in found.items():
        unread = tally.total() - tally["read"]
        right = 100 * tally[FAULTS[fault][0]] / unread if unread else 100.0
        figures[f"{fault}: advice right"] = figure(right, "%", _RIGHT)
        say(f"{fault:24}{unread:4} unread of {tally.total()}: {dict(tally)}")
    return figures | {"a look for the advice, median": figure(median(times), "ms")}


def tallies(shown: Iterable[Held], times: list[float] | None = None) -> dict[str, Counter[Hint]]:
    """Return what was advised how often, by fault. ``times`` takes the milliseconds."""
    found: dict[str, Counter[Hint]] = {}
    for one in shown:
        backdrop = Backdrop()
        hint(Glimpse(), *shrunk(one.before, PREVIEW_WIDTH), backdrop)
        decoder = Decoder()
        looks = [decoder.look(one.frame) for _ in range(_LOOKS)]
        glimpse = next((look for look in looks if look.readings), looks[-1])
        began = time.thread_time()
        advice = hint(glimpse, *shrunk(one.frame, PREVIEW_WIDTH), backdrop)
        if times is not None:
            times.append((time.thread_time() - began) * 1000)
        found.setdefault(one.fault, Counter())[advice] += 1
    return found
