"""Where Tab goes: regions as on the screen, and within a region the order of its layouts.

Qt's own order is that in which widgets were made and moved, which for pages that are made when
they are first shown would send Tab across the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)


def stops(regions: Iterable[QWidget]) -> list[QWidget]:
    """Return what takes the focus by Tab, in reading order."""
    return [widget for region in regions for widget in _below(region) if _is_stop(widget)]


def after(regions: Iterable[QWidget], here: QWidget | None, *, forward: bool) -> QWidget | None:
    """Return where Tab (or Shift+Tab) goes from ``here``; round the window at its end."""
    every = stops(regions)
    if not every:
        return None
    if here not in every:
        return every[0 if forward else -1]
    at = every.index(here) + (1 if forward else -1)
    return every[at % len(every)]


def _below(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    for child in _children(widget):
        if not child.isHidden() and not child.isWindow():
            yield from _below(child)


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QStackedWidget):
        return _there(widget.currentWidget())
    if isinstance(widget, QScrollArea):
        return _there(widget.widget())
    layout = widget.layout()
    laid = list(_laid(layout)) if layout is not None else []
    # Not children(): that would also wrap layouts and animations, and load their classes.
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    rest: Iterable[QWidget] = widget.findChildren(QWidget, options=direct)
    return [*laid, *(child for child in rest if child not in laid)]


def _there(widget: object) -> list[QWidget]:
    return [widget] if isinstance(widget, QWidget) else []


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item: object = layout.itemAt(at)
        widget: object = item.widget() if isinstance(item, QLayoutItem) else None
        inner: object = item.layout() if isinstance(item, QLayoutItem) else None
        if isinstance(widget, QWidget):
            yield widget
        elif isinstance(inner, QLayout):
            yield from _laid(inner)


def _is_stop(widget: QWidget) -> bool:
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        # Not asked further: the proxy of a list's viewport is the list, and PySide takes what a
        # widget returns for its child. Each then keeps only the other, and both are garbage.
        return False
    return widget.focusProxy() is None and widget.isEnabled() and _leads(widget)


def _leads(widget: QWidget) -> bool:
    """Of buttons that exclude each other one is a stop: the chosen, or else the first."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive():
        return True
    buttons = group.buttons()
    chosen = [button for button in buttons if button.isChecked()]
    return widget is (chosen or buttons)[0]
