"""Filters of a list, each with its count: one holds at a time."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.icons import IconName
from ui.kit import draw
from ui.kit.painted import Pressable
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, SIZE, TYPE
from ui.kit.typeface import width


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
        self.setCheckable(True)
        self.set_facts(facts)

    def set_facts(self, facts: Filter) -> None:
        """Show another count."""
        self._facts = facts
        self.speak(f"{facts.words} {facts.count}")
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        lead = 26 if self._facts.icon else 0
        words = width(self._facts.words, TYPE.second) + width(self._facts.count, TYPE.second_strong)
        return QSize(int(words + lead + 33), SIZE.target)

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
        if facts.icon:
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
        self._row.setSpacing(8)
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

    def chosen(self) -> str:
        """Return the key of the filter that holds."""
        at = self._group.checkedId()
        return self._filters[at].key if 0 <= at < len(self._filters) else ""

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
