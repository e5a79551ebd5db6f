"""The list of all pictures: every screen, every state.

To add a state: write it in the module of its screen and name it there. The gallery of single
components is in `ui.kit.gallery`, that of the frame and its dialogs in `ui.frame.gallery`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from immunization.text import Language
from ui.pages.emergency import EmergencyCard
from ui.showcase import injection, observation, places, reception, screening
from ui.showcase.stand import Builder, Stand, settle

__all__ = ["SIZES", "Builder", "scenes", "settle"]

SIZES: Final = (QSize(1366, 768), QSize(1366, 697), QSize(1093, 614))
"""A 14-inch laptop, the same under a task bar, and the same at 125 % (logical pixels)."""


def scenes(language: Language) -> Iterator[tuple[str, Builder]]:
    """Yield each scene's name and what builds it, as a window of a given size.

    The caller puts on the theme and installs the language first, calls :func:`settle` on the
    window before it grabs it, and throws it away afterwards.
    """
    stand = Stand(language)
    for module in (reception, screening, injection, observation, places):
        yield from module.scenes(stand)
    yield "emergency", _emergency


def _emergency(_size: QSize) -> QWidget:
    card = EmergencyCard("Lý Văn Tài")
    card.adjustSize()
    return card
