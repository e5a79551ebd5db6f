"""Reception in its states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desk.certified import Offer
from desk.errors import NoCodeInPicture
from desk.identify import Candidates, Nothing
from desk.reception import Flaw
from immunization.entries import DoseCertified
from immunization.text import Text
from ui.pages.reception import ReceptionPage
from ui.ports import CameraState, Frame
from ui.presenters.alert import Alert
from ui.presenters.code_reads import CodeRead
from ui.presenters.person_form import Typed
from ui.presenters.reception import Next
from ui.showcase import people
from ui.showcase.stand import Builder, Stand

_READS = (
    CodeRead("can_cuoc", "Trần Văn Lộc", people.at(9, 14), None, "A060"),
    CodeRead("unknown", "", people.at(9, 11), None, ours=False),
)
_TYPED = Typed(
    number="031092004871",
    name="Phạm Quốc Bảo",
    birth="05/08/1992",
    sex="male",
    address="Thôn Bến Sỏi, xã Thanh Bình",
)
_PROVEN = Text(
    vi="Chứng nhận có chữ ký đúng (VN), chưa có trong lịch sử: "
    "mũi 1 cơ bản Comirnaty (Pfizer) 01/09/2021.",
    en="The certificate's signature is right (VN); not in the history: "
    "basic dose 1 Comirnaty (Pfizer) 01/09/2021.",
)
_FROM_CARD = frozenset({"number", "name", "birth", "sex", "address"})


def scenes(stand: Stand) -> Iterator[tuple[str, Builder]]:
    """Yield each state by its name."""
    states: dict[str, Callable[[ReceptionPage], None]] = {
        "reception_idle": _idle,
        "reception_search": _search,
        "reception_no_hits": _no_hits,
        "reception_card": _card,
        "reception_slip": _slip,
        "reception_certificate": _certificate,
        "reception_held": _held,
        "reception_conflict": _conflict,
        "reception_received": _received,
        "reception_form": _form,
        "reception_form_flaws": _flaws,
        "reception_lookalike": _lookalike,
        "reception_lookalike_supervisor": _supervisor,
        "reception_correct": _correct,
        "reception_correct_flaws": _correct_flaws,
        "reception_correct_taken": _taken,
        "reception_link_search": _link_search,
        "reception_link": _link,
        "reception_link_no_reason": _link_no_reason,
        "reception_camera_busy": _busy,
        "reception_not_ours": _not_ours,
        "reception_no_code_in_picture": _no_code,
    }
    for name, state in states.items():
        yield name, _builder(stand, state)


def _builder(stand: Stand, state: Callable[[ReceptionPage], None]) -> Builder:
    def build(size: QSize) -> QWidget:
        page = ReceptionPage(stand.wording)
        page.camera.set_camera(CameraState("ready", guidance="closer", distance="far"))
        page.camera.set_frame(card_picture())
        page.show_reads(_READS)
        window = stand.window("reception", page, size)
        state(page)
        return window

    return build


def card_picture() -> Frame:
    """Return a drawn card before a grey wall, for the camera's picture."""
    wide, tall = 640, 480
    pixels = np.full((tall, wide, 3), (112, 104, 98), np.uint8)
    pixels[210:216] = (88, 80, 74)
    pixels[200:370, 220:480] = (226, 233, 234)
    pixels[200:226, 220:480] = (205, 184, 160)
    module = np.random.default_rng(7).integers(0, 2, (21, 21)).astype(np.uint8) * 200 + 30
    code = np.kron(module, np.ones((4, 4), np.uint8))
    pixels[250:334, 380:464] = code[:, :, None]
    corners = ((380, 250), (464, 250), (464, 334), (380, 334))
    return Frame(wide, tall, pixels.tobytes(), tuple((x / wide, y / tall) for x, y in corners))


def _idle(page: ReceptionPage) -> None:
    page.show_idle()
    page.show_next(Next("idle", number="A068"))


def _search(page: ReceptionPage) -> None:
    page.show_hits(Candidates("nguyen thi hong", people.hits(), 48_210))
    page.show_next(Next("hits", "Nguyễn Thị Hồng Vân", "12/03/1979", "A068", "none"))


def _no_hits(page: ReceptionPage) -> None:
    sentence = Text(
        vi="Không thấy ai tên “nguyen thi hoong”.", en="Nobody is called “nguyen thi hoong”."
    )
    page.show_nothing(Nothing("nguyen thi hoong", sentence))
    page.show_next(Next("idle", number="A068"))


def _card(page: ReceptionPage) -> None:
    card = people.card(number=None, stage="none")
    page.show_card(card, (), ())
    page.show_next(Next("card", card.name, "12/03/1979", "A068", "none", may_report=True))


def _slip(page: ReceptionPage) -> None:
    card = people.card(number=None, stage="none")
    says = Text(
        vi="Phiếu xác nhận của điểm tiêm 31-THANHBINH, 26/10/2026. Mũi đã ghi: "
        "1 Comirnaty (Pfizer) 26/10/2026 (MT2610C).",
        en="Confirmation slip of site 31-THANHBINH, 26/10/2026. Doses it names: "
        "1 Comirnaty (Pfizer) 26/10/2026 (MT2610C).",
    )
    page.show_card(card, (), (), (says,))
    page.show_next(Next("card", card.name, "12/03/1979", "A068", "none", may_report=True))


def _certificate(page: ReceptionPage) -> None:
    _card(page)
    dose = DoseCertified(
        day=date(2021, 9, 1), product="comirnaty", dose_kind="basic", number=1, scheme="hc1",
        issuer="VN", key="d919375fc1e7b6b2", trusted_on=date(2026, 11, 1), certified="EU/1/20/1528",
    )  # fmt: skip
    page.show_proof(Offer(people.person("Nguyễn Thị Hồng Vân"), (dose,), _PROVEN))


