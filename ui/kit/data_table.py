"""The data table: head 38, rows 41; a status is an icon and a word, an entry has its mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.list_base import FACTS, AnyIndex, look_of
from ui.kit.marks import Where, paint_mark
from ui.kit.painted import is_plain_enter
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE, Step, Tone
from ui.kit.tokens import ink as tone_ink

_PAD = 14
_AFTER = {"left": 4, "right": 10}
_CHANGED_MS = 2000
_TWO_LINES = Step(13, 18, 400)
SORT = Qt.ItemDataRole.UserRole + 1


class Column(Struct, frozen=True):
    """A column: its heading, its least width, its share of what is left, how it aligns.

    ``gives_way``: left out where there is no room for all; the last of them goes first.
    """

    words: str
    width: int
    stretch: int = 0
    align: Literal["left", "right"] = "left"
    sortable: bool = True
    gives_way: bool = False


class Cell(Struct, frozen=True):
    """A cell: words (``**strong**``), an icon and tone for a status, or the three-stop mark.

    ``sort`` orders the column where the words would order it wrongly (dates, numbers).
    """

    words: str = ""
    icon: IconName | None = None
    tone: Tone | None = None
    mark: Where | None = None
    hub: bool = True
    figures: bool = False
    sort: str | int | None = None


class TableRow(Struct, frozen=True):
    """A row, by its key. ``changed``: tinted for 2 s; ``late``: changed after the close."""

    key: str
    cells: tuple[Cell, ...]
    changed: bool = False
    late: bool = False

    def spoken(self) -> str:
        """Return the row as one sentence."""
        return ", ".join(paragraph.marked(cell.words).words for cell in self.cells if cell.words)


class TableModel(QAbstractTableModel):
    """Rows of cells."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[TableRow, ...] = ()

    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows."""
        return self._rows

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows; only those that differ are repainted if the keys are the same."""
        new = tuple(rows)
        if [row.key for row in new] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        old, self._rows = self._rows, new
        for at, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                last = len(self.columns) - 1
                self.dataChanged.emit(self.index(at, 0), self.index(at, last))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as above
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt: the headings."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].words if section < len(self.columns) else None
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column()] if index.column() < len(row.cells) else Cell()
        words = paragraph.marked(cell.words).words
        if role == SORT:
            return cell.sort if cell.sort is not None else words
        if role == FACTS:
            return row, cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words or (cell.mark or "")
        return words if role == Qt.ItemDataRole.DisplayRole else None


