"""The camera column of reception: picture, guidance, distance, and what was read last."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.frame.main_window import Density
from ui.kit import draw
from ui.kit.buttons import Button
from ui.kit.camera_view import CameraView, DistanceBar
from ui.kit.card import Plane
from ui.kit.pills import Pill, PillFacts
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.kit.words import Words
from ui.pages.read_row import ReadRow
from ui.pages.wording import Wording
from ui.ports import CameraKind, CameraState, Frame
from ui.presenters.code_reads import CodeRead


class CameraColumn(QFrame):
    """The column, 408 wide. ``devices_asked`` and ``picture_wanted(bool)`` from its buttons."""

    devices_asked = Signal()
    picture_wanted = Signal(bool)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._hidden = False
        self._state = CameraState()
        self.setFixedWidth(SIZE.camera)
        self._pill = Pill(parent=self)
        self.view = CameraView(self)
        self.view.setFixedHeight(276)
        self.distance = DistanceBar(self)
        self._heading = Words(self.tr("Just read"), TYPE.label, "text_2", parent=self)
        self._list = Plane("card", self)
        self._rows = [ReadRow(wording, self._list) for _ in range(2)]
        self._change = Button(
            self.tr("Change camera"), icon="camera", height=SIZE.target, wide=True, parent=self
        )
        self._change.clicked.connect(self.devices_asked)
        self._hide = Button(
            self.tr("Hide picture"), icon="eye", height=SIZE.target, wide=True, parent=self
        )
        self._hide.clicked.connect(self._toggle)
        self._arrange()
        self.set_reads(())
        self.set_camera(CameraState())

    def set_camera(self, state: CameraState) -> None:
        """Say what the camera does and how to hold the code."""
        self._state = state
        self._pill.set_facts(self._pill_facts(state))
        seen = state.kind in {"ready", "reading"}
        if self._hidden:
            self.view.guide("off")
        elif state.kind == "off":
            self.view.guide("off", self._wording.text(state.sentence) or self.tr("Camera is off"))
        elif seen:
            self.view.guide(state.guidance)
        else:
            self.view.guide("busy", self._wording.text(state.sentence))
        self.distance.set_distance((state.distance or "none") if seen else "none")

    def set_frame(self, frame: Frame) -> None:
        """Show the latest picture; nothing while it is hidden."""
        if self._hidden or self._state.kind not in {"ready", "reading"}:
            return
        self.view.set_frame(image_of(frame))
        self.view.set_outline(frame.code)

    def set_reads(self, reads: tuple[CodeRead, ...]) -> None:
        """Show what was read last."""
        self._heading.setVisible(bool(reads))
        self._list.setVisible(bool(reads))
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(reads))
            if at < len(reads):
                row.set_read(reads[at], last=at == len(reads) - 1)

    def set_density(self, density: Density) -> None:
        """Give way: the picture becomes lower, then the list shows one row."""
        compact = density == "compact"
        self.setFixedWidth(320 if compact else SIZE.camera)
        self._change.set_icon(None if compact else "camera")  # the words need the room
        self.view.setFixedHeight({"roomy": 276, "low": 236}.get(density, 180))
        layout = self.layout()
        if layout is not None:
            pad = 12 if compact else 20
            layout.setContentsMargins(pad, 8 if density != "roomy" else 16, pad, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the ground and the line at the right."""
        painter = QPainter(self)
        theme = colours()
        painter.fillRect(self.rect(), theme.bg)
        x = self.width() - 0.5
        draw.rule(painter, QPointF(x, 0), QPointF(x, self.height()), theme.line)
        painter.end()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(SPACE.m)
        head = QHBoxLayout()
        head.addWidget(Words(self.tr("Camera"), TYPE.heading, parent=self))
        head.addStretch(1)
        head.addWidget(self._pill)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addWidget(self.distance)
        column.addWidget(self._heading)
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        for row in self._rows:
            inner.addWidget(row)
        column.addWidget(self._list)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(self._change)
        buttons.addWidget(self._hide)
        column.addLayout(buttons)

    def _pill_facts(self, state: CameraState) -> PillFacts:
        if state.kind == "ready" and state.distance == "far":
            return PillFacts(self.tr("Code seen, too small"), "scan-line", "warn")
        facts: dict[CameraKind, PillFacts] = {
            "ready": PillFacts(self.tr("Ready"), "scan-line", "ok"),
            "reading": PillFacts(self.tr("Code seen"), "scan-line", "info"),
            "busy": PillFacts(self.tr("Busy"), "camera-off", "warn"),
            "missing": PillFacts(self.tr("No camera"), "camera-off", "warn"),
            "unplugged": PillFacts(self.tr("Unplugged"), "unplug", "warn"),
            "off": PillFacts(self.tr("Off"), "camera-off", "neutral"),
        }
        return facts[state.kind]

    def _toggle(self) -> None:
        self._hidden = not self._hidden
        self._hide.set_words(self.tr("Show picture") if self._hidden else self.tr("Hide picture"))
        self._hide.set_icon("eye-off" if self._hidden else "eye")
        self.set_camera(self._state)
        self.picture_wanted.emit(not self._hidden)


def image_of(frame: Frame) -> QImage:
    """Return the picture of a frame: the bytes belong to the frame, the picture outlives it."""
    return QImage(
        frame.pixels, frame.width, frame.height, 3 * frame.width, QImage.Format.Format_BGR888
    ).copy()
