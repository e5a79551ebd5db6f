"""The desk's camera and hand scanners: there for whoever works, from the sign-in on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer

from desktop_app.camera import DeskCamera, Heard
from desktop_app.hand_scanner import Bursts, SerialHand
from ui.ports import CameraState, CameraWish, ScannerState

if TYPE_CHECKING:
    from desktop_app.relay import Relay
    from desktop_app.settings import Settings

_WIDEST_MS: Final = 120  # scanners.trial.WIDEST_GAP
_LOOK_AFTER_MS: Final = 5_000


class Devices(QObject):
    """Owns them, and keeps in the settings what is chosen. It is `ui.ports.HandScanners`.

    ``camera_state`` is what the camera said last. ``keep`` writes settings down.
    """

    def __init__(
        self,
        settings: Settings,
        relay: Relay,
        keep: Callable[[dict[str, object]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        heard = Heard(relay.code_came.emit, relay.frame_came.emit, relay.camera_told.emit)
        wish = CameraWish(
            settings.camera, settings.camera_name, settings.camera_dense, settings.camera_focus
        )
        self._keep = keep
        self._pace = settings.burst_ms
        self._relay = relay
        self.bursts = Bursts(settings.burst_ms)
        self.camera = DeskCamera(wish, heard, real_time=settings.real_time, chosen=self._chosen)
        self.serial = SerialHand(
            settings.serial_port,
            settings.serial_name,
            relay.serial_came.emit,
            relay.scanner_told.emit,
        )
        self.camera_state = CameraState()
        self._scanner = ScannerState()
        relay.camera_told.connect(self._camera_told, Qt.ConnectionType.QueuedConnection)
        relay.scanner_told.connect(self._scanner_told, Qt.ConnectionType.QueuedConnection)
        self._watch = QTimer(self, interval=_LOOK_AFTER_MS)
        self._watch.timeout.connect(self.camera.look_after)

    def start(self) -> None:
        """Begin to look and to listen; once is enough."""
        self.camera.start()
        self.serial.start()
        self._watch.start()

    def stop(self) -> None:
        """Let go of all."""
        self._watch.stop()
        self.camera.stop()
        self.serial.stop()

    # -- ui.ports.HandScanners --

    def state(self) -> ScannerState:
        """Return what is remembered, and how it is."""
        return replace(self._scanner, pace=self._pace, port=self.serial.port)

    def expect_trial(self, expected: bool) -> None:
        """Allow a typing scanner its slowest pace while the test code is waited for."""
        self.bursts.allow(_WIDEST_MS if expected else self._pace)

    def search(self, wanted: bool) -> None:
        """Listen at every serial port, for two minutes at most."""
        self.serial.search(wanted)

    def remember_port(self, key: str, name: str) -> None:
        """Use the scanner at a serial port from now on; "" for none."""
        self._keep({"serial_port": key, "serial_name": name})
        self.serial.remember(key, name)

    def remember_pace(self, milliseconds: int) -> None:
        """Allow a typing scanner this pace from now on."""
        self._pace = milliseconds
        self._keep({"burst_ms": milliseconds})

    # -- inside --

    def _chosen(self, wish: CameraWish) -> None:
        self._keep(
            {
                "camera": wish.key,
                "camera_name": wish.name,
                "camera_dense": wish.dense,
                "camera_focus": wish.focus,
            }
        )

    def _camera_told(self, state: CameraState) -> None:
        self.camera_state = state

    def _scanner_told(self, state: ScannerState) -> None:
        self._scanner = state
