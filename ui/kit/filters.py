"""Filters of a list, each with its count: one holds at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.icons import IconName
from ui.kit import draw
from ui.kit.painted import Pressable
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, SIZE, TYPE
from ui.kit.typeface import width

_GAP: Final = 8


class Filter(Struct, frozen=True):
    """One filter: its words and how many rows it lets through, as written."""

    key: str
    words: str
    count: str
    icon: IconName | None = None


class FilterChip(Pressable):
    """One filter as a button that stays down."""

    def __init__(self, facts: Filter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._is_bare = False
        self.setCheckable(True)
        self.set_facts(facts)

    def be_bare(self, bare: bool) -> None:
        """Leave the icon out: what has no room is a picture sooner than a word."""
        if bare != self._is_bare:
            self._is_bare = bare
            self.refresh()

    def set_facts(self, facts: Filter) -> None:
        """Show another count."""
        self._facts = facts
        self.speak(f"{facts.words} {facts.count}")
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(self.needed(bare=self._is_bare), SIZE.target)

    def needed(self, *, bare: bool) -> int:
        """Return the natural width, with the icon or without."""
        lead = 26 if self._facts.icon and not bare else 0
        words = width(self._facts.words, TYPE.second) + width(self._facts.count, TYPE.second_strong)
        return int(words + lead + 33)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the chip."""
        theme, facts, box = colours(), self._facts, QRectF(self.rect())
        chosen = self.isChecked()
        paper = (
            theme.primary if chosen else theme.primary_soft if self.underMouse() else theme.surface
        )
        draw.rounded(
            painter, box, RADIUS.control, paper, None if chosen else theme.line_strong, 1.5
        )
        tint = theme.on_primary if chosen else theme.text
        x = 13.0
        if facts.icon and not self._is_bare:
            draw.icon(painter, x, box.center().y() - 9, 18, facts.icon, tint)
            x += 26
        rect = QRectF(x, 0, box.width() - x, box.height())
        parts = ((facts.words, TYPE.second, tint), (facts.count, TYPE.second_strong, tint))
        draw.runs(painter, rect, parts, gap=7)


class FilterBar(QWidget):
    """The filters in a row; ``filter_chosen(key)`` comes from the user only."""

    filter_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._clicked)
        self._filters: tuple[Filter, ...] = ()

    def set_filters(self, filters: Sequence[Filter], chosen: str = "") -> None:
        """Show filters; the chosen one stays, or the first holds."""
        kept = chosen or self.chosen()
        if [one.key for one in filters] != [one.key for one in self._filters]:
            self._rebuild(filters)
        self._filters = tuple(filters)
        for chip, facts in zip(self._chips(), self._filters, strict=True):
            chip.set_facts(facts)
        keys = [one.key for one in self._filters]
        at = keys.index(kept) if kept in keys else 0
        if keys:
            self._group.button(at).setChecked(True)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may have room for the icons, or none."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Qt: the words have room; the icons need not have."""
        return QSize(self._needed(bare=True), SIZE.target)

    def chosen(self) -> str:
        """Return the key of the filter that holds."""
        at = self._group.checkedId()
        return self._filters[at].key if 0 <= at < len(self._filters) else ""

    def _fit(self) -> None:
        bare = self._needed(bare=False) > self.width()
        for chip in self._chips():
            chip.be_bare(bare)

    def _needed(self, *, bare: bool) -> int:
        chips = self._chips()
        return sum(chip.needed(bare=bare) for chip in chips) + _GAP * max(0, len(chips) - 1)

    def _chips(self) -> list[FilterChip]:
        return [button for button in self._group.buttons() if isinstance(button, FilterChip)]

    def _rebuild(self, filters: Sequence[Filter]) -> None:
        for chip in self._chips():
            self._group.removeButton(chip)
            self._row.removeWidget(chip)
            chip.deleteLater()
        for at, facts in enumerate(filters):
            chip = FilterChip(facts, self)
            self._group.addButton(chip, at)
            self._row.insertWidget(at, chip)

    def _clicked(self, at: int) -> None:
        self.filter_chosen.emit(self._filters[at].key)
