"""What an entry did, in a few words: for "Vừa ghi tại bàn này" and for the one who saved it."""

from __future__ import annotations

from desk.wording import capital, filled, joined, lower
from immunization.entries import (
    Body,
    ConsentRecorded,
    DoseCertified,
    DoseGiven,
    DoseNotGiven,
    DoseVoided,
    LotMoved,
    LotReceived,
    ObservationEnded,
    PersonCorrected,
    PersonLinked,
    PersonRegistered,
    PersonUnlinked,
    ReactionAcknowledged,
    ReactionFollowedUp,
    ReactionNotified,
    ReactionReported,
    ReactionVoided,
    ScreeningCompleted,
    TemperatureRead,
    VialDiluted,
    VialDiscarded,
    VialOpened,
    VisitArrived,
)
from immunization.labels import (
    CONCLUSIONS,
    DISCARD_REASONS,
    LOT_MOVES,
    OUTCOMES,
    REACTION_VOID_REASONS,
    SEVERITIES,
    VOID_REASONS,
    dose_name,
)
from immunization.text import Text

_FIXED: dict[type[Body], Text] = {
    PersonRegistered: Text(vi="Đăng ký người mới", en="Registered"),
    PersonCorrected: Text(vi="Sửa thông tin", en="Particulars corrected"),
    PersonLinked: Text(vi="Ghép hai hồ sơ", en="Two records linked"),
    PersonUnlinked: Text(vi="Tách hai hồ sơ", en="Two records taken apart"),
    DoseNotGiven: Text(vi="Không tiêm", en="Not injected"),
    ObservationEnded: Text(vi="Cho về", en="Observation ended"),
    ReactionAcknowledged: Text(vi="Đã nhận báo động", en="Alarm acknowledged"),
    ReactionNotified: Text(vi="Đã báo cáo tai biến nặng", en="Serious event reported"),
}
CONSENTED = Text(vi="Đồng ý tiêm", en="Consent given")
REFUSED = Text(vi="Từ chối tiêm", en="Vaccination refused")
_OTHER = Text(vi="Mục khác", en="Another entry")


def deed(body: Body | None) -> Text:  # noqa: C901, PLR0911, PLR0912 (one line a kind)
    """Return what was done: "Mũi 2 cơ bản", "Khám: tiêm được", "Đón tiếp, số A061"."""
    match body:
        case VisitArrived(number=number):
            return Text(vi=f"Đón tiếp, số {number}", en=f"Received, number {number}")
        case ScreeningCompleted(conclusion=conclusion):
            return _after("Khám", "Screening", CONCLUSIONS[conclusion])
        case DoseGiven(dose_kind=kind, number=number):
            return capital(dose_name(kind, number))
        case DoseCertified(issuer=issuer):
            return Text(vi=f"Mũi theo chứng nhận {issuer}", en=f"Dose by certificate of {issuer}")
        case DoseVoided(reason=reason):
            return _after("Huỷ mũi", "Dose voided", VOID_REASONS[reason])
        case ReactionVoided(reason=reason):
            return _after("Huỷ phản ứng", "Reaction voided", REACTION_VOID_REASONS[reason])
        case ReactionReported(severity=severity):
            return SEVERITIES[severity]
        case ReactionFollowedUp(outcome=outcome):
            return _after("Diễn biến", "Follow-up", OUTCOMES[outcome])
        case ConsentRecorded(agreed=agreed):
            return CONSENTED if agreed else REFUSED
        case LotReceived(doses=doses, lot=lot):
            return Text(vi=f"Nhập lô {lot}, {doses} liều", en=f"Lot {lot} received, {doses} doses")
        case VialDiluted(diluent_lot=lot):
            return Text(vi=f"Pha lọ, dung môi lô {lot}", en=f"Vial diluted, diluent lot {lot}")
        case LotMoved() | VialOpened() | VialDiscarded() | TemperatureRead():
            return _of_vaccine(body)
        case None:
            return _OTHER
        case _:
            return _FIXED.get(type(body), _OTHER)


def _after(vi: str, en: str, words: Text) -> Text:
    return joined([Text(vi=vi, en=en), lower(words)], ": ")


def _of_vaccine(body: LotMoved | VialOpened | VialDiscarded | TemperatureRead) -> Text:
    match body:
        case LotMoved(how=how, doses=doses, lot=lot):
            return filled(LOT_MOVES[how], doses=doses, lot=lot)
        case VialOpened(lot=lot):
            return Text(vi=f"Mở lọ, lô {lot}", en=f"Vial opened, lot {lot}")
        case VialDiscarded(reason=reason):
            return _after("Bỏ lọ", "Vial discarded", DISCARD_REASONS[reason])
        case TemperatureRead(fridge=fridge, readings=readings):
            count = len(readings)
            return Text(
                vi=f"Nhiệt độ {fridge}, {count} lần đo", en=f"{fridge}: {count} temperatures"
            )
