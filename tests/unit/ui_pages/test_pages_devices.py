"""The page of camera and scanners: one test code tells how a scanner is set, and is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk.scanner_trial import TEXT
from tests.unit.desk.desk_world import World
from tests.unit.ui_pages.nurse import KEY, Nurse
from ui.pages.devices import DevicesPage
from ui.ports import CameraChoice, CameraState, CameraWish, Frame, ScannedCode, ScannerState
from ui.presenters.devices import DevicesPresenter

BARCODE = CameraChoice("device:usb:1:2:A", "Document Camera")
WEBCAM = CameraChoice("device:usb:1:2:B", "Webcam")


class HeardCamera:
    """A camera that notes what was asked of it."""

    def __init__(self) -> None:
        self._wish = CameraWish("0")
        self.chosen: list[CameraWish] = []

    def choices(self) -> tuple[CameraChoice, ...]:
        return (BARCODE, WEBCAM)

    def wish(self) -> CameraWish:
        return self._wish

    def choose(self, wish: CameraWish) -> None:
        self._wish = wish
        self.chosen.append(wish)

    def show_picture(self, wanted: bool) -> None:
        pass


class HeardScanners:
    """Hand scanners that note what was asked of them."""

    def __init__(self) -> None:
        self.expects = self.searches = False
        self.port = ("", "")
        self.pace = 35

    def is_searching(self) -> bool:
        return self.searches

    def state(self) -> ScannerState:
        kind = "ready" if self.port[0] else "none"
        name, port = self.port[1], self.port[0]
        return ScannerState(kind, name, pace=self.pace, port=port)  # type: ignore[arg-type]

    def expect_trial(self, expected: bool) -> None:
        self.expects = expected

    def search(self, wanted: bool) -> None:
        self.searches = wanted

    def remember_port(self, key: str, name: str) -> None:
        self.port = (key, name)

    def remember_pace(self, milliseconds: int) -> None:
        self.pace = milliseconds


class Badges:
    """A printer of badges."""

    def pdf(self) -> bytes:
        return b"%PDF-badges"


class Hall:
    """A nurse at the page, with cameras and scanners that take notes."""

    def __init__(self, world: World) -> None:
        self.camera, self.scanners = HeardCamera(), HeardScanners()
        self.nurse = Nurse(world)
        place = self.nurse.place
        place.camera, place.scanners, place.badges = self.camera, self.scanners, Badges()
        self.nurse.press(KEY.Key_F3)

    @property
    def page(self) -> DevicesPage:
        return self.nurse.place.pages.devices

    @property
    def does(self) -> DevicesPresenter:
        return self.nurse.place.presenters.devices

    def serial(self, raw: bytes, port: str = "usb:1:2:SN", name: str = "Xenon") -> None:
        self.nurse.place.serial_read(ScannedCode(raw, "serial", port=port, port_name=name))
        self.nurse.settle()

    def advice(self) -> list[str]:
        lines = (line.alert() for line in self.page.scanner._lines)
        return [line.words for line in lines if line is not None]


@pytest.fixture
def hall(dressed: QApplication, world: World) -> Iterator[Hall]:
    made = Hall(world)
    yield made
    made.nurse.leave()


def test_the_page_opens_by_its_key_and_waits_for_the_test_code(hall: Hall) -> None:
    assert hall.nurse.where == "devices"
    assert hall.scanners.expects

    hall.nurse.goes_to(1)
    assert not hall.scanners.expects


def test_a_scanner_that_types_everything_right_is_told_so(hall: Hall) -> None:
    hall.nurse.scan(TEXT)

    assert hall.advice() == ["Máy quét gửi đúng mọi chữ. Không phải chỉnh gì."]
    assert hall.nurse.where == "devices"
    assert "Enter" in hall.page.scanner._heading.words()


def test_what_telex_spoils_is_told_in_words(hall: Hall) -> None:
    hall.nurse.scan(TEXT.replace("as ow dd uw", "á ơ đ ư"))

    assert "Telex" in hall.advice()[0]


def test_a_slow_scanner_is_remembered_by_its_pace(hall: Hall) -> None:
    hall.nurse.place._measured("enter", 42.0)
    hall.nurse.place._typed_scan(TEXT)

    assert hall.scanners.pace == 56
    assert "nhớ nhịp" in hall.advice()[0]


def test_a_serial_scanner_is_remembered_by_its_hardware_and_the_search_ends(hall: Hall) -> None:
    hall.nurse.primary()
    assert hall.scanners.is_searching()

    hall.serial(TEXT.encode())

    assert hall.scanners.port == ("usb:1:2:SN", "Xenon")
    assert not hall.scanners.is_searching()
    hall.does.forget_asked()
    assert hall.scanners.port == ("", "")


def test_a_serial_scanner_that_breaks_digits_is_not_remembered(hall: Hall) -> None:
    hall.serial(TEXT[:-14].encode())

    assert hall.scanners.port == ("", "")
    assert "mất chữ" in hall.advice()[0]


def test_what_another_port_sends_never_reaches_the_desk(hall: Hall) -> None:
    person = hall.nurse.world.registered("031179004512")
    hall.nurse.primary()

    hall.serial(b"031179004512", port="usb:9:9:gps", name="GPS")
    assert hall.nurse.open_person() is None
    assert "GPS" in hall.nurse.said()

    hall.nurse.goes_to(1)
    hall.serial(b"031179004512", port="usb:9:9:gps", name="GPS")
    assert hall.nurse.open_person() is None

    hall.scanners.port = ("usb:1:2:SN", "Xenon")
    hall.serial(b"031179004512")
    assert hall.nurse.open_person() == person


def test_a_search_that_finds_nothing_ends_by_itself(hall: Hall) -> None:
    hall.nurse.primary()
    for _ in range(120):
        hall.does.tick()
    assert not hall.scanners.is_searching()


def test_leaving_the_page_lets_go_of_the_ports(hall: Hall) -> None:
    hall.nurse.primary()
    hall.nurse.goes_to(1)
    assert not hall.scanners.is_searching()


def test_escape_ends_the_search(hall: Hall) -> None:
    hall.nurse.primary()
    hall.nurse.press(KEY.Key_Escape)
    assert not hall.scanners.is_searching()


def test_a_persons_code_on_this_page_goes_the_usual_way(hall: Hall) -> None:
    person = hall.nurse.world.registered("031179004512")

    hall.nurse.scan("031179004512")

    assert (hall.nurse.where, hall.nurse.open_person()) == ("reception", person)


def test_a_card_of_the_test_codes_length_is_a_card(hall: Hall) -> None:
    name = "Nguyễn Thị Hồng Vân"
    card = f"031179004512||{name}|12031979|Nữ|Số 12 ngõ 3, xã Thanh Bình, TP Hải Phòng|20042021"
    assert abs(len(card) - len(TEXT)) <= 12

    hall.nurse.place.serial_read(ScannedCode(card, "keys"))
    hall.nurse.settle()

    assert hall.nurse.where == "reception"
    assert hall.nurse.place.presenters.reception.form.name == name


def test_the_test_code_on_any_other_page_saves_nothing_and_says_what_it_is(hall: Hall) -> None:
    hall.nurse.goes_to(1)
    hall.nurse.scan(TEXT)
    assert "mã thử máy quét" in hall.nurse.said()


def test_a_camera_is_chosen_by_its_name_and_keeps_what_else_was_asked(hall: Hall) -> None:
    assert [key for key, _ in hall.page.camera._offered] == ["0", BARCODE.key, WEBCAM.key, ""]

    hall.does.camera_chosen(BARCODE.key)
    hall.does.density_chosen("dense")

    assert hall.camera.chosen == [
        CameraWish(BARCODE.key, BARCODE.name),
        CameraWish(BARCODE.key, BARCODE.name, dense=True),
    ]


def test_focus_is_held_where_it_is_and_offered_only_where_the_camera_has_one(hall: Hall) -> None:
    hall.nurse.place.camera_changed(CameraState("ready", size=(1280, 720)))
    assert hall.page.camera._focus.isHidden()
    assert "Không chỉnh được nét" in hall.page.camera._facts.words()

    hall.nurse.place.camera_changed(
        CameraState("ready", size=(1280, 720), can_focus=True, focus=120.0)
    )
    hall.does.focus_chosen("hold")
    assert hall.camera.chosen[-1].focus == 120.0
    hall.does.focus_chosen("auto")
    assert hall.camera.chosen[-1].focus is None


def test_the_picture_is_live_on_this_page(hall: Hall) -> None:
    hall.nurse.place.camera_changed(CameraState("ready", size=(4, 2)))

    hall.nurse.place.frame_arrived(Frame(4, 2, bytes(24)))

    assert not hall.page.camera.view._image.isNull()


def test_everything_on_the_page_is_reached_by_tab(hall: Hall) -> None:
    hall.nurse.place.camera_changed(CameraState("ready", can_focus=True, focus=1.0))
    hall.serial(TEXT.encode())
    for name in ("Camera", "Thường", "Tự lấy nét", "Quên máy quét này", "In mã thử"):
        hall.nurse.tab_to(name)


def test_only_supervisors_are_offered_badges(hall: Hall) -> None:
    assert hall.page._badges.isHidden()
    hall.does.badges_asked()  # by whatever way: nothing


def test_a_supervisor_prints_the_badges_of_all_staff(
    dressed: QApplication, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "thẻ.pdf"
    monkeypatch.setattr("ui.pages.paper_files.ask_where", lambda *_: str(path))
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _url: True)
    world.desk = world.as_operator("supervisor")
    hall = Hall(world)
    try:
        hall.nurse.tab_to("In thẻ nhân viên")
        hall.nurse.press(KEY.Key_Space)

        assert path.read_bytes() == b"%PDF-badges"
    finally:
        hall.nurse.leave()


def test_the_test_code_is_written_as_a_pdf(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mã thử.pdf"
    monkeypatch.setattr("ui.pages.paper_files.ask_where", lambda *_: str(path))
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _url: True)

    hall.does.sheet_asked()

    assert path.read_bytes().startswith(b"%PDF")
