"""A coverage-guided run of one parser: inputs that take a new way are kept and changed further."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final

from msgspec import Struct, field

from tests.fuzz.judging import Finding, costly, greedy, pumped
from tests.fuzz.mutating import mutated
from tests.fuzz.tracing import Edge, Tracer

_MOST_FINDINGS: Final = 5  # of one parser; then there is something to mend
_MOST_STEPS: Final = 300_000  # lines of Python for one input
_PUMP_EVERY: Final = 150  # runs


class Target(Struct, frozen=True):
    """A parser of bytes: what it may raise, where it begins, and the longest input it takes."""

    name: str
    read: Callable[[bytes], object]
    allowed: tuple[type[Exception], ...]
    seeds: tuple[bytes, ...]
    largest: int


class Report(Struct):
    """What came of a run."""

    runs: int = 0
    edges: int = 0
    corpus: int = 0
    findings: list[Finding] = field(default_factory=list)


def fuzz(
    target: Target,
    *,
    seed: int,
    runs: int | None = None,
    seconds: float | None = None,
    tracer: Tracer | None = None,
) -> Report:
    """Run for so many inputs or seconds. The same seed and number of runs give the same run."""
    run = _Run(target, random.Random(seed), tracer or Tracer())
    begun = time.monotonic()
    for data in target.seeds:
        run.one(data)
    while len(run.report.findings) < _MOST_FINDINGS:
        if runs is not None and run.report.runs >= runs:
            break
        if seconds is not None and time.monotonic() - begun >= seconds:
            break
        run.one(mutated(run.chance, run.corpus, target.largest))
        if run.report.runs % _PUMP_EVERY == 0:
            run.pump()
    return run.finished()


class _Run:
    def __init__(self, target: Target, chance: random.Random, tracer: Tracer) -> None:
        self.chance = chance
        self.corpus: list[bytes] = []
        self.report = Report()
        self._target = target
        self._tracer = tracer
        self._edges: set[Edge] = set()
        self._places: set[tuple[str, str]] = set()

    def one(self, data: bytes) -> None:
        """Give the parser one input."""
        self.report.runs += 1
        edges, steps, raised = self._tracer.run(lambda: self._target.read(data))
        if raised is not None and not isinstance(raised, self._target.allowed):
            self._found(Finding(type(raised).__name__, f"{raised}"[:200], data), _place(raised))
        if steps > _MOST_STEPS:
            self._found(Finding("long", f"{steps} lines for {len(data)} bytes", data), "")
        if not edges <= self._edges or not self.corpus:
            self._edges |= edges
            self.corpus.append(data)

    def pump(self) -> None:
        """Ask one of the corpus, made long, for its time and memory."""
        longer = [*pumped(self.chance, self.chance.choice(self.corpus), self._target.largest)]
        for finding in (costly(self._target.read, longer), greedy(self._target.read, longer[-1])):
            if finding is not None:
                self._found(finding, "")

    def finished(self) -> Report:
        """Return what came of it, each finding with the shortest input that shows it."""
        self.report.edges, self.report.corpus = len(self._edges), len(self.corpus)
        self.report.findings = [self._shortened(found) for found in self.report.findings]
        return self.report

    def _found(self, finding: Finding, place: str) -> None:
        if (finding.kind, place) not in self._places:
            self._places.add((finding.kind, place))
            self.report.findings.append(finding)

    def _shortened(self, finding: Finding) -> Finding:
        """Leave out parts of the input, large ones first, while the same error is raised."""
        if not self._raises(finding.data, finding.kind):
            return finding  # it costs too much, and raises nothing
        data, size = finding.data, len(finding.data) // 2
        while size:
            at = 0
            while at < len(data):
                shorter = data[:at] + data[at + size :]
                if self._raises(shorter, finding.kind):
                    data = shorter
                else:
                    at += size
            size //= 2
        return Finding(finding.kind, finding.words, data)

    def _raises(self, data: bytes, kind: str) -> bool:
        try:
            self._target.read(data)
        except Exception as error:  # noqa: BLE001 - told by its name
            return type(error).__name__ == kind
        return False


def _place(error: Exception) -> str:
    """Return where an error was raised: file and line."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
