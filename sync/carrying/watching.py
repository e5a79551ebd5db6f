"""Who watches long work with a file: hears how far it is, and may end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sync.carrying.errors import CarryCancelled


def _ignore(_done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Watch:
    """``report`` hears what is done of how much, both in the same unit; any thread."""

    report: Callable[[int, int], None] = _ignore
    is_cancelled: Callable[[], bool] = lambda: False

    def tell(self, done: int, total: int) -> None:
        """Say how far it is; raises CarryCancelled if it is to end."""
        if self.is_cancelled():
            raise CarryCancelled
        self.report(done, total)

    def part(self, number: int, of: int) -> Watch:
        """Return what watches one of several equal parts of the work, numbered from 0."""
        return Watch(
            lambda done, total: self.report(number * total + done, of * total), self.is_cancelled
        )


UNWATCHED = Watch()
