"""The one field through which everything comes in: always ready, and it shows that it is.

It takes a code, a name without marks, part of a number, a phone, a vial. A hand scanner's
burst reaches it from anywhere (:mod:`ui.frame.keys`); typing needs the focus (F2).
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.frame.mime import gift_of, is_code
from ui.gifts import GivenText
from ui.kit import draw
from ui.kit.painted import is_plain_enter
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE, TYPE

_HALO = 4
MOST = 6000
"""Longest text taken, in characters: a code of 5,000 still gets its answer."""


class _Line(QLineEdit):
    """The text itself; arrows walk the queue while it is empty."""

    walked = Signal(int)
    opened = Signal()
    given = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: ↑ and ↓ walk; Enter on nothing opens the marked person; Ctrl+V takes pictures too."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.walked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        if is_plain_enter(event) and not self.text().strip():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _paste(self) -> None:
        """Put words into the field; a file, a picture or a code of several lines goes past it."""
        gift = gift_of(QGuiApplication.clipboard().mimeData(), MOST)
        if isinstance(gift, GivenText) and not is_code(gift.text):
            self.insert(gift.text.strip())
            self.textEdited.emit(self.text())
        elif gift is not None:
            self.given.emit(gift)


class ScanField(QFrame):
    """The field. All signals come from the user.

    ``text_entered(str)``: Enter on a text. ``search_changed(str)``: while typing.
    ``walked(±1)``: ↑ ↓ (the queue while the field is empty, else the hits).
    ``open_asked()``: Enter on the empty field. ``given(Gift)``: something else was pasted.
    """

    text_entered = Signal(str)
    search_changed = Signal(str)
    walked = Signal(int)
    open_asked = Signal()
    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(SIZE.scan_field + 2 * _HALO)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._reason, self._hint = "", ""
        row = QHBoxLayout(self)
        row.setContentsMargins(_HALO + 46, 0, _HALO + 52, 0)
        self.edit = _Line(self)
        self.edit.setProperty("bare", True)
        self.edit.setProperty("own_focus", True)
        self.edit.setMaxLength(MOST)
        hints = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
        self.edit.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoAutoUppercase)
        self.edit.setAccessibleName(self.tr("Scan field"))
        row.addWidget(self.edit)
        self.edit.textEdited.connect(self.search_changed)
        self.edit.textChanged.connect(self._redraw)
        self.edit.returnPressed.connect(self._entered)
        self.edit.walked.connect(self.walked)
        self.edit.opened.connect(self.open_asked)
        self.edit.given.connect(self.given)
        self.edit.setAcceptDrops(False)  # the window takes them all
        self.setFocusProxy(self.edit)
        self.set_hint("")

    def set_hint(self, hint: str) -> None:
        """Say what the field takes; "" for the usual words."""
        usual = self.tr("Scan a code, or type a name, an ID, a phone")
        self._say(hint or usual)

    def set_ready(self, reason: str = "") -> None:
        """Listen; or, with a reason, stand grey and say "Chưa sẵn sàng quét" and why."""
        self._reason = reason
        self.edit.setEnabled(not reason)
        if reason:
            self._say(self.tr("Not ready to scan. {0}").format(reason))
        else:
            self.set_hint("")
        self.update()

    def listens(self) -> bool:
        """Tell whether the field takes scans now."""
        return not self._reason

    def text(self) -> str:
        """Return what stands in the field."""
        return self.edit.text()

    def clear(self) -> None:
        """Empty the field, and tell the search so."""
        had = bool(self.edit.text())
        self.edit.clear()
        if had:
            self.search_changed.emit("")

    def listen(self) -> None:
        """Take the focus, as F2 does."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def sizeHint(self) -> QSize:
        """Qt: the natural size."""
        return QSize(SIZE.scan_width + 2 * _HALO, SIZE.scan_field + 2 * _HALO)

    def minimumSizeHint(self) -> QSize:
        """Qt: narrower in a narrow window."""
        return QSize(320, SIZE.scan_field + 2 * _HALO)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Qt: the whole box is the field."""
        self.listen()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: halo, box, sign and the chip of F2."""
        painter = QPainter(self)
        draw.start(painter)
        theme, whole = colours(), QRectF(self.rect())
        box = whole.adjusted(_HALO, _HALO, -_HALO, -_HALO)
        middle = box.center().y()
        if self.listens():
            draw.rounded(painter, whole, RADIUS.control + 3, theme.primary_soft)
            draw.rounded(painter, box, RADIUS.control, theme.surface, theme.primary, LINE.state)
            tint, chip = theme.primary, theme.text_2
        else:
            draw.rounded(
                painter, box, RADIUS.control, theme.sunken, theme.line_strong, LINE.control
            )
            tint, chip = theme.text_3, theme.text_3
        draw.icon(painter, box.left() + 14, middle - 12, 24, "scan-line", tint)
        wide = draw.chip_width("F2")
        draw.chips(painter, box.right() - 14 - wide, middle, ("F2",), chip)
        if not self.edit.text():
            # Painted here and not by the edit: the caret must not stand on the first letter.
            words = QRectF(self.edit.x() + 12, box.top(), self.edit.width() - 16, box.height())
            draw.text(painter, words, self._hint, TYPE.field, theme.text_3)
        painter.end()

    def _say(self, hint: str) -> None:
        self._hint = hint
        self.edit.setAccessibleDescription(hint)
        self.update()

    def _redraw(self, _text: str) -> None:
        self.update()

    def _entered(self) -> None:
        self.text_entered.emit(self.edit.text().strip())
