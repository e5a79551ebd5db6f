"""What can go wrong with the desk's database, each with its sentence.

Whatever happens here, the file stays where it is: nothing in this package ever deletes or
recreates a database.
"""

from __future__ import annotations

from immunization.errors import KnownError
from immunization.text import Text


class StoreError(KnownError):
    """Any of the errors below."""

    text = Text(
        vi="Cơ sở dữ liệu gặp lỗi. Chưa mất gì. Xin báo cho IT.",
        en="The database met an error. Nothing is lost. Please tell IT.",
    )


class StoreTooNew(StoreError):
    """A newer version of the program wrote this database."""

    text = Text(
        vi="Dữ liệu do phiên bản mới hơn của chương trình ghi. Dữ liệu còn nguyên. "
        "Xin cập nhật chương trình rồi mở lại.",
        en="A newer version of the program wrote this data. It is intact. "
        "Please update the program and open it again.",
    )


class StoreCorrupt(StoreError):
    """The file is damaged: a page does not decrypt, or the structure does not hold."""

    text = Text(
        vi="Tệp dữ liệu bị hỏng. Tệp được giữ nguyên, không ghi thêm gì. Xin ngừng dùng máy này "
        "và gọi IT: có thể lấy lại từ bản sao lưu và từ máy chủ.",
        en="The data file is damaged. It is kept as it is and nothing more is written. Please "
        "stop using this PC and call IT: backups and the server can restore it.",
    )


class StoreLocked(StoreError):
    """Another program has this database open."""

    text = Text(
        vi="Dữ liệu đang được mở ở một cửa sổ khác của chương trình. Chưa mất gì. "
        "Xin dùng cửa sổ đó, hoặc đóng nó rồi thử lại.",
        en="Another window of the program has this data open. Nothing is lost. "
        "Please use that window, or close it and try again.",
    )


class WrongKey(StoreError):
    """The key kept for this user does not open this database."""

    text = Text(
        vi="Khoá trên máy này không mở được dữ liệu. Dữ liệu còn nguyên. Xin đăng nhập Windows "
        "bằng tài khoản vẫn dùng; nếu vẫn không được, xin gọi IT.",
        en="The key on this PC does not open the data. The data is intact. Please sign in to the "
        "PC with the usual account; if that does not help, call IT.",
    )


class KeyMissing(WrongKey):
    """There is a database and no key for it. A new key would not open it, so none is made."""

    text = Text(
        vi="Không tìm thấy khoá của dữ liệu trên máy này. Dữ liệu còn nguyên. Xin đăng nhập "
        "Windows bằng tài khoản vẫn dùng; nếu vẫn không được, xin gọi IT.",
        en="The key of the data is not on this PC. The data is intact. Please sign in to the PC "
        "with the usual account; if that does not help, call IT.",
    )


class KeyStoreRefused(StoreError):
    """The operating system's key store does not answer, or the user refused it."""

    text = Text(
        vi="Kho khoá của hệ điều hành không trả lời. Dữ liệu còn nguyên. "
        "Xin mở khoá máy rồi thử lại.",
        en="The operating system's key store does not answer. The data is intact. "
        "Please unlock the PC and try again.",
    )


class KeyExposed(StoreError):
    """The key file can be read by other users of this PC, and that could not be changed."""

    text = Text(
        vi="Người dùng khác trên máy này có thể đọc tệp khoá. Chưa mở dữ liệu. "
        "Xin IT chỉnh quyền của tệp khoá.",
        en="Other users of this PC can read the key file. The data was not opened. "
        "Ask IT to correct the key file's permissions.",
    )


class DiskFull(StoreError):
    """There is no room: what was being saved is not saved, all before it is."""

    text = Text(
        vi="Ổ đĩa đã đầy: mục này chưa được lưu. Các mục trước vẫn an toàn. "
        "Xin giải phóng dung lượng rồi lưu lại.",
        en="The disk is full: this entry is NOT saved. All before it is safe. "
        "Please free some space and save again.",
    )


class DiskFailing(StoreError):
    """The operating system reports an error when reading or writing the file."""

    text = Text(
        vi="Ổ đĩa báo lỗi: mục này chưa được lưu. Các mục trước vẫn được giữ. "
        "Xin ngừng dùng máy này và gọi IT.",
        en="The disk reports an error: this entry is NOT saved. What was saved before is kept. "
        "Please stop using this PC and call IT.",
    )


class ReadOnlyFolder(StoreError):
    """The folder or the file cannot be written."""

    text = Text(
        vi="Không ghi được vào thư mục dữ liệu. Chưa mất gì, chưa lưu gì thêm. "
        "Xin IT cấp quyền ghi cho thư mục này.",
        en="The data folder cannot be written. Nothing is lost, nothing more is saved. "
        "Ask IT to allow writing to this folder.",
    )


class MigrationFailed(StoreError):
    """Bringing the database to this version failed; it is as it was, and so is its backup."""

    text = Text(
        vi="Không nâng cấp được dữ liệu. Dữ liệu còn nguyên như trước và đã được sao lưu. "
        "Xin dùng lại phiên bản cũ và báo cho IT.",
        en="The data could not be upgraded. It is as it was before, and backed up. "
        "Please go back to the older version and tell IT.",
    )


class MigrationNeeded(StoreError):
    """An older version wrote this database, and the caller may not migrate it."""

    text = Text(
        vi="Dữ liệu do phiên bản cũ hơn ghi và cần nâng cấp. Dữ liệu còn nguyên. "
        "Xin mở bằng chương trình chính trước.",
        en="An older version wrote this data and it needs an upgrade. It is intact. "
        "Please open it with the main program first.",
    )


class BackupFailed(StoreError):
    """A backup could not be made, or did not hold what the database holds."""

    text = Text(
        vi="Chưa sao lưu được dữ liệu. Dữ liệu còn nguyên. Xin kiểm tra dung lượng ổ đĩa rồi "
        "thử lại, hoặc báo cho IT.",
        en="The data could not be backed up. It is intact. Please check the disk's free space "
        "and try again, or tell IT.",
    )


class StoreClosed(StoreError):
    """The store was closed before this could be saved."""

    text = Text(
        vi="Chương trình đang đóng: mục này chưa được lưu. Các mục trước vẫn an toàn. "
        "Xin mở lại và lưu lại.",
        en="The program is closing: this entry is NOT saved. All before it is safe. "
        "Please open it again and save again.",
    )


class NotEnrolled(StoreError):
    """This database does not belong to a desk of a site yet."""

    text = Text(
        vi="Máy này chưa được đăng ký vào điểm tiêm. Xin nhập mã đăng ký do IT cấp.",
        en="This PC is not enrolled at a site yet. Please enter the code that IT gave you.",
    )
