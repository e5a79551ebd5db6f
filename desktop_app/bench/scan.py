"""Codes in single pictures: what each engine reads alone, and what our cascade reads.

The pictures are the public photographs beside the checkout, where they are, and made ones of
eleven kinds of difficulty (`hard_codes`); with ``--data DIR`` those of a folder's manifest
instead. All are shrunk to fit 1280x720. Times are milliseconds of this thread's own work.
The limit beside our recall is that of P2, the best cascade that was measured before.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from desktop_app.bench import hard_codes, labelled, parsing
from desktop_app.bench.figures import Figure, Figures, figure, median, percentile, say
from desktop_app.bench.labelled import Labelled
from desktop_app.bench.scan_engines import OURS, OURS_WITHOUT, P2, Engine, engines
from scanners.decoder import Decoder
from scanners.vision import Frame

EACH: Final = 24
SEED: Final = 20261123
PHOTOGRAPHS: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "qr_photos"
ALL: Final = "all"
_TOGETHER: Final = "all engines alone together"
_SECOND: Final = 15  # frames
_LONGEST_FRAME: Final = 250.0  # ms, whatever the frame
_EMPTY_WORST, _EMPTY_USUAL = 20.0, 5.0  # ms of a frame without a code
_CORE: Final = 15.0  # per cent of one core while nobody is there, at 15 frames a second


class Tally(Struct):
    """What one engine did with one set."""

    codes: int = 0
    read: int = 0
    wrong: int = 0
    times: list[float] = []


def measure(_people: int | None) -> Figures:
    """Measure on the photographs and the made pictures."""
    return measured(pictures(EACH, SEED)) | parsing.measured()


def measure_folder(folder: Path) -> Figures:
    """Measure on the pictures of a folder with a manifest."""
    return measured(labelled.of_folder(folder))


def pictures(each: int, seed: int) -> Iterator[Labelled]:
    """Give the photographs, where they are, and ``each`` made pictures of every kind."""
    if PHOTOGRAPHS.is_dir():
        yield from labelled.of_folder(PHOTOGRAPHS)
    else:
        say(f"scan: no photographs at {PHOTOGRAPHS.parent.name}/{PHOTOGRAPHS.name}: left out")
    for made in hard_codes.made(each, seed):
        texts = frozenset() if made.text is None else frozenset({made.text})
        yield Labelled(made.set, texts, made.frame)


def measured(shown: Iterable[Labelled]) -> Figures:
    """Let every engine read every picture."""
    all_of_them = engines()
    tallies: dict[tuple[str, str], Tally] = {}
    empty = _Empty()
    for picture in shown:
        alone: set[str] = set()
        for name, engine in all_of_them.items():
            texts = _timed(engine, picture, name, tallies)
            alone |= texts if name not in {OURS, OURS_WITHOUT} else set()
        _count(picture, alone, _TOGETHER, tallies)
        if not picture.texts:
            empty.look(picture.frame)
    _print(tallies, [*all_of_them, _TOGETHER])
    return _figures(tallies) | empty.figures()


class _Empty:
    """The frames without a code, as a camera shows them: one after the other, for a while."""

    def __init__(self) -> None:
        self._decoder = Decoder()
        self._decoder.look(hard_codes.one("blur", 0, 1, SEED).frame)  # loads the engines
        self._times: list[float] = []

    def look(self, frame: Frame) -> None:
        for _ in range(5):
            began = time.thread_time()
            self._decoder.look(frame)
            self._times.append((time.thread_time() - began) * 1000)

    def figures(self) -> Figures:
        if not self._times:
            return {}
        starts = range(max(1, len(self._times) - _SECOND + 1))
        seconds = [self._times[start : start + _SECOND] for start in starts]
        usual = percentile([sum(second) / len(second) for second in seconds], 0.95)
        return {
            "frames without a code, amortised p95": figure(usual, "ms", _EMPTY_USUAL),
            "frames without a code, worst": figure(max(self._times), "ms", _EMPTY_WORST),
            "waiting, decoding 15 frames/s": figure(
                _SECOND * sum(self._times) / len(self._times) / 10, "% core", _CORE
            ),
        }


def _timed(
    engine: Engine, picture: Labelled, name: str, tallies: dict[tuple[str, str], Tally]
) -> set[str]:
    began = time.thread_time()
    texts = engine(picture.frame)
    spent = (time.thread_time() - began) * 1000
    for tally in _count(picture, texts, name, tallies):
        tally.times.append(spent)
    return texts


def _count(
    picture: Labelled, texts: set[str], name: str, tallies: dict[tuple[str, str], Tally]
) -> list[Tally]:
    both = [tallies.setdefault((kind, name), Tally()) for kind in (picture.set, ALL)]
    for tally in both:
        tally.codes += len(picture.texts)
        tally.read += len(picture.texts & texts)
        tally.wrong += len(texts - picture.texts)
    return both


def _figures(tallies: dict[tuple[str, str], Tally]) -> Figures:
    found: Figures = {}
    for (kind, name), tally in tallies.items():
        if tally.codes:
            found[f"{kind}, {name}: recall"] = _recall(kind, name, tallies)
        found[f"{kind}, {name}: wrong texts"] = Figure(tally.wrong, "texts")
        if tally.times:
            found[f"{kind}, {name}: median"] = figure(median(tally.times), "ms")
            found[f"{kind}, {name}: p95"] = figure(percentile(tally.times, 0.95), "ms")
            longest = _LONGEST_FRAME if name == OURS else None
            found[f"{kind}, {name}: max"] = figure(max(tally.times), "ms", longest)
    return found


def _recall(kind: str, name: str, tallies: dict[tuple[str, str], Tally]) -> Figure:
    peer = tallies[kind, P2] if name in {OURS, OURS_WITHOUT} else None
    tally = tallies[kind, name]
    return figure(
        100 * tally.read / tally.codes, "%", 100 * peer.read / peer.codes if peer else None
    )


def _print(tallies: dict[tuple[str, str], Tally], names: list[str]) -> None:
    """Say what was read, one line a set."""
    say(f"{'codes read of':22}" + "".join(f"{name.split(' alone')[0]:>20}" for name in names))
    for kind in dict.fromkeys(kind for kind, _ in tallies):
        row = [tallies[kind, name] for name in names]
        cells = "".join(f"{one.read}".rjust(20) for one in row)
        say(f"{kind:15} {row[0].codes:6}{cells}")
