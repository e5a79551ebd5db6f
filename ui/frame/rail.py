"""The rail: the four stages as stops of one line, with live counts, and below them the places."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.mark_of_house import paint_sign
from ui.kit.painted import Pressable
from ui.kit.rings import paint_disc
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE, Step
from ui.kit.typeface import width

_HEAD = 68
_LABEL = Step(13, 17, 500)
_LABEL_HERE = Step(13, 17, 600)

STAGES = ("reception", "screening", "injection", "observation")
PLACES = ("list", "stock", "sync")


class StageCount(Struct, frozen=True):
    """How many wait at a stage; ``overdue`` of them (0 if none) make the badge amber."""

    key: str
    count: int
    overdue: int = 0


class StageButton(Pressable):
    """One stage: icon in a circle, word, count."""

    def __init__(self, key: str, icon: IconName, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._icon, self._words = icon, words
        self._count = StageCount(key, 0)
        self.setCheckable(True)
        self.setProperty("on_rail", True)
        self._speak()

    def set_count(self, count: StageCount) -> None:
        """Show another count."""
        if count != self._count:
            self._count = count
            self._speak()
            self.update()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(SIZE.rail, SIZE.stage)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the stop of the line."""
        theme, here = colours(), self.isChecked()
        if here:
            painter.fillRect(self.rect(), theme.rail_active)
        middle = self.width() / 2
        if self.key != STAGES[0]:
            draw.rule(
                painter, QPointF(middle, 0), QPointF(middle, 8), draw.faded(theme.rail_text, 0.5), 2
            )
        circle = QRectF(middle - 22, 8, 44, 44)
        if here:
            paint_disc(painter, circle.center(), 22, theme.on_rail)
        else:
            edge = theme.on_rail if self.underMouse() else draw.faded(theme.rail_text, 0.5)
            draw.rounded(painter, circle, 22, None, edge, 2)
        tint = theme.rail if here else theme.on_rail if self.underMouse() else theme.rail_text
        draw.icon_in(painter, circle, 22, self._icon, tint)
        self._badge(painter, circle)
        words = theme.on_rail if here or self.underMouse() else theme.rail_text
        step = _LABEL_HERE if here else _LABEL
        tall = paragraph.height(self._words, step, self.width() - 24)
        box = QRectF(12, 56 + max(0, (17 - tall) / 2), self.width() - 24, self.height() - 56)
        paragraph.paint(painter, box, self._words, step, words, "center")

    def _badge(self, painter: QPainter, circle: QRectF) -> None:
        theme, needs = colours(), self._count.overdue > 0
        words = str(self._count.count)
        wide = max(24.0, width(words, TYPE.label_strong) + 14)
        box = QRectF(circle.right() - 5, circle.top() - 5, wide, 20)
        if box.right() > self.width() - 4:
            box.moveRight(self.width() - 4)
        draw.rounded(painter, box, 10, theme.warn_fill if needs else theme.rail_text)
        tint = theme.on_warn if needs else theme.rail
        draw.text(painter, box, words, TYPE.label_strong, tint, "center")

    def _speak(self) -> None:
        said = f"{self._words}, {self._count.count}"
        if self._count.overdue:
            said += ", " + self.tr("%n overdue", "", self._count.overdue)
        self.speak(said)
        self.setToolTip(said)


class PlaceButton(Pressable):
    """One place below the stages: list, stock, sync."""

    def __init__(self, key: str, icon: IconName, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._icon, self._words = icon, words
        self.setCheckable(True)
        self.setProperty("on_rail", True)
        self.speak(words)

    def set_words(self, icon: IconName, words: str) -> None:
        """Become another place: the supervisor's list is the close of the day."""
        self._icon, self._words = icon, words
        self.speak(words)
        self.update()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(SIZE.rail, SIZE.place)

    def draw_on(self, painter: QPainter) -> None:
        """Paint icon and word."""
        theme, here = colours(), self.isChecked()
        if here:
            painter.fillRect(self.rect(), theme.rail_active)
        tint = theme.on_rail if here or self.underMouse() else theme.rail_text
        draw.icon(painter, self.width() / 2 - 10, 9, 20, self._icon, tint)
        step = _LABEL_HERE if here else _LABEL
        draw.text(painter, QRectF(2, 30, self.width() - 4, 19), self._words, step, tint, "center")


class Rail(QFrame):
    """The rail. ``chosen(key)`` comes from the user only; :meth:`set_here` is silent."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(SIZE.rail)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _HEAD, 0, 8)
        column.setSpacing(0)
        self._stages = [StageButton(*facts, self) for facts in self._stage_words()]
        self._places = [PlaceButton(*facts, self) for facts in self._place_words()]
        for stage in self._stages:
            column.addWidget(stage)
            stage.clicked.connect(lambda _down=False, key=stage.key: self._clicked(key))
        column.addStretch(1)
        for place in self._places:
            column.addWidget(place)
            place.clicked.connect(lambda _down=False, key=place.key: self._clicked(key))
        self._here = ""
        self.set_here(STAGES[0])

    def set_counts(self, counts: Sequence[StageCount]) -> None:
        """Show how many wait at each stage; 0 stays shown."""
        known = {count.key: count for count in counts}
        for stage in self._stages:
            if stage.key in known:
                stage.set_count(known[stage.key])

    def set_here(self, key: str) -> None:
        """Mark where we are."""
        self._here = key
        buttons: list[StageButton | PlaceButton] = [*self._stages, *self._places]
        for button in buttons:
            button.setChecked(button.key == key)

    def here(self) -> str:
        """Return where we are."""
        return self._here

    def set_supervisor(self, supervisor: bool) -> None:
        """Let the list be the close of the day, for a supervisor."""
        if supervisor:
            self._places[0].set_words("clipboard-check", self.tr("Close day"))
        else:
            self._places[0].set_words("list-checks", self.tr("List"))

    def minimumSizeHint(self) -> QSize:
        """Qt: all stages and places at once."""
        return QSize(SIZE.rail, _HEAD + 4 * SIZE.stage + 3 * SIZE.place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: ground, sign and name."""
        painter = QPainter(self)
        draw.start(painter)
        theme = colours()
        painter.fillRect(self.rect(), theme.rail)
        paint_sign(painter, QRectF(self.width() / 2 - 16, 12, 32, 22), theme.on_rail)
        box = QRectF(0, 34, self.width(), 22)
        draw.text(painter, box, "Bàn Tiêm", TYPE.strong, theme.on_rail, "center")
        painter.end()

    def _stage_words(self) -> tuple[tuple[str, IconName, str], ...]:
        return (
            ("reception", "id-card", self.tr("Reception")),
            ("screening", "stethoscope", self.tr("Screening")),
            ("injection", "syringe", self.tr("Injection")),
            ("observation", "armchair", self.tr("Observation")),
        )

    def _place_words(self) -> tuple[tuple[str, IconName, str], ...]:
        return (
            ("list", "list-checks", self.tr("List")),
            ("stock", "package", self.tr("Vaccine stock")),
            ("sync", "refresh-cw", self.tr("Sync")),
        )

    def _clicked(self, key: str) -> None:
        self.set_here(self._here)  # the page decides whether we may leave
        self.chosen.emit(key)