def _held(page: ReceptionPage) -> None:
    card = people.card(stage="injection", judged=people.verdict("vaccinate"))
    page.show_card(replace(card, held=people.HELD), (), ())
    page.show_next(Next("card", card.name, "12/03/1979", "A061", "injection", may_report=True))


def _conflict(page: ReceptionPage) -> None:
    card = people.card(number=None, stage="none", clashes=(people.CLASH,))
    card = replace(card, verdict=people.verdict("unknown", people.UNKNOWN), history=())
    fault = Text(vi="Thẻ này đã hết hạn.", en="This card has expired.")
    page.show_card(card, (people.CLASH,), (fault,))
    page.show_next(Next("card", card.name, "12/03/1979", "A068", "none"))


def _received(page: ReceptionPage) -> None:
    card = people.card(stage="screening")
    page.show_card(card, (), ())
    page.show_next(Next("card", card.name, "12/03/1979", "A061", "screening"))


def _form(page: ReceptionPage) -> None:
    page.show_form(_TYPED, _FROM_CARD, ())
    page.show_next(Next("form", _TYPED.name, "", "A068"))


def _flaws(page: ReceptionPage) -> None:
    page.show_form(replace(_TYPED, birth="31/02/1992", sex=None, name=""), frozenset(), ())
    page.show_lookalikes((people.LOOKALIKE,))
    page.show_flaws(
        (
            Flaw("name", Text(vi="Chưa có họ tên. Xin nhập.", en="The name is missing.")),
            Flaw(
                "birth",
                Text(
                    vi="Ngày này không có trong lịch. Xin xem lại trên giấy tờ rồi nhập lại.",
                    en="The calendar has no such day. Please check the paper and type again.",
                ),
            ),
            Flaw("sex", Text(vi="Chưa chọn giới tính.", en="The sex is not chosen.")),
        )
    )
    page.show_next(Next("form", "", "", "A068"))


_KNOWN = Typed(
    number="030179004512",
    name="Nguyễn Thị Hồng Vân",
    birth="12/03/1979",
    sex="female",
    phone="0912000318",
    address="Thôn Đông Hạ, xã Thanh Bình",
    allergies="hải sản, nổi mề đay",
)


def _lookalike(page: ReceptionPage) -> None:
    card = people.card(number=None, stage="none", lookalikes=(people.LOOKALIKE,))
    page.show_card(card, (), ())
    page.show_next(Next("card", card.name, "12/03/1979", "A068", "none"))


def _supervisor(page: ReceptionPage) -> None:
    _lookalike(page)
    page.show_next(
        Next("card", "Nguyễn Thị Hồng Vân", "12/03/1979", "A068", "none", True, may_report=True)
    )


def _correct(page: ReceptionPage) -> None:
    typed = replace(_KNOWN, name="Nguyễn Thị Hồng Vấn", sex="other", phone="", guardian="")
    page.show_correction(typed, _KNOWN, frozenset(), ())
    page.show_changes(frozenset({"name", "sex", "phone"}))
    page.show_reason("mistyped")
    page.show_next(Next("correct", _KNOWN.name, stage="ready"))


def _correct_flaws(page: ReceptionPage) -> None:
    typed = replace(_KNOWN, birth="31/02/1979")
    page.show_correction(typed, _KNOWN, frozenset(), ())
    page.show_changes(frozenset({"birth"}))
    calendar = Text(
        vi="Ngày này không có trong lịch. Xin xem lại trên giấy tờ rồi nhập lại.",
        en="The calendar has no such day. Please check the paper and type again.",
    )
    page.show_flaws((Flaw("birth", calendar),))
    page.ask_reason()
    page.show_next(Next("correct", _KNOWN.name, stage="ready"))


def _taken(page: ReceptionPage) -> None:
    known = replace(_KNOWN, birth="21/03/1979")
    page.show_correction(_KNOWN, known, frozenset({"birth"}), (people.CLASH,))
    page.show_changes(frozenset({"birth"}))
    page.show_reason("papers")
    page.show_next(Next("correct", _KNOWN.name, stage="ready"))


def _link_search(page: ReceptionPage) -> None:
    page.show_link_search(people.card(number=None, stage="none"))
    page.show_next(Next("link"))


def _link(page: ReceptionPage) -> None:
    card = people.card(number=None, stage="none")
    other = replace(
        people.card("Nguyễn Thị Hồng Vấn", number=None, stage="none"),
        numbers=(),
        phone=None,
        address="Thôn Cầu Đá, xã Thanh Bình, huyện Yên Lâm",
        history=(),
    )
    page.show_link(card, other)
    page.linking.reason.begin("papers")
    page.show_next(Next("link", card.name, stage="ready"))


def _link_no_reason(page: ReceptionPage) -> None:
    _link(page)
    page.linking.reason.begin()
    page.ask_reason()


def _no_code(page: ReceptionPage) -> None:
    _idle(page)
    said = NoCodeInPicture.text
    page.show_alert(Alert("warn", said))


def _busy(page: ReceptionPage) -> None:
    sentence = Text(
        vi="Camera đang bận. Xin đóng chương trình khác.",
        en="The camera is busy. Close the other program.",
    )
    page.camera.set_camera(CameraState("busy", sentence))
    _idle(page)


def _not_ours(page: ReceptionPage) -> None:
    _idle(page)
    words = Text(
        vi="Mã này không phải của điểm tiêm: liên kết tới example.org, không được mở. "
        "Không lưu gì.",
        en="This code is not one of this site's: a link to example.org, which is not opened. "
        "Nothing is saved.",
    )
    page.show_alert(Alert("warn", words))
