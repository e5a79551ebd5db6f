"""Resident memory of the open desk with its camera on and 100,000 people in the database.

The camera is a film of printed codes in its own time, so codes are read and cards opened.
Beside it: a bare PySide6 window.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Final

from desktop_app import settings
from desktop_app.bench import processes, ready_desk
from desktop_app.bench.figures import Figures, figure, median, say
from desktop_app.demo.story import card_text
from desktop_app.rehearsal.people import people as made_up

PEOPLE: Final = 100_000
RUNS: Final = 3
_CARDS: Final = 30
_MEGA: Final = 1e6


def measure(people: int | None) -> Figures:
    """Measure memory."""
    return measured(people or PEOPLE, RUNS)


def measured(people: int, runs: int) -> Figures:
    """Measure so many times."""
    bare, full = [], []
    with ready_desk.copy_with(people) as folder:
        _set_camera(folder, people)
        for run in range(runs):
            bare.append(processes.bare()["rss"] / _MEGA)
            full.append(processes.desk("memory", folder)["rss"] / _MEGA)
            say(f"memory {run + 1}/{runs}: {full[-1]:.0f} MB beside {bare[-1]:.0f} MB")
    return {"rss": figure(median(full), "MB", median(bare))}


def _set_camera(folder: Path, people: int) -> None:
    from scanners.rehearsal import film

    texts = [card_text(person) for person in islice(made_up(people), _CARDS)]
    path = folder / "film.avi"
    film(path, texts, seed=1)
    settings.keep(folder, settings.Settings(camera=str(path), real_time=True))
