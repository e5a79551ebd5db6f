"""``dev.py faults``: runs by seed, each judged; a failing one is cut down to what it needs.

    python3 dev.py faults --seeds 100 --from 1 --jobs 2
    python3 dev.py faults --from 4711 --only 3,8,9      (replays some steps of one seed)

The last line is ``N runs, 0 lost, 0 doubled, 0 wedged, 0 divergent``; anything found makes the
exit code 1. Results of at least 50 runs are kept in ``docs/faults.json``.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from multiprocessing.sharedctypes import Synchronized

from tests.faults import record, warm
from tests.faults.bench import Bench, bench
from tests.faults.record import Tally
from tests.faults.schedule import Schedule, draw
from tests.faults.shrink import shrunk
from tests.faults.verdict import Finding
from tests.faults.world import Outcome

_TRIES = 2
"""Times that a cut-down schedule is tried: what hangs on timing does not fail each time."""

Judged = tuple[int, Outcome, str]
"""A seed, what came of it, and what there is to read if something was found."""


def main(words: Sequence[str]) -> int:
    """Run; see the module."""
    options = _options(words)
    begun = time.monotonic()
    tally = Tally()
    for seed, outcome, report in _judged(options):
        tally.runs += 1
        tally.kills += outcome.kills
        tally.line_faults += outcome.faults
        tally.acknowledged += outcome.saved
        tally.power_cuts += outcome.power_cuts
        tally.drew(draw(seed))
        for kind in {finding.kind for finding in outcome.findings}:
            tally.found[kind] += 1
        if report:
            print(report, flush=True)
        if options.verbose:
            print(f"seed {seed}: {outcome.kills} kills, {outcome.seconds:.2f} s", flush=True)
    seconds = time.monotonic() - begun
    if tally.runs >= record.LEAST and not options.only:
        record.keep(tally, options.first, seconds)
    print(
        f"{tally.kills} kills, after {tally.power_cuts} of them files torn, "
        f"{tally.line_faults} faults of lines, {tally.acknowledged} entries acknowledged, "
        f"{seconds:.0f} s"
    )
    print(tally)
    return 0 if tally.is_clean else 1


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py faults")
    parser.add_argument("--seeds", type=int, default=20, help="how many runs")
    parser.add_argument("--from", dest="first", type=int, default=1, metavar="SEED")
    parser.add_argument("--jobs", type=int, default=1, help="runs side by side")
    parser.add_argument("--minutes", type=float, default=0, help="begin no run after so many")
    parser.add_argument("--only", default="", help="places of the steps to do, of one seed")
    parser.add_argument("--no-shrink", action="store_true", help="do not cut failing runs down")
    parser.add_argument("--verbose", action="store_true", help="a line for each run")
    options = parser.parse_args(words)
    if options.only:
        options.seeds = 1
    return options


def _judged(options: argparse.Namespace) -> Iterator[Judged]:
    """Yield what came of each seed, in the order in which they come to their end."""
    context = multiprocessing.get_context("spawn")
    following = context.Value("q", options.first)
    end = time.time() + 60 * options.minutes if options.minutes else float("inf")
    if options.jobs <= 1:
        yield from _runs(options, following, end)
        return
    answers: multiprocessing.Queue[Judged | None] = context.Queue()
    words = (options, following, end, answers)
    workers = [context.Process(target=_work, args=words) for _ in range(options.jobs)]
    for worker in workers:
        worker.start()
    busy = len(workers)
    while busy:
        judged = answers.get()
        if judged is None:
            busy -= 1
        else:
            yield judged
    for worker in workers:
        worker.join()


def _work(
    options: argparse.Namespace,
    following: Synchronized[int],
    end: float,
    answers: multiprocessing.Queue[Judged | None],
) -> None:
    warm.share_statements()
    try:
        for judged in _runs(options, following, end):
            answers.put(judged)
    finally:
        answers.put(None)


def _runs(
    options: argparse.Namespace, following: Synchronized[int], end: float
) -> Iterator[Judged]:
    """Take one seed after the other from those that all jobs share."""
    with bench() as made:
        while time.time() < end:
            with following.get_lock():
                seed, following.value = following.value, following.value + 1
            if seed >= options.first + options.seeds:
                return
            yield _judge(made, seed, options)


def _judge(made: Bench, seed: int, options: argparse.Namespace) -> Judged:
    plan = draw(seed)
    if options.only:
        plan = plan.only([int(place) for place in options.only.split(",")])
    try:
        outcome = made.run(plan)
    except Exception:  # noqa: BLE001 (a run that cannot be done is a finding, and not the last)
        words = f"the run broke off: {traceback.format_exc()}"
        return seed, Outcome([Finding("wedged", words)]), f"seed {seed}: {plan}\n  {words}"
    if not outcome.findings:
        return seed, outcome, ""
    lines = [f"seed {seed}: {plan}", *(f"  {finding}" for finding in outcome.findings)]
    if not options.no_shrink and not options.only:
        plan = _shrunk(made, plan, outcome)
    if not options.no_shrink:
        lines += [f"  {at}. {step}" for at, step in zip(plan.places, plan.steps, strict=True)]
    only = ",".join(str(place) for place in plan.places)
    replayed = f" --only {only}" if plan.kept is not None else ""
    lines.append(f"  replay: python3 dev.py faults --from {seed} --seeds 1{replayed}")
    return seed, outcome, "\n".join(lines)


def _shrunk(made: Bench, plan: Schedule, outcome: Outcome) -> Schedule:
    kinds = {finding.kind for finding in outcome.findings}

    def fails(places: Sequence[int]) -> bool:
        for _ in range(_TRIES):
            again = made.run(plan.only(places))
            if kinds & {finding.kind for finding in again.findings}:
                return True
        return False

    return plan.only(shrunk(plan.places, fails))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
