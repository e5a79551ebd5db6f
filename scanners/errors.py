"""Why there is no picture: each with what to do, and that nothing is lost."""

from __future__ import annotations

from immunization.errors import KnownError
from immunization.text import Text


class ScannerMissing(KnownError):
    """The hand scanner that this desk remembers is not plugged in, or was unplugged."""

    text = Text(
        vi="Không thấy máy quét của bàn này. Chưa mất gì, vẫn gõ và dùng camera được. "
        "Xin cắm lại đúng lỗ USB cũ; ở lỗ khác thì quét mã thử một lần.",
        en="This desk's hand scanner was not found. Nothing is lost, typing and the camera work. "
        "Plug it into the same USB socket; in another, scan the test code once.",
    )


class ScannerBusy(KnownError):
    """The serial port is there, but another program has it, or the system refuses it to us."""

    text = Text(
        vi="Máy quét đang bận: chương trình khác hoặc bàn khác trên máy này đang dùng. "
        "Chưa mất gì. Xin đóng bên đó, máy sẽ tự nhận lại.",
        en="The hand scanner is busy: another program or desk on this PC is using it. Nothing is "
        "lost. Close the other one, it will come back by itself.",
    )


class SourceError(KnownError):
    """A source of pictures does not give any; base of the four below."""

    text = Text(
        vi="Không có hình từ camera. Chưa mất gì, vẫn gõ tên hoặc số được.",
        en="There is no picture from the camera. Nothing is lost, you can still type.",
    )


class CameraMissing(SourceError):
    """No camera of that number is plugged in."""

    text = Text(
        vi="Không thấy camera. Chưa mất gì. Xin cắm camera, máy sẽ tự nhận lại.",
        en="No camera was found. Nothing is lost. Please plug it in, it will come back by itself.",
    )


class CameraBusy(SourceError):
    """The camera is there, but something else holds it, or the system refuses it to us."""

    text = Text(
        vi="Camera đang bận: chương trình khác đang dùng. Chưa mất gì. "
        "Xin đóng chương trình đó, máy sẽ tự nhận lại.",
        en="The camera is busy: another program is using it. Nothing is lost. "
        "Please close that program, the camera will come back by itself.",
    )


class CameraUnplugged(SourceError):
    """The camera stopped giving pictures while it was in use."""

    text = Text(
        vi="Camera vừa mất tín hiệu. Chưa mất gì. Xin cắm lại dây, máy sẽ tự nhận lại.",
        en="The camera has just gone. Nothing is lost. "
        "Please plug it in again, it will come back by itself.",
    )


class SourceUnreadable(SourceError):
    """The file, folder or address holds no pictures that can be read."""

    text = Text(
        vi="Không đọc được hình từ nguồn này. Chưa mất gì. "
        "Xin chọn tệp, thư mục hoặc địa chỉ khác.",
        en="No pictures can be read from this source. Nothing is lost. "
        "Please choose another file, folder or address.",
    )
