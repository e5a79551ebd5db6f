"""What a desk makes of a problem that its upstream answers with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sync import wire
from sync.errors import (
    ClockWrong,
    CodeRefused,
    DeviceRevoked,
    DeviceUnknown,
    ForkedChain,
    OtherFeed,
    ServerBroken,
    ServerBusy,
    ServerRefused,
    ServerTooOld,
    SyncError,
    VersionTooOld,
)
from sync.problems import Problem
from sync.wire import Receipt

_LONGEST_PAUSE: Final = 3_600.0


class Gap(SyncError):
    """The upstream holds less than its receipt said; ``held`` is what it holds."""

    def __init__(self, held: Receipt) -> None:
        super().__init__("the upstream holds less than it said")
        self.held = held


class TooLarge(SyncError):
    """The body was too large for the upstream: send less at a time."""


_ERRORS: Final[dict[str, Callable[[Problem], SyncError]]] = {
    "stale": lambda problem: ClockWrong(problem.code),
    "unknown-device": lambda problem: DeviceUnknown(problem.code),
    "revoked": lambda problem: DeviceRevoked(problem.code),
    "code-refused": lambda problem: CodeRefused(problem.code),
    "forked-chain": lambda _: ForkedChain("said by the upstream"),
    "other-feed": lambda problem: OtherFeed(problem.code),
    "too-large": lambda problem: TooLarge(problem.code),
    "broken": lambda problem: ServerBroken(problem.code),
    "replayed": lambda problem: ServerBroken(problem.code),
}


def error_of(problem: Problem, retry_after: str = "") -> SyncError:
    """Return the error that a problem stands for."""
    if problem.code == "busy":
        return busy(retry_after)
    if problem.code == "wire-version":
        newest = problem.newest if problem.newest is not None else wire.VERSION
        if newest < wire.VERSION:
            return ServerTooOld(problem.code, problem.detail, newest)
        return VersionTooOld(problem.code, problem.detail)
    if problem.code == "gap" and problem.receipt is not None:
        return Gap(problem.receipt)
    make = _ERRORS.get(problem.code)
    return make(problem) if make else ServerRefused(problem.code, problem.detail)


def busy(retry_after: str) -> ServerBusy:
    """Return the error of a server that asks to come back; its pause is bounded."""
    try:
        seconds = float(retry_after)
    except ValueError:
        seconds = 0.0
    return ServerBusy(min(max(seconds, 0.0), _LONGEST_PAUSE))
