"""What happens in one run, drawn from one seed: pure data, the same on every machine.

A schedule says how many desks there are and what is done, step after step. It can be cut down
to some of its steps, and still means the same: a step that finds nothing to do does nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

CENTRE: Final = 0
"""The number of the centre; desks are 1, 2, 3."""

CLONE: Final = 10
"""What is added to a desk's number for the number of a copy of its disk."""

PEOPLE: Final = 5
"""Few, so that desks meet over the same person."""

VERBS: Final = (
    "register", "register", "arrive", "screen", "inject", "visit", "visit", "visit", "void",
    "react", "serious", "end", "correct", "again", "flood",
)  # fmt: skip

LINE_FAULTS: Final = (
    "refuse", "cut request", "cut answer", "half request", "half answer", "silence", "slow",
    "twice", "answer twice", "late", "old answer", "garbled",
)  # fmt: skip

HOSTILE: Final = ("wrong receipt", "short receipt", "endless page", "feed goes back", "other page")
"""What is done by one who can answer with the server's key, but holds no receipt key of it."""

DESK_DEATHS: Final = (
    "before a save is kept", "after a save was kept", "before a receipt is kept",
    "after a receipt was kept", "before a page is kept", "after a page was kept",
)  # fmt: skip

CENTRE_DEATHS: Final = ("before a commit", "after a commit", "before an answer")

POISONS: Final = ("wrong site", "unknown kind", "centre only", "malformed", "unprojectable", "id")

JUMPS: Final = (-86_400 * 400, -86_400, -7_200, -240, 240, 7_200, 86_400, 86_400 * 400)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done: what, where, how, how much (a count, or milliseconds to wait)."""

    what: str
    where: int = 0
    how: str = ""
    amount: int = 0

    def __str__(self) -> str:
        place = "" if self.what == "wait" else "centre" if self.where == CENTRE else ""
        place = place or (f"desk {self.where}" if self.what != "wait" else "")
        parts = [self.what, place, self.how, str(self.amount) if self.amount else ""]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A run: its seed, how many desks, entries of the first exchange, the steps."""

    seed: int
    desks: int
    pace: int
    steps: tuple[Step, ...]
    kept: tuple[int, ...] | None = None

    def only(self, kept: Sequence[int]) -> Schedule:
        """Return the schedule with some of its steps, by their places in the whole."""
        whole = draw(self.seed) if self.kept is not None else self
        steps = tuple(whole.steps[at] for at in kept if at < len(whole.steps))
        return replace(whole, steps=steps, kept=tuple(kept))

    @property
    def places(self) -> tuple[int, ...]:
        """The places of its steps in the whole."""
        return self.kept if self.kept is not None else tuple(range(len(self.steps)))


def draw(seed: int) -> Schedule:
    """Return the schedule of a seed."""
    dice = random.Random(seed)
    desks = dice.choice((1, 2, 2, 3))
    rough = dice.uniform(0.2, 0.6)
    steps: list[Step] = [Step("act", desk, "open") for desk in range(1, desks + 1)]
    for _ in range(dice.randint(14, 40)):
        desk = dice.randint(1, desks)
        if dice.random() < rough:
            steps.extend(_fault(dice, desk))
        else:
            steps.append(Step("act", desk, dice.choice(VERBS), dice.randrange(PEOPLE)))
        if dice.random() < 0.4:
            # Else the next step meets it in the middle of what it does.
            steps.append(Step("heed", desk))
        if dice.random() < 0.35:
            steps.append(Step("wait", amount=dice.choice((2, 5, 10, 20, 40, 90))))
    return Schedule(seed, desks, dice.choice((1, 2, 3, 7, 500)), tuple(steps))


def _line(dice: random.Random, desk: int) -> list[Step]:
    fault = dice.choice(LINE_FAULTS)
    steps = [Step("line", desk, fault, dice.choice((1, 1, 2, 3, 8)))]
    if dice.random() < 0.7:
        steps += [Step("act", desk, "visit", dice.randrange(PEOPLE)), Step("heed", desk)]
    return steps


def _cut(dice: random.Random, desk: int) -> list[Step]:
    return [Step("line", desk, dice.choice(("refuse", "silence")), 10_000)]


