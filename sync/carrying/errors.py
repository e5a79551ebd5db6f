"""Why a carried file is not written or not taken, each with its sentence.

None of these loses anything: a file is read as a whole before anything of it is stored, and
what a desk wrote into one stays at the desk until the centre's receipt is there.
"""

from __future__ import annotations

from immunization.errors import KnownError
from immunization.text import Text


class CarryError(KnownError):
    """Any of the errors below."""

    text = Text(
        vi="Chưa chuyển được bằng tệp. Dữ liệu vẫn an toàn trên máy này. Xin thử lại.",
        en="The file could not be carried. Everything is safe on this PC. Please try again.",
    )


class NotCarried(CarryError):
    """The file was not written by this program."""

    text = Text(
        vi="Đây không phải tệp của Bàn Tiêm. Không nhận gì. Xin chọn tệp khác.",
        en="This is not a file of Bàn Tiêm. Nothing was taken. Please choose another file.",
    )


class CarriedTooNew(CarryError):
    """A newer version of the program wrote the file."""

    text = Text(
        vi="Tệp do phiên bản mới hơn ghi. Không nhận gì, tệp còn nguyên. "
        "Xin cập nhật chương trình rồi nhập lại.",
        en="A newer version wrote this file. Nothing was taken, the file is as it was. "
        "Please update the program and import again.",
    )


class CarriedForOthers(CarryError):
    """The file is encrypted for others: another centre, another site, another desk."""

    text = Text(
        vi="Tệp này không gửi cho máy này: nó thuộc điểm tiêm hoặc trung tâm khác. "
        "Không nhận gì. Xin đưa tệp đến đúng nơi.",
        en="This file is not for this computer: it belongs to another site or centre. "
        "Nothing was taken. Please bring it to the right place.",
    )


class CarriedOtherSite(CarryError):
    """The file is of another site than this desk."""

    text = Text(
        vi="Tệp này của điểm tiêm {site}, không phải điểm tiêm này. Không nhận gì.",
        en="This file is of the site {site}, not of this one. Nothing was taken.",
    )


class CarriedCut(CarryError):
    """The file ends before its end: the copy was broken off."""

    text = Text(
        vi="Tệp bị cắt ngang: chưa chép xong hoặc USB bị rút sớm. Không nhận gì, "
        "dữ liệu vẫn ở máy đã ghi. Xin chép hoặc ghi lại tệp.",
        en="The file is cut short: it was not copied to its end, or the USB stick was pulled out. "
        "Nothing was taken, all is still at the desk that wrote it. Please copy or write it again.",
    )


class CarriedAltered(CarryError):
    """The file is not as it was written: damaged, or altered by somebody."""

    text = Text(
        vi="Tệp không còn như lúc ghi: bị hỏng hoặc bị sửa. Không nhận gì, "
        "dữ liệu vẫn ở máy đã ghi. Xin ghi lại tệp; nếu lặp lại, xin báo cho IT.",
        en="The file is not as it was written: damaged or altered. Nothing was taken, all is still "
        "at the desk that wrote it. Please write it again; if it happens again, tell IT.",
    )


class CarriedUnknownSender(CarryError):
    """Who wrote the file is not known here."""

    text = Text(
        vi="Không biết máy nào đã ghi tệp này. Không nhận gì. Xin báo cho IT.",
        en="It is not known here which computer wrote this file. Nothing was taken. "
        "Please tell IT.",
    )


class CarriedByRevoked(CarryError):
    """The desk that wrote the file was revoked: an administrator must vouch for the file."""

    text = Text(
        vi="Máy ghi tệp này đã bị thu hồi. Chưa nhận gì, tệp còn nguyên. Người quản trị có thể "
        "nhận có giám sát: bantiem centre import --supervised LÝ_DO TỆP.",
        en="The desk that wrote this file was revoked. Nothing was taken, the file is as it was. "
        "An administrator can take it: bantiem centre import --supervised REASON FILE.",
    )


class CarriedWrongPlace(CarryError):
    """A file of a kind that is read elsewhere: receipts at the centre, entries nowhere else."""

    text = Text(
        vi="Tệp này không nhập ở đây được. Không nhận gì. Tệp mục ghi nhập ở trung tâm hoặc "
        "máy chủ điểm tiêm; tệp biên nhận và danh sách nhập ở bàn.",
        en="This file is not imported here. Nothing was taken. Files of entries are imported at "
        "the centre or the site's server; receipts and registers at a desk.",
    )


class CarriedGap(CarryError):
    """Entries before those of the file are missing here."""

    text = Text(
        vi="Thiếu các mục đứng trước tệp này. Không nhận gì, tệp còn nguyên. "
        "Xin xuất lại ở bàn với tất cả các mục (--everything).",
        en="Entries that come before this file are missing here. Nothing was taken, the file is "
        "as it was. Please export again at the desk with all its entries (--everything).",
    )


class CarriedForked(CarryError):
    """The file holds another journal under the desk's name than what is held here."""

    text = Text(
        vi="Tệp chứa nhật ký khác với nhật ký đã nhận của máy đó: ổ đĩa có thể bị sao chép hoặc "
        "khôi phục. Không nhận gì, không mất gì. Xin báo cho IT.",
        en="The file holds another journal of that desk than what is held here: its disk may be "
        "a copy or restored. Nothing was taken, nothing is lost. Please tell IT.",
    )


class NothingToCarry(CarryError):
    """The centre has acknowledged everything."""

    text = Text(
        vi="Trung tâm đã nhận mọi mục của máy này. Không có gì để ghi ra tệp.",
        en="The centre has everything of this desk. There is nothing to write to a file.",
    )


class CarriedExists(CarryError):
    """A file of this name is there already."""

    text = Text(
        vi="Đã có tệp mang tên này. Không ghi đè. Xin chọn tên khác.",
        en="A file of this name is there already. It was not overwritten. "
        "Please choose another name.",
    )


class MediumFailed(CarryError):
    """The file cannot be read or written: no room, pulled out, or not allowed."""

    text = Text(
        vi="Không đọc hoặc ghi được tệp: USB đầy, bị rút ra hoặc không cho phép. Dữ liệu vẫn an "
        "toàn trên máy này. Xin cắm lại rồi làm lại: phần đã ghi được dùng tiếp.",
        en="The file cannot be read or written: the USB stick is full, pulled out or protected. "
        "Everything is safe on this PC. Please plug it in and try again: what was written is used.",
    )


class CarryCancelled(CarryError):
    """Stopped on request; the next time goes on from there."""

    text = Text(
        vi="Đã dừng. Không mất gì; lần sau làm tiếp từ chỗ này.",
        en="Stopped. Nothing is lost; the next time goes on from here.",
    )


class ReceiptsNotWritten(CarryError):
    """The entries of a carried file are stored, and its receipts could not be written."""

    text = Text(
        vi="Các mục trong tệp đã được nhận, nhưng chưa ghi được tệp biên nhận. "
        "Xin nhập lại tệp này với --receipts TỆP ở nơi ghi được; nhập lại không đếm hai lần.",
        en="The file's entries are taken, but the file of receipts could not be written. "
        "Please import it again with --receipts FILE where one can write; nothing counts twice.",
    )
