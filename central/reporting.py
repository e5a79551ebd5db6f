"""What goes into the log of an unexpected error: where it happened, and nobody's name."""

from __future__ import annotations

import traceback


def where(error: BaseException) -> str:
    """Return the kind of an error and its traceback without its message.

    A message may repeat the value that was wrong, and that may be somebody's name or number.
    """
    trace = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}\n{trace}"
