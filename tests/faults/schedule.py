"""What happens in one run, drawn from one seed: pure data, the same on every machine.

A schedule says which nodes there are and what is done, step after step. It can be cut down
to some of its steps, and still means the same: a step that finds nothing to do does nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from tests.faults.faults import (
    CENTRE_DEATHS,
    DESK_DEATHS,
    HOSTILE,
    HUB_DEATHS,
    JUMPS,
    LINE_FAULTS,
    POISONS,
    TEARS,
    VERBS,
    WITHIN,
)
from tests.faults.layout import CENTRE, PEOPLE, copy_of, hub_of, line, site_of

Kind = Literal["SQLite", "PostgreSQL"]

_TWO_SITES: Final = 0.25
_WITH_HUBS: Final = 0.5
_ON_POSTGRESQL: Final = 0.06
"""Shares of the runs. One on PostgreSQL takes three times as long as another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done: what, where, how, how much (a count, or milliseconds to wait)."""

    what: str
    where: str = ""
    how: str = ""
    amount: int = 0

    def __str__(self) -> str:
        parts = [self.what, self.where, self.how, str(self.amount) if self.amount else ""]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A run: its seed, who takes part, entries of the first exchange, the steps."""

    seed: int
    desks: tuple[str, ...]
    hubs: tuple[str, ...]
    centre: Kind
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

    @property
    def sites(self) -> int:
        """How many sites take part."""
        return len({site_of(desk) for desk in self.desks})

    def __str__(self) -> str:
        return f"{', '.join((*self.desks, *self.hubs))}, the centre on {self.centre}"


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who takes part, and a desk that the next steps are about."""

    dice: random.Random
    desk: str
    hub: str | None

    def act(self, desk: str | None = None, verb: str = "visit") -> Step:
        return Step("act", desk or self.desk, verb, self.dice.randrange(PEOPLE))

    def heed(self) -> Step:
        return Step("heed", self.desk)

    def line(self) -> str:
        """A line on the way of the desk's entries to the centre."""
        if self.hub is None:
            return line(self.desk, CENTRE)
        ways = (line(self.desk, self.hub), line(self.hub, CENTRE), line(self.desk, CENTRE))
        return self.dice.choices(ways, (4, 3, 1))[0]

    def node(self) -> str:
        """The desk, its hub, or the centre."""
        if self.hub is None:
            return self.dice.choice((self.desk, self.desk, CENTRE))
        return self.dice.choice((self.desk, self.desk, self.hub, self.hub, CENTRE))


def draw(seed: int) -> Schedule:
    """Return the schedule of a seed."""
    dice = random.Random(seed)
    desks = [f"desk{number}" for number in range(1, dice.choice((1, 2, 2, 3)) + 1)]
    if dice.random() < _TWO_SITES:
        desks += [f"desk{number}" for number in range(4, dice.choice((4, 5)) + 1)]
    has_hubs, kind = (
        dice.random() < _WITH_HUBS,
        "PostgreSQL" if dice.random() < _ON_POSTGRESQL else "SQLite",
    )
    hubs = sorted({hub_of(desk) for desk in desks}) if has_hubs else []
    rough = dice.uniform(0.2, 0.6)
    steps = [Step("act", desk, "open") for desk in desks]
    for _ in range(dice.randint(12, 34)):
        desk = dice.choice(desks)
        cast = _Cast(dice, desk, hub_of(desk) if has_hubs else None)
        if dice.random() < rough:
            steps.extend(_fault(cast))
        else:
            steps.append(cast.act(verb=dice.choice(VERBS)))
        if dice.random() < 0.4:
            # Else the next step meets it in the middle of what it does.
            steps.append(cast.heed())
        if dice.random() < 0.35:
            steps.append(Step("wait", amount=dice.choice((2, 5, 10, 20, 40, 90))))
    pace = dice.choice((1, 2, 3, 7, 500))
    return Schedule(seed, tuple(desks), tuple(hubs), kind, pace, tuple(steps))  # type: ignore[arg-type]


def _line(cast: _Cast) -> list[Step]:
    fault = cast.dice.choice(LINE_FAULTS)
    steps = [Step("line", cast.line(), fault, cast.dice.choice((1, 1, 2, 3, 8)))]
    return [*steps, cast.act(), cast.heed()] if cast.dice.random() < 0.7 else steps


