"""More reactions than usual on one lot: a plain rule with its reason, to make people look.

It compares a lot with the other lots of the same site and time, never with a rate from books:
how many people come back to tell of a fever differs from site to site. Had the lot the others'
rate, so many reactions or more would come by chance with a probability below 1 in 100 (binomial
tail). A hint is no finding: two causes are as likely as the vaccine, one nurse who asks more
carefully and one frightened school class.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

LEAST_REACTIONS: Final = 3
"""Fewer are no cluster, whatever the arithmetic says."""

CHANCE: Final = 0.01
_LEAST_RATE: Final = 0.002
"""The others' rate where they had no reaction: 2 in 1,000, so that the first is no alarm."""


class LotCount(Struct, frozen=True):
    """People who got a lot, and how many of them had a reaction."""

    people: int
    reactions: int
    serious: int = 0


class Cluster(Struct, frozen=True):
    """A lot with more reactions than usual; ``chance`` is how likely so many are by chance."""

    lot: str
    people: int
    reactions: int
    others_people: int
    others_reactions: int
    chance: float


def clusters(counts: Mapping[str, LotCount]) -> tuple[Cluster, ...]:
    """Return the lots that stand out, the least likely first. Two serious events always do."""
    found = []
    for lot, own in counts.items():
        others = [one for other, one in counts.items() if other != lot]
        people, reactions = sum(o.people for o in others), sum(o.reactions for o in others)
        rate = max(reactions / people if people else 0.0, _LEAST_RATE)
        chance = at_least(own.reactions, own.people, min(rate, 1.0))
        stands_out = own.reactions >= LEAST_REACTIONS and chance < CHANCE
        if stands_out or own.serious >= 2:
            found.append(Cluster(lot, own.people, own.reactions, people, reactions, chance))
    return tuple(sorted(found, key=lambda one: (one.chance, one.lot)))


def at_least(hits: int, trials: int, rate: float) -> float:
    """Return the probability of ``hits`` or more among ``trials`` at a rate (binomial tail)."""
    if hits <= 0:
        return 1.0
    if hits > trials or rate <= 0:
        return 0.0
    if rate >= 1:
        return 1.0
    below = sum(
        math.exp(
            math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1)
            + k * math.log(rate) + (trials - k) * math.log1p(-rate)
        )
        for k in range(hits)
    )  # fmt: skip
    return max(0.0, 1.0 - below)
