"""What a picture of a screen must not have: cut words, overlapping siblings, small targets.

>>> problems(window) == []

Words that a component paints are watched through the kit's own strokes, so painted widgets
and delegates count as well as stock labels. Sizes are logical pixels.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from ui.kit import draw

W = TypeVar("W", bound=QWidget)

TARGET = 44
BAR = 36  # the status bar's height is given; all in it has a twin on the keys (Ctrl+7, F1)


def problems(root: QWidget) -> list[str]:
    """Return every problem in what is visible under ``root``, one sentence each."""
    return [*cut_words(root), *overlaps(root), *small_targets(root)]


def cut_words(root: QWidget) -> list[str]:
    """Return the words that are elided or clipped when ``root`` is painted."""
    cut: list[str] = []
    token = draw.WATCHER.set(cut.append)
    try:
        root.grab()
    finally:
        draw.WATCHER.reset(token)
    for widget in _visible(root):
        words = _stock_words(widget)
        if words and widget.fontMetrics().horizontalAdvance(words) > _room(widget):
            cut.append(words)
    return [f"cut: {words!r}" for words in dict.fromkeys(cut)]


def overlaps(root: QWidget) -> list[str]:
    """Return pairs of visible siblings that lie over each other."""
    found: list[str] = []
    for parent in [root, *_visible(root)]:
        children = [child for child in _children(parent) if _counts(child)]
        for at, one in enumerate(children):
            for other in children[at + 1 :]:
                common = one.geometry() & other.geometry()
                if common.width() > 1 and common.height() > 1:
                    found.append(f"overlap: {_called(one)} and {_called(other)} by {common}")
    return found


def small_targets(root: QWidget) -> list[str]:
    """Return what answers to a click or a tap and is under 44 by 44."""
    found: list[str] = []
    for widget in _visible(root):
        if (
            not isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
            or not widget.isEnabled()
        ):
            continue
        if isinstance(widget.parent(), (QAbstractSpinBox, QComboBox)):
            continue
        if widget.property("bare"):  # the whole field around it answers
            continue
        tall = BAR if widget.property("low_target") else TARGET
        if widget.width() < TARGET or widget.height() < tall:
            found.append(f"small: {_called(widget)} is {widget.width()} by {widget.height()}")
    return found


def widgets_below(root: QWidget, kind: type[W]) -> list[W]:
    """Return the widgets of one kind under ``root``, shown or not, in their order."""
    found: list[W] = []
    for child in root.children():
        if isinstance(child, kind):
            found.append(child)
        if isinstance(child, QWidget):
            found += widgets_below(child, kind)
    return found


def _answers(widget: QWidget) -> bool:
    return widget.isEnabled() and isinstance(widget, (QAbstractButton, QLineEdit, QComboBox))


def _visible(root: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    for child in root.children():
        if isinstance(child, QWidget) and child.isVisibleTo(root) and not child.isWindow():
            found += [child, *_visible(child)]
    return found


def _children(parent: QWidget) -> list[QWidget]:
    if isinstance(parent, (QAbstractItemView, QAbstractScrollArea, QComboBox, QLineEdit)):
        return []  # viewport, head and scroll bars are Qt's own affair
    return [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisibleTo(parent) and not child.isWindow()
    ]


def _counts(widget: QWidget) -> bool:
    from ui.kit.focus_ring import FocusRing

    floats = bool(widget.property("floats"))
    return not isinstance(widget, (QScrollBar, FocusRing)) and not floats and not _empty(widget)


def _empty(widget: QWidget) -> bool:
    return widget.width() == 0 or widget.height() == 0


def _stock_words(widget: QWidget) -> str:
    from ui.kit.painted import Painted, Pressable

    if isinstance(widget, (Painted, Pressable)):
        return ""  # watched while painting
    if type(widget) is QLabel and not widget.wordWrap():
        return widget.text()
    if type(widget) is QPushButton:
        return widget.text()
    if isinstance(widget, QLineEdit) and widget.isReadOnly():
        return widget.text()  # nobody scrolls in what cannot be typed into
    return ""


def _room(widget: QWidget) -> int:
    if not isinstance(widget, QLineEdit):
        return widget.width()
    option, margins = QStyleOptionFrame(), widget.textMargins()
    widget.initStyleOption(option)
    element = QStyle.SubElement.SE_LineEditContents
    inner = widget.style().subElementRect(element, option, widget)
    return inner.width() - margins.left() - margins.right() - 4  # Qt's own margin, 2 each


def _called(widget: QWidget) -> str:
    name = widget.accessibleName() or widget.objectName()
    at: QPoint = widget.pos()
    box = QRect(at, widget.size())
    return f"{type(widget).__name__} {name!r} at {box.x()},{box.y()} {box.width()}x{box.height()}"