def _cut(cast: _Cast) -> list[Step]:
    return [Step("line", cast.line(), cast.dice.choice(("refuse", "silence")), 10_000)]


def _mend(cast: _Cast) -> list[Step]:
    return [Step("mend", cast.line())]


def _hostile(cast: _Cast) -> list[Step]:
    fault = Step("line", cast.line(), cast.dice.choice(HOSTILE), cast.dice.choice((1, 2, 4)))
    return [fault, cast.act(), cast.heed()]


def _kill(cast: _Cast) -> list[Step]:
    where = cast.node()
    steps = [Step("kill", where)]
    return [*steps, Step("start", where)] if cast.dice.random() < 0.7 else steps


def _power(cast: _Cast) -> list[Step]:
    """A power cut: what was written last and not yet synced is torn."""
    where, how = cast.node(), cast.dice.choice(TEARS)
    steps = [cast.act(), Step("cut power", where, how, cast.dice.randrange(1_000_000))]
    return [*steps, Step("start", where)] if cast.dice.random() < 0.7 else steps


def _death(cast: _Cast) -> list[Step]:
    where = cast.node()
    points: tuple[str, ...] = DESK_DEATHS if where == cast.desk else CENTRE_DEATHS
    points = HUB_DEATHS if where == cast.hub else points
    point = cast.dice.choice(points)
    armed = Step("die", where, point, cast.dice.randint(1, 24 if point == WITHIN else 4))
    return [armed, cast.act(), cast.heed() if where == cast.desk else Step("wait", amount=20)]


def _start(cast: _Cast) -> list[Step]:
    return [Step("start", cast.node())]


def _full(cast: _Cast) -> list[Step]:
    where, dice = cast.node(), cast.dice
    steps = [Step("fill", where, amount=dice.choice((0, 0, 1, 4)))]
    steps += [cast.act(verb=dice.choice(VERBS)) for _ in range(2)]
    return [*steps, Step("empty", where)] if dice.random() < 0.7 else steps


def _clock(cast: _Cast) -> list[Step]:
    return [Step("clock", cast.desk, amount=cast.dice.choice(JUMPS)), cast.act()]


def _poison(cast: _Cast) -> list[Step]:
    return [Step("poison", cast.desk, cast.dice.choice(POISONS)), cast.act()]


def _restore(cast: _Cast) -> list[Step]:
    """A desk or a hub from an older copy of its disk."""
    where = cast.hub if cast.hub and cast.dice.random() < 0.5 else cast.desk
    between = [cast.act(verb=cast.dice.choice(VERBS)) for _ in range(3)]
    rest = [cast.heed(), Step("wait", amount=cast.dice.choice((5, 40, 150)))]
    after = [Step("restore", where), Step("start", where), cast.act(), cast.heed()]
    return [Step("back up", where), Step("start", where), *between, *rest, *after]


def _restore_centre(cast: _Cast) -> list[Step]:
    """The centre from an older copy. Not beside desks from older copies: nobody would be left."""
    between = [cast.act() for _ in range(2)]
    rest = [cast.heed(), Step("wait", amount=cast.dice.choice((5, 40, 150)))]
    first = [Step("back up", CENTRE), Step("start", CENTRE)]
    return [*first, *between, *rest, Step("restore", CENTRE), Step("start", CENTRE)]


def _replace_hub(cast: _Cast) -> list[Step]:
    """The hub's PC is lost; another one is set up, with nothing on it."""
    if cast.hub is None:
        return _kill(cast)
    return [cast.act(), Step("replace", cast.hub), cast.act(), cast.heed()]


def _clone(cast: _Cast) -> list[Step]:
    both = [cast.desk, copy_of(cast.desk)] * 2
    return [Step("clone", cast.desk), *(cast.act(one) for one in both), cast.heed()]


_FAULTS: Final[tuple[tuple[Callable[[_Cast], list[Step]], int], ...]] = (
    (_line, 8), (_cut, 2), (_mend, 4), (_hostile, 2), (_kill, 5), (_power, 3), (_death, 6),
    (_start, 3), (_full, 2), (_clock, 1), (_poison, 2), (_restore, 1), (_clone, 1),
    (_restore_centre, 1), (_replace_hub, 1),
)  # fmt: skip


def _fault(cast: _Cast) -> list[Step]:
    draws, weights = zip(*_FAULTS, strict=True)
    chosen: Callable[[_Cast], list[Step]] = cast.dice.choices(draws, weights)[0]
    return chosen(cast)
