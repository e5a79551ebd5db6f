"""What speaks against a dose at this desk now: the rules of dosing, and what they cannot know.

A dose that went into an arm must be recordable: all but the impossible and the forbidden only
asks for a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from desk.card import Knowledge
from desk.judgement import history_of
from desk.wording import clock_time, filled, lower
from immunization import dosing
from immunization.courses import Circumstances
from immunization.dates import stored
from immunization.dosing import DoseFacts, Objection
from immunization.ids import SiteCode
from immunization.labels import CONCLUSIONS
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db.queries import LotHeld
from records.folds.person_values import Person

NO_VIAL: Final = Text(
    vi="Chưa có lọ trên khay. Chưa lưu gì. Xin quét mã lọ hoặc chọn lô.",
    en="There is no vial on the tray. Nothing is saved. Please scan a vial or choose a lot.",
)
_PAST: Final = Text(
    vi="Lọ này phải bỏ từ {time}. Chưa lưu gì. Xin lấy lọ mới.",
    en="This vial was to be discarded at {time}. Nothing is saved. Please take a new one.",
)
_LOT_EMPTY: Final = Text(
    vi="Theo sổ, lô {lot} đã hết liều. Xin xem lại lô.",
    en="By the books lot {lot} has no doses left. Please check the lot.",
)
_UNKNOWN: Final = Text(
    vi="Chưa biết hết các mũi trước của người này. Xin hỏi và ghi lời khai.",
    en="Earlier doses of this person may be unknown. Please ask, and write down what they say.",
)
_OLD: Final = Text(
    vi="Lịch sử ở đây đã cũ. Xin hỏi các mũi gần đây và ghi lời khai.",
    en="The history here is old. Please ask about recent doses, and write down what they say.",
)
_NOT_SCREENED: Final = Text(vi="Hôm nay chưa khám sàng lọc.", en="There was no screening today.")
_SCREENED: Final = Text(
    vi="Khám sàng lọc hôm nay kết luận: {conclusion}.",
    en="Today's screening concluded: {conclusion}.",
)


class Case(Struct, frozen=True):
    """What is known when a dose is judged; ``discard_at`` of the open vial of the lot.

    ``held`` says which other desk has the person open for injection now.
    """

    person: Person
    known: Knowledge
    bearing: Circumstances
    lot: LotHeld | None
    discard_at: datetime | None
    site: SiteCode
    now: datetime
    held: Text | None = None


def objections(facts: DoseFacts | None, case: Case, catalogue: Catalogue) -> tuple[Objection, ...]:
    """Return what speaks against a dose, the gravest first; without a vial only that."""
    if facts is None:
        held = [Objection("refuse", "held", case.held)] if case.held else []
        return (*held, Objection("refuse", "no_vial", NO_VIAL, "lot"))
    as_of = case.known.as_of.date() if case.known.as_of else None
    found = [Objection("refuse", "held", case.held)] if case.held else []
    found += [
        *dosing.objections(
            facts,
            history_of(case.person),
            case.now.date(),
            catalogue,
            birth=stored(case.person.birth),
            known_as_of=as_of,
            circumstances=case.bearing,
        ),
    ]
    found.extend(_of_vial(case))
    found.extend(_of_knowledge(case, {one.code for one in found}))
    found.extend(_of_screening(case, facts.day))
    return tuple(sorted(found, key=lambda one: one.force != "refuse"))


def _of_vial(case: Case) -> Iterator[Objection]:
    lot, discard_at = case.lot, case.discard_at
    if discard_at is not None and case.now >= discard_at:
        yield Objection("refuse", "vial_past", filled(_PAST, time=clock_time(discard_at)), "lot")
    if lot is not None and lot.left <= 0:
        yield Objection("ask", "lot_empty", filled(_LOT_EMPTY, lot=lot.lot), "lot")


def _of_knowledge(case: Case, codes: set[str]) -> Iterator[Objection]:
    if "unknown_history" in codes or "same_day" in codes:
        return
    if case.known.history == "unknown":
        yield Objection("ask", "history_unknown", _UNKNOWN)
    elif case.known.history == "old":
        yield Objection("ask", "history_old", _OLD)


def _of_screening(case: Case, day: date) -> Iterator[Objection]:
    if day != case.now.date():
        return
    visit = case.person.visits.get((case.site, day))
    conclusion = visit.conclusion if visit else None
    if conclusion is None:
        yield Objection("ask", "not_screened", _NOT_SCREENED)
    elif conclusion != "vaccinate":
        text = filled(_SCREENED, conclusion=lower(CONCLUSIONS[conclusion]))
        yield Objection("ask", "screened_out", text)
