"""Camera and hand scanners: what is chosen, the trial of a scanner, and what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from desk import scanner_trial
from desk.card import PersonCard
from desk.desk import Desk
from desk.scanner_trial import TrialResult
from desk.wording import filled
from immunization.errors import KnownError
from immunization.text import Text
from ui.ports import (
    BadgePaper,
    Camera,
    CameraChoice,
    CameraState,
    CameraWish,
    HandScanners,
    ScannedCode,
    ScannerState,
)
from ui.presenters.alert import Alert, of_error
from ui.presenters.stage import Host
from ui.presenters.work import Latest, Work

_SEARCH: Final = 120
"""Seconds for which the serial ports are listened to."""

_LEAST_NOISE: Final = 8
"""Bytes: less than that may be a device's greeting."""

_NOISE = Text(
    vi="Cổng {port} có tín hiệu nhưng không phải mã thử. Nếu đó là máy quét: xin đặt 9600 "
    "baud, 8N1, rồi quét lại.",
    en="Something came from port {port}, but not the test code. If that is the scanner: set it to "
    "9600 baud, 8N1, and scan again.",
)
_PORT_KEPT = Text(
    vi="Từ giờ bàn này dùng máy quét vừa thử, nhận ra nó dù Windows đổi số cổng.",
    en="This desk uses that scanner from now on, whatever number the port gets.",
)
_PACE_KEPT = Text(
    vi="Máy quét gửi chậm hơn thường lệ: bàn này đã nhớ nhịp của nó.",
    en="This scanner sends slower than usual: this desk remembers its pace.",
)


class DevicesState(Struct, frozen=True):
    """All that the page says. ``searching``: every serial port is listened to."""

    cameras: tuple[CameraChoice, ...] = ()
    wish: CameraWish = CameraWish()
    camera: CameraState = CameraState()
    scanner: ScannerState = ScannerState()
    trial: TrialResult | None = None
    tried: str = ""
    kept: Text | None = None
    searching: bool = False
    prints_badges: bool = False


