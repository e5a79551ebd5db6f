"""Pages are made in parts: one a turn where nobody asked yet, all at once where somebody did."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from tests.unit.ui_pages.nurse import Nurse
from ui.kit.in_parts import InParts
from ui.presenters.stage import PLACES, Where

MADE_LATER: tuple[Where, ...] = (
    "reception",
    "injection",
    "observation",
    "list",
    "stock",
    "sync",
    "serious",
    "devices",
)


def made(widget: InParts) -> list[str]:
    """Return the parts that there are, and theirs."""
    found: list[str] = []
    for name in widget.later:
        part = widget.__dict__.get(name)
        if part is not None:
            found.append(name)
            found += made(part) if isinstance(part, InParts) else []
    return found


@pytest.mark.parametrize("where", MADE_LATER)
def test_a_page_begins_without_what_it_does_not_show_yet(nurse: Nurse, where: Where) -> None:
    page = nurse.place.pages.at(where)
    assert page.later
    assert not made(page)


@pytest.mark.parametrize("where", MADE_LATER)
def test_each_turn_makes_one_part_until_all_are_there(nurse: Nurse, where: Where) -> None:
    page = nurse.place.pages.at(where)
    count = 0
    while page.make_next():
        count += 1
        assert len(made(page)) == count
    assert set(page.later) <= set(made(page))


def test_a_quiet_desk_has_all_pages_made_in_the_end(nurse: Nurse) -> None:
    settled: list[bool] = []
    nurse.place.settled.connect(lambda: settled.append(True))
    nurse.place.make_pages()
    timers = [one for one in nurse.place.children() if isinstance(one, QTimer)]
    (turns,) = [one for one in timers if one.isActive() and one.interval() < 100]
    while turns.isActive():
        turns.timeout.emit()
    assert settled
    for where in PLACES:
        page = nurse.place.pages.at(where)
        assert set(page.later) <= set(made(page))
        assert not page.make_next()
        assert nurse.place.presenters.is_made(where)
