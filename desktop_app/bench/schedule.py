"""What the schedule's rules cost: one verdict, and a million people judged anew.

After a new dispatch everybody's next dose changes, in every series; so all series are judged for
each of 1,000,000 made-up people (children of the routine programme among them), by two
processes. Beside it: the least that any such run must do, reading the same histories from
bytes. Beside one verdict: the same rule (21 days, then 3 months) written by hand.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from multiprocessing import get_context
from random import Random
from typing import Final

import msgspec

from desktop_app.bench.figures import Figures, figure, median, say
from immunization.ages import add_months
from immunization.courses import GivenDose
from immunization.dates import PartialDate
from immunization.many_people import ManyPeople
from immunization.rulebook import default_catalogue
from immunization.schedule import verdict

PEOPLE: Final = 1_000_000
PROCESSES: Final = 2
ON: Final = date(2026, 11, 23)
RUNS: Final = 5
VERDICTS: Final = 2_000
_PIECE: Final = 20_000
_CHILDREN: Final = 0.2
_COVID: Final = ("comirnaty", "spikevax", "vaxzevria", "vero_cell")
_ROUTINE: Final = (("dpt_hepb_hib", 60), ("dpt_hepb_hib", 92), ("bopv", 60), ("measles", 280))


class Person(msgspec.Struct, frozen=True, array_like=True):
    """A birth date and the doses that count."""

    birth: str
    doses: tuple[GivenDose, ...]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Person])


def measure(people: int | None) -> Figures:
    """Measure both."""
    return measured(people or PEOPLE, RUNS)


def measured(people: int, runs: int) -> Figures:
    """Measure some runs of single verdicts, and one run over so many people."""
    ours, by_hand = [], []
    some = list(made_up(VERDICTS, 0))
    for _ in range(runs):
        ours.append(_each(some))
        by_hand.append(_each_by_hand(some))
    say(f"verdict {median(ours) * 1000:.0f} us, the same by hand {median(by_hand) * 1000:.1f} us")
    took, reading = _recompute(people)
    say(f"{people:,} people in {took:.0f} s, read only in {reading:.1f} s")
    whole = PEOPLE / people
    return {
        "verdict_ms": figure(median(ours), "ms", median(by_hand)),
        "recompute_1m": figure(took * whole, "s", reading * whole),
    }


def made_up(people: int, seed: int) -> Iterator[Person]:
    """Yield people with a birth date and doses as they are found: most have two or three."""
    dice = Random(seed)  # noqa: S311 (made-up people, no secret)
    for _ in range(people):
        if dice.random() < _CHILDREN:
            born = ON - timedelta(days=dice.randint(1, 5 * 365))
            given = [
                GivenDose(born + timedelta(days=after), product)
                for product, after in _ROUTINE
                if dice.random() < 0.7 and born + timedelta(days=after) <= ON
            ]
        else:
            born = date(1930, 1, 1) + timedelta(days=dice.randint(0, 82 * 365))
            given = list(_adult(dice))
        yield Person(born.isoformat(), tuple(given))


def _adult(dice: Random) -> Iterator[GivenDose]:
    product, day = dice.choice(_COVID), date(2021, 7, 1) + timedelta(days=dice.randint(0, 200))
    for number in range(1, dice.choice((0, 1, 2, 2, 2, 3, 3)) + 1):
        if number < 3:
            yield GivenDose(day, product, "basic", number)
        else:
            yield GivenDose(day, "comirnaty", "booster_1", 1)
        day += timedelta(days=dice.randint(60, 150))


def _each(people: list[Person]) -> float:
    """Return the milliseconds of one verdict of the COVID-19 series."""
    catalogue, births = default_catalogue(), [PartialDate.parse(one.birth) for one in people]
    begun = time.process_time()
    for one, birth in zip(people, births, strict=True):
        verdict(one.doses, birth, ON, catalogue, known_as_of=ON, series="covid-19")
    return (time.process_time() - begun) * 1000 / len(people)


def _each_by_hand(people: list[Person]) -> float:
    begun = time.process_time()
    for one in people:
        _by_hand(one)
    return (time.process_time() - begun) * 1000 / len(people)


def _by_hand(person: Person) -> date | None:
    """Return when the next dose is due by one rule of one product; nothing else is asked."""
    doses = sorted(person.doses, key=lambda dose: dose.day)
    if not doses:
        return ON
    if len(doses) == 1:
        return doses[-1].day + timedelta(days=21)
    return add_months(doses[-1].day, 3) if len(doses) == 2 else None


def _recompute(people: int) -> tuple[float, float]:
    """Return the seconds to judge so many people, and to read them only."""
    pieces = [
        (min(_PIECE, people - start), seed) for seed, start in enumerate(range(0, people, _PIECE))
    ]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        written = list(pool.map(_written, pieces))
        begun = time.perf_counter()
        read = sum(pool.map(_read, written))
        reading = time.perf_counter() - begun
        begun = time.perf_counter()
        judged = sum(pool.map(_judge, written))
        took = time.perf_counter() - begun
    if not judged == read == people:
        raise RuntimeError(f"{judged} of {people} people were judged")
    return took, reading


def _written(piece: tuple[int, int]) -> bytes:
    return _encoder.encode(list(made_up(*piece)))


def _read(written: bytes) -> int:
    return len(_decoder.decode(written))


@cache
def _rules() -> ManyPeople:
    """Return the rules of the day, prepared once in each process."""
    return ManyPeople(default_catalogue(), ON, known_as_of=ON)


def _judge(written: bytes) -> int:
    rules, judged = _rules(), 0
    for one in _decoder.decode(written):
        judged += bool(rules.verdicts(one.doses, PartialDate.parse(one.birth)))
    return judged
