"""What a desk refuses, each with the sentence for the person at the screen."""

from __future__ import annotations

from immunization.errors import KnownError
from immunization.ids import PersonId
from immunization.text import Language, Text


class WrongPassword(KnownError):
    """No such login, or another password: the sentence does not tell which."""

    text = Text(
        vi="Tên đăng nhập hoặc mật khẩu không đúng. Chưa mất gì. Xin thử lại.",
        en="The login or the password is wrong. Nothing is lost. Please try again.",
    )


class LockedOut(KnownError):
    """Too many wrong passwords in a row; ``minutes`` to wait. Also after a restart."""

    text = Text(
        vi="Nhập sai nhiều lần. Dữ liệu vẫn an toàn. Xin thử lại sau {minutes} phút.",
        en="Too many wrong passwords. The data are safe. Please try again in {minutes} min.",
    )


class NotYours(KnownError):
    """The operator's role does not allow this."""

    text = Text(
        vi="Việc này cần người phụ trách. Chưa lưu gì. Xin mời người phụ trách đăng nhập.",
        en="This needs a supervisor. Nothing is saved. Please ask the supervisor to sign in.",
    )


class RecordedElsewhere(NotYours):
    """A dose or a reaction may be voided by the site that recorded it, or by a supervisor."""

    text = Text(
        vi="Mục này do điểm tiêm khác ghi. Chưa huỷ gì. Chỉ nơi ghi hoặc người phụ trách huỷ được.",
        en="Another site recorded this. Nothing is voided. Only that site or a supervisor "
        "may void it.",
    )


class ReasonMissing(KnownError):
    """What was chosen overrules a rule and needs a reason; ``why`` is the rule's sentence."""

    text = Text(
        vi="Cần ghi lý do. Chưa lưu gì. Xin ghi lý do rồi lưu lại.",
        en="A reason is needed. Nothing is saved. Please give the reason and save again.",
    )

    def __init__(self, why: Text | None = None) -> None:
        super().__init__()
        self.why = why

    def sentence(self, language: Language) -> str:
        """Return the rule's sentence, if any, and that a reason is needed."""
        needed = self.text.say(language)
        return f"{self.why.say(language)} {needed}" if self.why else needed


class Refused(KnownError):
    """A rule forbids this and nobody at the desk can overrule it; ``why`` is the sentence."""

    text = Text(vi="Không làm được: {why}", en="This cannot be done: {why}")

    def __init__(self, why: Text, detail: str = "") -> None:
        super().__init__(detail)
        self.why = why

    def sentence(self, language: Language) -> str:
        """Return the rule's own sentence."""
        return self.why.say(language)


class FieldMissing(KnownError):
    """A field of the form is empty or wrong; ``field`` is its name, ``why`` the sentence."""

    text = Text(vi="Còn thiếu: {why}", en="Something is missing: {why}")

    def __init__(self, field: str, why: Text) -> None:
        super().__init__(field)
        self.field = field
        self.why = why

    def sentence(self, language: Language) -> str:
        """Return what is missing in the field and where to go."""
        return self.why.say(language)


class NoSuchPerson(KnownError):
    """The person is not in this desk's database."""

    text = Text(
        vi="Không thấy người này ở bàn. Chưa mất gì. Xin tìm lại bằng tên hoặc số.",
        en="This person is not known at the desk. Nothing is lost. Please search again.",
    )


class AlreadyKnown(KnownError):
    """Somebody with one of these numbers is registered; ``person`` says who: open that card."""

    text = Text(
        vi="Người có số này đã có hồ sơ. Chưa đăng ký thêm. Xin mở hồ sơ đó.",
        en="Somebody with this number is registered. Nothing was added. Please open that record.",
    )

    def __init__(self, person: PersonId) -> None:
        super().__init__()
        self.person = person


class NumberOfAnother(KnownError):
    """A correction gives a number that another record has; ``person`` says which."""

    text = Text(
        vi="Số này đã thuộc hồ sơ khác. Chưa sửa gì. Xin xem lại số, hoặc nhờ người phụ trách "
        "ghép hai hồ sơ.",
        en="Another record has this number. Nothing is changed. Please check the number, or ask "
        "the supervisor to link the two records.",
    )

    def __init__(self, person: PersonId) -> None:
        super().__init__()
        self.person = person


class NothingChanged(KnownError):
    """A correction says nothing else than what is known."""

    text = Text(
        vi="Chưa đổi gì nên chưa lưu gì. Xin sửa, hoặc bấm Esc để về.",
        en="Nothing was changed, so nothing is saved. Please correct it, or press Esc to go back.",
    )


class SamePerson(KnownError):
    """The two records to be linked are one already."""

    text = Text(
        vi="Hai hồ sơ này đã là một người. Chưa lưu gì.",
        en="These two records are one person already. Nothing is saved.",
    )


class NotLinked(KnownError):
    """The link that was to be taken back holds no longer."""

    text = Text(
        vi="Hai hồ sơ này không còn ghép với nhau. Chưa đổi gì. Xin mở lại hồ sơ.",
        en="These two records are not linked any more. Nothing changed. Please open them again.",
    )


class NothingToConfirm(KnownError):
    """A confirmation slip was asked for somebody without a dose that counts."""

    text = Text(
        vi="Người này chưa có mũi nào được ghi ở đây. Chưa in gì. Xin ghi mũi tiêm trước.",
        en="No dose of this person is recorded here. Nothing was printed. Record the dose first.",
    )


