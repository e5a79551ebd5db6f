"""Cut a failing schedule down to the steps that it needs (delta debugging, Zeller 1999)."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def shrunk(
    places: Sequence[int], fails: Callable[[Sequence[int]], bool], most: int = 80
) -> list[int]:
    """Return few of ``places`` with which it still fails, after at most ``most`` trials.

    What fails only now and then may be cut down less than it could be, never to nothing that
    was not seen to fail.
    """
    left, pieces = list(places), 2
    while len(left) > 1 and most > 0:
        size = max(1, len(left) // pieces)
        for begin in range(0, len(left), size):
            without = left[:begin] + left[begin + size :]
            most -= 1
            if fails(without):
                left, pieces = without, max(pieces - 1, 2)
                break
            if most <= 0:
                return left
        else:
            if size == 1:
                return left
            pieces = min(len(left), pieces * 2)
    return left
