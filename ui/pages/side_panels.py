"""What takes the history's place for a moment: why this verdict, which lot, why not injected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desk.card import Verdict
from desk.injection import NOT_GIVEN_REASONS
from desk.stock import LotRow
from immunization.dates import show_day
from immunization.text import Text
from ui.kit.card import Card
from ui.kit.fact_rows import FactButton, FactList, FactRow
from ui.kit.fields import Field
from ui.kit.tokens import SPACE, TYPE
from ui.kit.words import Words
from ui.pages.toggles import ToggleGrid
from ui.pages.wording import Wording


def scrolling(inner: QWidget) -> QScrollArea:
    """Return an area that scrolls ``inner`` up and down where it must."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


class WhyPanel(Card):
    """The rule, its source and the data that the verdict used (F8)."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self.set_heading(self.tr("Why this verdict"))
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, SPACE.s, 0)
        self._lines.setSpacing(SPACE.xs)
        area = scrolling(inner)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.column().addWidget(area, 1)

    def set_verdict(
        self, verdict: Verdict, observed: Text | None = None, product: Text | None = None
    ) -> None:
        """Say rule, source and data.

        ``observed`` is from where the time of observation comes, ``product`` what of the vaccine
        is not confirmed.
        """
        while self._lines.count():
            old = self._lines.takeAt(0).widget()
            if old is not None:
                old.deleteLater()
        say = self._wording.text
        self._part(self.tr("Because"), [say(one) for one in verdict.because])
        self._part(self.tr("Vaccine"), [say(product)])
        self._part(self.tr("Rule"), [say(verdict.rule)])
        self._part(self.tr("Source"), [verdict.source])
        self._part(self.tr("Data used"), [say(one) for one in verdict.data])
        self._part(self.tr("How fresh"), [say(verdict.knowledge.sentence)])
        self._part(self.tr("Observation"), [say(observed)])
        self._lines.addStretch(1)

    def _part(self, heading: str, lines: list[str]) -> None:
        said = [line for line in lines if line]
        if not said:
            return
        self._lines.addWidget(Words(heading, TYPE.label, "text_2"))
        for line in said:
            self._lines.addWidget(Words(line, TYPE.body, wrap=True))
        self._lines.addSpacing(SPACE.s)


class LotPanel(Card):
    """The lots that may be put on the tray. ``lot_chosen(id)`` comes from the user."""

    lot_chosen = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self.set_heading(self.tr("Open a vial of lot"))
        self._empty = Words(
            self.tr("No usable lot. Receive one under Vaccine stock."), TYPE.body, wrap=True
        )
        self._rows = FactList(self)
        self._rows.row_opened.connect(self.lot_chosen)
        self.column().addWidget(self._empty)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._rows)
        lines.addStretch(1)
        self.column().addWidget(scrolling(inner), 1)

    def set_lots(self, lots: tuple[LotRow, ...]) -> None:
        """Show the lots, the one that expires first at the top."""
        self._empty.setVisible(not lots)
        self._rows.set_rows(
            [
                FactRow(
                    key=lot.lot_id,
                    words=f"{lot.product_name}",
                    second=self.tr("{0}, until {1}").format(lot.lot, show_day(lot.expiry)),
                    figure=self.tr("%n left", "", lot.left),
                    tone="warn" if lot.expires_soon else "neutral",
                    icon="package",
                    opens=True,
                )
                for lot in lots[:6]
            ]
        )
        for row in self._rows.children():
            if isinstance(row, FactButton):
                row.setFocus(Qt.FocusReason.TabFocusReason)
                break


class NotGivenPanel(Card):
    """Why a person is not injected: a reason by its digit, a note. ``chosen(reason, note)``."""

    chosen = Signal(str, str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_heading(self.tr("Not injected because"))
        options = [(key, wording.text(text)) for key, text in NOT_GIVEN_REASONS]
        self._reason = ""
        self.reasons = ToggleGrid(options, self.tr("Reason"), least=150, digits=True, parent=self)
        self.reasons.toggled.connect(self._take)
        self.note = Field(self.tr("Note"), parent=self)
        self.note.text_changed.connect(self._tell)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(5, 5, 5, 5)
        lines.addWidget(self.reasons)
        lines.addWidget(self.note)
        lines.addStretch(1)
        self.column().addWidget(scrolling(inner), 1)

    def begin(self) -> None:
        """Start anew, with the focus on the first reason."""
        self._reason = ""
        self.reasons.set_ticked(())
        self.note.set_text("")
        self.note.set_invalid("")
        self.reasons.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: digits choose from anywhere in the panel but the note."""
        if self.reasons.press_digit(event.text()):
            return
        super().keyPressEvent(event)

    def _take(self, key: str) -> None:
        self._reason = key
        self.reasons.set_ticked((key,))
        self.note.set_invalid("")
        if key == "other":
            self.note.setFocus(Qt.FocusReason.TabFocusReason)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self._reason, self.note.text())
