"""The trial of a hand scanner: the code to scan, and in words what came of it."""

from __future__ import annotations

from msgspec import Struct

from desk.paper import pdf
from immunization.text import Text
from scanners import printing, trial, trial_words
from scanners.payloads import recognise
from scanners.trial import TEXT, Arrived, Ending, Way

__all__ = ["TEXT", "Ending", "TrialResult", "Way", "code_rows", "is_trial", "judge", "sheet"]


class TrialResult(Struct, frozen=True):
    """What the test code showed.

    ``advice`` is what to do, the worst first; ``numbers`` tells whether people are found by their
    numbers all the same; ``gap`` is the pace to allow in milliseconds, None for none that helps.
    """

    way: Way
    ending: Ending
    is_good: bool
    numbers: bool
    advice: tuple[Text, ...]
    gap: int | None


def is_trial(raw: bytes | str, *, waiting: bool = False) -> bool:
    """Tell whether this is the test code, however spoiled; sooner while it is waited for.

    A card of the test code's length is a card.
    """
    if trial.is_trial(raw):
        return True
    return trial.is_trial(raw, waiting=waiting) and recognise(raw).kind == "unknown"


def judge(raw: bytes | str, way: Way, ending: Ending, slowest: float) -> TrialResult:
    """Return what the test code shows of the scanner that sent it. Never raises.

    ``slowest`` is the longest pause between its keys, in milliseconds.
    """
    found = trial.judge(Arrived(raw, way, ending, slowest))
    words = trial_words.advice(found)
    return TrialResult(found.way, found.ending, found.is_good, found.numbers, words, found.gap)


def code_rows() -> tuple[tuple[bool, ...], ...]:
    """Return the test code, row by row, whether each module is dark; with its quiet zone."""
    return tuple(tuple(cell == 0 for cell in row) for row in printing.modules(TEXT).tolist())


def sheet() -> bytes:
    """Return the test code on a page to print. Raises NotPrinted; for an io thread."""
    return pdf("scanner_trial.typ", {"svg": printing.svg(TEXT)})
