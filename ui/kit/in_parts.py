"""Widgets that are made in parts: what is not shown at first is made later, a part a turn.

To make a whole page at once would hold the keyboard too long.
"""

from __future__ import annotations

from typing import ClassVar


class InParts:
    """``later`` names the parts of a widget that are cached properties.

    A part is made when it is first asked for, or by `make_next` when nothing happens.
    """

    later: ClassVar[tuple[str, ...]] = ()

    def make_next(self) -> bool:
        """Make one more part, of this widget or of one of its parts; False when all are there."""
        for name in self.later:
            part = self.__dict__.get(name)
            if part is None:
                getattr(self, name)
                return True
            if isinstance(part, InParts) and part.make_next():
                return True
        return False
