"""What the camera sees, a sentence that guides the hand, and a bar of three distances."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, TYPE, Step
from ui.kit.typeface import width

Guidance = Literal[
    "show_code",
    "closer",
    "farther",
    "hold_still",
    "more_light",
    "less_glare",
    "read",
    "busy",
    "off",
]
Distance = Literal["far", "right", "near", "none"]

_BAND = 64
_ICONS: dict[Guidance, IconName] = {
    "show_code": "scan-line",
    "closer": "zoom-in",
    "farther": "zoom-out",
    "hold_still": "hand",
    "more_light": "sun-dim",
    "less_glare": "sun-dim",
    "read": "circle-check",
    "busy": "camera-off",
    "off": "eye-off",
}


class CameraView(Painted):
    """The picture with the code's outline, and the sentence on a dark band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._image = QImage()
        self._outline: tuple[tuple[float, float], ...] = ()
        self._kind: Guidance = "show_code"
        self._said = ""
        self._bare = False
        self.guide("show_code")

    def set_frame(self, image: QImage) -> None:
        """Show the latest frame. The image must not be changed afterwards."""
        self._image = image
        self.update()

    def set_outline(self, corners: tuple[tuple[float, float], ...]) -> None:
        """Show where the code was seen, as fractions of the frame's width and height."""
        self._outline = corners
        self.update()

    def guide(self, kind: Guidance, sentence: str = "") -> None:
        """Say what to do ("Lại gần hơn"); without a sentence the kind's own words."""
        self._kind = kind
        self._said = sentence or self._words(kind)
        if kind in {"busy", "off"}:
            self._image, self._outline = QImage(), ()
        self.speak(self._said)
        self.update()

    def set_bare(self, bare: bool) -> None:
        """Leave the sentence out while there is a picture, where both have no room."""
        self._bare = bare
        self.update()

    def said(self) -> str:
        """Return the sentence that is shown."""
        return self._said

    def wanted(self) -> QSize:
        """Return the natural size: 368 by 276, as in the camera column."""
        return QSize(368, 276)

    def minimumSizeHint(self) -> QSize:
        """Qt: small enough for a low window."""
        return QSize(240, 160)

    def draw_on(self, painter: QPainter) -> None:
        """Paint picture, brackets, outline and band."""
        theme, box = colours(), QRectF(self.rect())
        clip = QPainterPath()
        clip.addRoundedRect(box, RADIUS.card, RADIUS.card)
        painter.setClipPath(clip)
        painter.fillRect(box, QColor(theme.veil))
        is_bare = self._bare and self._kind not in {"busy", "off"}
        band = self._band_height()
        picture = box if is_bare else box.adjusted(0, 0, 0, -band)
        # Where there is no picture a dim field, which is dark in the dark as well.
        empty = theme.text_3 if theme.name == "light" else theme.line
        painter.fillRect(picture, QColor(empty if self._image.isNull() else theme.veil))
        if not self._image.isNull():
            target = _covering(self._image, picture)
            painter.save()
            painter.setClipRect(picture)
            painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
            painter.drawImage(target, self._image)
            self._draw_outline(painter, target)
            painter.restore()
        if self._kind not in {"busy", "off"}:
            self._brackets(painter, picture)
        if not is_bare:
            self._band(painter, QRectF(0, box.bottom() - band, box.width(), band))

    def _band(self, painter: QPainter, band: QRectF) -> None:
        theme = colours()
        draw.icon(painter, 18, band.center().y() - 16, 32, _ICONS[self._kind], theme.on_fill)
        rect = band.adjusted(66, 0, -12, 0)
        step = self._step(rect.width())
        tall = paragraph.height(self._said, step, rect.width())
        box = QRectF(rect.left(), rect.center().y() - tall / 2, rect.width(), tall)
        paragraph.paint(painter, box, self._said, step, theme.on_fill)

    def _band_height(self) -> float:
        room = self.width() - 78.0
        return max(_BAND, paragraph.height(self._said, self._step(room), room) + 12.0)

    def _step(self, room: float) -> Step:
        steps = (TYPE.guidance, Step(18, 28, 600))
        fitting = (step for step in steps if width(self._said, step) <= room)
        return next(fitting, Step(16, 22, 600))

    def _brackets(self, painter: QPainter, picture: QRectF) -> None:
        side = min(picture.width() * 0.56, picture.height() * 1.2)
        tall = min(picture.height() * 0.72, side * 0.76)
        frame = QRectF(0, 0, side, tall)
        frame.moveCenter(picture.center())
        read = self._kind == "read"
        colour = colours().warn_fill if not read else colours().on_fill
        pen = QPen(QColor(colours().on_fill if not read else colour), 4)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        arm = 26
        corners = (
            (frame.topLeft(), 1, 1),
            (frame.topRight(), -1, 1),
            (frame.bottomLeft(), 1, -1),
            (frame.bottomRight(), -1, -1),
        )
        for at, dx, dy in corners:
            line = QPolygonF([at + QPointF(0, dy * arm), at, at + QPointF(dx * arm, 0)])
            painter.drawPolyline(line)

    def _draw_outline(self, painter: QPainter, target: QRectF) -> None:
        if len(self._outline) < 3:
            return
        points = [
            QPointF(target.left() + x * target.width(), target.top() + y * target.height())
            for x, y in self._outline
        ]
        colour = colours().ok if self._kind == "read" else colours().warn_fill
        pen = QPen(QColor(colour), 3)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(points))

    def _words(self, kind: Guidance) -> str:
        return {
            "show_code": self.tr("Hold the code in the frame"),
            "closer": self.tr("Come closer"),
            "farther": self.tr("A little farther"),
            "hold_still": self.tr("Hold still"),
            "more_light": self.tr("More light"),
            "less_glare": self.tr("Less glare"),
            "read": self.tr("Read"),
            "busy": self.tr("Camera is busy"),
            "off": self.tr("Picture is off"),
        }[kind]


def _covering(image: QImage, box: QRectF) -> QRectF:
    scale = max(box.width() / image.width(), box.height() / image.height())
    target = QRectF(0, 0, image.width() * scale, image.height() * scale)
    target.moveCenter(box.center())
    return target


class DistanceBar(Painted):
    """Three bars: too far, right, too near; the one that holds is filled and its word bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._distance: Distance = "none"
        self.set_distance("none")

    def set_distance(self, distance: Distance) -> None:
        """Show how far the code is; "none" when no code is seen."""
        self._distance = distance
        self.speak(dict(self._words()).get(distance, ""))
        self.update()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(240, 36)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the bars and their words."""
        theme, wide = colours(), (self.width() - 8) / 3
        for at, (key, words) in enumerate(self._words()):
            here = key == self._distance
            right = key == "right"
            colour = (theme.ok_fill if right else theme.warn_fill) if here else theme.sunken
            box = QRectF(at * (wide + 4), 0, wide, 12)
            draw.rounded(painter, box, 6, colour, theme.line_strong)
            tint = (theme.ok if right else theme.warn) if here else theme.text_2
            step = TYPE.label_strong if here else TYPE.label
            align: draw.Align = ("left", "center", "right")[at]
            draw.text(painter, QRectF(box.left(), 16, wide, 20), words, step, tint, align)

    def _words(self) -> tuple[tuple[Distance, str], ...]:
        return (
            ("far", self.tr("Too far")),
            ("right", self.tr("Right")),
            ("near", self.tr("Too near")),
        )