class DevicesView(Protocol):
    """What the page can show."""

    def show_devices(self, state: DevicesState) -> None:
        """Show cameras, scanner and what came of a trial."""

    def show_code(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show the test code: row by row, whether each module is dark."""

    def ask_where_to_keep(self, name: str) -> str:
        """Ask for the path of a PDF; "" if nobody wants it."""

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write a PDF and show it; says what went wrong."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


class DevicesPresenter:
    """The page's behaviour. All calls on the GUI thread."""

    def __init__(
        self,
        view: DevicesView,
        desk: Desk,
        work: Work,
        host: Host,
        camera: Camera | None = None,
        scanners: HandScanners | None = None,
        badges: BadgePaper | None = None,
    ) -> None:
        self._view, self._work, self._host = view, work, host
        self._camera, self._scanners, self._badges = camera, scanners, badges
        self._choices, self._papers, self._code = Latest(work), Latest(work), Latest(work)
        self._seconds = 0
        may_print = badges is not None and desk.station.operator.is_supervisor
        self._state = DevicesState(prints_badges=may_print)

    # -- ui.presenters.stage.StagePage --

    def card(self) -> PersonCard | None:
        """Nobody is open here."""
        return None

    def is_half_entered(self) -> bool:
        """Nothing is entered here that leaving would lose."""
        return False

    def open(self, card: PersonCard) -> None:
        """A person has no place here: go to reception with them."""
        self._host.go("reception", card.person)

    def same_again(self) -> None:
        """Nothing blinks here."""

    def close_aside(self) -> bool:
        """Nothing is opened here only to look at."""
        return False

    def close(self) -> bool:
        """End the search (Esc)."""
        searched = self._state.searching
        self._search(False)
        return searched

    def primary(self) -> None:
        """Look for a scanner at the serial ports, or end looking."""
        self._search(not self._state.searching)

    def refresh(self) -> None:
        """Something changed at the desk: nothing of it is shown here."""

    def tick(self) -> None:
        """Once a second: a search ends by itself."""
        if self._state.searching:
            self._seconds -= 1
            if self._seconds <= 0:
                self._search(False)

    # -- the page is shown and left --

    def entered(self) -> None:
        """The page is shown: read which cameras there are, and wait for the test code."""
        camera, scanners = self._camera, self._scanners
        self._code.ask(scanner_trial.code_rows, self._view.show_code, self._failed)
        if scanners is not None:
            scanners.expect_trial(True)
            self._set(scanner=scanners.state())
        if camera is not None:
            self._set(wish=camera.wish())
            self._choices.ask(camera.choices, lambda found: self._set(cameras=found), self._failed)
        self._show()

    def left(self) -> None:
        """Another page is shown: scanners go at their own pace again, ports are let go of."""
        self._search(False)
        if self._scanners is not None:
            self._scanners.expect_trial(False)

    def heard(self, camera: CameraState | None = None, scanner: ScannerState | None = None) -> None:
        """Take what the devices say of themselves."""
        if camera is not None:
            self._set(camera=camera)
        if scanner is not None and self._scanners is not None:
            self._set(scanner=self._scanners.state())

    # -- camera --

    def camera_chosen(self, key: str) -> None:
        """Use another camera; where it focuses is not taken over from the one before."""
        name = next((one.name for one in self._state.cameras if one.key == key), "")
        self._wish(CameraWish(key, name, self._state.wish.dense))

    def density_chosen(self, density: str) -> None:
        """Ask for the "usual" or the "dense" picture."""
        self._wish(replace(self._state.wish, dense=density == "dense"))

    def focus_chosen(self, focus: str) -> None:
        """Let the camera focus by itself ("auto"), or "hold" it where it is now."""
        held = self._state.camera.focus if focus == "hold" else None
        self._wish(replace(self._state.wish, focus=held))

    # -- hand scanner --

    def took(self, code: ScannedCode) -> bool:
        """Take a code if it is the test code; else it goes the way of all codes."""
        if not scanner_trial.is_trial(code.raw, waiting=code.way == "keys"):
            return self._is_strange(code)
        result = scanner_trial.judge(code.raw, code.way, code.ending, code.slowest)
        self._host.play("read" if result.numbers else "not_ours")
        self._view.show_alert(None)
        self._set(trial=result, tried=code.port_name, kept=self._remember(code, result))
        if self._scanners is not None:
            self._set(scanner=self._scanners.state())
        return True

    def forget_asked(self) -> None:
        """Remember no serial scanner any more."""
        if self._scanners is not None:
            self._scanners.remember_port("", "")
            self._set(scanner=self._scanners.state(), trial=None, kept=None)

    # -- paper --

    def sheet_asked(self) -> None:
        """Print the test code."""
        self._print("ma-thu-may-quet.pdf", scanner_trial.sheet)

    def badges_asked(self) -> None:
        """Print the badges of the staff."""
        if self._badges is not None and self._state.prints_badges:
            self._print("the-nhan-vien.pdf", self._badges.pdf)

    # -- inside --

    def _is_strange(self, code: ScannedCode) -> bool:
        """Keep what a port sent that is not this desk's from the desk, and say that it did."""
        if code.way != "serial" or code.port == self._state.scanner.port:
            return False
        if len(code.raw) >= _LEAST_NOISE:
            self._view.show_alert(Alert("info", filled(_NOISE, port=code.port_name)))
        return True

    def _remember(self, code: ScannedCode, result: TrialResult) -> Text | None:
        scanners, known = self._scanners, self._state.scanner
        if scanners is None or not result.numbers:
            return None
        if code.way == "serial":
            self._search(False)
            scanners.remember_port(code.port, code.port_name)
            return _PORT_KEPT
        if result.gap is None or result.gap == known.pace:
            return None
        scanners.remember_pace(result.gap)
        return _PACE_KEPT if result.gap > known.pace else None

    def _wish(self, wish: CameraWish) -> None:
        if self._camera is not None:
            self._camera.choose(wish)
            self._set(wish=wish)

    def _search(self, wanted: bool) -> None:
        if self._scanners is not None and wanted != self._state.searching:
            self._scanners.search(wanted)
            self._seconds = _SEARCH
            self._set(searching=wanted)

    def _print(self, name: str, make: Callable[[], bytes]) -> None:
        path = self._view.ask_where_to_keep(name)
        if path:
            self._view.show_alert(None)
            self._papers.ask(make, lambda pdf: self._view.keep_paper(path, pdf), self._failed)

    def _set(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)
        self._show()

    def _show(self) -> None:
        self._view.show_devices(self._state)

    def _failed(self, error: KnownError) -> None:
        self._view.show_alert(of_error(error))
