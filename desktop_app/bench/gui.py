"""The longest time the GUI thread was held: during the demo, and while 50,000 entries come in.

Measured by the event loop itself (`desktop_app.gui_hold`) in the real program's process.
Beside it, the longest hold of the same window when nothing happens: the machine's own noise.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from desktop_app.bench.figures import Figures, figure, median, say
from desktop_app.commands.centre import open_centre
from desktop_app.demo import story
from desktop_app.demo.processes import Program
from desktop_app.demo.site import DemoSite
from desktop_app.rehearsal.people import people as made_up

ENTRIES: Final = 50_000
RUNS: Final = 3


def measure(people: int | None) -> Figures:
    """Measure both; ``people`` is how many entries are pulled."""
    pulls = [_pull(people or ENTRIES) for _ in range(RUNS)]
    idle = median([quiet for _, quiet in pulls])
    demos = [_demo() for _ in range(RUNS)]
    return {
        "gui_hold_demo": figure(median(demos), "ms", idle),
        "gui_hold_pull": figure(median([held for held, _ in pulls]), "ms", idle),
    }


def _demo() -> float:
    command = [sys.executable, "-X", "utf8", "-m", "desktop_app.demo", "--json", "--no-pictures"]
    played = subprocess.run(command, capture_output=True, check=True)
    held = float(json.loads(played.stdout)["gui_hold_ms"])
    say(f"gui: {held:.0f} ms in the demo")
    return held


def _pull(entries: int) -> tuple[float, float]:
    from central import register

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        site = DemoSite(folder)
        site.prepare(list(made_up(100, story.SEED)))
        site.start_centre()
        site.enrol_desk(site.desks[0])
        site.stop_centre()
        with open_centre(site.centre) as centre:
            register.load(centre, story.SITE, made_up(entries, story.SEED + 1))
        site.start_centre()
        module = "desktop_app.bench.pulling_desk"
        with Program(module, site.desks[0], entries, log=folder / "desk.log") as desk:
            told = desk.wait_for("held", timeout=300)
        site.stop_centre()
    say(f"gui: {told['held']:.0f} ms while {entries:,} entries came in, {told['idle']:.0f} idle")
    return told["held"], told["idle"]
