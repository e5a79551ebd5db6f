"""From a step of the type scale to Qt's font, and how wide words are in it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from ui.fonts import FAMILY
from ui.kit.tokens import Step


@lru_cache(maxsize=64)
def font(step: Step) -> QFont:
    """Return the font of a step. Sizes are pixels: the picture is the same at any DPI setting."""
    made = QFont(FAMILY)
    made.setPixelSize(step.size)
    made.setWeight(QFont.Weight(step.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=64)
def metrics(step: Step) -> QFontMetricsF:
    """Return the measures of a step's font."""
    return QFontMetricsF(font(step))


@lru_cache(maxsize=2048)
def width(words: str, step: Step) -> float:
    """Return how wide ``words`` are on one line, in logical pixels.

    Kept, because layouts ask for the same words a dozen times until they come to rest.
    """
    return metrics(step).horizontalAdvance(words)


def heavier(step: Step, weight: int = 600) -> Step:
    """Return the same step in another weight."""
    return Step(step.size, step.line, weight)
