"""The fuzzer: that it finds what is planted, and finds nothing in the parsers that are ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.fuzzing import Report, Target, fuzz
from tests.fuzz.targets import targets
from tests.fuzz.tracing import ROOT, Tracer

HERE = Path(__file__).relative_to(ROOT).as_posix()


class Planted(Exception):
    """What a parser here raises deep down."""


def four_steps_down(data: bytes) -> None:
    if data[:1] != b"H":
        return
    if data[1:2] != b"C":
        return
    if data[2:3] != b"1":
        return
    if data[3:4] == b":":
        raise Planted


def quadratic(data: bytes) -> int:
    return sum(data[at:].count(b"||") for at in range(len(data)))


def hoarding(data: bytes) -> list[bytes]:
    return [bytes(100_000) for _ in data[:1000]]


def target(read: object, *, largest: int = 64, allowed: tuple[type[Exception], ...] = ()) -> Target:
    return Target("planted", read, allowed, (b"x",), largest)  # type: ignore[arg-type]


def found(report: Report) -> set[str]:
    return {finding.kind for finding in report.findings}


def test_an_error_behind_four_conditions_is_found_step_by_step_and_cut_to_what_it_needs() -> None:
    report = fuzz(target(four_steps_down), seed=1, runs=60_000, tracer=Tracer((HERE,)))
    assert found(report) == {"Planted"}
    assert report.findings[0].data == b"HC1:"


def test_the_error_that_a_parser_may_raise_is_no_finding() -> None:
    read = target(four_steps_down, allowed=(Planted,))
    assert fuzz(read, seed=1, runs=3000, tracer=Tracer((HERE,))).findings == []


def test_without_its_own_coverage_nothing_is_kept_but_the_beginning() -> None:
    report = fuzz(target(four_steps_down), seed=1, runs=500, tracer=Tracer(("nowhere",)))
    assert (report.corpus, report.edges) == (1, 0)


def test_time_that_grows_with_the_square_and_memory_without_bound_are_found() -> None:
    assert found(fuzz(target(quadratic, largest=8000), seed=1, runs=150)) & {
        "grows with the square",
        "slow",
    }
    assert found(fuzz(target(hoarding, largest=4000), seed=1, runs=150)) == {"greedy"}


def test_the_same_seed_makes_the_same_run() -> None:
    first, again = (fuzz(targets()["hub"], seed=5, runs=400) for _ in range(2))
    assert (first.edges, first.corpus) == (again.edges, again.corpus)


@pytest.mark.parametrize("name", targets())
def test_a_short_run_of_each_parser_finds_nothing(name: str) -> None:
    report = fuzz(targets()[name], seed=3, runs=450)
    assert report.findings == []
    assert report.corpus > 1


@pytest.mark.long
@pytest.mark.parametrize("name", targets())
def test_a_long_run_of_each_parser_finds_nothing(name: str) -> None:
    assert fuzz(targets()[name], seed=4, seconds=60).findings == []
