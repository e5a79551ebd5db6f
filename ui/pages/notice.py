"""One line in the page, with the code for IT behind a word."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.painted import announce
from ui.pages.wording import Wording
from ui.presenters.alert import Alert


class Notice(QWidget):
    """Says what happened, what is safe and what to do; hidden while there is nothing to say."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._alert: Alert | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._line = AlertLine(parent=self)
        self._more = Button(self.tr("Details for IT"), "link", parent=self)
        self._more.clicked.connect(self._open)
        row.addWidget(self._line, 1)
        row.addWidget(self._more)
        self.hide()

    def show_alert(self, alert: Alert | None) -> None:
        """Say something, or with None nothing."""
        self._alert = alert
        self._line.set_alert(self._wording.alert(alert))
        self._more.setVisible(alert is not None and bool(alert.detail))
        self.setVisible(alert is not None)
        if alert is not None:
            announce(self, self._wording.text(alert.text), urgent=alert.tone == "stop")

    def alert(self) -> Alert | None:
        """Return what is said."""
        return self._alert

    def _open(self) -> None:
        alert = self._alert
        if alert is not None:
            words = f"{self._wording.text(alert.text)}\n{alert.detail}"
            self._line.set_alert(AlertFacts(words, alert.tone))
            self._more.hide()
