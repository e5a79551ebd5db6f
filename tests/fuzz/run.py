"""``dev.py fuzz``: a coverage-guided run of the parsers, each for a while.

    python3 dev.py fuzz --seconds 60 --seed 1
    python3 dev.py fuzz claims --seconds 600

Inputs that raise another error than the typed one, that take too long, whose time grows with the
square of their length, or that take too much memory are written to ``build/fuzz`` and make the
exit code 1.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from typing import Final

from tests.fuzz.fuzzing import Report, Target, fuzz
from tests.fuzz.targets import targets
from tests.fuzz.tracing import ROOT

_FOLDER: Final = ROOT / "build" / "fuzz"
_SHOWN: Final = 160


def main(words: Sequence[str]) -> int:
    """Run; see the module."""
    every = targets()
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("target", nargs="?", choices=sorted(every))
    parser.add_argument("--seconds", type=float, default=20.0, help="for each parser")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    chosen = [every[options.target]] if options.target else list(every.values())
    found = 0
    for target in chosen:
        report = fuzz(target, seed=options.seed, seconds=options.seconds)
        found += len(report.findings)
        _tell(target, report)
    print(f"{len(chosen)} parsers, {found} findings")
    return 1 if found else 0


def _tell(target: Target, report: Report) -> None:
    print(
        f"{target.name:12} {report.runs:8} inputs, {report.edges:6} edges, "
        f"{report.corpus:5} kept, {len(report.findings)} findings",
        flush=True,
    )
    for one in report.findings:
        _FOLDER.mkdir(parents=True, exist_ok=True)
        name = f"{target.name}-{hashlib.sha256(one.data).hexdigest()[:12]}"
        (_FOLDER / name).write_bytes(one.data)
        print(f"  {one.kind}: {one.words}\n  {one.data[:_SHOWN]!r}\n  build/fuzz/{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
