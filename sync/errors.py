"""What can go wrong between a desk and its upstream, each with its sentence.

None of these loses anything: what was saved stays saved here and is sent later.
"""

from __future__ import annotations

from immunization.errors import KnownError
from immunization.text import Text


class SyncError(KnownError):
    """Any of the errors below; synchronising stops for now and nothing else does."""

    text = Text(
        vi="Chưa đồng bộ được. Dữ liệu vẫn an toàn trên máy này và sẽ được gửi sau.",
        en="Could not synchronise. Everything is safe on this PC and will be sent later.",
    )


class ServerUnreachable(SyncError):
    """No answer: no network, no such server, or it took too long."""

    text = Text(
        vi="Không kết nối được máy chủ. Cứ làm việc tiếp; mọi mục đã lưu sẽ tự gửi khi có mạng.",
        en="The server cannot be reached. Work on; all that is saved goes out later.",
    )


class ServerBusy(SyncError):
    """The server asks to come back later; ``retry_after`` is in seconds."""

    text = Text(
        vi="Máy chủ đang bận. Máy này sẽ tự gửi lại sau ít phút.",
        en="The server is busy. This PC will send again by itself in a few minutes.",
    )

    def __init__(self, retry_after: float, detail: str = "") -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class ServerBroken(SyncError):
    """The answer was an error of the server, garbage, cut short, or not signed by its key."""

    text = Text(
        vi="Máy chủ trả lời sai. Không nhận gì từ đó, không mất gì. Sẽ tự thử lại; "
        "nếu kéo dài, xin báo cho IT.",
        en="The server answered wrongly. Nothing was taken from it, nothing is lost. This PC "
        "will try again; if it goes on, tell IT.",
    )


class ServerRefused(SyncError):
    """The server does not take this request from this desk; ``code`` is the problem's code."""

    text = Text(
        vi="Máy chủ từ chối máy này. Dữ liệu vẫn an toàn ở đây. Xin báo cho IT.",
        en="The server refuses this PC. Everything is safe here. Please tell IT.",
    )

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class DeviceRevoked(ServerRefused):
    """This desk's entries are no longer taken."""

    text = Text(
        vi="Máy này đã bị thu hồi quyền gửi dữ liệu. Các mục chưa gửi vẫn còn ở đây. Xin ngừng "
        "ghi, ghi chúng ra USB ở trang Đồng bộ và đưa cho IT.",
        en="This PC may no longer send. What it has not sent is still here. Please stop recording, "
        "write it to a USB stick on the page Sync and give it to IT.",
    )


class DeviceUnknown(ServerRefused):
    """The upstream has no desk with this key."""

    text = Text(
        vi="Máy chủ không biết máy này. Dữ liệu vẫn an toàn ở đây. "
        "Xin IT đăng ký máy lại bằng mã mới.",
        en="The server does not know this PC. Everything is safe here. "
        "Ask IT to enrol it with a new code.",
    )


class ForkedChain(ServerRefused):
    """The upstream holds other entries under this desk's numbers: a cloned or restored disk."""

    text = Text(
        vi="Máy chủ đã có nhật ký khác mang tên máy này: ổ đĩa có thể bị sao chép hoặc khôi phục. "
        "Không mất gì. Xin báo cho IT.",
        en="The server holds another journal under this PC's name: its disk may be a copy or "
        "restored. Nothing is lost. Please tell IT.",
    )

    def __init__(self, detail: str = "") -> None:
        super().__init__("forked-chain", detail)


class VersionTooOld(ServerRefused):
    """The server no longer speaks this program's wire version."""

    text = Text(
        vi="Chương trình này quá cũ so với máy chủ. Dữ liệu vẫn an toàn ở đây. "
        "Xin cập nhật chương trình.",
        en="This program is too old for the server. Everything is safe here. "
        "Please update the program.",
    )


class ServerTooOld(ServerRefused):
    """The server does not yet speak this program's wire version."""

    text = Text(
        vi="Máy chủ quá cũ so với chương trình này. Dữ liệu vẫn an toàn ở đây. Xin báo cho IT.",
        en="The server is too old for this program. Everything is safe here. Please tell IT.",
    )

    def __init__(self, code: str, detail: str = "", newest: int | None = None) -> None:
        super().__init__(code, detail)
        self.newest = newest


class ClockWrong(ServerRefused):
    """The server refused the time of the request even after it was corrected."""

    text = Text(
        vi="Đồng hồ máy này lệch với máy chủ. Dữ liệu vẫn an toàn ở đây. "
        "Xin chỉnh lại ngày giờ của máy.",
        en="This PC's clock differs from the server's. Everything is safe here. "
        "Please set the PC's date and time.",
    )


class FeedWentBack(SyncError):
    """The server's feed goes back behind what this desk already has."""

    text = Text(
        vi="Máy chủ có ít dữ liệu hơn máy này đã nhận. Không mất gì ở đây. Xin báo cho IT.",
        en="The server holds less than this PC already received. Nothing is lost here. "
        "Please tell IT.",
    )


class OtherFeed(FeedWentBack):
    """The server was restored from a backup: it gives the positions that were read to others."""

    text = Text(
        vi="Máy chủ vừa được khôi phục từ bản sao lưu. Không mất gì ở đây: máy này tự nhận lại "
        "tất cả và gửi lại những gì máy chủ thiếu. Cứ làm việc tiếp.",
        en="The server was restored from a backup. Nothing is lost here: this PC fetches all again "
        "and sends what the server lacks, by itself. Work on.",
    )


class AlreadySyncing(SyncError):
    """Another program is synchronising this database."""

    text = Text(
        vi="Một cửa sổ khác của chương trình đang đồng bộ dữ liệu này.",
        en="Another window of the program is already synchronising this data.",
    )


class SyncCancelled(SyncError):
    """Stopped on request between two steps; the next cycle goes on from there."""

    text = Text(
        vi="Đã dừng đồng bộ. Lần sau sẽ tiếp tục từ chỗ này.",
        en="Synchronising was stopped. The next time goes on from here.",
    )


class CodeRefused(ServerRefused):
    """The one-time code is wrong, used or expired."""

    text = Text(
        vi="Mã đăng ký sai, đã dùng hoặc hết hạn. Xin IT cấp mã mới.",
        en="The enrolment code is wrong, used or expired. Ask IT for a new one.",
    )
