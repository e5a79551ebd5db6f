"""Buttons: primary (one a page, Ctrl+Enter), secondary, danger, quiet, and icon alone.

None is ever the default of its window and none has the focus after a page opens, so that
no scanner's Enter can press one. The primary action is never disabled: it says what is missing.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw
from ui.kit.painted import Ink, Pressable, ink
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE, TYPE, Colours, Step
from ui.kit.typeface import width

Kind = Literal["primary", "secondary", "danger", "danger_fill", "quiet", "link"]

_ICON = 20


class Button(Pressable):
    """A button with an icon, words and the chips of its keys. ``clicked`` is its signal."""

    def __init__(
        self,
        words: str,
        kind: Kind = "secondary",
        *,
        icon: IconName | None = None,
        keys: tuple[str, ...] = (),
        height: int | None = None,
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._kind, self._icon, self._keys = words, kind, icon, keys
        self._height = height or _height(kind)
        self._ink: Ink | None = None
        if wide:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def words(self) -> str:
        """Return the words on the button."""
        return self._words

    def set_words(self, words: str) -> None:
        """Say another result: "Lưu: tạm hoãn"."""
        self._words = words
        self._tell()

    def set_icon(self, icon: IconName | None) -> None:
        """Show another icon."""
        self._icon = icon
        self.refresh()

    def set_keys(self, keys: tuple[str, ...]) -> None:
        """Show other keys."""
        self._keys = keys
        self._tell()

    def set_ink(self, ink: Ink | None) -> None:
        """Tint words, icon and border with a token: "Why?" has the colour of its verdict."""
        self._ink = ink
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Become another kind of button."""
        self._kind = kind
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        pad = 24 if self._kind == "primary" else 8 if self._kind == "link" else 16
        return QSize(int(self._content() + 2 * pad) + 1, self._height)

    def draw_on(self, painter: QPainter) -> None:
        """Paint box, icon, words and chips, centred together."""
        theme = colours()
        paper, border, tint = _look(theme, self._kind, self.underMouse(), self.isDown())
        if self._ink is not None:
            tint = ink(self._ink)
            border = tint if border is not None else None
        if not self.isEnabled():
            paper, border, tint = theme.sunken, theme.line, theme.text_3
        box = QRectF(self.rect())
        draw.rounded(painter, box, RADIUS.control, paper, border, LINE.control)
        x, middle = (self.width() - self._content()) / 2, self.height() / 2
        if x < 0:
            draw.tell_cut(self._words)
        if self._icon:
            size = 24 if self._kind == "primary" else _ICON
            draw.icon(painter, x, middle - size / 2, size, self._icon, tint)
            x += size + self._gap()
        if self._words:
            wide = min(width(self._words, self._step()), self.width() - x)
            rect = QRectF(x, 0, wide + 1, self.height())
            draw.text(painter, rect, self._words, self._step(), self._words_colour(tint))
            x += wide + (14 if self._kind == "primary" else 10)
        draw.chips(painter, x, middle, self._keys, tint)

    def _words_colour(self, tint: str) -> str:
        if self._kind in {"secondary", "quiet"} and self.isEnabled() and self._ink is None:
            return colours().text
        return tint

    def _step(self) -> Step:
        return TYPE.lead if self._kind == "primary" else TYPE.strong

    def _gap(self) -> int:
        if not self._words:
            return 0
        return 12 if self._kind == "primary" else 8

    def _content(self) -> float:
        size = 24 if self._kind == "primary" else _ICON
        lead = size + self._gap() if self._icon else 0
        tail = 0.0
        if self._keys:
            tail = (14 if self._kind == "primary" else 10) + draw.chips_width(self._keys)
        return lead + width(self._words, self._step()) + tail

    def _tell(self) -> None:
        keys = "+".join(self._keys)
        self.speak(self._words)
        self.setAccessibleDescription(keys)
        self.refresh()


class PrimaryButton(Button):
    """The one action of the page, 56 high, bottom right; Ctrl+Enter and nothing else does it."""

    def __init__(
        self,
        words: str,
        *,
        icon: IconName | None = None,
        keys: tuple[str, ...] = ("Ctrl", "Enter"),
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, "primary", icon=icon, keys=keys, wide=wide, parent=parent)


class IconButton(Button):
    """An icon alone, 44 square; ``name`` is said by a screen reader and shown as a tool tip."""

    def __init__(
        self, icon: IconName, name: str, kind: Kind = "secondary", parent: QWidget | None = None
    ) -> None:
        super().__init__("", kind, icon=icon, height=SIZE.target, parent=parent)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Name what the button does."""
        self.speak(name)
        self.setToolTip(name)

    def wanted(self) -> QSize:
        """Return a square."""
        return QSize(SIZE.target, SIZE.target)


def _height(kind: Kind) -> int:
    return {"primary": SIZE.primary, "quiet": SIZE.target, "link": SIZE.target}.get(
        kind, SIZE.secondary
    )


def _look(c: Colours, kind: Kind, hover: bool, down: bool) -> tuple[str | None, str | None, str]:
    if kind == "primary":
        paper = c.primary_press if down else c.primary_hover if hover else c.primary
        return paper, None, c.on_primary
    if kind == "danger_fill":
        return c.stop_fill, (c.text if hover or down else None), c.on_fill
    if kind == "danger":
        return (c.stop_soft if hover or down else c.surface), c.stop, c.stop
    if kind in {"quiet", "link"}:
        return (c.primary_soft if hover or down else None), None, c.primary
    if down:
        return c.primary_soft, c.primary, c.text
    return c.surface, (c.primary if hover else c.line_strong), c.text
