"""Every component in every state: nothing cut, nothing over another, nothing too small."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from immunization.text import LANGUAGES, Language
from tests.layout_checks import cut_words, overlaps, problems, small_targets, widgets_below
from ui.frame import gallery as frames
from ui.frame.action_bar import ActionBar
from ui.kit import gallery
from ui.kit.buttons import Button
from ui.kit.words import Words
from ui.translation import install

NAMES = [*gallery.sheets("vi"), *frames.sheets("vi")]


def sheet(name: str, language: Language) -> Callable[[], QWidget]:
    return {**gallery.sheets(language), **frames.sheets(language)}[name]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_of_the_gallery_has_no_problem(
    name: str, language: Language, dressed: QApplication
) -> None:
    install(dressed, language)
    window = sheet(name, language)()
    window.show()
    dressed.processEvents()
    found = problems(window)
    window.close()
    window.deleteLater()
    assert found == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 697), (1093, 614)])
def test_the_regions_stand_where_the_design_page_puts_them(
    width: int, height: int, dressed: QApplication
) -> None:
    from ui.frame.main_window import MainWindow

    window = frames.sheets("vi")[f"frame_{width}x{height}"]()
    assert isinstance(window, MainWindow)
    window.show()
    dressed.processEvents()
    compact = width < 1200

    def box(widget: QWidget) -> tuple[int, int, int, int]:
        at = widget.mapTo(window, QPoint(0, 0))
        return at.x(), at.y(), widget.width(), widget.height()

    side = 72 if compact else 248
    assert window.size() == QSize(width, height)
    assert box(window.rail) == (0, 0, 108, height)
    assert box(window.top) == (108, 0, width - 108, 64)
    assert box(window.queue) == (108, 64, side, height - 64 - 36)
    assert box(window.status) == (108, height - 36, width - 108, 36)
    bar = widgets_below(window, ActionBar)[0]
    assert box(bar) == (108 + side, height - 36 - 80, width - 108 - side, 80)
    window.close()
    window.deleteLater()


def test_the_checks_find_what_was_planted(dressed: QApplication) -> None:
    window = QWidget()
    window.resize(300, 200)
    long = Words("Một câu dài hơn chỗ của nó rất nhiều", parent=window)
    long.setGeometry(0, 0, 80, 22)
    stock = QLabel("Cũng không vừa chỗ này", window)
    stock.setGeometry(0, 40, 30, 22)
    under = QPushButton("a", window)
    under.setGeometry(100, 100, 60, 60)
    over = Button("b", parent=window)
    over.setGeometry(140, 120, 50, 48)
    small = QPushButton("c", window)
    small.setGeometry(0, 150, 20, 20)
    window.show()
    assert [words[:4] for words in cut_words(window)] == ["cut:", "cut:"]
    assert len(overlaps(window)) == 1
    assert len(small_targets(window)) == 1
    window.close()
