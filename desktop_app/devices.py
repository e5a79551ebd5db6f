"""The desk's camera and serial hand scanner: there for whoever works, from the sign-in on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop_app.camera import DeskCamera, Heard
from desktop_app.hand_scanner import SerialHand
from ui.ports import CameraState

if TYPE_CHECKING:
    from desktop_app.relay import Relay
    from desktop_app.settings import Settings


class Devices(QObject):
    """Owns both. ``camera_state`` is what the camera said last."""

    def __init__(self, settings: Settings, relay: Relay, parent: QObject) -> None:
        super().__init__(parent)
        heard = Heard(relay.code_came.emit, relay.frame_came.emit, relay.camera_told.emit)
        self.camera = DeskCamera(settings.camera, heard, real_time=settings.real_time)
        self.serial = SerialHand(settings.serial_port, relay.code_came.emit)
        self.camera_state = CameraState()
        relay.camera_told.connect(self._camera_told, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to look and to listen; once is enough."""
        self.camera.start()
        self.serial.start()

    def stop(self) -> None:
        """Let go of both."""
        self.camera.stop()
        self.serial.stop()

    def _camera_told(self, state: CameraState) -> None:
        self.camera_state = state
