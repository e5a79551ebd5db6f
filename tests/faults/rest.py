"""When all has come to rest; and when it never will."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.faults.control import Words
from tests.faults.server_file import Relaying

_STILL: Final = 30.0
"""Seconds without any movement after which what is not at rest may be stuck."""
_ROUNDS: Final = 15
"""Rounds that each desk must have done meanwhile."""
_DEAF: Final = 240.0
"""Seconds after which a desk that does no rounds at all is stuck too."""
_ENDLESS: Final = 400.0
"""Seconds after which also what moves is: it takes some tenths."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How all stand at a moment: feeds with what is projected, hubs and desks by name."""

    feeds: Mapping[str, tuple[int, int]]
    hubs: Mapping[str, Relaying]
    desks: Mapping[str, Words]
    hub_of: Mapping[str, tuple[str, str]]
    """For each desk behind a hub that hub's name and key."""
    site_of: Mapping[str, str]

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing waits anywhere, and each knows all."""
        return (
            all(head == projected for head, projected in self.feeds.values())
            and all(
                hub.waiting == 0 and hub.read == self.feeds[self.site_of[name]][0]
                for name, hub in self.hubs.items()
            )
            and all(self._rests(name) for name in self.desks)
        )

    def _rests(self, desk: str) -> bool:
        state = self.desks[desk]
        head = self.feeds[self.site_of[desk]][0]
        if desk in self.hub_of:
            hub, key = self.hub_of[desk]
            head = self.hubs[hub].head
            if state["upstream"] != key:
                return False
        return bool(
            state["waiting"] == 0
            and state["urgent"] == 0
            and state["position"] == head
            and state["line"] == "online"
        )

    @property
    def moves(self) -> str:
        """What changes while anything moves."""
        desks = {
            name: (state["waiting"], state["urgent"], state["position"], state["upstream"])
            for name, state in self.desks.items()
        }
        return f"{self.feeds} {self.hubs} {desks}"

    @property
    def rounds(self) -> dict[str, int]:
        """How many rounds each desk has done since it was started."""
        return {name: int(state["rounds"]) for name, state in self.desks.items()}


@dataclass
class Patience:
    """Watches, and says when waiting is in vain.

    That is when nothing has moved for ``stillness`` seconds, and each desk has done ``least``
    rounds meanwhile: a busy machine is not a stuck program.
    """

    stillness: float = _STILL
    least: int = _ROUNDS
    begun: float = field(default_factory=time.monotonic)
    moved: float = field(default_factory=time.monotonic)
    _before: str = ""
    _rounds: dict[str, int] = field(default_factory=dict)

    def is_over(self, standing: Standing | None) -> bool:
        """Tell whether to give up; None: it could not be seen how all stand."""
        now = time.monotonic()
        if standing is not None and standing.moves != self._before:
            self._before, self.moved, self._rounds = standing.moves, now, standing.rounds
        still = now - self.moved
        if now - self.begun > _ENDLESS or still > _DEAF:
            return True
        if still < self.stillness or standing is None:
            return False
        return all(
            count - self._rounds.get(name, 0) >= self.least or count < self._rounds.get(name, 0)
            for name, count in standing.rounds.items()
        )
