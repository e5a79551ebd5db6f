"""The status bar in words: the line, what waits, when it was sent last, the clock, the camera."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desk.clock import Clock
from desk.stock_warnings import StockWarning
from ui.kit import formats
from ui.kit.marks import Where
from ui.kit.pills import StatusFacts
from ui.pages.wording import Wording
from ui.ports import CameraState, LineState, ScannerState


class StatusWords(QObject):
    """Makes the statements. A QObject only so that labels go through Qt Linguist."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording

    def statements(
        self,
        line: LineState,
        waiting: int,
        clock: Clock,
        camera: CameraState,
        stock: tuple[StockWarning, ...] = (),
        scanner: ScannerState = ScannerState(),  # noqa: B008 - a frozen value
    ) -> list[StatusFacts]:
        """Return what the bar says, left to right."""
        said = [self._line(line)]
        if waiting or line.kind != "alone":
            said.append(self._waiting(line, waiting))
        if line.stuck is not None and line.kind not in {"alone", "stopped"}:
            words = self.tr("Nothing goes through since {0}").format(formats.clock(line.stuck))
            said.append(StatusFacts("stuck", words, "triangle-alert", "warn", filled=True))
        if line.agreement is not None and line.agreement.lost:
            words = self.tr("%n differ(s)", "", line.agreement.lost)
            said.append(StatusFacts("differs", words, "circle-x", "stop"))
        if line.refusals:
            words = self.tr("%n refused", "", len(line.refusals))
            said.append(StatusFacts("refused", words, "circle-x", "stop"))
        if stock:
            grave = any(one.tone == "stop" for one in stock)
            words = self.tr("Stock: %n warning(s)", "", len(stock))
            said.append(StatusFacts("stock", words, "package", "stop" if grave else "warn"))
        if line.last_sent is not None:
            words = self.tr("Last sent {0}").format(formats.clock(line.last_sent))
            said.append(StatusFacts("sent", words, "history"))
        if self._wording.text(clock.words):
            said.append(self._clock(clock))
        if camera.kind != "off":
            said.append(self._camera(camera))
        if scanner.kind in {"missing", "busy"}:
            gone = scanner.kind == "missing"
            words = self.tr("No hand scanner") if gone else self.tr("Hand scanner is busy")
            said.append(StatusFacts("scanner", words, "scan-line", "warn"))
        return said

    def _line(self, line: LineState) -> StatusFacts:
        if line.kind == "connected":
            return StatusFacts("line", self.tr("Connected"), "refresh-cw", "ok")
        if line.kind == "sending":
            return StatusFacts("line", self.tr("Connected, sending"), "refresh-cw", "ok")
        if line.kind == "stopped":
            words = self.tr("The centre refuses this desk")
            return StatusFacts("line", words, "unplug", "stop")
        if line.kind == "alone":
            words = self.tr("Not enrolled yet, saving as usual")
            return StatusFacts("line", words, "unplug", "warn", filled=True)
        words = self.tr("Offline, saving as usual")
        if line.since is not None:
            words = self.tr("Offline since {0}, saving as usual").format(formats.clock(line.since))
        return StatusFacts("line", words, "wifi-off", "warn", filled=True)

    def _waiting(self, line: LineState, waiting: int) -> StatusFacts:
        hub = line.hub is not None
        if not waiting:
            words = self.tr("Everything is at the centre")
            return StatusFacts("waiting", words, mark="centre", hub=hub)
        where: Where = "hub" if line.hub == "good" else "desk"
        return StatusFacts(
            "waiting", self.tr("%n entry(ies) waiting", "", waiting), mark=where, hub=hub
        )

    def _clock(self, clock: Clock) -> StatusFacts:
        words = self._wording.text(clock.words)
        if clock.doubtful:
            return StatusFacts("clock", words, "clock-alert", "warn", filled=True)
        return StatusFacts("clock", words, "clock", "ok")

    def _camera(self, camera: CameraState) -> StatusFacts:
        if camera.kind in {"ready", "reading"}:
            return StatusFacts("camera", self.tr("Camera ready"), "camera", "ok")
        words = {
            "busy": self.tr("Camera is busy"),
            "missing": self.tr("No camera"),
            "unplugged": self.tr("Camera unplugged"),
        }.get(camera.kind, self.tr("Camera off"))
        return StatusFacts("camera", words, "camera-off", "warn")
