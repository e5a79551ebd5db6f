"""The longest time for which the GUI thread was held: in the demo, and while a desk fetches.

A hold is what lies between the event loop's waking and its next rest (`desktop_app.gui_hold`):
so long a key press may wait. In the demo, desk 1 plays its day without taking pictures of
it. Then a desk that was away fetches 50,000 entries of another desk, its reception open, its
pages being made. Beside that: a bare window in a process that fetches the same.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from central import administration
from central.administration import Member
from desktop_app import settings
from desktop_app.bench import processes, ready_desk, sync
from desktop_app.bench.centre_process import Served, served
from desktop_app.bench.figures import Figures, figure, median, say
from desktop_app.demo.story import LOGIN, PASSWORD, SITE

ENTRIES: Final = 50_000
RUNS: Final = 3
_PATIENCE: Final = 300.0


def measure(people: int | None) -> Figures:
    """Measure both; how many people there are is the demo's and the entries' business."""
    del people
    demo = [_demo(run) for run in range(1, RUNS + 1)]
    pull, bare = pulls(ENTRIES, RUNS)
    return {
        "gui_hold_demo": figure(median(demo), "ms"),
        "gui_hold_pull": figure(median(pull), "ms", median(bare)),
    }


def pulls(entries: int, runs: int) -> tuple[list[float], list[float]]:
    """Let a desk and a bare window fetch so many entries, so many times; return their holds."""
    pull, bare = [], []
    with served() as centre, tempfile.TemporaryDirectory(dir=ready_desk.cache()) as place:
        member = Member(LOGIN, "Lê Thị Mai Hoa", "nurse", PASSWORD, "ĐD.")
        administration.add_staff(centre.centre, SITE, member)
        away = _desk_away(centre, Path(place))
        with sync.desk(centre, centre.url) as writer:
            sync.write_day(writer[0], entries, seed=0)
            sync.synchronise(*writer, pushed=entries)
        centre.wait_until_projected()
        for run in range(1, runs + 1):
            bare.append(_fetched(away, Path(place) / f"bare-{run}", is_bare=True))
            pull.append(_fetched(away, Path(place) / f"desk-{run}", is_bare=False))
            say(f"gui, fetching {run}/{runs}: held {pull[-1]:.0f} ms, bare {bare[-1]:.0f} ms")
    return pull, bare


def _desk_away(centre: Served, place: Path) -> Path:
    """Return the folder of a desk that knows its nurse and has been away since."""
    with sync.desk(centre, centre.url) as (store, keys):
        sync.synchronise(store, keys)
        settings.keep(store.path.parent, settings.Settings(camera=""))
        folder = store.path.parent
        store.close()
        shutil.copytree(folder, place / "away")
    return place / "away"


def _fetched(away: Path, folder: Path, *, is_bare: bool) -> float:
    shutil.copytree(away, folder)
    told = processes.bare_pull(folder) if is_bare else processes.desk("pull", folder)
    return told["hold"]


def _demo(run: int) -> float:
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app.demo", "--json", "--no-pictures", "--out", place],
            stdout=subprocess.PIPE,
            check=True,
            timeout=_PATIENCE,
        )
    held: float = json.loads(done.stdout)["gui_hold_ms"]
    say(f"gui, demo {run}/{RUNS}: held {held:.0f} ms")
    return held
