"""The day's list, the stock and the sync page in their states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desk import refused_doses
from desk.card import HistoryItem, VoidMark
from desk.day import DayRow, DayStatus, Figures, LotFigure
from desk.doubles import WHAT_TO_DO, Double, DoubleDose
from desk.fridges import Fridge
from desk.refused_doses import RefusedDose
from desk.standing import Standing, Upstream
from desk.stock import LotDraft, LotFlaw, LotRow, Product
from desk.stock_warnings import StockWarning
from desk.vial_use import VialRow, VialWhere
from immunization.entries import Sex
from immunization.ids import LotId, derived
from immunization.refusals import refusal_of
from immunization.temperatures import Excursion
from immunization.text import Text
from ui.pages.day_list import DayListPage
from ui.pages.stock import StockPage
from ui.pages.sync_page import SyncPage
from ui.ports import Agreement, CameraState, Health, HealthCheck, LineState, Refusal
from ui.presenters.alert import Alert
from ui.presenters.carrying import Carrying
from ui.presenters.keeping import Deed
from ui.presenters.stage import Where
from ui.presenters.sync_page import SyncState
from ui.showcase import people
from ui.showcase.stand import OFFLINE, Builder, Stand, StillClock

_WORDS: dict[DayStatus, Text] = {
    "observation": Text(vi="Theo dõi", en="Under observation"),
    "vaccinated": Text(vi="Đã tiêm", en="Vaccinated"),
    "delay": Text(vi="Tạm hoãn", en="Delay"),
    "transfer": Text(vi="Chuyển tuyến", en="Transfer"),
    "voided": Text(vi="Mũi đã huỷ", en="Dose voided"),
    "not_given": Text(vi="Không tiêm", en="Not injected"),
    "contraindicated": Text(vi="Chống chỉ định", en="Contraindicated"),
    "screening": Text(vi="Chờ khám", en="Waiting for screening"),
    "injection": Text(vi="Chờ tiêm", en="Waiting for injection"),
}
_DAY: tuple[tuple[str, Sex, int, DayStatus, str, str], ...] = (
    ("Tạ Thị Minh Nguyệt", "female", 35, "observation", "Comirnaty, mũi 2", "hub"),
    ("Hồ Sỹ Hùng", "male", 61, "observation", "Vaxzevria, mũi 2", "hub"),
    ("Đinh Thị Phương Thảo", "female", 27, "screening", "", "hub"),
    ("Cao Văn Đạt", "male", 19, "delay", "", "hub"),
    ("Nguyễn Thị Yến", "female", 54, "vaccinated", "Comirnaty, mũi 1", "hub"),
    ("Lương Quang Vinh", "male", 48, "vaccinated", "Vaxzevria, mũi 2", "hub"),
    ("Mạc Thị Huệ", "female", 73, "transfer", "", "hub"),
    ("Phùng Gia Huy", "male", 23, "vaccinated", "Comirnaty, nhắc lại 1", "centre"),
    ("Vương Thị Hạnh", "female", 39, "voided", "", "refused"),
    ("Quách Văn Tường", "male", 57, "vaccinated", "Vaxzevria, mũi 2", "centre"),
    ("Lê Thị Ngọc Diệp", "female", 30, "contraindicated", "", "centre"),
    ("Đoàn Văn Phước", "male", 64, "injection", "Vaxzevria, mũi 1", "centre"),
)
_LOTS = tuple(
    LotRow(
        LotId(derived("lot", lot)),
        "p",
        name,
        lot,
        day,
        got,
        used,
        got - used - 3,
        gone,
        soon,
        gone=2,
        allocated=got // 2,
        wasted=1,
        returned=2,
    )
    for name, lot, day, got, used, gone, soon in (
        ("Vaxzevria (AstraZeneca)", "AZ26K02", date(2026, 11, 20), 100, 96, True, False),
        ("Vaxzevria (AstraZeneca)", "AZ26K04", date(2026, 12, 15), 200, 57, False, True),
        ("Comirnaty (Pfizer)", "MT2611A", date(2027, 1, 31), 1200, 131, False, False),
        ("Comirnaty (Pfizer)", "MT2611B", date(2027, 2, 28), 600, 0, False, False),
    )
)
_WHAT = Text(vi="Comirnaty (Pfizer), mũi 1", en="Comirnaty (Pfizer), dose 1")
_PRODUCTS = (
    Product("comirnaty", "Comirnaty (Pfizer)", 6),
    Product("vaxzevria", "Vaxzevria (AstraZeneca)", 10),
)
WARNINGS = (
    StockWarning(
        "out",
        Text(
            vi="Tủ lạnh 2: 9,2 °C lúc 09:31 23/11/2026, ngoài 2-8 °C. Để riêng vắc xin, báo "
            "người phụ trách.",
            en="Tủ lạnh 2: 9.2 °C at 09:31 23/11/2026, outside 2-8 °C. Set the vaccine apart, and "
            "report it.",
        ),
        "stop",
    ),
    StockWarning(
        "cluster",
        Text(
            vi="Lô MT2611A: 9 phản ứng trên 131 người; các lô khác 1 trên 57. Khả năng ngẫu nhiên "
            "0,4 %. Xem lại ca và lô; chưa phải kết luận.",
            en="Lot MT2611A: 9 reactions among 131 people; other lots 1 among 57. By chance: 0.4 %."
            " Look into cases and lot; this is no finding.",
        ),
        "warn",
    ),
    StockWarning("expires", Text(vi="Lô AZ26K04 sắp hết hạn.", en="Lot AZ26K04 expires."), "warn"),
)
_REFUSAL = Refusal(
    people.entry("refused"),
    people.person("Phan Văn Sáu"),
    Text(vi="Mũi 2 của Phan Văn Sáu, ghi lúc 08:47", en="Dose 2 of Phan Văn Sáu, saved at 08:47"),
    Text(vi="lô MT2610X không có ở điểm tiêm này", en="lot MT2610X is not at this site"),
    Text(
        vi="Xem lại số lô trên lọ, rồi huỷ mũi và ghi lại. Mũi gốc vẫn còn trong nhật ký.",
        en="Check the lot on the vial, then void the dose and record it again.",
    ),
    people.at(8, 47),
)
_CHECKS = (
    HealthCheck(
        Text(vi="Bàn 1, Bàn 4", en="Desk 1, Desk 4"), Text(vi="thấy lúc 10:32", en="seen 10:32")
    ),
    HealthCheck(
        Text(vi="Bàn 2", en="Desk 2"),
        Text(vi="không thấy từ 10:19", en="not seen since 10:19"),
        "warn",
    ),
    HealthCheck(
        Text(vi="Nhật ký (chuỗi, chữ ký)", en="Journal (chain, seals)"),
        Text(vi="nguyên vẹn, 10:31", en="intact, 10:31"),
    ),
    HealthCheck(
        Text(vi="Sao lưu trong máy", en="Backup here"), Text(vi="07:02 hôm nay", en="07:02 today")
    ),
    HealthCheck(Text(vi="Ổ đĩa", en="Disk"), Text(vi="còn 41 GB", en="41 GB free")),
    HealthCheck(Text(vi="Đồng hồ", en="Clock"), Text(vi="lệch 2 giây", en="2 s off")),
)


def scenes(stand: Stand) -> Iterator[tuple[str, Builder]]:
    """Yield each state by its name."""
    for name, days in {
        "list_empty": _list_empty,
        "list_day": _list_day,
        "list_person": _list_one,
        "list_voids": _list_voids,
        "list_doubles": _list_doubles,
        "list_refused": _list_refused,
        "list_overruled": _list_overruled,
    }.items():
        yield name, _builder(stand, "list", lambda: DayListPage(stand.wording), days)
    for name, stocks in {
        "stock_empty": _stock_empty,
        "stock_lots": _stock_lots,
        "stock_form": _stock_form,
        "stock_move": _stock_move,
        "stock_vials": _stock_vials,
        "stock_discard": _stock_discard,
        "stock_fridges": _stock_fridges,
        "stock_temperature": _stock_temperature,
    }.items():
        yield name, _builder(stand, "stock", lambda: StockPage(stand.wording), stocks)
    for name, state in _sync_states().items():
        yield name, _sync(stand, state)


def _builder(
    stand: Stand, where: Where, make: Callable[[], object], fill: Callable[..., None]
) -> Builder:
    def build(size: QSize) -> QWidget:
        page = make()
        window = stand.window(where, page, size)  # type: ignore[arg-type]
        fill(page)
        return window

    return build


def _rows() -> tuple[DayRow, ...]:
    made = []
    for place, (name, sex, old, status, dose, stop) in enumerate(_DAY):
        waiting = status in {"screening", "injection"}
        made.append(
            DayRow(
                people.person(name),
                f"A{203 - place}",
                name,
                sex,
                people.age(old),
                status,
                _WORDS[status],
                _dose(dose) if dose else None,
                people.at(16, 34) - timedelta(minutes=4 * place),
                None if waiting else f"Bàn {place % 3 + 1}",
                people.entry(name),
                None if waiting else Standing(stop, has_hub=True),  # type: ignore[arg-type]
            )
        )
    return tuple(made)


def _dose(vi: str) -> Text:
    return Text(vi=vi, en=vi.replace("nhắc lại", "booster").replace("mũi", "dose"))


def _figures(people_today: int) -> Figures:
    some = people_today > 0
    return Figures(
        day=people.TODAY,
        people=people_today,
        received=people_today,
        vaccinated=187 if some else 0,
        not_vaccinated=14 if some else 0,
        under_way=2 if some else 0,
        observing=3 if some else 0,
        delayed=9 if some else 0,
        contraindicated=2 if some else 0,
        transferred=1 if some else 0,
        not_given=2 if some else 0,
        voided=1 if some else 0,
        mild_reactions=2 if some else 0,
        serious_reactions=1 if some else 0,
        overrides=2 if some else 0,
        lots=(
            LotFigure("comirnaty", "Comirnaty (Pfizer)", "MT2611A", 130, 1),
            LotFigure("vaxzevria", "Vaxzevria (AstraZeneca)", "AZ26K04", 57, 0),
        )
        if some
        else (),
    )


def _list_empty(page: DayListPage) -> None:
    page.show_day((), _figures(0), "all")


def _list_day(page: DayListPage) -> None:
    page.show_day(_rows(), _figures(203), "all")


def _list_voids(page: DayListPage) -> None:
    """Somebody with a dose and a reaction that can be taken back, and a reaction that was."""
    _list_day(page)
    row = _rows()[4]
    dose = HistoryItem(
        "dose",
        people.TODAY,
        people.at(8, 48),
        Text(vi="Mũi 2 cơ bản, 23/11/2026", en="Basic dose 2, 23/11/2026"),
        (Text(vi="Comirnaty (Pfizer), lô MT2611A", en="Comirnaty (Pfizer), lot MT2611A"),),
        people.entry("dose 2"),
        people.AT_HUB,
        may_void=True,
    )
    rash = HistoryItem(
        "reaction",
        people.TODAY,
        people.at(9, 5),
        Text(vi="Phản ứng nhẹ, 23/11/2026", en="Mild reaction, 23/11/2026"),
        (Text(vi="Phát ban", en="Rash"),),
        people.entry("rash"),
        people.AT_HUB,
        severity="mild",
        may_void=True,
    )
    wrong = VoidMark(Text(vi="Nhầm người", en="Wrong person"), None, people.at(9, 2), None)
    not_theirs = replace(
        rash,
        entry=people.entry("not theirs"),
        title=Text(vi="Tai biến nặng, 23/11/2026", en="Serious adverse event, 23/11/2026"),
        lines=(Text(vi="Co giật", en="Seizures"),),
        severity="serious",
        void=wrong,
        may_void=False,
    )
    card = people.card(
        row.name, number=row.number, stage="observation", items=(rash, not_theirs, dose)
    )
    page.show_row(row, card)


def _list_one(page: DayListPage) -> None:
    _list_day(page)
    row = _rows()[4]
    card = people.card(row.name, number=row.number, stage="done")
    page.show_row(row, card)


def _list_overruled(page: DayListPage) -> None:
    reasons = (
        Text(vi="Khám khác đề xuất", en="Screened otherwise"),
        Text(vi="Tiêm có lý do", en="For a reason"),
    )
    rows = [
        replace(row, dose_words=None, note=reason)
        for row, reason in zip(_rows()[3:5], reasons, strict=True)
    ]
    page.show_day(tuple(rows), _figures(203), "overruled")


def _list_doubles(page: DayListPage) -> None:
    pairs = (
        ("Nguyễn Thị Hồng Vân", "Bàn 1", "Bàn 2", True),
        ("Tôn Nữ Nguyễn Thị Hoàng Phương Uyên", "Bàn 3", "TYT xã Khác", False),
    )
    doubles = []
    for name, one, other, is_here in pairs:
        doses = (
            DoubleDose(people.entry("1"), _WHAT, people.at(8, 47), one),
            DoubleDose(people.entry("2"), _WHAT, people.at(8, 52), other, is_here),
        )
        doubles.append(Double(people.person(name), name, doses))
    page.show_doubles(tuple(doubles))
    page.show_day((), _figures(203), "doubles")
    page.show_alert(Alert("stop", WHAT_TO_DO))


def _list_refused(page: DayListPage) -> None:
    people_of = ("Nguyễn Thị Hồng Vân", "Tôn Nữ Nguyễn Thị Hoàng Phương Uyên")
    codes = ("dose-in-future", "after-revocation")
    page.show_refused(
        tuple(
            RefusedDose(
                people.person(name), name, people.entry(code), _WHAT, people.at(8, 47), "Bàn 2",
                refusal_of(code).why, refusal_of(code).to_do,
            )
            for name, code in zip(people_of, codes, strict=True)
        )
    )  # fmt: skip
    page.show_day((), _figures(203), "refused")
    page.show_alert(Alert("stop", refused_doses.WHAT_TO_DO))


def _stock_empty(page: StockPage) -> None:
    page.show_lots(())


def _stock_lots(page: StockPage) -> None:
    page.show_lots(_LOTS)
    page.show_warnings(WARNINGS)


def _stock_form(page: StockPage) -> None:
    page.show_lots(_LOTS)
    draft = LotDraft(people.entry("lot"), "comirnaty", "MT2611C", "31/02/2027", "")
    page.show_delivery(draft, _PRODUCTS)
    page.show_flaws(
        (
            LotFlaw("expiry", Text(vi="Ngày này không có trong lịch.", en="No such day.")),
            LotFlaw("doses", Text(vi="Xin ghi số liều nhận.", en="How many doses came?")),
        )
    )


def _stock_move(page: StockPage) -> None:
    _stock_lots(page)
    words = "Comirnaty (Pfizer), MT2611A"
    page.show_deed(Deed("move", people.entry("move"), _LOTS[2].lot_id, words))
    page.say_missing("to", Text(vi="Xin ghi cấp cho ai.", en="Please say for whom."))


def _vials() -> tuple[VialRow, ...]:
    empty = Text(vi="Hết liều", en="Empty")
    over = Text(vi="Cuối buổi", en="Session over")
    made: tuple[tuple[str, str, VialWhere, int, int, int, int, int, Text | None], ...] = (
        ("MT2611A", "Bàn 1", "open", 8, 2, 0, 0, 0, None),
        ("MT2611A", "Bàn 2", "soon", 4, 5, 0, 0, 0, None),
        ("AZ26K04", "Bàn 3", "past", 2, 6, 0, 0, 0, None),
        ("MT2611A", "Bàn 1", "gone", 3, 7, 1, 0, 0, empty),
        ("AZ26K04", "Bàn 2", "gone", 2, 6, 0, 3, 1, over),
    )
    return tuple(
        VialRow(
            people.entry(f"vial {at}"),
            "Comirnaty (Pfizer)" if lot[0] == "M" else "Vaxzevria (AstraZeneca)",
            lot,
            desk,
            where,
            people.NOW - timedelta(minutes=40 * (9 - hour)),
            people.NOW + timedelta(minutes=45 * (hour - 3)),
            6 if lot[0] == "M" else 10,
            drawn,
            None if why else 4,
            extra,
            missing,
            wasted,
            why,
        )
        for at, (lot, desk, where, hour, drawn, extra, wasted, missing, why) in enumerate(made)
    )


def _stock_vials(page: StockPage) -> None:
    _stock_lots(page)
    page.show_vials(_vials())
    page.show_tab("vials")


def _stock_discard(page: StockPage) -> None:
    _stock_vials(page)
    words = "Comirnaty, MT2611A, Bàn 1"
    page.show_deed(Deed("discard", people.entry("discard"), people.entry("vial 0"), words))


def _stock_fridges(page: StockPage) -> None:
    _stock_lots(page)
    out = Excursion(people.at(3, 10), people.at(4, 40), 11.4, 10)
    page.show_fridges(
        (
            Fridge("Tủ lạnh 1", people.at(9, 30), 4.5, False, False, 2840, (out, out)),
            Fridge("Tủ lạnh 2", people.at(9, 31), 9.2, True, False, 61, (out,)),
            Fridge("Hòm lạnh đội lưu động", people.at(7, 2), 5.0, False, True, 4, ()),
        )
    )
    page.show_tab("fridges")


def _stock_temperature(page: StockPage) -> None:
    _stock_fridges(page)
    deed = Deed("temperature", people.entry("temperature"), typed={"fridge": "Tủ lạnh 1"})
    page.show_deed(deed)


def _sync_states() -> dict[str, SyncState]:
    health = Health(True, people.at(10, 31), _CHECKS)
    camera = CameraState("ready")
    refused = LineState(
        "offline",
        people.at(9, 2),
        people.at(9, 1),
        people.at(10, 34),
        "good",
        "cut",
        None,
        (_REFUSAL,),
    )
    stopped = LineState(
        "stopped",
        people.at(9, 2),
        people.at(9, 1),
        None,
        None,
        "cut",
        Text(
            vi="Khoá của bàn này không còn được nhận. Xin IT ghi danh lại.",
            en="The key of this desk is no longer taken. Ask IT to enrol it again.",
        ),
    )
    agrees = Agreement(people.at(10, 31), 1240)
    green = LineState(
        "connected", people.at(9, 2), people.at(10, 31), None, "good", "good", agreement=agrees
    )
    all_there = Upstream(118, 118, 118, 0, 0, people.at(10, 31))
    return {
        "sync_refused": SyncState(people.UPSTREAM, refused, health, camera, False),
        "sync_offline": SyncState(people.UPSTREAM, OFFLINE, health, camera, True),
        "sync_green": SyncState(all_there, green, health, camera, False),
        "sync_stuck": SyncState(
            people.UPSTREAM,
            replace(green, kind="sending", stuck=people.at(10, 20)),
            health,
            camera,
            False,
        ),
        # A server that answers, but wrongly; and more that was refused than there is room for.
        "sync_many": SyncState(
            people.UPSTREAM,
            replace(refused, refusals=(_REFUSAL,) * 5, stuck=people.at(10, 20)),
            health,
            camera,
            False,
        ),
        "sync_differs": SyncState(
            all_there,
            replace(green, agreement=Agreement(people.at(10, 31), 1240, lost=2)),
            health,
            camera,
            False,
        ),
        "sync_mended": SyncState(
            all_there,
            replace(green, agreement=Agreement(people.at(10, 31), 1240, mended=3)),
            health,
            camera,
            False,
        ),
        "sync_alone": SyncState(
            Upstream(5, None, 0, 0, 5, None), LineState(), Health(), camera, False
        ),
        "sync_stopped": SyncState(
            Upstream(118, None, 36, 0, 82, people.at(9, 1)), stopped, health, camera, False
        ),
        "sync_broken": SyncState(
            people.UPSTREAM, refused, Health(False, people.at(10, 31), _CHECKS), camera, False
        ),
    }


def _sync(stand: Stand, state: SyncState) -> Builder:
    def build(size: QSize) -> QWidget:
        page = SyncPage(stand.wording)
        clock = StillClock(fast=state.clock_doubtful)
        window = stand.window("sync", page, size, line=state.line, clock=clock)
        page.show_sync(state)
        page.show_carrying(
            Carrying("writing", 36, 118) if state.clock_doubtful else Carrying("idle")
        )
        return window

    return build