class NoSuchDose(KnownError):
    """The dose is not in this person's history, or was voided already."""

    text = Text(
        vi="Mũi này không còn để huỷ. Chưa đổi gì. Xin mở lại lịch sử của người này.",
        en="This dose is not there to be voided. Nothing changed. Please open the history again.",
    )


class NoSuchReaction(KnownError):
    """The reaction is not in this person's history."""

    text = Text(
        vi="Không thấy phản ứng này. Chưa lưu gì. Xin mở lại lịch sử của người này.",
        en="This reaction is not there. Nothing is saved. Please open the history again.",
    )


class NotInObservation(KnownError):
    """The person is not being observed (any more) here today."""

    text = Text(
        vi="Người này không còn ở phòng theo dõi. Chưa đổi gì. Xin xem lại danh sách.",
        en="This person is not under observation. Nothing changed. Please look at the list.",
    )


class NoConsent(KnownError):
    """Nobody agreed on paper today, or the rules have no consent form."""

    text = Text(
        vi="Hôm nay chưa ghi đồng ý ký trên giấy cho người này. Chưa lưu gì. "
        "Xin mở ở Khám sàng lọc trước.",
        en="No consent on paper is recorded for this person today. Nothing is saved. "
        "Please open them at Screening first.",
    )


class NotScreened(KnownError):
    """Nobody screened this person here today, or the form's words are not known."""

    text = Text(
        vi="Hôm nay chưa ghi khám sàng lọc cho người này ở đây. Không có gì để in. "
        "Xin mở ở Khám sàng lọc trước.",
        en="No screening is recorded for this person here today. There is nothing to print. "
        "Please open them at Screening first.",
    )


class NoSuchVial(KnownError):
    """The vial is not open here, or was thrown away already."""

    text = Text(
        vi="Lọ này không còn mở. Chưa đổi gì. Xin xem lại danh sách lọ.",
        en="This vial is not open any more. Nothing changed. Please look at the list of vials.",
    )


class SupervisorOnly(KnownError):
    """Something that a supervisor does was asked for by somebody else."""

    text = Text(
        vi="Việc này của người phụ trách. Chưa đổi gì. Xin gọi người phụ trách đăng nhập.",
        en="This is for the supervisor. Nothing changed. Please ask the supervisor to sign in.",
    )


class NotPrinted(KnownError):
    """The paper could not be made: its template or a part of the program is missing or broken."""

    text = Text(
        vi="Không tạo được bản in. Dữ liệu còn nguyên. Xin thử lại, hoặc nhờ IT cài lại "
        "chương trình.",
        en="The paper could not be made. The data is intact. Please try again, or ask IT to "
        "install the program again.",
    )


class GivenUnread(KnownError):
    """A file or picture that was dropped or pasted gave no code; base of those below."""

    text = Text(
        vi="Không lấy được mã từ tệp này. Không lưu gì. Xin quét mã, hoặc gõ số.",
        en="No code could be taken from this file. Nothing is saved. Scan the code, or type.",
    )


class FileUnreadable(GivenUnread):
    """The file is gone, may not be read, or is a broken picture."""

    text = Text(
        vi="Không đọc được tệp này. Không lưu gì. Xin chép tệp vào máy này rồi thả lại.",
        en="This file cannot be read. Nothing is saved. Copy it to this PC and drop it again.",
    )


class FileTooLarge(GivenUnread):
    """A file of more than 32 MB, or a picture of more than 64 million pixels."""

    text = Text(
        vi="Tệp này lớn quá. Không lưu gì. Xin chụp riêng phần có mã.",
        en="This file is too large. Nothing is saved. Photograph only the code.",
    )


class NotACodeFile(GivenUnread):
    """Neither a picture nor a short text."""

    text = Text(
        vi="Tệp này không phải hình hay chữ của một mã. Không lưu gì. Xin thả hình PNG hoặc JPEG.",
        en="This file is neither a picture nor the text of a code. Nothing is saved. "
        "Please drop a PNG or JPEG.",
    )


class NoCodeInPicture(GivenUnread):
    """A picture in which no code was found."""

    text = Text(
        vi="Không thấy mã nào trong hình. Không lưu gì. Xin chụp gần và rõ hơn.",
        en="No code was found in the picture. Nothing is saved. Please take it closer and sharper.",
    )


class ManyCodes(GivenUnread):
    """Several codes of ours in one picture: which one is meant, nobody may guess."""

    text = Text(
        vi="Trong hình có {count} mã. Không lưu gì. Xin chụp riêng từng mã.",
        en="There are {count} codes in the picture. Nothing is saved. "
        "Please photograph one at a time.",
    )


class SeveralFiles(GivenUnread):
    """More than one file was dropped at once."""

    text = Text(
        vi="Có nhiều tệp cùng lúc. Không lưu gì. Xin thả từng tệp một.",
        en="Several files at once. Nothing is saved. Please drop one at a time.",
    )


class OnTheNetwork(GivenUnread):
    """A file on another computer: it is not fetched."""

    text = Text(
        vi="Tệp này nằm trên máy khác nên không được mở. Không lưu gì. Xin chép vào máy này trước.",
        en="This file is on another computer and is not opened. Nothing is saved. "
        "Please copy it to this PC first.",
    )