class TableDelegate(QStyledItemDelegate):
    """Paints one cell and its share of the row."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Qt: rows of one height."""
        return QSize(80, SIZE.table_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Qt: paint one cell."""
        row, cell = index.data(FACTS)
        painter.save()
        draw.start(painter)
        theme, box = colours(), QRectF(option.rect)  # type: ignore[attr-defined]
        look = look_of(option)
        if look.is_chosen:
            painter.fillRect(box, theme.primary_soft)
        elif row.changed:
            painter.fillRect(box, theme.info_soft)
        y = box.bottom() - 0.5
        draw.rule(painter, QPointF(box.left(), y), QPointF(box.right(), y), theme.line)
        if index.column() == 0 and row.late:
            draw.rounded(
                painter, QRectF(box.left(), box.top() + 4, 4, box.height() - 9), 2, theme.warn
            )
        align = _align(index)
        _cell(painter, box.adjusted(_PAD, 0, -_AFTER[align], 0), cell, align)
        painter.restore()


def _align(index: AnyIndex) -> Literal["left", "right"]:
    return _align_of(index.model(), index.column())


def _align_of(model: QAbstractItemModel, column: int) -> Literal["left", "right"]:
    source = model.sourceModel() if isinstance(model, QSortFilterProxyModel) else model
    return source.columns[column].align if isinstance(source, TableModel) else "left"


def _cell(painter: QPainter, rect: QRectF, cell: Cell, align: Literal["left", "right"]) -> None:
    theme = colours()
    if cell.mark:
        paint_mark(painter, rect.left(), rect.center().y(), cell.mark, cell.hub)
        return
    tint = tone_ink(theme, cell.tone) if cell.tone else theme.text
    if cell.icon:
        draw.icon(painter, rect.left(), rect.center().y() - 9, 18, cell.icon, tint)
        rect = rect.adjusted(23, 0, 0, 0)
    if cell.figures:
        draw.digits(painter, rect, cell.words, TYPE.second_strong, theme.text_2, align)
        return
    step = TYPE.second_strong if cell.tone else TYPE.second
    if paragraph.marked(cell.words).strong:
        # Strong words first (a name), then the rest (an age) in a quieter colour.
        if paragraph.height(cell.words, step, rect.width()) > step.line:
            step = _TWO_LINES  # a long name is never cut
        tall = paragraph.height(cell.words, step, rect.width())
        box = QRectF(rect.left(), rect.center().y() - tall / 2, rect.width(), tall)
        paragraph.paint(painter, box, cell.words, step, theme.text_2, align, theme.text)
        return
    draw.text(painter, rect, cell.words, step, tint, align)


class TableHead(QHeaderView):
    """The head: 13 semibold, an arrow where the rows are sorted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(SIZE.target)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Qt: one heading."""
        painter.save()
        draw.start(painter)
        theme, box = colours(), QRectF(rect)
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        y = box.bottom() - 0.5
        draw.rule(painter, QPointF(box.left(), y), QPointF(box.right(), y), theme.line_strong)
        align = _align_of(self.model(), section)
        inner = box.adjusted(_PAD, 0, -_AFTER[align], 0)
        wide = draw.text(painter, inner, words, TYPE.label_strong, theme.text_2, align)
        if self.sortIndicatorSection() == section and self.isSortIndicatorShown():
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            sign: IconName = "arrow-down" if down else "arrow-up"
            x = inner.left() + wide + 4 if align == "left" else inner.right() - wide - 16
            draw.icon(painter, x, box.center().y() - 7, 14, sign, theme.primary)
        painter.restore()


class DataTable(QTableView):
    """The table. ``row_chosen(key)`` when the selection moves, ``row_opened(key)`` on Enter."""

    row_chosen = Signal(str)
    row_opened = Signal(str)

    def __init__(
        self, columns: Sequence[Column], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = TableModel(columns, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSortRole(SORT)
        self._sorted.setSourceModel(self._table)
        self.setModel(self._sorted)
        self.setAccessibleName(name)
        self.setItemDelegate(TableDelegate(self))
        self.setHorizontalHeader(TableHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(SIZE.table_row)
        self.verticalHeader().setMinimumSectionSize(SIZE.table_row)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentRowChanged.connect(self._chosen)
        self.doubleClicked.connect(self._opened)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_CHANGED_MS)
        self._settle.timeout.connect(self._unmark)

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows and keep the chosen one; changed rows stand out for 2 s."""
        kept = self.chosen_key()
        self._table.set_rows(rows)
        if kept:
            self.choose(kept)
        if any(row.changed for row in rows):
            self._settle.start()

    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows as given."""
        return self._table.rows()

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        """Sort by a column, as a click on its heading does."""
        self.setSortingEnabled(True)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, order)

    def choose(self, key: str) -> None:
        """Select a row by its key."""
        keys = [row.key for row in self._table.rows()]
        if key in keys:
            index = self._sorted.mapFromSource(self._table.index(keys.index(key), 0))
            self.setCurrentIndex(index)

    def chosen_key(self) -> str:
        """Return the key of the selected row, or ""."""
        return self._key(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens; letters are for the scan field."""
        if is_plain_enter(event) and self.currentIndex().isValid():
            self._opened(self.currentIndex())
            return
        if event.text().isalnum():
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: share out the width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        room, shown = self.viewport().width(), dict(enumerate(self._table.columns))
        for at, column in reversed(list(shown.items())):
            if column.gives_way and sum(one.width for one in shown.values()) > room:
                del shown[at]
        spare = max(0, room - sum(column.width for column in shown.values()))
        parts = sum(column.stretch for column in shown.values())
        for at in range(len(self._table.columns)):
            self.setColumnHidden(at, at not in shown)
        for at, column in shown.items():
            extra = spare * column.stretch // parts if parts else 0
            self.setColumnWidth(at, column.width + extra)

    def _unmark(self) -> None:
        self._table.set_rows(
            [TableRow(row.key, row.cells, False, row.late) for row in self._table.rows()]
        )

    def _key(self, index: AnyIndex) -> str:
        found = index.data(FACTS) if index.isValid() else None
        return found[0].key if found else ""

    def _chosen(self, index: AnyIndex, _before: AnyIndex) -> None:
        self.row_chosen.emit(self._key(index))

    def _opened(self, index: AnyIndex) -> None:
        self.row_opened.emit(self._key(index))
