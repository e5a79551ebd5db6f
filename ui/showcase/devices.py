"""Camera and hand scanners in their states."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desk import scanner_trial
from desk.scanner_trial import TEXT, Ending, TrialResult
from immunization.text import Text
from ui.pages.devices import DevicesPage
from ui.ports import CameraChoice, CameraState, CameraWish, ScannerState
from ui.presenters.devices import DevicesState
from ui.showcase.reception import card_picture
from ui.showcase.stand import Builder, Stand

_CAMERAS = (
    CameraChoice("device:usb:046d:0825:A1", "Logitech HD Webcam C270"),
    CameraChoice("device:usb:32e4:9415:@1-4", "HD USB Document Camera"),
)
_CHOSEN = CameraWish(_CAMERAS[1].key, _CAMERAS[1].name)
_READY = CameraState("ready", size=(1280, 720), can_focus=True, focus=120.0, name=_CHOSEN.name)
_HERE = ScannerState("ready", "Honeywell Xenon 1950")
_PORT_KEPT = Text(
    vi="Từ giờ bàn này dùng máy quét vừa thử, nhận ra nó dù Windows đổi số cổng.",
    en="This desk uses that scanner from now on, whatever number the port gets.",
)
_MISSING = Text(
    vi="Không thấy máy quét của bàn này. Chưa mất gì, vẫn gõ và dùng camera được. Xin cắm lại đúng "
    "lỗ USB cũ; ở lỗ khác thì quét mã thử một lần.",
    en="This desk's hand scanner was not found. Nothing is lost, typing and the camera work. "
    "Plug it into the same USB socket; in another, scan the test code once.",
)
_BUSY = Text(
    vi="Camera đang bận: chương trình khác đang dùng. Chưa mất gì. Xin đóng chương trình đó, "
    "máy sẽ tự nhận lại.",
    en="The camera is busy: another program is using it. Nothing is lost. Please close that "
    "program, the camera will come back by itself.",
)


def scenes(stand: Stand) -> Iterator[tuple[str, Builder]]:
    """Yield each state by its name."""
    rest = DevicesState(_CAMERAS, _CHOSEN, _READY, prints_badges=True)
    telex = TEXT.replace("as ow dd uw", "á ơ đ ư").replace("Nguyễn", "Nguyn")
    layout = TEXT.translate(str.maketrans("1234567890|", "&é\"'(-è_çà*"))
    plain = replace(_READY, can_focus=False, focus=None)
    yield "devices", _builder(stand, rest)
    yield "devices_good", _builder(stand, replace(rest, trial=_tried(TEXT)))
    yield "devices_telex", _builder(stand, replace(rest, trial=_tried(telex, "none")))
    yield "devices_layout", _builder(stand, replace(rest, trial=_tried(layout), camera=plain))
    yield "devices_searching", _builder(stand, replace(rest, searching=True, prints_badges=False))
    found = replace(rest, scanner=_HERE, tried=_HERE.name, kept=_PORT_KEPT)
    serial = scanner_trial.judge(TEXT.encode(), "serial", "enter", 0.0)
    yield "devices_port", _builder(stand, replace(found, trial=serial))
    missing = ScannerState("missing", _HERE.name, _MISSING)
    busy = CameraState("busy", _BUSY)
    yield "devices_gone", _builder(stand, replace(rest, scanner=missing, camera=busy))


def _tried(text: str, ending: Ending = "enter") -> TrialResult:
    return scanner_trial.judge(text, "keys", ending, 8.0)


def _builder(stand: Stand, state: DevicesState) -> Builder:
    def build(size: QSize) -> QWidget:
        page = DevicesPage(stand.wording)
        page.show_code(scanner_trial.code_rows())
        page.show_devices(state)
        if state.camera.kind == "ready":
            page.set_frame(card_picture())
        return stand.window("devices", page, size, scanner=state.scanner)

    return build
