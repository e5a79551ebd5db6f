"""Camera and hand scanners: choice with a live picture, and the trial of a scanner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.frame.action_bar import ActionBar
from ui.frame.main_window import Density
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.tokens import SPACE
from ui.pages import paper_files
from ui.pages.camera_card import CameraCard
from ui.pages.page import Page
from ui.pages.scanner_card import ScannerCard
from ui.pages.wording import Wording
from ui.ports import Frame
from ui.presenters.devices import DevicesState


class DevicesPage(Page):
    """The widgets of the page; `DevicesPresenter` says what they show."""

    camera_chosen = Signal(str)
    density_chosen = Signal(str)
    focus_chosen = Signal(str)
    forget_asked = Signal()
    sheet_asked = Signal()
    badges_asked = Signal()

    later = ("camera", "scanner")

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(wording, parent)
        self._search = PrimaryButton(self.tr("Look at the COM ports"), icon="search", parent=self)
        self._badges = Button(self.tr("Print staff badges (PDF)…"), icon="id-card", parent=self)
        self._sheet = Button(self.tr("Print the test code (PDF)…"), icon="printer", parent=self)
        self._bar = ActionBar(self._search, (self._sheet, self._badges), self)
        self.bar = self._bar
        self._cards = QHBoxLayout()
        self._cards.setSpacing(SPACE.m)
        self._arrange()
        self._search.clicked.connect(self.primary_asked)
        self._sheet.clicked.connect(self.sheet_asked)
        self._badges.clicked.connect(self.badges_asked)

    @cached_property
    def camera(self) -> CameraCard:
        """The camera's settings."""
        card = CameraCard(self.wording, self)
        card.chosen.connect(self.camera_chosen)
        card.density_chosen.connect(self.density_chosen)
        card.focus_chosen.connect(self.focus_chosen)
        card.set_density(self.density)
        self._cards.insertWidget(0, card, 9)
        return card

    @cached_property
    def scanner(self) -> ScannerCard:
        """The trial of a hand scanner."""
        card = ScannerCard(self.wording, self)
        card.forget_asked.connect(self.forget_asked)
        card.set_density(self.density)
        self._cards.addWidget(card, 10)
        return card

    # -- ui.presenters.devices.DevicesView --

    def show_devices(self, state: DevicesState) -> None:
        """Show cameras, scanner and what came of a trial."""
        self.camera.show_camera(state.cameras, state.wish, state.camera)
        self.scanner.show_scanner(state)
        words = self.tr("End looking") if state.searching else self.tr("Look at the COM ports")
        self._search.set_words(words)
        self._badges.setVisible(state.prints_badges)
        listening = self.tr("Every COM port is listened to, for two minutes. Scan the test code.")
        self._bar.set_next(listening if state.searching else "")

    def show_code(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show the test code."""
        self.scanner.code.set_rows(rows)

    def ask_where_to_keep(self, name: str) -> str:
        """Ask for the path of a PDF."""
        return paper_files.ask_where(self, self.tr("Write the PDF"), name)

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write a PDF and open it for the printer."""
        self.show_alert(paper_files.kept(path, pdf, self.tr("Written: {0}.")))

    def set_frame(self, frame: Frame) -> None:
        """Show the camera's latest picture. Nothing of it is kept."""
        self.camera.set_frame(frame)

    def set_density(self, density: Density) -> None:
        """Give way in low and narrow windows."""
        super().set_density(density)
        for card in ("camera", "scanner"):
            if card in self.__dict__:
                getattr(self, card).set_density(density)
        self._sheet.set_icon(None if density == "compact" else "printer")
        self._badges.set_icon(None if density == "compact" else "id-card")

    def _arrange(self) -> None:
        whole = QVBoxLayout()
        whole.addLayout(self._cards, 1)
        self.column.addLayout(whole, 1)
