"""The form of a new person: all by keyboard, filled from a card, sentences in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk.card import Clash, Lookalike
from desk.reception import Flaw
from immunization.entries import Sex
from immunization.labels import SEXES
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.fields import Field
from ui.kit.tokens import SIZE, SPACE
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording
from ui.presenters.person_form import Typed


class RegistrationForm(Card):
    """The form as a card. ``changed(Typed)`` and ``field_left(name)`` come from the user only."""

    changed = Signal(object)
    field_left = Signal(str)
    lookalike_opened = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self.set_heading(self.tr("Register a new person"))
        self._clash = AlertLine(parent=self)
        self._alike = AlertLine(parent=self)
        self._alike_person = ""
        self._alike_open = Button(self.tr("Open this person"), height=SIZE.target, parent=self)
        self._alike_open.clicked.connect(self._open_alike)
        self.fields: dict[str, Field] = {
            "number": Field(self.tr("ID number"), icon="id-card", parent=self),
            "name": Field(self.tr("Full name"), icon="user", parent=self),
            "birth": Field(
                self.tr("Birth date"), limit=self.tr("12/03/1979, or the year only"), parent=self
            ),
        }
        self._sex = ChoiceBar(
            [Choice(key, wording.text(words)) for key, words in SEXES.items()],
            self.tr("Sex"),
            parent=self,
        )
        # Made in reading order, which is the order of Tab.
        self.fields |= {
            "phone": Field(self.tr("Phone"), icon="phone", parent=self),
            "address": Field(self.tr("Address"), parent=self),
            "guardian": Field(
                self.tr("Guardian"), limit=self.tr("Parent or guardian, under 18"), parent=self
            ),
            "allergies": Field(
                self.tr("Allergies"), limit=self.tr("Write “none” if asked"), parent=self
            ),
        }
        self._arrange()
        self._sex.choice_made.connect(self._chose_sex)
        for name, field in self.fields.items():
            field.text_changed.connect(self._tell)
            field.edit.setProperty("field_name", name)
            field.edit.installEventFilter(self)
            field.entered.connect(lambda name=name: self._next(name))

    def fill(self, typed: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]) -> None:
        """Fill the form and go to its first empty field."""
        source = self.tr("from the card")
        for name, field in self.fields.items():
            known = name in from_card or (name == "number" and "numbers" in from_card)
            field.set_text(getattr(typed, name), source if known else "")
            field.set_invalid("")
        self._sex.choose(typed.sex or "")
        self._sex.set_refused("")
        words = " ".join(self._wording.clash(one) for one in clashes)
        self._clash.set_alert(AlertFacts(words, "stop") if clashes else None)
        self.show_lookalikes(())
        self._first_empty().setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> Typed:
        """Return what stands in the fields."""
        texts = {name: field.text() for name, field in self.fields.items()}
        chosen = self._sex.chosen()
        sex: Sex | None = next((key for key in SEXES if key == chosen), None)
        return Typed(**texts, sex=sex)

    def show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Put each sentence under its field."""
        said = {flaw.field: self._wording.text(flaw.text) for flaw in reversed(flaws)}
        for name, field in self.fields.items():
            field.set_invalid(said.get(name, ""))
        self._sex.set_refused(said.get("sex", ""))

    def show_lookalikes(self, lookalikes: tuple[Lookalike, ...]) -> None:
        """Name the people who may be the same human being."""
        self._alike_open.setVisible(bool(lookalikes))
        if not lookalikes:
            self._alike.set_alert(None)
            return
        self._alike_person = lookalikes[0].person
        words = self._wording.lookalike(lookalikes[0])
        self._alike.set_alert(AlertFacts(words, "warn", "users"))

    def go_to(self, name: str) -> None:
        """Give a field the focus."""
        if name == "sex":
            self._focus_sex()
        else:
            field = self.fields.get(name, self.fields["name"])
            field.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: tell which field was left."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QLineEdit):
            self.field_left.emit(str(watched.property("field_name")))
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(5, 0, SPACE.m, 5)
        self._area = scrolling(inner)
        self.column().addWidget(self._area, 1)
        self.clash_row = QHBoxLayout()
        self.clash_row.setSpacing(SPACE.s)
        self.clash_row.addWidget(self._clash, 1)
        column.addLayout(self.clash_row)
        alike = QHBoxLayout()
        alike.setSpacing(SPACE.s)
        alike.addWidget(self._alike, 1)
        alike.addWidget(self._alike_open)
        column.addLayout(alike)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.l)
        grid.setVerticalSpacing(SPACE.s)
        places = {
            "number": (0, 0, 1, 3),
            "name": (0, 3, 1, 3),
            "birth": (1, 0, 1, 3),
            "phone": (2, 0, 1, 3),
            "address": (2, 3, 1, 3),
            "guardian": (3, 0, 1, 3),
            "allergies": (3, 3, 1, 3),
        }
        for name, place in places.items():  # in reading order, which is the order of Tab
            grid.addWidget(self.fields[name], *place)
            if name == "birth":
                grid.addWidget(self._sex, 1, 3, 1, 3, Qt.AlignmentFlag.AlignTop)
        for at in range(6):
            grid.setColumnStretch(at, 1)
        column.addLayout(grid)
        column.addStretch(1)

    def _first_empty(self) -> QWidget:
        for name in ("number", "name", "birth", "phone", "address"):
            if not self.fields[name].text():
                return self.fields[name].edit
        return self.fields["phone"].edit

    def _next(self, name: str) -> None:
        self.fields[name].edit.setFocus()
        self.focusNextChild()

    def _focus_sex(self) -> None:
        for child in self._sex.children():
            if isinstance(child, QWidget) and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _open_alike(self) -> None:
        self.lookalike_opened.emit(self._alike_person)

    def _chose_sex(self, _key: str) -> None:
        self._tell()
        self.field_left.emit("sex")

    def _tell(self) -> None:
        self.changed.emit(self.typed())
