"""The camera's settings: which one, with its live picture, how large, and its focus."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.frame.main_window import Density
from ui.kit.camera_view import CameraView
from ui.kit.card import Card
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.fields import SelectField
from ui.kit.tokens import TYPE
from ui.kit.words import Words
from ui.pages.camera_column import image_of
from ui.pages.wording import Wording
from ui.ports import CameraChoice, CameraState, CameraWish, Frame


class CameraCard(Card):
    """``chosen(key)``, ``density_chosen("usual" or "dense")``, ``focus_chosen("auto", "hold")``."""

    chosen = Signal(str)
    density_chosen = Signal(str)
    focus_chosen = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(self._title(), parent)
        self._wording = wording
        self._state = CameraState()
        self._offered: tuple[tuple[str, str], ...] = ()
        self.view = CameraView(self)
        self.view.setMinimumHeight(120)
        self._which = SelectField(self.tr("Camera"), parent=self)
        sizes = (
            Choice("usual", self.tr("Usual, 1280×720")),
            Choice("dense", self.tr("Dense codes, 1920×1080")),
        )
        self._size = ChoiceBar(sizes, self.tr("Picture"), "usual", self)
        kinds = (Choice("auto", self.tr("By itself")), Choice("hold", self.tr("Keep as it is now")))
        self._focus = ChoiceBar(kinds, self.tr("Focus"), "auto", self)
        self._facts = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        column = self.column()
        column.addWidget(self.view, 1)
        for widget in (self._which, self._size, self._focus, self._facts):
            column.addWidget(widget)
        self._which.choice_made.connect(self.chosen)
        self._size.choice_made.connect(self.density_chosen)
        self._focus.choice_made.connect(self.focus_chosen)

    def show_camera(
        self, cameras: tuple[CameraChoice, ...], wish: CameraWish, state: CameraState
    ) -> None:
        """Show which cameras there are, what is chosen, and how it is."""
        self._state = state
        offered = self._offers(cameras, wish)
        if offered != self._offered:  # an open list must not close by itself
            self._offered = offered
            self._which.set_options(offered, wish.key)
        else:
            self._which.choose(wish.key)
        self._size.choose("dense" if wish.dense else "usual")
        self._focus.choose("auto" if wish.focus is None else "hold")
        self._focus.setVisible(state.can_focus or wish.focus is not None)
        seen = state.kind in {"ready", "reading"}
        if seen:
            self.view.guide(state.guidance)
        else:
            off = state.kind == "off"
            self.view.guide("off" if off else "busy", self._wording.text(state.sentence))
        self._facts.set_words(self._facts_of(state) if seen else "")

    def set_frame(self, frame: Frame) -> None:
        """Show the latest picture."""
        if self._state.kind in {"ready", "reading"}:
            self.view.set_frame(image_of(frame))
            self.view.set_outline(frame.code)

    def set_density(self, density: Density) -> None:
        """Give way in low windows: the picture is what has to be seen."""
        roomy = density != "compact"
        self._facts.setVisible(roomy)
        self.view.set_bare(not roomy)
        for bar in (self._size, self._focus):
            bar.show_label(density == "roomy")

    def _offers(
        self, cameras: tuple[CameraChoice, ...], wish: CameraWish
    ) -> tuple[tuple[str, str], ...]:
        here = [(one.key, one.name) for one in cameras]
        if wish.key and all(key != wish.key for key, _ in here):
            name = wish.name or (
                self.tr("Camera {0}").format(int(wish.key) + 1)
                if wish.key.isdecimal()
                else self.tr("As set by IT")
            )
            gone = wish.name and self._state.kind not in {"ready", "reading"}
            here.insert(0, (wish.key, self.tr("{0} (not found)").format(name) if gone else name))
        return (*here, ("", self.tr("No camera")))

    def _facts_of(self, state: CameraState) -> str:
        said = [self.tr("Nothing of the picture is stored.")]
        width, height = state.size
        if width:
            said.insert(0, self.tr("The camera gives {0}×{1}.").format(width, height))
        if width and not state.can_focus:
            said.append(self.tr("Its focus cannot be set."))
        said.append(self.tr("A camera's lamp cannot be switched from a PC: use a desk lamp."))
        return " ".join(said)

    def _title(self) -> str:
        return self.tr("Camera")
