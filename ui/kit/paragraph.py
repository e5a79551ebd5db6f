"""Words that wrap, with the line height of the type scale, which style sheets do not have.

``**strong**`` in the words is painted semibold. Nothing is ever elided here: a paragraph
that needs more height says so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.kit.draw import Align, tell_cut, text
from ui.kit.tokens import Step
from ui.kit.typeface import font, heavier, metrics, width

if TYPE_CHECKING:  # loaded when words first wrap: the sign-in screen has none that do
    from PySide6.QtGui import QTextLayout

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


class Marked(NamedTuple):
    """Words without their marks, and the stretches that are strong."""

    words: str
    strong: tuple[tuple[int, int], ...]


@lru_cache(maxsize=512)
def marked(source: str) -> Marked:
    """Take the ``**`` out of ``source`` and remember what stood between them."""
    pieces = source.split("**")
    if len(pieces) % 2 == 0:  # an unpaired mark is a mark of the text itself
        return Marked(source, ())
    strong: list[tuple[int, int]] = []
    at = 0
    for index, piece in enumerate(pieces):
        if index % 2 and piece:
            strong.append((at, len(piece)))
        at += len(piece)
    return Marked("".join(pieces), tuple(strong))


@lru_cache(maxsize=512)
def height(source: str, step: Step, room: float) -> int:
    """Return the height that the words need in a width of ``room``.

    Layouts ask for the same height a dozen times until they come to rest.
    """
    if _one_line(source, step, room):
        return step.line
    layout = _layout(source, step, None, "left")
    return _lines(layout, room) * step.line


def natural_width(source: str, step: Step) -> float:
    """Return the width of the widest line if nothing has to wrap."""
    if _plain(source):
        return width(source, step)
    layout = _layout(source, step, None, "left")
    _lines(layout, 100_000)
    widest = (layout.lineAt(i).naturalTextWidth() for i in range(layout.lineCount()))
    return max(widest, default=0.0)


def paint(
    painter: QPainter,
    rect: QRectF,
    source: str,
    step: Step,
    colour: str,
    align: Align = "left",
    strong_colour: str | None = None,
) -> int:
    """Paint the words from the top of ``rect``; return the height that they took."""
    if _one_line(source, step, rect.width()):
        box = QRectF(rect.left(), rect.top(), rect.width(), step.line)
        text(painter, box, source, step, colour, align)
        return step.line
    placed = _placed(source, step, strong_colour, align, rect.width())
    if placed.lines * step.line > rect.height() + 1 or placed.is_too_wide:
        tell_cut(source)
    painter.setPen(QColor(colour))
    placed.layout.draw(painter, rect.topLeft())
    return placed.lines * step.line


class _Placed(NamedTuple):
    """Words whose lines have their places."""

    layout: QTextLayout
    lines: int
    is_too_wide: bool


@lru_cache(maxsize=256)
def _placed(
    source: str, step: Step, strong_colour: str | None, align: Align, room: float
) -> _Placed:
    """Return the words laid out: what is painted again has mostly not changed."""
    layout = _layout(source, step, strong_colour, align)
    count = _lines(layout, room)
    measured = metrics(step)
    lead = (step.line - measured.ascent() - measured.descent()) / 2
    widest = 0.0
    for index in range(count):
        line = layout.lineAt(index)
        widest = max(widest, line.naturalTextWidth())
        line.setPosition(QPointF(0, index * step.line + lead))
    return _Placed(layout, count, widest > room + 1)


def _plain(source: str) -> bool:
    return "**" not in source and "\n" not in source


def _one_line(source: str, step: Step, room: float) -> bool:
    return _plain(source) and width(source, step) <= room


def _lines(layout: QTextLayout, room: float) -> int:
    layout.beginLayout()
    count = 0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, room))
        count += 1
    layout.endLayout()
    return max(count, 1)


def _layout(source: str, step: Step, strong_colour: str | None, align: Align) -> QTextLayout:
    from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextOption

    words = marked(source)
    # A line feed ends a paragraph for Qt's layout; a line separator only ends the line.
    layout = QTextLayout(words.words.replace("\n", "\u2028"), font(step))
    option = QTextOption(_ALIGN[align])
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    formats = []
    for begin, length in words.strong:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length = begin, length  # type: ignore[attr-defined]
        look = QTextCharFormat()
        look.setFont(font(heavier(step)))
        if strong_colour is not None:
            look.setForeground(QColor(strong_colour))
        piece.format = look  # type: ignore[attr-defined]
        formats.append(piece)
    if formats:
        layout.setFormats(formats)
    return layout
