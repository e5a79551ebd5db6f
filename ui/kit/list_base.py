"""What the item views share: a list model of frozen facts, and a quiet QListView.

No widget per row: a model, a delegate that paints, and one view. The model keeps its rows by
key, so that setting the same facts again repaints only what changed and keeps the selection.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

AnyIndex = QModelIndex | QPersistentModelIndex
FACTS = Qt.ItemDataRole.UserRole


class Look(NamedTuple):
    """How a row stands: chosen, or under the pointer."""

    is_chosen: bool
    is_hovered: bool


def look_of(option: QStyleOptionViewItem) -> Look:
    """Return how a row that is to be painted stands."""
    state: int = option.state.value  # type: ignore[attr-defined]
    chosen, hovered = _flags()
    return Look(bool(state & chosen), bool(state & hovered))


@lru_cache(maxsize=1)
def _flags() -> tuple[int, int]:
    """Return Qt's flags as numbers: each ``&`` of two enumerations makes a third."""
    # Here, not above: to load QStyle's enumerations takes 12 ms, which a start can do without.
    from PySide6.QtWidgets import QStyle

    return QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value


class Keyed(Protocol):
    """Facts of one row: known by a key, and speakable."""

    @property
    def key(self) -> str:
        """What stays the same while the rest changes."""
        ...

    def spoken(self) -> str:
        """Return the row as one sentence for a screen reader."""
        ...


F = TypeVar("F", bound=Keyed)


class FactsModel(QAbstractListModel, Generic[F]):
    """A list of facts; resets only when keys come, go or move."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[F, ...] = ()

    def rows(self) -> tuple[F, ...]:
        """Return the facts in order."""
        return self._rows

    def set_rows(self, rows: Sequence[F]) -> None:
        """Show these facts; only rows that differ are repainted if the keys are the same."""
        new = tuple(rows)
        if [row.key for row in new] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        old, self._rows = self._rows, new
        for at, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                index = self.index(at, 0)
                self.dataChanged.emit(index, index)

    def row_of(self, key: str) -> int:
        """Return the row of a key, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the facts, and what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        facts = self._rows[index.row()]
        if role == FACTS:
            return facts
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return facts.spoken()
        return None


class QuietList(QListView, Generic[F]):
    """A view that only shows and selects; Enter and a click are told by signals of subclasses."""

    def __init__(self, model: FactsModel[F], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts_model = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def set_rows(self, rows: Sequence[F]) -> None:
        """Show these facts and keep the chosen key if it is still there."""
        kept = self.chosen_key()
        self._facts_model.set_rows(rows)
        if kept and not self.chosen_key():
            self.choose(kept)

    def rows(self) -> tuple[F, ...]:
        """Return the facts that are shown."""
        return self._facts_model.rows()

    def choose(self, key: str) -> None:
        """Select the row of ``key`` and bring it in view; an unknown key selects nothing."""
        row = self._facts_model.row_of(key)
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        index = self._facts_model.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def chosen_key(self) -> str:
        """Return the key of the selected row, or ""."""
        index = self.currentIndex()
        rows = self._facts_model.rows()
        return rows[index.row()].key if index.isValid() and index.row() < len(rows) else ""

    def step(self, by: int) -> None:
        """Move the selection, as ↑ and ↓ do with the scan field empty."""
        count = self._facts_model.rowCount()
        if count:
            row = self.currentIndex().row()
            to = (0 if by > 0 else count - 1) if row < 0 else max(0, min(count - 1, row + by))
            self.setCurrentIndex(self._facts_model.index(to, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: letters are for the scan field, not for a search in the list."""
        if event.text().isalnum():
            event.ignore()
            return
        super().keyPressEvent(event)
