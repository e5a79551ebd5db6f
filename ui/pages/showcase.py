"""The list of all pictures: every screen, every state.

To add a state: write it in the module of its screen and name it there. The gallery of single
components is in `ui.kit.gallery`, that of the frame and its dialogs in `ui.frame.gallery`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from immunization.emergency import default_chart
from immunization.text import Language
from ui.pages.emergency import EmergencyCard
from ui.presenters.emergency import Emergency
from ui.showcase import (
    devices,
    injection,
    observation,
    people,
    places,
    reception,
    screening,
    serious,
)
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
    for module in (reception, screening, injection, observation, places, serious, devices):
        yield from module.scenes(stand)
    yield "emergency", _emergency(stand, adult=True)
    yield "emergency_child", _emergency(stand, adult=False)


def _emergency(stand: Stand, *, adult: bool) -> Builder:
    def build(_size: QSize) -> QWidget:
        begun = people.NOW - timedelta(minutes=4, seconds=12)
        course = Emergency(
            default_chart(), people.person("Lý Văn Tài"), "Lý Văn Tài", begun, adult=adult
        )
        if adult:
            course.gave(people.NOW - timedelta(minutes=3))
        else:
            course.weighed("17")
        card = EmergencyCard(course, stand.wording, stand.clock)
        card.adjustSize()
        return card

    return build
