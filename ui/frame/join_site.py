"""The first start of a desk: where the site's server is, and the one-time code of IT.

Servers that are heard on the network are offered; an address may be typed, or a server's QR
text scanned into the field. It knows nothing of codes: it tells what was typed by one signal.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.frame.dialog import Dialog
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import PrimaryButton
from ui.kit.fields import Field, SelectField
from ui.kit.painted import announce
from ui.kit.tokens import TYPE
from ui.kit.words import Words


class JoinSite(Dialog):
    """Asks for both. ``join_asked(address, code)``; leaving it changes nothing."""

    join_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._title(), 560, parent)
        self._nearby: dict[str, str] = {}
        lead = self.tr("IT gives you the address and a code that is good once.")
        self.column.addWidget(Words(lead, TYPE.body, "text_2", wrap=True, parent=self))
        self._alert = AlertLine(parent=self)
        self.column.addWidget(self._alert)
        self._heard = SelectField(self.tr("Site servers on this network"), parent=self)
        self._heard.choice_made.connect(self._chose)
        self._heard.hide()
        self.column.addWidget(self._heard)
        self._address = Field(
            self.tr("Address, or the server's QR code"),
            icon="server",
            hint="http://192.168.1.20:8444",
            parent=self,
        )
        self._address.entered.connect(self._to_code)
        self.column.addWidget(self._address)
        self._code = Field(
            self.tr("One-time code"), icon="key-round", hint="XXXX-XXXX-XXXX-XXXX", parent=self
        )
        self._code.entered.connect(self._asked)
        self.column.addWidget(self._code)
        self._enter = PrimaryButton(
            self.tr("Join the site"), icon="log-in", keys=("Enter",), parent=self
        )
        self._enter.clicked.connect(self._asked)
        self.add_buttons(self._enter, self.tr("Later"))
        self._address.edit.setFocus()

    def offer(self, servers: Mapping[str, str]) -> None:
        """Offer the servers that are heard: what to call each, by its address."""
        if servers == self._nearby:
            return
        self._nearby = dict(servers)
        chosen = self._address.text()
        if not chosen and len(servers) == 1:
            chosen = next(iter(servers))
            self._address.set_text(chosen)
            self._to_code()
        self._heard.set_options(tuple(self._nearby.items()), chosen)
        self._heard.setVisible(bool(servers))
        self._fit()

    def set_busy(self, words: str) -> None:
        """Say what is going on ("Đang hỏi máy chủ"); "" when it is done."""
        self._enter.setEnabled(not words)
        self._say(AlertFacts(words, "info") if words else None)

    def set_error(self, sentence: str) -> None:
        """Say why it failed; what was typed stays."""
        self._enter.setEnabled(True)
        self._say(AlertFacts(sentence, "stop"))
        self._code.edit.setFocus()
        self._code.edit.selectAll()
        announce(self, sentence, urgent=True)

    def fill(self, address: str, code: str = "") -> None:
        """Put an address and a code into the fields, as if they had been typed."""
        self._address.set_text(address)
        self._code.set_text(code)

    def _chose(self, address: str) -> None:
        self._address.set_text(address)
        self._to_code()

    def _to_code(self) -> None:
        self._code.edit.setFocus()

    def _asked(self) -> None:
        if not self._enter.isEnabled():
            return
        if not self._address.text():
            self._say(AlertFacts(self.tr("Please give the server's address."), "warn"))
            self._address.edit.setFocus()
        elif not self._code.text():
            self._say(AlertFacts(self.tr("Please type the one-time code."), "warn"))
            self._to_code()
        else:
            self.join_asked.emit(self._address.text(), self._code.text())

    def _say(self, facts: AlertFacts | None) -> None:
        self._alert.set_alert(facts)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:  # wrapped words know their height only in a width
            layout.activate()
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))
        self.adjustSize()

    def _title(self) -> str:
        return self.tr("Make this computer a desk")
