"""The strokes that all painted components share: words, corners, icons, key chips, digits.

Every word that a component paints passes through :func:`text` or :func:`paragraph`. A test
that wants to know what did not fit sets :data:`WATCHER`, so clipped words are found in
painted widgets and in delegates alike.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QStaticText, QTransform

from ui.icons import IconName, pixmap
from ui.kit.tokens import DIGIT_EM, LINE, RADIUS, TYPE, Step
from ui.kit.typeface import font, metrics, width

Align = Literal["left", "right", "center"]

WATCHER: ContextVar[Callable[[str], None] | None] = ContextVar("watcher", default=None)
"""Told every text that had to be cut; tests set it, the program never does."""

_BEFORE: Final[dict[Align, float]] = {"left": 0.0, "center": 0.5, "right": 1.0}
"""The share of the room that is left over which stands before the words."""
_SMOOTH: Final = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
)


def start(painter: QPainter) -> None:
    """Set the render hints that every component wants."""
    painter.setRenderHints(_SMOOTH)


def text(
    painter: QPainter, rect: QRectF, words: str, step: Step, colour: str, align: Align = "left"
) -> float:
    """Paint one line, centred in height; return its width. What does not fit is elided."""
    needed, room = width(words, step), rect.width()
    shown, taken = words, needed
    if needed > room + 0.5:
        tell_cut(words)
        shown = metrics(step).elidedText(words, Qt.TextElideMode.ElideRight, room)
        taken = width(shown, step)
    painter.setFont(font(step))
    painter.setPen(QColor(colour))
    # Stacked marks may reach over a line box: only the width is ever cut.
    x = rect.x() + (room - taken) * _BEFORE[align]
    y = rect.y() + (rect.height() - metrics(step).height()) / 2
    painter.drawStaticText(QPointF(x, y), _shaped(shown, step))
    return min(needed, room)


@lru_cache(maxsize=2048)
def _shaped(words: str, step: Step) -> QStaticText:
    """Return a line whose glyphs are chosen and placed, which is half of what painting it takes."""
    line = QStaticText(words.replace("\n", " "))
    line.setTextFormat(Qt.TextFormat.PlainText)
    line.prepare(QTransform(), font(step))
    return line


def runs(
    painter: QPainter, rect: QRectF, parts: tuple[tuple[str, Step, str], ...], gap: float = 0
) -> float:
    """Paint several pieces on one line, each with its own step and colour; return the end's x."""
    x = rect.left()
    for words, step, colour in parts:
        if words:
            box = QRectF(x, rect.top(), max(0.0, rect.right() - x), rect.height())
            x += text(painter, box, words, step, colour) + gap
    return x


def digits(
    painter: QPainter, rect: QRectF, words: str, step: Step, colour: str, align: Align = "center"
) -> float:
    """Paint digits in cells of one width, so that what ticks does not jump; return the width."""
    cell = step.size * DIGIT_EM
    widths = [cell if sign.isdigit() else width(sign, step) for sign in words]
    total = sum(widths)
    x = {
        "left": rect.left(),
        "right": rect.right() - total,
        "center": rect.center().x() - total / 2,
    }[align]
    if total > rect.width() + 0.5:
        tell_cut(words)
    painter.setFont(font(step))
    painter.setPen(QColor(colour))
    y = rect.y() + (rect.height() - metrics(step).height()) / 2
    for sign, wide in zip(words, widths, strict=True):
        inset = (wide - width(sign, step)) / 2
        painter.drawStaticText(QPointF(x + inset, y), _shaped(sign, step))
        x += wide
    return total


def digits_width(words: str, step: Step) -> float:
    """Return how wide :func:`digits` paints ``words``."""
    cell = step.size * DIGIT_EM
    return sum(cell if sign.isdigit() else width(sign, step) for sign in words)


def tell_cut(words: str) -> None:
    """Tell the watcher, if any, that ``words`` did not fit."""
    watcher = WATCHER.get()
    if watcher is not None:
        watcher(words)


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: str | None = None,
    border: str | None = None,
    line: float = LINE.ornament,
    dashed: bool = False,
) -> None:
    """Paint a box with round corners; the border lies wholly inside ``rect``."""
    box = rect
    if border is not None:
        half = line / 2
        box = rect.adjusted(half, half, -half, -half)
        made = QPen(QColor(border), line)
        if dashed:
            made.setDashPattern([3, 2.4])
        painter.setPen(made)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(fill)) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def faded(colour: str, strength: float) -> str:
    """Return a token thinned, for ornament only: what carries meaning has its full colour."""
    thin = QColor(colour)
    thin.setAlphaF(strength)
    return thin.name(QColor.NameFormat.HexArgb)


def rule(painter: QPainter, a: QPointF, b: QPointF, colour: str, line: float = 1.0) -> None:
    """Paint a straight line."""
    painter.setPen(_pen(colour, line))
    painter.drawLine(a, b)


@lru_cache(maxsize=64)
def _pen(colour: str, line: float) -> QPen:
    return QPen(QColor(colour), line)


def icon(painter: QPainter, x: float, y: float, size: int, name: IconName, colour: str) -> None:
    """Paint an icon with its top left corner at ``x``, ``y``."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(x, y), pixmap(name, size, colour, ratio))


def icon_in(painter: QPainter, rect: QRectF, size: int, name: IconName, colour: str) -> None:
    """Paint an icon in the middle of ``rect``."""
    centre = rect.center()
    icon(painter, centre.x() - size / 2, centre.y() - size / 2, size, name, colour)


def chip_width(key: str) -> float:
    """Return the width of a key's chip."""
    return max(18.0, width(key, TYPE.key) + 10)


def chips_width(keys: tuple[str, ...], gap: float = 4) -> float:
    """Return the width of several chips in a row."""
    return sum(chip_width(key) for key in keys) + gap * max(0, len(keys) - 1)


def chips(
    painter: QPainter, x: float, middle: float, keys: tuple[str, ...], colour: str, gap: float = 4
) -> float:
    """Paint key chips (Ctrl, Enter) in a row; return the x after the last."""
    for key in keys:
        box = QRectF(x, middle - 10, chip_width(key), 20)
        rounded(painter, box, RADIUS.xs, border=colour, line=LINE.ornament)
        text(painter, box, key, TYPE.key, colour, "center")
        x += box.width() + gap
    return x - gap if keys else x
