"""What can go wrong for whoever runs the centre, each with its sentence."""

from __future__ import annotations

from immunization.errors import KnownError
from immunization.text import Text


class CentreError(KnownError):
    """Any of the errors below."""

    text = Text(
        vi="Máy chủ trung tâm gặp lỗi. Chưa mất gì. Xin báo cho IT.",
        en="The centre met an error. Nothing is lost. Please tell IT.",
    )


class DatabaseUnavailable(CentreError):
    """The database cannot be opened or reached."""

    text = Text(
        vi="Không mở được cơ sở dữ liệu trung tâm. Chưa mất gì. "
        "Xin kiểm tra địa chỉ, quyền truy cập và ổ đĩa.",
        en="The centre's database cannot be opened. Nothing is lost. "
        "Check its address, the access rights and the disk.",
    )


class DatabaseTooNew(CentreError):
    """The database was made by a newer version of the program."""

    text = Text(
        vi="Cơ sở dữ liệu trung tâm thuộc phiên bản mới hơn chương trình này. "
        "Không thay đổi gì. Xin cập nhật chương trình.",
        en="The centre's database is of a newer version than this program. "
        "Nothing was changed. Please update the program.",
    )


class DatabaseNotCreated(CentreError):
    """There is no centre in this database yet."""

    text = Text(
        vi="Chưa có cơ sở dữ liệu trung tâm ở đây. Chưa tạo gì. Xin xem lại --data và --database; "
        "trung tâm mới bắt đầu bằng lệnh centre add-site.",
        en="There is no centre's database here yet. Nothing was made. Please check --data and "
        "--database; a new centre begins with centre add-site.",
    )


class AddressNotFree(CentreError):
    """The address to serve at is taken, or is none of this machine's."""

    text = Text(
        vi="Không mở được cổng {port} ở địa chỉ {host}. Có thể máy chủ đã chạy rồi. "
        "Xin xem lại, hoặc chọn cổng khác.",
        en="Port {port} at {host} cannot be opened. The server may be running already. "
        "Please check, or choose another port.",
    )


class UnknownSite(CentreError):
    """No site has this code."""

    text = Text(
        vi="Không có điểm tiêm mang mã {code}. Xin xem lại mã.",
        en="No site has the code {code}. Please check the code.",
    )


class SiteExists(CentreError):
    """A site with this code is there already."""

    text = Text(
        vi="Đã có điểm tiêm mang mã {code}. Không thay đổi gì.",
        en="A site with the code {code} is there already. Nothing was changed.",
    )


class SiteCodeWrong(CentreError):
    """A code that would not survive on paper, in a file's name or in a column."""

    text = Text(
        vi="Mã điểm tiêm chỉ gồm chữ không dấu, chữ số và . _ - ở giữa, nhiều nhất 32 ký tự. "
        "Chưa ghi gì. Xin chọn mã khác.",
        en="A site's code is made of plain letters, digits, and . _ - between them, at most 32 "
        "characters. Nothing was written. Please choose another code.",
    )


class NoName(CentreError):
    """A site or a member of staff without a name, or with a login that no desk would take."""

    text = Text(
        vi="Cần có tên, và tên đăng nhập từ 1 đến {most} ký tự. Chưa ghi gì. Xin xem lại.",
        en="A name is needed, and a login of 1 to {most} characters. Nothing was written. "
        "Please check.",
    )


class SaidTooMuch(CentreError):
    """What is to be said does not fit into an entry."""

    text = Text(
        vi="Nội dung dài quá: nhiều nhất {most} byte. Chưa ghi gì. Xin rút ngắn rồi làm lại.",
        en="That is too long: at most {most} bytes. Nothing was written. Please shorten it and try "
        "again.",
    )


class NoSites(CentreError):
    """What goes to every site would go nowhere."""

    text = Text(
        vi="Chưa có điểm tiêm nào để gửi. Chưa ghi gì. Xin thêm điểm tiêm trước.",
        en="There is no site yet to send it to. Nothing was written. Please add a site first.",
    )


class UnknownProduct(CentreError):
    """No vaccine of the rules in force has this code."""

    text = Text(
        vi="Không có vắc xin nào mang mã {product}. Chưa ghi gì. Xin xem lại mã trong danh mục.",
        en="No vaccine has the code {product}. Nothing was written. Please check the code in the "
        "catalogue.",
    )


class NoReason(CentreError):
    """A recall, a revocation or a supervised import without a reason."""

    text = Text(
        vi="Cần có lý do: bàn tiêm sẽ hiện lý do này. Chưa ghi gì.",
        en="A reason is needed: the desks will show it. Nothing was written.",
    )


class RulesOutdated(CentreError):
    """A document of rules is older than the one in force, so that desks would pass it over."""

    text = Text(
        vi="Bộ quy tắc {document} bản {version} cũ hơn bản {known} đang dùng. Chưa gửi gì. "
        "Xin tăng số bản rồi gửi lại.",
        en="Rules {document}, version {version}, are older than version {known} in force. Nothing "
        "was sent. Please raise the version and send them again.",
    )


class UnknownDevice(CentreError):
    """No device has this id."""

    text = Text(
        vi="Không có máy nào mang mã này. Xin xem lại danh sách máy.",
        en="No device has this id. Please look at the list of devices.",
    )


class WeakPassword(CentreError):
    """A password that is shorter than the limit."""

    text = Text(
        vi="Mật khẩu phải có ít nhất {least} ký tự. Chưa lưu gì.",
        en="A password needs at least {least} characters. Nothing was saved.",
    )


class KeyFileWrong(CentreError):
    """The file of the centre's key cannot be read or is not a key."""

    text = Text(
        vi="Không đọc được tệp khoá của trung tâm. Không tạo khoá mới thay thế. "
        "Xin xem lại --data, hoặc chép lại bản giữ của tệp khoá.",
        en="The file of the centre's key cannot be read. No new key was made in its place. "
        "Please check --data, or put your copy of the key file back.",
    )


class NoHub(CentreError):
    """This data folder is no hub's yet."""

    text = Text(
        vi="Thư mục dữ liệu này chưa phải của máy chủ điểm tiêm. Xin đăng ký trước bằng mã "
        "do trung tâm cấp.",
        en="This data folder is not a site hub's yet. Please join first, with the centre's code.",
    )


class NotAHubsCode(CentreError):
    """The one-time code was given for a desk."""

    text = Text(
        vi="Mã này dùng cho bàn tiêm, không dùng cho máy chủ điểm tiêm. Không thay đổi gì "
        "ở máy này. Xin IT cấp mã cho máy chủ điểm tiêm.",
        en="This code is for a desk, not for a hub. Nothing was changed on this PC. "
        "Ask IT for a hub's code.",
    )


class WrongSiteOfHub(CentreError):
    """This database is the hub of another site."""

    text = Text(
        vi="Máy này đã là máy chủ của điểm tiêm {site}. Không thay đổi gì. Máy chủ của điểm "
        "khác cần một thư mục dữ liệu khác.",
        en="This PC is the hub of site {site} already. Nothing was changed. A hub of another site "
        "needs another data folder.",
    )
