"""The list of lines on standard error that are accepted, and what is not on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).with_name("known_stderr.txt")


class NoReason(ValueError):
    """A pattern of the list has no comment above it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A pattern for whole lines, and why such a line may be there."""

    pattern: re.Pattern[str]
    reason: str


def read(text: str) -> list[Known]:
    """Return the list: a comment of one or more lines above each pattern. Raises NoReason."""
    found: list[Known] = []
    reason: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            reason.append(line.lstrip("# "))
        elif not line.strip():
            reason = []
        elif not reason:
            raise NoReason(line)
        else:
            found.append(Known(re.compile(line), " ".join(reason)))
    return found


def unknown(written: str, known: Iterable[Known]) -> list[str]:
    """Return the lines that no pattern matches; a line also ends where it is written over."""
    patterns = [one.pattern for one in known]
    lines = (line.strip() for line in re.split(r"[\r\n]+", written))
    return [line for line in lines if line and not any(one.fullmatch(line) for one in patterns)]
