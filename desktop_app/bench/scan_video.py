"""Codes in films of one second: what one frame misses and thirty frames give.

Made films of six kinds of trouble (`hard_films`), 30 frames each. Beside ours stand zxing-cpp
on the middle frame alone, and zxing-cpp on every frame. Times are milliseconds of this
thread's own work for a frame.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from desktop_app.bench.figures import Figure, Figures, figure, median, percentile, say
from desktop_app.bench.hard_films import FRAMES, Film, films
from scanners.decoder import Decoder
from scanners.engines import zxing

EACH: Final = 10
SEED: Final = 20261123
_HALF: Final = 50.0  # per cent of what a single frame misses
_LONGEST_FRAME: Final = 250.0  # ms


class Tally(Struct):
    """What came of the films of one kind."""

    films: int = 0
    middle: int = 0
    every: int = 0
    ours: int = 0
    won: int = 0
    """Films that ours read and zxing-cpp on the middle frame missed."""
    wrong: int = 0
    waited: list[int] = []
    """Frames until ours had read."""


def measure(_people: int | None) -> Figures:
    """Measure on made films."""
    return measured(films(EACH, SEED))


def measured(shown: Iterable[Film]) -> Figures:
    """Let zxing-cpp and ours see every film."""
    tallies: dict[str, Tally] = {}
    times: list[float] = []
    for film in shown:
        alone = [_zxing_reads(film, at) for at in range(FRAMES)]
        waited, wrong = _ours(film, times)
        for tally in (tallies.setdefault(kind, Tally()) for kind in (film.set, "all")):
            tally.films += 1
            tally.middle += alone[FRAMES // 2]
            tally.every += any(alone)
            tally.wrong += wrong
            if waited is not None:
                tally.ours += 1
                tally.won += not alone[FRAMES // 2]
                tally.waited.append(waited)
    _print(tallies)
    return _figures(tallies) | {
        "a frame, median": figure(median(times), "ms"),
        "a frame, p95": figure(percentile(times, 0.95), "ms"),
        "a frame, max": figure(max(times), "ms", _LONGEST_FRAME),
    }


def _zxing_reads(film: Film, at: int) -> bool:
    return any(one.text == film.text for one in zxing.look(film.frames[at]).readings)


def _ours(film: Film, times: list[float]) -> tuple[int | None, int]:
    """Return after how many frames the code was read (None: never), and how many wrong texts."""
    decoder = Decoder()
    wrong = 0
    for at, frame in enumerate(film.frames):
        began = time.thread_time()
        readings = decoder.look(frame).readings
        if at:  # the first loads the engines
            times.append((time.thread_time() - began) * 1000)
        wrong += sum(one.text != film.text for one in readings)
        if any(one.text == film.text for one in readings):
            return at + 1, wrong
    return None, wrong


def _figures(tallies: dict[str, Tally]) -> Figures:
    found: Figures = {}
    for kind, tally in tallies.items():
        missed = tally.films - tally.middle
        found[f"{kind}: zxing-cpp, one frame"] = figure(100 * tally.middle / tally.films, "%")
        found[f"{kind}: zxing-cpp, every frame"] = figure(100 * tally.every / tally.films, "%")
        found[f"{kind}: ours"] = figure(100 * tally.ours / tally.films, "%")
        if missed:
            won = 100 * tally.won / missed
            found[f"{kind}: ours, of what one frame misses"] = figure(won, "%", _HALF)
        found[f"{kind}: wrong texts"] = Figure(tally.wrong, "texts")
        if tally.waited:
            found[f"{kind}: frames until read, median"] = figure(median(tally.waited), "frames")
    return found


def _print(tallies: dict[str, Tally]) -> None:
    say(f"{'films read of':22}{'one frame':>12}{'every frame':>14}{'ours':>8}")
    for kind, tally in tallies.items():
        say(f"{kind:15} {tally.films:6}{tally.middle:12}{tally.every:14}{tally.ours:8}")
