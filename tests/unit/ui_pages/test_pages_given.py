"""One field: what is pasted or dropped goes the same way as a scan."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from scanners import printing
from tests.unit.ui_pages.nurse import CTRL, KEY, Nurse
from ui.kit.fields import Edit

CARD = "001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|06082024||||"
ENTER = Qt.KeyboardModifier.NoModifier


def drop(nurse: Nurse, mime: QMimeData) -> None:
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(400, 300), copy, mime, left, ENTER)
    nurse.window.dropEvent(event)
    nurse.settle()


def of_file(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def form_name(nurse: Nurse) -> str:
    return nurse.place.presenters.reception.form.name


def test_a_picture_dropped_on_the_window_opens_whom_it_names(nurse: Nurse, tmp_path: Path) -> None:
    person = nurse.world.registered("001202000000")
    path = tmp_path / "thẻ căn cước.png"
    path.write_bytes(printing.png(CARD, module=5))

    drop(nurse, of_file(path))

    assert nurse.open_person() == person


def test_a_dropped_link_is_named_and_not_opened(nurse: Nurse) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/tiem")])

    drop(nurse, mime)

    assert "example.com" in nurse.said()
    assert nurse.open_person() is None


def test_several_files_at_once_are_refused(nurse: Nurse, tmp_path: Path) -> None:
    drop(nurse, of_file(tmp_path / "a.png", tmp_path / "b.png"))

    assert "từng tệp một" in nurse.said()


def test_a_picture_without_a_code_says_so_and_keeps_who_is_open(
    nurse: Nurse, tmp_path: Path
) -> None:
    person = nurse.world.registered("031179004512")
    nurse.scan("031179004512")
    path = tmp_path / "trống.bmp"
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    assert image.save(str(path))

    drop(nurse, of_file(path))

    assert "Không thấy mã" in nurse.said()
    assert nurse.open_person() == person


def test_a_picture_in_the_clipboard_is_pasted_as_a_scan(nurse: Nurse) -> None:
    image = QImage.fromData(printing.png(CARD, module=5))
    QGuiApplication.clipboard().setImage(image)

    nurse.press(KEY.Key_V, CTRL)

    assert form_name(nurse) == "Họ Tên Mẫu"


def test_pasted_words_stay_in_the_field_until_enter(nurse: Nurse) -> None:
    QGuiApplication.clipboard().setText("  031179004512\r\n")

    nurse.press(KEY.Key_V, CTRL)

    assert nurse.field == "031179004512"


def test_a_pasted_code_with_separators_loses_none_of_them(nurse: Nurse) -> None:
    QGuiApplication.clipboard().setText("0108901234567890\x1d10XX99ZZ\x1d17271231")

    nurse.press(KEY.Key_V, CTRL)

    assert nurse.field == ""
    assert "không phải của điểm tiêm" not in nurse.said()
    assert "lô" in nurse.said().lower()


def test_pasted_and_typed_and_scanned_the_same_card_ends_the_same(nurse: Nurse) -> None:
    person = nurse.world.registered("001202000000")
    QGuiApplication.clipboard().setText(CARD)
    nurse.press(KEY.Key_V, CTRL)
    nurse.press(KEY.Key_Return)
    assert nurse.open_person() == person

    nurse.press(KEY.Key_Escape)
    assert nurse.open_person() is None
    nurse.place.code_read(CARD.encode())
    nurse.settle()
    assert nurse.open_person() == person


def test_a_form_field_leaves_files_to_the_window(dressed: object, tmp_path: Path) -> None:
    edit = Edit()
    for mime, taken in ((of_file(tmp_path / "a.png"), False), (QMimeData(), True)):
        if taken:
            mime.setText("Nguyễn")
        event = QDragEnterEvent(
            edit.rect().center(), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, ENTER
        )
        edit.dragEnterEvent(event)
        assert event.isAccepted() is taken
    assert isinstance(edit, QWidget)