def _mend(_dice: random.Random, desk: int) -> list[Step]:
    return [Step("mend", desk)]


def _hostile(dice: random.Random, desk: int) -> list[Step]:
    fault = Step("line", desk, dice.choice(HOSTILE), dice.choice((1, 2, 4)))
    return [fault, Step("act", desk, "visit", dice.randrange(PEOPLE)), Step("heed", desk)]


def _kill(dice: random.Random, desk: int) -> list[Step]:
    where = dice.choice((desk, desk, CENTRE))
    steps = [Step("kill", where)]
    if dice.random() < 0.7:
        steps.append(Step("start", where))
    return steps


def _death(dice: random.Random, desk: int) -> list[Step]:
    if dice.random() < 0.4:
        armed = Step("die", CENTRE, dice.choice(CENTRE_DEATHS), dice.randint(1, 4))
        return [armed, Step("act", desk, "visit", dice.randrange(PEOPLE)), Step("wait", amount=20)]
    armed = Step("die", desk, dice.choice(DESK_DEATHS), dice.randint(1, 4))
    return [armed, Step("act", desk, "visit", dice.randrange(PEOPLE)), Step("heed", desk)]


def _start(dice: random.Random, desk: int) -> list[Step]:
    return [Step("start", dice.choice((desk, CENTRE)))]


def _full(dice: random.Random, desk: int) -> list[Step]:
    where = dice.choice((desk, desk, CENTRE))
    steps = [Step("fill", where, amount=dice.choice((0, 0, 1, 4)))]
    steps += [Step("act", desk, dice.choice(VERBS), dice.randrange(PEOPLE)) for _ in range(2)]
    return [*steps, Step("empty", where)] if dice.random() < 0.7 else steps


def _clock(dice: random.Random, desk: int) -> list[Step]:
    return [
        Step("clock", desk, amount=dice.choice(JUMPS)),
        Step("act", desk, "visit", dice.randrange(PEOPLE)),
    ]


def _poison(dice: random.Random, desk: int) -> list[Step]:
    return [
        Step("poison", desk, dice.choice(POISONS)),
        Step("act", desk, "visit", dice.randrange(PEOPLE)),
    ]


def _restore(dice: random.Random, desk: int) -> list[Step]:
    between = [Step("act", desk, dice.choice(VERBS), dice.randrange(PEOPLE)) for _ in range(3)]
    after = [Step("act", desk, "visit", dice.randrange(PEOPLE)), Step("heed", desk)]
    rest = [Step("heed", desk), Step("wait", amount=dice.choice((5, 40, 150)))]
    return [Step("back up", desk), *between, *rest, Step("restore", desk), *after]


def _restore_centre(dice: random.Random, desk: int) -> list[Step]:
    """The centre from an older copy. Not beside desks from older copies: nobody would be left."""
    between = [Step("act", desk, "visit", dice.randrange(PEOPLE)) for _ in range(2)]
    rest = [Step("heed", desk), Step("wait", amount=dice.choice((5, 40, 150)))]
    first = [Step("back up", CENTRE), Step("start", CENTRE)]
    return [*first, *between, *rest, Step("restore", CENTRE), Step("start", CENTRE)]


def _clone(dice: random.Random, desk: int) -> list[Step]:
    both = [desk, desk + CLONE, desk, desk + CLONE]
    acts = [Step("act", where, "visit", dice.randrange(PEOPLE)) for where in both]
    return [Step("clone", desk), *acts, Step("heed", desk)]


_FAULTS: Final[tuple[tuple[Callable[[random.Random, int], list[Step]], int], ...]] = (
    (_line, 8), (_cut, 2), (_mend, 4), (_hostile, 2), (_kill, 6), (_death, 6), (_start, 3),
    (_full, 2), (_clock, 1), (_poison, 2), (_restore, 1), (_clone, 1),
    (_restore_centre, 1),
)  # fmt: skip


def _fault(dice: random.Random, desk: int) -> list[Step]:
    draws, weights = zip(*_FAULTS, strict=True)
    chosen: Callable[[random.Random, int], list[Step]] = dice.choices(draws, weights)[0]
    return chosen(dice, desk)
