"""The focus ring: what gets the focus is in sight, and the ring stays where it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.focus_ring import FocusRing


class Sheet(QWidget):
    """Ten fields in an area that shows three of them."""

    def __init__(self) -> None:
        super().__init__()
        self.ring = FocusRing(self)
        inner = QWidget()
        column = QVBoxLayout(inner)
        self.fields = [QLineEdit() for _ in range(10)]
        for field in self.fields:
            field.setFixedHeight(44)
            column.addWidget(field)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setWidget(inner)
        self.area.setGeometry(20, 60, 260, 170)
        self.resize(300, 300)


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def in_sight(sheet: Sheet) -> QRect:
    port = sheet.area.viewport()
    return QRect(port.mapTo(sheet, QPoint(0, 0)), port.size())


@pytest.mark.parametrize("at", [0, 4, 9])
def test_a_field_that_gets_the_focus_is_scrolled_into_view(sheet: Sheet, at: int) -> None:
    field = sheet.fields[at]
    field.setFocus()
    box = QRect(field.mapTo(sheet, QPoint(0, 0)), field.size())
    assert in_sight(sheet).contains(box)
    assert sheet.ring.isVisible()


def test_the_ring_of_a_field_that_is_scrolled_away_is_not_drawn_over_others(sheet: Sheet) -> None:
    sheet.fields[0].setFocus()
    sheet.area.verticalScrollBar().setValue(60)
    drawn = sheet.ring.mask().boundingRect().translated(sheet.ring.pos()) & sheet.ring.geometry()
    port = in_sight(sheet).adjusted(-5, -5, 5, 5)  # the ring itself
    assert drawn.top() >= port.top()
    assert drawn.bottom() <= port.bottom()
