"""Screening in its states."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desk import consenting
from desk.screening import Finding, Item, Missing, Proposal, ScreeningForm, Sign
from immunization.entries import Conclusion
from immunization.labels import CONCLUSIONS
from immunization.rulebook import default_catalogue
from immunization.text import Text
from ui.pages.screening import ScreeningPage
from ui.presenters.alert import Alert
from ui.presenters.consenting import ConsentState
from ui.presenters.screening import Decision
from ui.showcase import people
from ui.showcase.stand import Builder, Stand

_ADULT, _CHILD = "Bùi Đức Thịnh", "Lê Gia Hân"
_OF_CHILD = ("screening_child", "consent_child", "consent_sheet_scanned")
_ADULTS = -1
_FEVER = Text(vi="Trên 37,5 °C", en="Above 37.5 °C")
_BY_RULE = Text(vi="Tự chọn theo sinh hiệu: 38,1 °C", en="Chosen from vital signs: 38.1 °C")
_DECLARED = Text(
    vi="Tự khai ngày 22/11 đã điền sẵn. Bác sĩ hỏi lại từng mục.",
    en="Filled in from the declaration of 22/11. The doctor asks each item.",
)


def scenes(stand: Stand) -> Iterator[tuple[str, Builder]]:
    """Yield each state by its name."""
    states: dict[str, Callable[[ScreeningPage], None]] = {
        "screening_child": _child,
        "consent_adult": lambda page: _consent(page, _open, _ADULTS, agreed=True),
        "consent_refused": lambda page: _consent(page, _open, _ADULTS, agreed=False),
        "consent_child": lambda page: _consent(page, _child, 0, agreed=True),
        "consent_signed": _signed,
        "consent_sheet_scanned": lambda page: _consent(
            page, _child, 0, agreed=True, paper="BTC1:04129938165520714482"
        ),
        "screening_nobody": lambda page: page.show_nobody(),
        "screening_fine": lambda page: _filled(page, "vaccinate", "vaccinate"),
        "screening_delay": lambda page: _filled(page, "delay", "delay"),
        "screening_override": lambda page: _filled(page, "delay", "vaccinate"),
        "screening_contraindicated": lambda page: _filled(page, "contraindicated", None),
        "screening_transfer": lambda page: _filled(page, "transfer", "transfer"),
        "screening_missing": _missing,
        "screening_elsewhere": lambda page: page.show_elsewhere(people.card()),
        "screening_switch": _switch,
    }
    for name, state in states.items():
        yield name, _builder(stand, state, name)


def _builder(stand: Stand, state: Callable[[ScreeningPage], None], name: str) -> Builder:
    def build(size: QSize) -> QWidget:
        page = ScreeningPage(stand.wording)
        opened = (
            None
            if name.endswith("nobody")
            else people.person(_CHILD if name in _OF_CHILD else _ADULT)
        )
        window = stand.window("screening", page, size, opened=opened)
        state(page)
        return window

    return build


def _form(law_at: int = 0) -> ScreeningForm:
    law = default_catalogue().forms[law_at]
    return ScreeningForm(
        form=people.entry("screening"),
        person=people.person(_ADULT),
        law=law.id,
        title=law.title,
        items=tuple(
            Item(
                item.key,
                item.key,
                item.legal,
                item.short,
                not_applicable=None
                if item.is_for("male")
                else Text(vi="không áp dụng (nam)", en="not applicable (male)"),
            )
            for item in law.items
        ),
        signs=tuple(
            Sign(sign.name, sign.label, sign.unit, sign.limits(), sign.required)
            for sign in law.signs
        ),
        prefilled=None if law.caveat else _DECLARED,
        notice=law.caveat,
        needs_guardian=law.needs_guardian,
    )


def _open(page: ScreeningPage) -> None:
    card = people.card(
        _ADULT,
        number="A064",
        sex="male",
        birth="1992-08-05",
        stage="screening",
        allergies="",
    )
    page.show_form(card, _form())


def _child(page: ScreeningPage) -> None:
    card = people.card(
        _CHILD,
        number="A068",
        sex="female",
        birth="2016-09-02",
        stage="screening",
        allergies="",
    )
    page.show_form(card, _form(1))
    for name, figure in {"temperature": "36,8", "pulse": "96"}.items():
        row = page.vitals.field(name)
        if row is not None:
            row.set_text(figure)
    fine = Text(vi="Không có mục nào cần hoãn.", en="No item asks for a delay.")
    page.show_decision(Decision(_proposal("vaccinate", fine, False), "vaccinate", None, False))


def _consent(
    page: ScreeningPage,
    form: Callable[[ScreeningPage], None],
    which: int,
    *,
    agreed: bool,
    strokes: str = "",
    paper: str = "",
) -> None:
    if form is _child:
        _child(page)
    else:
        _filled(page, "vaccinate", "vaccinate")
    asked = consenting.asked(default_catalogue().consents[which], None)
    state = ConsentState(
        asked,
        agreed=agreed,
        guardian="Lê Thị Thu Hà" if asked.needs_guardian else "",
        phone="0900 000 123" if asked.needs_guardian else "",
        signature="screen" if strokes else "paper",
        strokes=strokes,
        paper=paper,
    )
    page.show_consent(state)


def _signed(page: ScreeningPage) -> None:
    wave = " ".join(
        f"{90 + at},{int(60 + 26 * math.sin(at / 9) * math.cos(at / 31))}"
        for at in range(0, 200, 3)
    )
    _consent(page, _child, 0, agreed=True, strokes=f"{wave};120,96 280,88")


def _filled(page: ScreeningPage, proposed: Conclusion, chosen: Conclusion | None) -> None:
    _open(page)
    ill = proposed == "delay"
    figures = {
        "temperature": "38,1" if ill else "36,7",
        "pulse": "88",
        "blood_pressure": "124/80",
        "respiration": "18",
    }
    for name, figure in figures.items():
        row = page.vitals.field(name)
        if row is not None:
            row.set_text(figure)
    for line in page.checklist.rows():
        if ill and line.item().key == "2":
            line.answer(True)
    because = {
        "vaccinate": Text(vi="Không có mục nào cần hoãn.", en="No item asks for a delay."),
        "delay": Text(
            vi="Mục 2 và mục 9: đang bệnh cấp tính, sốt 38,1 °C.",
            en="Item 2 and item 9: acute illness, fever of 38.1 °C.",
        ),
        "contraindicated": Text(
            vi="Mục 1: phản vệ rõ với lần tiêm trước.",
            en="Item 1: clear anaphylaxis to an earlier dose.",
        ),
        "transfer": Text(
            vi="Mục 4: phản vệ từ độ 3, tiêm ở nơi cấp cứu được phản vệ.",
            en="Item 4: anaphylaxis of grade 3, vaccinate where it can be treated.",
        ),
    }
    proposal = _proposal(proposed, because[proposed], ill)
    final = chosen or proposed
    until = date(2026, 11, 30) if final == "delay" else None
    page.show_decision(Decision(proposal, final, until, final != proposed))


def _proposal(conclusion: Conclusion, because: Text, ill: bool) -> Proposal:
    words = CONCLUSIONS[conclusion]
    title = Text(vi=f"Đề xuất: {words.vi.lower()}", en=f"Proposal: {words.en.lower()}")
    return Proposal(
        conclusion=conclusion,
        title=title,
        because=(because,),
        delay_until=date(2026, 11, 30) if conclusion == "delay" else None,
        chosen={"9": _BY_RULE} if ill else {},
        findings=(Finding("temperature", _FEVER),) if ill else (),
    )


def _missing(page: ScreeningPage) -> None:
    _open(page)
    row = page.vitals.field("pulse")
    if row is not None:
        row.set_text("8o")
    text = Text(
        vi="Chưa có nhiệt độ. Ai cũng phải đo.",
        en="The temperature is missing. Everybody's is taken.",
    )
    title = Text(vi="Chưa đủ để đề xuất", en="Not enough to propose yet")
    missing = (Missing("temperature", text),)
    proposal = Proposal("vaccinate", title, (text,), None, {}, (), missing)
    page.show_decision(Decision(proposal, "vaccinate", None, False, frozenset({"pulse"})))


def _switch(page: ScreeningPage) -> None:
    _filled(page, "vaccinate", "vaccinate")
    vi = page.wording.language == "vi"
    page.conflict.ask(
        "Đang ghi cho anh Thịnh. Chuyển sang chị Ánh?"
        if vi
        else "Recording for Thịnh. Switch to Ánh?"
    )
    text = Text(
        vi="Ổ đĩa đầy. Phiếu này chưa lưu. Xoá bớt tệp khác rồi bấm Lưu lại.",
        en="The disk is full. This form is not saved. Delete other files, then save again.",
    )
    page.show_alert(Alert("stop", text, "DiskFull: SQLITE_FULL"))
