"""Signing in: who, and the password; the sentence when it fails; language and theme.

This is the first window, so nothing heavy is imported here. It knows nothing of passwords:
it tells what was typed by one signal and shows what it is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit import draw
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.fields import Field, SelectField
from ui.kit.focus_ring import FocusRing
from ui.kit.mark_of_house import paint_sign
from ui.kit.painted import announce
from ui.kit.theme import colours
from ui.kit.tokens import SPACE, TYPE, Step
from ui.kit.words import Words

_PANEL = 400


class Welcome(QWidget):
    """The indigo panel: sign, name, desk and site."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setMinimumWidth(_PANEL)

    def set_place(self, place: str) -> None:
        """Say which desk this is, once the data is open."""
        self._place = place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paint the panel."""
        painter = QPainter(self)
        draw.start(painter)
        theme, middle = colours(), self.height() * 0.42
        painter.fillRect(self.rect(), theme.rail)
        paint_sign(painter, QRectF(48, middle - 96, 96, 66), theme.on_rail)
        name = QRectF(48, middle - 8, self.width() - 60, 62)
        draw.text(painter, name, "Bàn Tiêm", Step(40, 58, 700), theme.on_rail)
        line = QRectF(48, middle + 54, self.width() - 60, 28)
        draw.text(painter, line, self.tr("Injection desk"), TYPE.lead, theme.rail_text)
        place = QRectF(48, self.height() - 64, self.width() - 60, 24)
        draw.text(painter, place, self._place, TYPE.body, theme.rail_text)
        painter.end()


class SignIn(QWidget):
    """The screen. ``sign_in_asked(login, password)``; language and theme by their keys.

    ``staff`` are (login, full name) pairs for the list; without them the login is typed.
    Changing the language means building the screen anew.
    """

    sign_in_asked = Signal(str, str)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    sound_tested = Signal()

    def __init__(
        self,
        *,
        language: str = "vi",
        theme: str = "light",
        place: str = "",
        staff: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bàn Tiêm")
        self._staff = tuple(staff)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._welcome = Welcome(place)
        across.addWidget(self._welcome, 2)
        right = QVBoxLayout()
        right.setContentsMargins(SPACE.xxxl, SPACE.xl, SPACE.xxxl, SPACE.xl)
        across.addLayout(right, 3)
        right.addLayout(self._switches(language, theme))
        right.addStretch(2)
        self._panel = self._form()
        right.addWidget(self._panel, 0, Qt.AlignmentFlag.AlignHCenter)
        right.addStretch(3)
        self._ring = FocusRing(self)
        self.listen()

    def set_error(self, sentence: str) -> None:
        """Say why it failed and clear the password; "" takes it back."""
        self._alert.set_alert(AlertFacts(sentence, "stop") if sentence else None)
        self._give_room()
        if sentence:
            self._password.edit.clear()
            self._password.edit.setFocus()
            announce(self, sentence, urgent=True)

    def choose(self, login: str, name: str) -> None:
        """Fill in who signs in, as their badge says, and ask for the password."""
        if isinstance(self._who, SelectField):
            self._who.choose(login)
        else:
            self._who.set_text(login)
        words = self.tr("**{0}**: please type your password.").format(name)
        self._alert.set_alert(AlertFacts(words, "info", "id-card"))
        self._give_room()
        announce(self, self.tr("{0}: please type your password.").format(name))
        self._to_password()

    def say(self, sentence: str) -> None:
        """Say what came of a code; what was typed stays."""
        self._alert.set_alert(AlertFacts(sentence, "warn"))
        self._give_room()
        announce(self, sentence)

    def set_waiting(self, names: Sequence[str]) -> None:
        """Say whose half entered work waits unsaved for them to sign in again."""
        words = self.tr("Half entered and not saved: {0}. It comes back when they sign in.")
        facts = AlertFacts(words.format(", ".join(names)), "info") if names else None
        self._waiting.set_alert(facts)
        self._give_room()

    def set_place(self, place: str) -> None:
        """Say which desk this is: known only once the data is open."""
        self._welcome.set_place(place)

    def set_busy(self, words: str) -> None:
        """Say what is going on ("Đang mở dữ liệu"); "" when it is done."""
        self._enter.set_words(words or self.tr("Sign in"))
        self._enter.set_icon(None if words else "log-in")
        self._enter.setEnabled(not words)

    def listen(self) -> None:
        """Give the focus to the first field that is empty."""
        if self.login():
            self._to_password()
        else:
            self._who.setFocus()

    def login(self) -> str:
        """Return who wants to sign in."""
        return self._who.chosen() if isinstance(self._who, SelectField) else self._who.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a capital without Shift means that Caps Lock is on."""
        if watched is self._password.edit and event.type() == QEvent.Type.KeyPress:
            key = event if isinstance(event, QKeyEvent) else None
            if key is not None and key.text().isalpha():
                shift = bool(key.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps.setVisible(key.text().isupper() != shift)
        return super().eventFilter(watched, event)

    def _form(self) -> QWidget:
        form = QWidget()
        form.setFixedWidth(_PANEL)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(Words(self.tr("Sign in"), TYPE.title))
        self._alert = AlertLine(parent=form)
        self._waiting = AlertLine(parent=form)
        self._who: SelectField | Field
        if self._staff:
            self._who = SelectField(self.tr("Staff member"), self._staff, parent=form)
            self._who.choose(self._staff[0][0])
        else:
            self._who = Field(self.tr("Login"), icon="user", parent=form)
            self._who.entered.connect(self._to_password)
        self._password = Field(self.tr("Password"), icon="key-round", secret=True, parent=form)
        self._caps = AlertLine(AlertFacts(self.tr("Caps Lock is on."), "warn"), parent=form)
        self._caps.hide()
        self._show = Button(self.tr("Show password"), "link", icon="eye", parent=form)
        self._show.clicked.connect(self._reveal)
        self._enter = PrimaryButton(
            self.tr("Sign in"), icon="log-in", keys=("Enter",), wide=True, parent=form
        )
        for widget in (self._waiting, self._alert, self._who, self._password, self._caps):
            column.addWidget(widget)
        column.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._enter)
        column.addWidget(Words(self.tr("Or scan a staff badge."), TYPE.second, "text_2"))
        self._enter.clicked.connect(self._asked)
        self._password.entered.connect(self._asked)
        self._password.edit.installEventFilter(self)
        return form

    def _switches(self, language: str, theme: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addStretch(1)
        languages = (Choice("vi", "Tiếng Việt"), Choice("en", "English"))
        self._language = ChoiceBar(languages, chosen=language)
        self._language.setAccessibleName(self.tr("Language"))
        self._language.choice_made.connect(self.language_chosen)
        themes = (Choice("light", self.tr("Light")), Choice("dark", self.tr("Dark")))
        self._theme = ChoiceBar(themes, chosen=theme)
        self._theme.setAccessibleName(self.tr("Theme"))
        self._theme.choice_made.connect(self.theme_chosen)
        sound = Button(self.tr("Test the sound"), "secondary", icon="volume-2", height=46)
        sound.clicked.connect(self.sound_tested)
        row.addWidget(sound)
        row.addWidget(self._language)
        row.addWidget(self._theme)
        return row

    def _give_room(self) -> None:
        """Let wrapped sentences have their lines: a layout does not ask how high a panel gets."""
        layout = self._panel.layout()
        if layout is not None:
            layout.invalidate()
            # Nothing that wraps is shown yet: then the layout knows no such height, and says -1.
            self._panel.setMinimumHeight(max(0, layout.totalHeightForWidth(_PANEL)))

    def _to_password(self) -> None:
        self._password.edit.setFocus()

    def _reveal(self) -> None:
        hidden = self._password.edit.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self._password.edit.setEchoMode(mode)
        self._show.set_words(self.tr("Hide password") if hidden else self.tr("Show password"))
        self._show.set_icon("eye-off" if hidden else "eye")

    def _asked(self) -> None:
        # Enter in the field comes here while the button is off: one press, one sign-in.
        if not self._enter.isEnabled():
            return
        if not self.login():
            self.set_error(self.tr("Please type your login."))
            return
        self._alert.set_alert(None)
        self.sign_in_asked.emit(self.login(), self._password.edit.text())
