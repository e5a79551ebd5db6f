"""What a search found: the match underlined in the name, and what tells two people apart."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.list_base import FACTS, AnyIndex, FactsModel, QuietList, look_of
from ui.kit.painted import is_plain_enter
from ui.kit.pills import PillFacts, paint_pill, pill_width
from ui.kit.theme import colours
from ui.kit.tokens import LINE, TYPE, Step
from ui.kit.typeface import width

_ROW = 66
_NAME = Step(16, 24, 600)


class Hit(Struct, frozen=True):
    """One person found; ``match`` are (start, length) in the name's letters.

    ``place`` has one or two lines; ``id_tail`` and ``phone_tail`` are the last digits only.
    """

    key: str
    name: str
    born: str
    match: tuple[tuple[int, int], ...] = ()
    place: str = ""
    id_tail: str = ""
    phone_tail: str = ""
    pill: PillFacts | None = None

    def spoken(self) -> str:
        """Return the person as one sentence."""
        words = self.pill.words if self.pill else ""
        parts = (self.name, self.born, self.place, self.id_tail, words)
        return ", ".join(part.replace("\n", " ") for part in parts if part)


class HitDelegate(QStyledItemDelegate):
    """Paints one hit in four columns; the place goes first when it is narrow."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Qt: rows of one height."""
        return QSize(400, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Qt: paint one hit."""
        facts: Hit = index.data(FACTS)
        painter.save()
        draw.start(painter)
        theme, box = colours(), QRectF(option.rect)  # type: ignore[attr-defined]
        look = look_of(option)
        y = box.bottom() - 0.5
        draw.rule(painter, QPointF(box.left(), y), QPointF(box.right(), y), theme.line)
        if look.is_chosen:
            draw.rounded(painter, box, 4, theme.primary_soft, theme.primary, LINE.state)
        elif look.is_hovered:
            draw.rounded(painter, box.adjusted(1, 0, -1, -1), 4, theme.bg)
        _columns(painter, box.adjusted(16, 0, -16, 0), facts)
        painter.restore()


def _columns(painter: QPainter, box: QRectF, facts: Hit) -> None:
    right = box.right()
    if facts.pill:
        right -= pill_width(facts.pill)
        paint_pill(painter, right, box.center().y(), facts.pill)
        right -= 12
    second = box.left() + max(0.34 * box.width(), min(width(facts.name, _NAME) + 20, 300))
    third = max(box.left() + 0.61 * box.width(), second + 130)
    name = QRectF(box.left(), box.top(), second - box.left() - 8, box.height())
    _name(painter, name, facts)
    if facts.place and box.width() > 660:
        _two(painter, QRectF(second, box.top(), third - second - 8, box.height()), facts.place)
    else:
        third = second
    _tail(painter, QRectF(third, box.top() + 10, right - third, 22), "id-card", facts.id_tail)
    _tail(painter, QRectF(third, box.top() + 33, right - third, 22), "phone", facts.phone_tail)


def _name(painter: QPainter, rect: QRectF, facts: Hit) -> None:
    theme = colours()
    fits = width(facts.name, _NAME) <= rect.width()
    step = _NAME if fits else Step(14, 18, 600)
    tall = paragraph.height(facts.name, step, rect.width())
    y = rect.top() + (rect.height() - tall - TYPE.second.line) / 2
    if fits:
        _underlined(painter, QRectF(rect.left(), y, rect.width(), tall), facts, step)
    else:
        paragraph.paint(
            painter, QRectF(rect.left(), y, rect.width(), tall), facts.name, step, theme.text
        )
    line = QRectF(rect.left(), y + tall, rect.width(), TYPE.second.line)
    draw.text(painter, line, facts.born, TYPE.second, theme.text_2)


def _underlined(painter: QPainter, rect: QRectF, facts: Hit, step: Step) -> None:
    theme, at, x = colours(), 0, rect.left()
    pieces: list[tuple[str, bool]] = []
    for start, length in facts.match:
        pieces += [(facts.name[at:start], False), (facts.name[start : start + length], True)]
        at = start + length
    pieces.append((facts.name[at:], False))
    done = ""
    for words, hit in pieces:
        x = rect.left() + width(done, step)
        done += words
        wide = width(words, step)
        box = QRectF(x, rect.top(), wide + 1, rect.height())
        draw.text(painter, box, words, step, theme.primary if hit else theme.text)
        if hit and words:
            y = rect.bottom() - 1
            draw.rule(painter, QPointF(x, y), QPointF(x + wide, y), theme.primary, 2)


def _two(painter: QPainter, rect: QRectF, words: str) -> None:
    lines = "\n".join(part.strip() for part in words.split("\n")[:2])
    tall = min(2, len(lines.split("\n"))) * TYPE.second.line
    tall = max(tall, min(paragraph.height(lines, TYPE.second, rect.width()), 60))
    box = QRectF(rect.left(), rect.center().y() - tall / 2, rect.width(), tall)
    paragraph.paint(painter, box, lines, TYPE.second, colours().text_2)


def _tail(painter: QPainter, rect: QRectF, sign: IconName, tail: str) -> None:
    if not tail:
        return
    theme = colours()
    draw.icon(painter, rect.left(), rect.center().y() - 8, 16, sign, theme.text_2)
    parts: tuple[tuple[str, Step, str], ...] = ((tail, TYPE.second, theme.text_2),)
    if tail.isdigit():
        dots = "••• " if sign == "phone" else "•••• "
        parts = ((dots, TYPE.second, theme.text_2), (tail, TYPE.second_strong, theme.text))
    draw.runs(painter, rect.adjusted(22, 0, 0, 0), parts)


class SearchResults(QuietList[Hit]):
    """The hits. ``person_opened(key)`` on Enter or a double click, ``person_chosen`` on moving."""

    person_chosen = Signal(str)
    person_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FactsModel[Hit](), "", parent)
        self.setAccessibleName(self.tr("Search results"))
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._chosen)
        self.doubleClicked.connect(self._opened)

    def open_chosen(self) -> None:
        """Open the selected person."""
        if self.currentIndex().isValid():
            self._opened(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens the selected person."""
        if is_plain_enter(event):
            self.open_chosen()
            return
        super().keyPressEvent(event)

    def natural_height(self) -> int:
        """Return the height at which nothing scrolls."""
        return _ROW * len(self.rows()) + 2

    def _chosen(self, index: AnyIndex, _before: AnyIndex) -> None:
        facts = index.data(FACTS)
        self.person_chosen.emit(facts.key if isinstance(facts, Hit) else "")

    def _opened(self, index: AnyIndex) -> None:
        facts = index.data(FACTS)
        if isinstance(facts, Hit):
            self.person_opened.emit(facts.key)
