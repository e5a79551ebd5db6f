"""Do the next thing on the line while the last is still being stored, or the other way round."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Ahead:
    """Calls upstream in a thread of its own, one at a time; the thread is made when needed."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # What is still under way ends by its own time-outs, or when it is aborted.
        if self._pool is not None:
            self._pool.shutdown()

    def call(self, what: Callable[P, T], *args: P.args, **options: P.kwargs) -> Future[T]:
        """Begin a call; whoever wants its result waits for it."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="sync line")
        return self._pool.submit(what, *args, **options)
