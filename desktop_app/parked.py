"""Operators who stepped aside with something half entered: their windows wait, unsaved.

A form belongs to the desk of one operator, and every entry names who signed in. So a change
of user never hands a form over: the whole window of who leaves is put aside, hears nothing, and
is shown again once they have signed in again. Nothing of it is saved meanwhile, under any name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.staff import Operator
    from desktop_app.shift import Shift
    from immunization.ids import StaffId


class Parked:
    """The shifts that wait, one an operator. All calls on the GUI thread."""

    def __init__(self) -> None:
        self._shifts: dict[StaffId, Shift] = {}

    def put(self, shift: Shift) -> None:
        """Put a shift aside that hears nothing any more."""
        shift.hide()
        self._shifts[shift.operator.id] = shift

    def take(self, operator: Operator) -> Shift | None:
        """Return the shift of who signed in again, if one waits.

        Who has another role or name since begins anew: a form must not keep rights that are gone.
        """
        shift = self._shifts.pop(operator.id, None)
        if shift is not None and shift.operator != operator:
            shift.end()
            return None
        return shift

    def names(self) -> tuple[str, ...]:
        """Return whose forms wait, as people are called."""
        return tuple(shift.operator.shown for shift in self._shifts.values())

    def end(self) -> None:
        """Let go of all of them, and of what was half entered."""
        for shift in self._shifts.values():
            shift.end()
        self._shifts.clear()
