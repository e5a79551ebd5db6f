"""Run benchmarks: ``python3 dev.py bench [NAME] [--json] [--people N] [--data DIR]``."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

import msgspec

from desktop_app.bench.figures import Figures

# To add a benchmark: a module here with ``measure(people: int | None) -> Figures``, and a line.
BENCHES = {
    "save": "an acknowledged dose, against a bare one-row commit",
    "startup": "process start to the first window, and to a ready scan field",
    "search": "1,000,000 people by the beginnings of two words",
    "card": "a frame in hand to the card on the screen",
    "sync": "10,000 entries pushed to the centre on PostgreSQL and pulled by a second desk",
    "first_register": "50,000 people arrive while a nurse works; 1,000,000 with a cut half-way",
    "backlog": "10,000 entries of a desk through the hub to the centre on PostgreSQL",
    "propagation": "from saved at one desk to visible at another, by the hub, ten desks working",
    "nothing_new": "a round with nothing to say: its bytes, and the centre's time for it",
    "weak_line": "a day of 500 doses over 64 kbit/s, 600 ms, 2 % loss",
    "herd": "1,000 desks with 300 entries each come back to the centre at once",
    "memory": "resident memory with the camera on",
    "scan": "codes read in pictures, each engine alone beside ours (--data DIR: a folder's own)",
    "scan_video": "codes read in films of one second, beside zxing-cpp on one and on every frame",
    "scan_waiting": "the camera while nobody is there, against the bare capture of the same film",
    "scan_light": "codes in light that automatic exposure gets wrong: alone, and with others tried",
    "scan_hands": "codes held wrongly: how often the advice on the preview is right",
    "schedule": "one verdict of the rules, and 1,000,000 people judged anew in all series",
    "path": "a nurse's way by keyboard and scan: interactions and machine time",
    "gui": "the longest time the GUI thread was held",
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("name", nargs="?", choices=sorted(BENCHES))
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--people", type=int, help="people in the database, where that matters")
    parser.add_argument("--data", type=Path, help="scan: a folder with a manifest.jsonl")
    options = parser.parse_args()
    if options.data and options.name != "scan":
        parser.error("--data goes with scan")
    for name in [options.name] if options.name else list(BENCHES):
        module = importlib.import_module(f"desktop_app.bench.{name}")
        figures: Figures = (
            module.measure_folder(options.data) if options.data else module.measure(options.people)
        )
        if options.json:
            print(msgspec.json.encode({"bench": name, "figures": figures}).decode(), flush=True)
        else:
            show(name, figures)
    return 0


def show(name: str, figures: Figures) -> None:
    """Print a table for people."""
    print(f"{name}: {BENCHES[name]}")
    for label, one in figures.items():
        limit = f"limit {one.limit:g} {one.unit}, ratio {one.ratio:g}" if one.limit else ""
        print(f"  {label:18} {one.value:>12g} {one.unit:10} {limit}")


if __name__ == "__main__":
    sys.exit(main())
