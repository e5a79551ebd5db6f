"""The bar of screening: what the rules propose, what is chosen, until when, and the one action."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from immunization.entries import Conclusion
from immunization.labels import CONCLUSIONS
from ui.frame.main_window import Density
from ui.kit import draw, formats, paragraph
from ui.kit.buttons import PrimaryButton
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.fields import Edit
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE, Step, fill, on_fill
from ui.kit.verdict import VerdictKind, verdict_icon, verdict_tone
from ui.kit.words import Words
from ui.pages.wording import Wording
from ui.presenters.screening import Decision

KINDS: dict[Conclusion, VerdictKind] = {
    "vaccinate": "may",
    "delay": "delay",
    "contraindicated": "never",
    "transfer": "transfer",
}
_BLOCK = 84
_TITLE = Step(22, 32, 700)
_DATE = 158


class DecisionBar(QFrame):
    """124 high. All signals come from the user.

    ``delay_typed(day, readable)``: not readable is what stands in the field and is no day.
    """

    concluded = Signal(str)
    delay_typed = Signal(object, bool)
    reason_typed = Signal(str)
    primary_asked = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._kind: VerdictKind | None = None
        self._block = _BLOCK
        self._own_name = ""
        self._garbled = False
        self.setMinimumHeight(SIZE.action_bar_tall)
        self.setMaximumHeight(SIZE.action_bar_tall)
        self._title = Words("", _TITLE, parent=self)
        self._because = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self._reason = Edit(parent=self)
        self._reason.setPlaceholderText(self.tr("Why not as proposed? The supervisor sees it."))
        self._reason.setAccessibleName(self.tr("Reason for another conclusion"))
        self._reason.textEdited.connect(self.reason_typed)
        self._choices = ChoiceBar(parent=self)
        self._choices.setAccessibleName(self.tr("Conclusion"))
        self._choices.choice_made.connect(self.concluded)
        self._until_label = Words(self.tr("Delay until"), TYPE.second, "text_2", parent=self)
        self._until = Edit(icon="calendar", parent=self)
        self._until.setAccessibleName(self.tr("Delay until"))
        self._until.setMaxLength(10)
        self._until.setFixedWidth(_DATE)
        self._until.textEdited.connect(self._until_typed)
        self.primary = PrimaryButton(self.tr("Save"), wide=True, parent=self)
        self.primary.clicked.connect(self.primary_asked)
        self._arrange()
        self.rest("")

    def rest(self, action: str) -> None:
        """Show no proposal: nobody is open, or they are elsewhere."""
        self._kind = None
        for widget in self._parts():
            widget.hide()
        self.primary.set_words(action or self.tr("Scan or choose a person"))
        self.update()

    def begin(self) -> None:
        """Forget the reason and the day of the person before."""
        self._reason.clear()
        self._until.clear()
        self._reason.set_state("")
        self._until.set_state("")
        self._garbled = False

    def show_decision(self, decision: Decision) -> None:
        """Show proposal, choice and the name of the result."""
        say = self._wording.text
        is_open = decision.proposal.is_open
        self._kind = "unknown" if is_open and not decision.overrules else KINDS[decision.chosen]
        self._title.set_words(say(decision.proposal.title))
        tone = verdict_tone("unknown" if is_open else KINDS[decision.proposal.conclusion])
        self._title.set_ink("text" if tone == "neutral" else tone)
        self._because.set_words(self._fitting(decision))
        self._choices.set_choices(
            [
                Choice(key, say(words), proposed=key == decision.proposal.conclusion)
                for key, words in CONCLUSIONS.items()
            ],
            decision.chosen,
        ) if not self._same_choices(decision) else self._choices.choose(decision.chosen)
        self._title.show()
        self._choices.show()
        self._because.setVisible(not decision.overrules)
        self._reason.setVisible(decision.overrules)
        delays = decision.chosen == "delay"
        self._until_label.setVisible(delays)
        self._until.setVisible(delays)
        if delays and decision.delay_until and not (self._garbled or self._until.hasFocus()):
            self._until.setText(formats.day(decision.delay_until))
        self._own_name = self.tr("Save: {0}").format(say(CONCLUSIONS[decision.chosen]).lower())
        self.primary.set_words(self._own_name)
        self.update()

    def name_action(self, words: str) -> None:
        """Give the primary action another name for now; with "" its own."""
        if words:
            self.primary.set_words(words)
        else:
            self.primary.set_words(self._own_name)

    def go_to(self, field: str) -> None:
        """Give the reason or the day the focus and mark it as missing."""
        edit = self._reason if field == "reason" else self._until
        edit.set_state("invalid")
        edit.setFocus(Qt.FocusReason.TabFocusReason)

    def set_density(self, density: Density) -> None:
        """Narrow the block in a narrow window."""
        compact = density == "compact"
        self._block = 56 if compact else _BLOCK
        self.primary.set_keys(() if compact else ("Ctrl", "Enter"))
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(self._block + 16, 10, 20, 10)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the surface, the line above, the block with the sign of the result."""
        painter = QPainter(self)
        draw.start(painter)
        theme = colours()
        painter.fillRect(self.rect(), theme.surface)
        if self._kind is not None:
            tone = verdict_tone(self._kind)
            block = QRectF(0, 0, self._block, self.height())
            painter.fillRect(block, fill(theme, tone))
            size = 48 if self._block == _BLOCK else 32
            draw.icon_in(painter, block, size, verdict_icon(self._kind), on_fill(theme, tone))
        draw.rule(painter, QPointF(0, 0.5), QPointF(self.width(), 0.5), theme.line)
        painter.end()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_BLOCK + 16, 10, 20, 10)
        row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(6)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._title)
        first.addWidget(self._because, 1)
        first.addWidget(self._reason, 1)
        first.addStretch(0)
        self._first = QWidget(self)
        self._first.setFixedHeight(SIZE.target)
        self._first.setLayout(first)
        first.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._first)
        left.addWidget(self._choices)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(4)
        until = QHBoxLayout()
        until.setSpacing(12)
        until.addWidget(self._until_label)
        until.addWidget(self._until)
        until.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._until_row = QWidget(self)
        self._until_row.setFixedHeight(SIZE.target)
        until.setContentsMargins(0, 0, 0, 0)
        self._until_row.setLayout(until)
        right.addWidget(self._until_row)
        right.addWidget(self.primary)
        row.addLayout(left, 1)
        row.addLayout(right)

    def _parts(self) -> tuple[QWidget, ...]:
        return (
            self._title,
            self._because,
            self._reason,
            self._choices,
            self._until_label,
            self._until,
        )

    def _same_choices(self, decision: Decision) -> bool:
        mark = decision.proposal.conclusion
        same = self._choices.property("proposed") == mark
        self._choices.setProperty("proposed", mark)
        return bool(same)

    def _fitting(self, decision: Decision) -> str:
        # Two lines have room here; the whole is one F8 away and in the journal.
        sentences = [self._wording.text(one) for one in decision.proposal.because]
        room = max(160.0, self._first.width() - self._title.sizeHint().width() - 16)
        while len(sentences) > 1 and paragraph.height(" ".join(sentences), TYPE.second, room) > 40:
            sentences.pop()
        return " ".join(sentences)

    def _until_typed(self, text: str) -> None:
        day: date | None = formats.parse_day(text)
        self._garbled = day is None and bool(text.strip())
        self._until.set_state("invalid" if self._garbled else "")
        self.delay_typed.emit(day, not self._garbled)
