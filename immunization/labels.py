"""The words for the closed sets of the vocabulary, in both languages.

To add a value: put it into its Literal in `entries`, and its words here; a test walks the
Literals and names the one that has no words.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from immunization.entries import (
    BodySite,
    Conclusion,
    DiscardReason,
    DoseKind,
    LotMove,
    NumberSystem,
    Outcome,
    ReactionVoidReason,
    Role,
    Route,
    Severity,
    Sex,
    Signature,
    VoidReason,
)
from immunization.text import Text

SEXES: Final[Mapping[Sex, Text]] = MappingProxyType(
    {
        "male": Text(vi="Nam", en="Male"),
        "female": Text(vi="Nữ", en="Female"),
        "other": Text(vi="Khác", en="Other"),
    }
)
ROLES: Final[Mapping[Role, Text]] = MappingProxyType(
    {
        "nurse": Text(vi="Nhân viên tiêm chủng", en="Nurse"),
        "supervisor": Text(vi="Phụ trách điểm tiêm", en="Supervisor"),
        "administrator": Text(vi="Quản trị", en="Administrator"),
    }
)
DOSE_KINDS: Final[Mapping[DoseKind, Text]] = MappingProxyType(
    {
        "basic": Text(vi="Cơ bản", en="Basic"),
        "additional": Text(vi="Bổ sung", en="Additional"),
        "booster_1": Text(vi="Nhắc lại 1", en="Booster 1"),
        "booster_2": Text(vi="Nhắc lại 2", en="Booster 2"),
    }
)
BODY_SITES: Final[Mapping[BodySite, Text]] = MappingProxyType(
    {
        "left_deltoid": Text(vi="Cơ delta trái", en="Left deltoid"),
        "right_deltoid": Text(vi="Cơ delta phải", en="Right deltoid"),
        "left_thigh": Text(vi="Đùi trái", en="Left thigh"),
        "right_thigh": Text(vi="Đùi phải", en="Right thigh"),
        "other": Text(vi="Chỗ khác", en="Other site"),
    }
)
ROUTES: Final[Mapping[Route, Text]] = MappingProxyType(
    {
        "intramuscular": Text(vi="Tiêm bắp", en="Intramuscular"),
        "subcutaneous": Text(vi="Tiêm dưới da", en="Subcutaneous"),
        "intradermal": Text(vi="Tiêm trong da", en="Intradermal"),
        "oral": Text(vi="Uống", en="Oral"),
    }
)
CONCLUSIONS: Final[Mapping[Conclusion, Text]] = MappingProxyType(
    {
        "vaccinate": Text(vi="Tiêm được", en="Vaccinate now"),
        "delay": Text(vi="Tạm hoãn", en="Delay"),
        "contraindicated": Text(vi="Chống chỉ định", en="Contraindicated"),
        "transfer": Text(vi="Chuyển tuyến", en="Transfer"),
    }
)
VOID_REASONS: Final[Mapping[VoidReason, Text]] = MappingProxyType(
    {
        "wrong_person": Text(vi="Nhầm người", en="Wrong person"),
        "wrong_vaccine": Text(vi="Nhầm vắc xin", en="Wrong vaccine"),
        "wrong_lot": Text(vi="Nhầm lô hoặc lọ", en="Wrong lot or vial"),
        "not_injected": Text(vi="Chưa tiêm thật", en="Not actually injected"),
        "twice": Text(vi="Ghi hai lần", en="Recorded twice"),
        "other": Text(vi="Khác", en="Other"),
    }
)
REACTION_VOID_REASONS: Final[Mapping[ReactionVoidReason, Text]] = MappingProxyType(
    {
        "wrong_person": Text(vi="Nhầm người", en="Wrong person"),
        "twice": Text(vi="Ghi hai lần", en="Recorded twice"),
        "not_so": Text(vi="Thật ra không có phản ứng", en="There was no reaction in fact"),
        "other": Text(vi="Khác", en="Other"),
    }
)
SEVERITIES: Final[Mapping[Severity, Text]] = MappingProxyType(
    {
        "mild": Text(vi="Phản ứng nhẹ", en="Mild reaction"),
        "serious": Text(vi="Tai biến nặng", en="Serious adverse event"),
    }
)
OUTCOMES: Final[Mapping[Outcome, Text]] = MappingProxyType(
    {
        "recovering": Text(vi="Đang hồi phục", en="Recovering"),
        "recovered": Text(vi="Đã khỏi", en="Recovered"),
        "recovered_with_sequelae": Text(vi="Khỏi, có di chứng", en="Recovered with sequelae"),
        "not_recovered": Text(vi="Chưa khỏi", en="Not recovered"),
        "unknown": Text(vi="Chưa rõ", en="Unknown"),
        "died": Text(vi="Tử vong", en="Died"),
    }
)
DISCARD_REASONS: Final[Mapping[DiscardReason, Text]] = MappingProxyType(
    {
        "empty": Text(vi="Hết liều", en="Empty"),
        "open_life": Text(vi="Quá giờ sau khi mở", en="Open too long"),
        "day_over": Text(vi="Cuối buổi", en="Session over"),
        "broken": Text(vi="Vỡ, bẩn", en="Broken or soiled"),
        "warm": Text(vi="Hỏng dây chuyền lạnh", en="Cold chain broken"),
        "other": Text(vi="Khác", en="Other"),
    }
)
LOT_MOVES: Final[Mapping[LotMove, Text]] = MappingProxyType(
    {
        "allocated": Text(
            vi="Cấp {doses} liều lô {lot}", en="{doses} doses of lot {lot} allocated"
        ),
        "returned": Text(vi="Trả {doses} liều lô {lot}", en="{doses} doses of lot {lot} returned"),
        "destroyed": Text(
            vi="Huỷ {doses} liều lô {lot}", en="{doses} doses of lot {lot} destroyed"
        ),
    }
)
NUMBER_SYSTEMS: Final[Mapping[NumberSystem, Text]] = MappingProxyType(
    {
        "cccd": Text(vi="Căn cước, CCCD", en="National ID card"),
        "cmnd": Text(vi="CMND", en="Old ID card (CMND)"),
        "bhyt": Text(vi="Thẻ BHYT", en="Health insurance card"),
        "passport": Text(vi="Hộ chiếu", en="Passport"),
        "qid": Text(vi="Mã QR cá nhân", en="Personal QR id"),
        "health_book": Text(vi="Sổ sức khoẻ", en="Health book"),
    }
)


_DOSE_NAMES: Final[Mapping[DoseKind, Text]] = MappingProxyType(
    {
        "basic": Text(vi="mũi {number} cơ bản", en="basic dose {number}"),
        "additional": Text(vi="mũi bổ sung", en="additional dose"),
        "booster_1": Text(vi="mũi nhắc lại 1", en="booster 1"),
        "booster_2": Text(vi="mũi nhắc lại 2", en="booster 2"),
    }
)


def dose_name(dose_kind: DoseKind, number: int) -> Text:
    """Return a dose as sentences name it: "mũi 2 cơ bản", "mũi nhắc lại 1".

    ``number`` counts within the kind, from 1.
    """
    name = _DOSE_NAMES[dose_kind]
    return Text(vi=name.say("vi", number=number), en=name.say("en", number=number))


SIGNATURES: Final[dict[Signature, Text]] = {
    "paper": Text(vi="Trên giấy", en="On paper"),
    "screen": Text(vi="Trên màn hình", en="On the screen"),
}
