"""The choice bar: two to four segments, one chosen, one perhaps proposed by a rule."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.segments import Place, Segment
from ui.kit.tokens import TYPE
from ui.kit.words import Words


class Choice(Struct, frozen=True):
    """One choice; ``proposed`` is a rule's conclusion."""

    key: str
    words: str
    proposed: bool = False


class ChoiceBar(QWidget):
    """Segments with an optional label above and a reason for refusal below.

    ``choice_made(key)`` comes from the user only; :meth:`choose` is silent. Arrow keys move
    within the bar, Tab leaves it.
    """

    choice_made = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        label: str = "",
        chosen: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._label = Words(label, TYPE.label, "text_2", parent=self)
        self._label.setVisible(bool(label))
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._refusal = Words("", TYPE.label_strong, "stop", wrap=True, parent=self)
        self._refusal.hide()
        self._refused = self._known = ""
        column.addWidget(self._label)
        column.addLayout(self._row)
        column.addWidget(self._refusal)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._clicked)
        self._choices: tuple[Choice, ...] = ()
        self.setAccessibleName(label)
        self.set_choices(choices, chosen)

    def set_choices(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """Show other choices; the proposed one is chosen unless ``chosen`` says otherwise."""
        for segment in self._segments():
            self._group.removeButton(segment)
            self._row.removeWidget(segment)
            segment.hide()
            segment.deleteLater()
        self._choices = tuple(choices)
        for at, choice in enumerate(self._choices):
            segment = Segment(choice.words, "choice", _place(at, len(self._choices)), 46, self)
            segment.setAccessibleDescription(self.tr("Proposal") if choice.proposed else "")
            self._group.addButton(segment, at)
            self._row.addWidget(segment, 1)
        proposed = next((choice.key for choice in self._choices if choice.proposed), "")
        self.choose(chosen or proposed)

    def choose(self, key: str) -> None:
        """Choose without telling anyone; an unknown key chooses nothing."""
        self._group.setExclusive(False)
        for segment, choice in zip(self._segments(), self._choices, strict=True):
            segment.setAutoExclusive(False)
            segment.setChecked(choice.key == key)
        self._group.setExclusive(True)

    def chosen(self) -> str:
        """Return the chosen key, or ""."""
        at = self._group.checkedId()
        return self._choices[at].key if 0 <= at < len(self._choices) else ""

    def show_label(self, shown: bool) -> None:
        """Show the label, or leave it to screen readers where there is no room."""
        self._label.setVisible(shown)

    def focus_chosen(self) -> None:
        """Give the chosen segment the focus: arrows choose from there."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def set_refused(self, reason: str) -> None:
        """Say under the bar why the choice cannot stand; "" takes it back."""
        self._refused = reason
        self._say_below()

    def set_known(self, words: str) -> None:
        """Say under the bar what was known before, while nothing is refused."""
        self._known = words
        self._say_below()

    def sizeHint(self) -> QSize:
        """Qt: as wide as the segments ask for."""
        wide = sum(segment.sizeHint().width() for segment in self._segments())
        return QSize(wide, super().sizeHint().height())

    def _say_below(self) -> None:
        words = self._refused or self._known
        self._refusal.set_ink("stop" if self._refused else "info")
        self._refusal.set_step(TYPE.label_strong if self._refused else TYPE.label)
        self._refusal.set_words(words)
        self._refusal.setVisible(bool(words))

    def _segments(self) -> list[Segment]:
        return [button for button in self._group.buttons() if isinstance(button, Segment)]

    def _clicked(self, at: int) -> None:
        self.choice_made.emit(self._choices[at].key)


def _place(at: int, count: int) -> Place:
    if count == 1:
        return "only"
    return "first" if at == 0 else "last" if at == count - 1 else "middle"
