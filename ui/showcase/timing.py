"""People whose doses came too close together, for the pictures."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from desk.card import HistoryItem, PersonCard, Verdict
from desk.wording import same
from immunization.text import Text
from ui.showcase import people


def early_dose() -> PersonCard:
    """Return somebody whose first dose, proven by a certificate, was followed too soon."""
    judged = people.verdict("vaccinate", people.FRESH)
    too_early = Text(
        vi="Comirnaty (Pfizer) ngày 17/09/2021 sớm hơn lịch 5 ngày: "
        "bác sĩ xem có tính mũi này không.",
        en="Comirnaty (Pfizer) on 17/09/2021 came 5 days too early: "
        "a physician decides if it counts.",
    )
    title = Text(vi="Tiêm được: mũi nhắc lại 1", en="Vaccinate now: booster 1")
    because = (judged.because[0], too_early)
    return people.card(
        allergies=None, items=_proven(), judged=replace(judged, title=title, because=because),
    )  # fmt: skip


def _proven() -> tuple[HistoryItem, ...]:
    """Return two doses that a certificate told of."""
    signed = Text(
        vi="Theo chứng nhận HC1 của VN, khoá d919375f, danh sách 01/11/2026",
        en="By HC1 certificate of VN, key d919375f, list of 01/11/2026",
    )
    return tuple(
        HistoryItem(
            "dose",
            date(2021, 9, day),
            None,
            Text(
                vi=f"Mũi {number} cơ bản, {day:02}/09/2021",
                en=f"Basic dose {number}, {day:02}/09/2021",
            ),
            (same("Comirnaty (Pfizer)"), signed),
            people.entry(f"proven {number}"),
            people.AT_CENTRE,
        )
        for number, day in ((2, 17), (1, 1))
    )


def too_soon_after_live() -> PersonCard:
    """Return a child who got BCG ten days ago: measles waits, or is given for a reason."""
    judged = Verdict(
        "delay",
        Text(vi="Tạm hoãn đến 11/12/2026", en="Delay until 11/12/2026"),
        (
            Text(
                vi="BCG (lao) ngày 13/11/2026. "
                "Hai vắc xin này tiêm cùng ngày hoặc cách ít nhất 28 ngày.",
                en="BCG (lao) on 13/11/2026. "
                "These two are given on one day or at least 28 days apart.",
            ),
        ),
        people.FRESH,
        people.MEASLES_DUE,
        needs_reason=True,
    )
    return people.card(
        "Lò Văn Pao", number="A066", sex="male", birth="2026-02-10", judged=judged,
        allergies=None, items=(),
    )  # fmt: skip
