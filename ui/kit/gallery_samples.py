"""Made-up people and facts for the gallery, in both languages."""

from __future__ import annotations

from immunization.text import Language
from ui.kit.alert_line import AlertFacts
from ui.kit.camera_view import Distance, Guidance
from ui.kit.checklist import ChecklistItem
from ui.kit.data_table import Cell, Column, TableRow
from ui.kit.fact_rows import FactRow
from ui.kit.filters import Filter
from ui.kit.marks import Standing
from ui.kit.observation_board import TileFacts, TileState
from ui.kit.person_head import PersonFacts
from ui.kit.pills import PillFacts, StatusFacts
from ui.kit.queue_view import QueueRow
from ui.kit.saved_rows import SavedFacts
from ui.kit.search_results import Hit
from ui.kit.states import ErrorFacts
from ui.kit.stations import Station
from ui.kit.timeline import Happening
from ui.kit.verdict import VerdictFacts
from ui.kit.vial_chip import VialFacts
from ui.kit.wall_board import WallFacts, WallTile


class Say:
    """Chooses one of two wordings."""

    def __init__(self, language: Language) -> None:
        self._vi = language == "vi"

    def __call__(self, vi: str, en: str) -> str:
        """Return the words in the language."""
        return vi if self._vi else en


def people(language: Language) -> tuple[PersonFacts, ...]:
    """A known person, one without alerts, a long name, a conflict, a duplicate."""
    say = Say(language)
    allergy = PillFacts(
        say("Dị ứng hải sản: nổi mề đay", "Seafood: hives"), "triangle-alert", "warn"
    )
    past = PillFacts(
        say("Mũi 1: sốt 37,9 °C, khỏi sau 1 ngày", "Dose 1: 37.9 °C, well in 1 day"), "activity"
    )
    none = PillFacts(say("Không ghi nhận dị ứng", "No allergy recorded"), "check")
    unknown = PillFacts(say("Chưa rõ tiền sử", "History unknown"), "circle-question-mark", "warn")
    woman, man = say("Nữ, 47 tuổi", "Female, 47"), say("Nam, 34 tuổi", "Male, 34")
    born = say("Sinh 12/03/1979", "Born 12/03/1979")
    return (
        PersonFacts("061", "Nguyễn Thị Hồng Vân", woman, born, "030 179 004 512", (allergy, past)),
        PersonFacts(
            "064", "Bùi Đức Thịnh", man, say("sinh 05/08/1992", "born 05/08/1992"), "", (none,)
        ),
        PersonFacts(
            "065",
            "Công Tằng Tôn Nữ Thị Hồng Phương Khánh Ngọc",
            woman,
            born,
            "030 179 004 512",
            (allergy, past),
        ),
        PersonFacts(
            "066",
            "Phạm Quốc Bảo",
            man,
            say("1951, khoảng 75 tuổi", "1951, about 75"),
            "",
            (unknown,),
            "conflict",
            say(
                "Thẻ ghi sinh 12/03/1978, hồ sơ ghi 12/03/1979. Xin hỏi lại rồi sửa hồ sơ.",
                "The card says 12/03/1978, the record 12/03/1979. Please ask and correct.",
            ),
        ),
        PersonFacts(
            "067",
            "Đỗ Thị Kim Oanh",
            woman,
            born,
            "",
            (none,),
            "duplicate",
            say("Nghi trùng với Đỗ Kim Oanh, cùng ngày sinh.", "Perhaps the same as Đỗ Kim Oanh."),
        ),
    )


def verdicts(language: Language) -> tuple[VerdictFacts, ...]:
    """All five kinds; the first not checked against other desks."""
    say = Say(language)
    known = say("Biết đến 09:42 hôm nay.", "Known as of 09:42 today.")
    return (
        VerdictFacts(
            "may",
            say("Tiêm được: mũi 2 cơ bản", "Vaccinate now: basic dose 2"),
            say(
                "Comirnaty (Pfizer), 0,3 ml. Đã đủ 28 ngày từ mũi 1, cần ít nhất 21 ngày.",
                "Comirnaty (Pfizer), 0.3 ml. 28 days since dose 1, at least 21 are needed.",
            ),
            say(
                "Biết đến 09:01 hôm nay. Chưa đối chiếu với Bàn 1 và Bàn 2.",
                "Known as of 09:01 today. Not checked against desks 1 and 2.",
            ),
            unchecked=True,
        ),
        VerdictFacts(
            "delay",
            say("Tạm hoãn đến 30/11/2026", "Delay until 30/11/2026"),
            say("Đang bệnh cấp tính, sốt 38,1 °C.", "Acute illness, fever 38.1 °C."),
            known,
        ),
        VerdictFacts(
            "never",
            say("Chống chỉ định với Comirnaty", "Contraindicated: Comirnaty"),
            say("Phản vệ độ 3 sau mũi 1, ngày 26/10/2026.", "Anaphylaxis grade 3 after dose 1."),
            known,
        ),
        VerdictFacts(
            "transfer",
            say("Chuyển tuyến: tiêm tại bệnh viện", "Transfer: vaccinate in hospital"),
            say("Phản vệ độ 2 với thuốc kháng sinh.", "Anaphylaxis grade 2 to an antibiotic."),
            known,
        ),
        VerdictFacts(
            "unknown",
            say("Chưa đủ dữ liệu để kết luận", "Not enough data for a verdict"),
            say("Chưa có kết quả khám sàng lọc hôm nay.", "No screening result today."),
            known,
        ),
    )


def vials(language: Language) -> tuple[VialFacts, ...]:
    """None, open, last dose, 30 minutes left, past discard."""
    say = Say(language)
    lot = say("Lô **MT2611A**, hạn dùng 31/01/2027", "Lot **MT2611A**, expires 31/01/2027")
    opened = say("Mở 08:15, bỏ lúc 14:15", "Opened 08:15, discard at 14:15")
    three = say("**Còn 3** trong 6 liều", "**3 left** of 6 doses")
    name = "Comirnaty (Pfizer)"
    return (
        VialFacts("none", say("Quét mã lọ để bắt đầu", "Scan a vial to begin")),
        VialFacts("open", name, lot, opened, "4:33", 0.76, 3, 6, three),
        VialFacts(
            "last_dose",
            name,
            lot,
            opened,
            "2:10",
            0.36,
            1,
            6,
            say("**Liều cuối** trong 6", "**Last** of 6 doses"),
        ),
        VialFacts("soon", name, lot, opened, "0:24", 0.07, 3, 6, three),
        VialFacts(
            "refused",
            name,
            lot,
            opened,
            "",
            0,
            3,
            6,
            three,
            say("Quá giờ bỏ 14:15. Xin quét lọ khác.", "Past 14:15. Please scan another vial."),
        ),
    )


def items(language: Language) -> tuple[ChecklistItem, ...]:
    """The adult form with one illness, one item chosen by rule, one not applicable."""
    say = Say(language)
    words = (
        say(
            "Phản vệ rõ với vắc xin COVID-19 lần trước hoặc thành phần của vắc xin",
            "Clear anaphylaxis to the previous COVID-19 dose or to an ingredient",
        ),
        say("Đang mắc bệnh cấp tính", "Acute illness now"),
        "",
        say("Phản vệ từ độ 3 với bất kỳ dị nguyên nào", "Anaphylaxis grade 3 to any allergen"),
        say(
            "Suy giảm miễn dịch nặng, ung thư giai đoạn cuối đang hoá trị, xạ trị",
            "Severe immune deficiency, late-stage cancer under treatment",
        ),
        say("Dị ứng với bất kỳ dị nguyên nào", "Allergy to any allergen"),
        say("Rối loạn đông máu, cầm máu", "Disorder of coagulation"),
        say("Rối loạn tri giác, rối loạn hành vi", "Disorder of mind or behaviour"),
        say("Bất thường dấu hiệu sống", "Abnormal vital signs"),
        say("Lý do khác để hoãn hoặc không tiêm", "Another reason to delay or not inject"),
    )
    made = [
        ChecklistItem(str(at), str(at), text, answer=False)
        for at, text in enumerate(words, start=1)
    ]
    made[1] = ChecklistItem(
        "2", "2", words[1], True, note=say("Sốt, đau họng từ tối qua", "Fever since last night")
    )
    made[2] = ChecklistItem(
        "3",
        "3",
        "",
        not_applicable=say(
            "Phụ nữ mang thai: không áp dụng (nam)", "Pregnancy: not applicable (male)"
        ),
    )
    made[8] = ChecklistItem(
        "9",
        "9",
        words[8],
        True,
        say("Tự chọn theo sinh hiệu: 38,1 °C", "Chosen from the vital signs: 38.1 °C"),
        takes_note=False,
    )
    return tuple(made)


def vitals(language: Language) -> tuple[tuple[str, str, str, str, str], ...]:
    """Label, limit, unit, value, problem."""
    say = Say(language)
    beats = say("lần/ph", "/min")
    return (
        (
            say("Nhiệt độ", "Temperature"),
            say("tới 37,5", "up to 37.5"),
            "°C",
            say("38,1", "38.1"),
            say("Trên 37,5 °C", "Over 37.5 °C"),
        ),
        (say("Mạch", "Pulse"), say("60 đến 100", "60 to 100"), beats, "88", ""),
        (
            say("Huyết áp", "Blood pressure"),
            say("90/60 đến 140/90", "90/60 to 140/90"),
            "mmHg",
            "124/80",
            "",
        ),
        (say("Nhịp thở", "Breathing"), say("tới 25", "up to 25"), beats, "18", ""),
    )


def queue(language: Language) -> tuple[QueueRow, ...]:
    """Selected, plain, long wait, held elsewhere, next, a long name."""
    say = Say(language)
    return (
        QueueRow(
            "061", "061", "Nguyễn Thị Hồng Vân", say("Nữ, 47 tuổi, đang tiêm", "Female, 47, now")
        ),
        QueueRow("062", "062", "Phạm Quốc Bảo", say("Nam, 29 tuổi, chờ 4 phút", "Male, 29, 4 min")),
        QueueRow(
            "063",
            "063",
            "Đỗ Thị Kim Oanh",
            say("Nữ, 66 tuổi, chờ 24 ph", "Female, 66, 24 min"),
            long_wait=True,
        ),
        QueueRow(
            "064",
            "064",
            "Mai Xuân Hùng",
            say("Nam, 41 tuổi", "Male, 41"),
            held_by=say("đang mở ở Bàn 2", "open at desk 2"),
        ),
        QueueRow(
            "065",
            "065",
            "Công Tằng Tôn Nữ Thị Khánh Ngọc",
            say("Nữ, 71 tuổi, chờ 1 phút", "Female, 71, 1 min"),
            next_up=True,
        ),
    )


def saved(language: Language) -> tuple[SavedFacts, ...]:
    """Newest, older, voiding, voided."""
    say = Say(language)
    here = Standing("desk", say("Đã lưu tại bàn", "Saved at desk"))
    centre = Standing("centre", say("Trung tâm đã nhận", "Centre has it"))
    return (
        SavedFacts(
            "1", "Trần Văn Lộc", say("Nhắc lại 1, 09:39", "Booster 1, 09:39"), here, "newest"
        ),
        SavedFacts("2", "Hoàng Thị Mến", say("Mũi 2 cơ bản, 09:35", "Basic 2, 09:35"), centre),
        SavedFacts(
            "3",
            "Lê Thị Ngọc Diệp",
            say("Mũi 1, 09:31", "Dose 1, 09:31"),
            here,
            "voiding",
            say("Đang huỷ", "Voiding"),
        ),
        SavedFacts(
            "4",
            "Vương Thị Hạnh",
            say("Mũi 2, 09:20", "Dose 2, 09:20"),
            here,
            "voided",
            say("Đã huỷ: nhầm người", "Voided: wrong person"),
        ),
    )


def history(language: Language) -> tuple[Happening, ...]:
    """Today, a dose, a reaction, a voided dose, a self-declaration."""
    say = Say(language)
    return (
        Happening(
            "0",
            say("Hôm nay: mũi 2 cơ bản", "Today: basic dose 2"),
            (
                say(
                    "Khám 09:34: tiêm được (BS. Vũ Đình Khang)",
                    "Screened 09:34: vaccinate (Dr Vũ Đình Khang)",
                ),
                say("36,7 °C; mạch 78; huyết áp 122/78", "36.7 °C; pulse 78; 122/78"),
            ),
            "now",
        ),
        Happening(
            "1",
            say("Mũi 1 cơ bản, 26/10/2026", "Basic dose 1, 26/10/2026"),
            (
                say("Comirnaty (Pfizer), lô MT2610C", "Comirnaty (Pfizer), lot MT2610C"),
                "Trạm Y tế xã Thanh Bình",
            ),
            standing=Standing("centre", say("Trung tâm đã nhận", "Centre has it")),
        ),
        Happening(
            "2",
            say("Phản ứng nhẹ, 27/10/2026", "Mild reaction, 27/10/2026"),
            (say("Sốt 37,9 °C, khỏi sau 1 ngày", "Fever 37.9 °C, well after a day"),),
            "reaction",
        ),
        Happening(
            "3",
            say("Mũi 1 cơ bản, 26/10/2026", "Basic dose 1, 26/10/2026"),
            (say("Đã huỷ: nhầm người", "Voided: wrong person"),),
            "voided",
        ),
        Happening(
            "4",
            say("Khai báo y tế, 22/11/2026", "Self-declaration, 22/11/2026"),
            (say("Tự khai: không bệnh nền, không có thai", "No conditions, not pregnant"),),
            standing=Standing(
                "refused", say("Bị từ chối: lô không có ở đây", "Refused: no such lot here")
            ),
        ),
    )


def columns(language: Language) -> tuple[Column, ...]:
    """The day's list."""
    say = Say(language)
    return (
        Column(say("Số", "No."), 62),
        Column(say("Họ tên, tuổi", "Name, age"), 190, 3),
        Column(say("Trạng thái", "State"), 146, 1),
        Column(say("Vắc xin", "Vaccine"), 168, 1),
        Column(say("Giờ", "Time"), 68),
        Column(say("Bàn", "Desk"), 70),
        Column(say("Đã tới đâu", "How far"), 96, sortable=False),
    )


def rows(language: Language) -> tuple[TableRow, ...]:
    """Each status once."""
    say = Say(language)
    watch = Cell(say("Theo dõi", "Observed"), "armchair", "info")
    given = Cell(say("Đã tiêm", "Injected"), "circle-check", "ok")
    later = Cell(say("Tạm hoãn", "Delayed"), "clock-alert", "warn")
    away = Cell(say("Chuyển tuyến", "Transferred"), "hospital", "warn")
    void = Cell(say("Mũi đã huỷ", "Voided"), "undo-2", "stop")
    refused = Cell(say("Từ chối", "Refused"), "circle-x", "neutral")
    hub, centre = Cell(mark="hub"), Cell(mark="centre")
    desk = say("Bàn 3", "Desk 3")

    def row(number: str, name: str, state: Cell, what: str, time: str, mark: Cell) -> TableRow:
        cells = (Cell(number, figures=True), Cell(name), state, Cell(what), Cell(time), Cell(desk))
        return TableRow(number, (*cells, mark), number == "201", number == "195")

    return (
        row(
            "203",
            "**Tạ Thị Minh Nguyệt**, 35",
            watch,
            say("Comirnaty, mũi 2", "Comirnaty, 2"),
            "16:34",
            hub,
        ),
        row(
            "201",
            "**Đinh Thị Phương Thảo**, 27",
            watch,
            say("Comirnaty, mũi 2", "Comirnaty, 2"),
            "16:27",
            hub,
        ),
        row("200", "**Cao Văn Đạt**, 19", later, "", "16:22", hub),
        row(
            "199",
            "**Nguyễn Thị Yến**, 54",
            given,
            say("Comirnaty, mũi 1", "Comirnaty, 1"),
            "16:15",
            hub,
        ),
        row("197", "**Mạc Thị Huệ**, 73", away, "", "16:08", hub),
        row(
            "196",
            "**Phùng Gia Huy**, 23",
            given,
            say("Comirnaty, nhắc lại 1", "Comirnaty, b. 1"),
            "16:03",
            centre,
        ),
        row(
            "195",
            "**Vương Thị Hạnh**, 39",
            void,
            say("Ghi lại lúc 15:58", "Redone 15:58"),
            "15:56",
            centre,
        ),
        row("193", "**Lê Thị Ngọc Diệp**, 30", refused, "", "15:47", Cell(mark="refused")),
    )


def hits(language: Language) -> tuple[Hit, ...]:
    """Six people for "nguyen thi hong"."""
    say = Say(language)
    due = PillFacts(say("Hẹn 09:30", "Due 09:30"), "calendar", "info")
    walk = PillFacts(say("Không có hẹn", "Walk-in"))
    done = PillFacts(say("Đã tiêm 08:06", "Injected 08:06"), "check", "ok")
    match = ((0, 15),)

    def hit(key: str, name: str, born: str, place: str, tail: str, pill: PillFacts) -> Hit:
        return Hit(key, name, born, match, f"{place},\nxã Thanh Bình", tail, "318", pill)

    return (
        hit(
            "a",
            "Nguyễn Thị Hồng Vân",
            say("12/03/1979, nữ, 47 tuổi", "12/03/1979, female, 47"),
            "Thôn Đông Hạ",
            "4512",
            due,
        ),
        hit(
            "b",
            "Nguyễn Thị Hồng",
            say("02/09/1958, nữ, 68 tuổi", "02/09/1958, female, 68"),
            "Thôn Cầu Đá",
            "0873",
            due,
        ),
        hit(
            "c",
            "Nguyễn Thị Hồng Nhung",
            say("25/11/1994, nữ, 31 tuổi", "25/11/1994, female, 31"),
            "Thôn Đông Hạ",
            "6630",
            walk,
        ),
        hit(
            "d",
            "Nguyễn Thị Hồng Phúc",
            say("30/06/1987, nữ, 39 tuổi", "30/06/1987, female, 39"),
            "Thôn Vườn Tràm",
            "2295",
            done,
        ),
        hit(
            "e",
            "Nguyễn Thị Hống",
            say("1951, nữ, khoảng 75 tuổi", "1951, female, about 75"),
            "Thôn Bến Sỏi",
            say("Không có số", "No number"),
            due,
        ),
        hit(
            "f",
            "Nguyễn Thi Hồng Sơn",
            say("17/01/2001, nam, 25 tuổi", "17/01/2001, male, 25"),
            "Thôn Cầu Đá",
            "7741",
            walk,
        ),
    )


def tiles(language: Language) -> tuple[TileFacts, ...]:
    """A reaction, time up, the last minute, and nine that run."""
    say = Say(language)
    unit = say("phút", "min")
    made = [
        TileFacts(
            "057",
            say("Số 057", "No. 057"),
            "Lý Văn Tài",
            "",
            "reaction",
            "",
            "",
            0,
            say("Đo lại lúc 10:10", "Measure at 10:10"),
            say("Phản ứng nhẹ từ 09:44", "Mild since 09:44"),
        ),
        TileFacts(
            "058",
            say("Số 058", "No. 058"),
            "Ngô Thị Bích Liên",
            say("Nữ 58, Comirnaty", "F 58, Comirnaty"),
            "time_up",
            say("+3 ph", "+3 min"),
            "",
            0,
            say("Hết giờ từ 10:01", "Up since 10:01"),
        ),
        TileFacts(
            "059",
            say("Số 059", "No. 059"),
            "Hoàng Thị Mến",
            say("Nữ 33, Comirnaty", "F 33, Comirnaty"),
            "last_minute",
            "42",
            say("giây", "s"),
            0.023,
            say("Về lúc 10:05", "Until 10:05"),
        ),
    ]
    names = (
        "Trần Văn Lộc",
        "Nguyễn Thị Hồng Vân",
        "Phạm Quốc Bảo",
        "Đỗ Thị Kim Oanh",
        "Mai Xuân Hùng",
        "Dương Thị Ngọc Ánh",
        "Trịnh Công Định",
        "Công Tằng Tôn Nữ Khánh Ngọc",
        "Châu Minh Khôi",
    )
    running: TileState = "running"
    for at, name in enumerate(names):
        left = 5 + 3 * at
        number = f"{60 + at:03d}"
        made.append(
            TileFacts(
                number,
                say(f"Số {number}", f"No. {number}"),
                name,
                say("Nữ 47, Comirnaty", "F 47, Comirnaty"),
                running,
                str(left),
                unit,
                left / 30,
                say(f"Về lúc 10:{4 + left:02d}", f"Until 10:{4 + left:02d}"),
            )
        )
    return tuple(made)


def pills(language: Language) -> tuple[PillFacts, ...]:
    """One of each tone, and one filled."""
    say = Say(language)
    return (
        PillFacts(say("1 phản ứng", "1 reaction"), "heart-pulse", "stop"),
        PillFacts(say("1 hết giờ", "1 time up"), "door-open", "warn"),
        PillFacts(say("Hẹn 09:30", "Due 09:30"), "calendar", "info"),
        PillFacts(say("Đã tiêm 08:06", "Injected 08:06"), "check", "ok"),
        PillFacts(say("Không có hẹn", "Walk-in")),
        PillFacts(say("Mất mạng", "Offline"), "wifi-off", "warn", filled=True),
    )


def standings(language: Language) -> tuple[Standing, ...]:
    """All four, and one without a hub."""
    say = Say(language)
    return (
        Standing("desk", say("Đã lưu tại bàn", "Saved at desk")),
        Standing("hub", say("Đã tới máy chủ điểm tiêm", "At the site server")),
        Standing("centre", say("Trung tâm đã nhận", "Centre has it")),
        Standing("refused", say("Bị từ chối", "Refused")),
        Standing("desk", say("Không có máy chủ điểm", "No site server"), hub=False),
    )


def alerts(language: Language) -> tuple[AlertFacts, ...]:
    """One of each tone."""
    say = Say(language)
    return (
        AlertFacts(
            say(
                "**Trước khi tiêm:** hỏi lại họ tên và năm sinh, đối chiếu với màn hình.",
                "**Before injecting:** ask name and year of birth, compare with the screen.",
            ),
            "info",
            "users",
        ),
        AlertFacts(
            say("**Đã đối chiếu** với Bàn 1 và Bàn 2.", "**Checked** with desks 1 and 2."), "ok"
        ),
        AlertFacts(
            say(
                "**Đồng hồ nhanh 12 phút.** Vẫn ghi được, mục sẽ mang dấu “đồng hồ nghi ngờ”.",
                "**The clock is 12 minutes fast.** Recording goes on, entries are marked.",
            ),
            "warn",
        ),
        AlertFacts(
            say(
                "**Ổ đĩa đầy. Mũi này chưa lưu.** Xoá bớt tệp khác rồi bấm Ghi lại.",
                "**The disk is full. This dose is not saved.** Free some space, then press again.",
            ),
            "stop",
        ),
    )


def facts(language: Language) -> tuple[FactRow, ...]:
    """Rows of the close of the day and of the health page."""
    say = Say(language)
    return (
        FactRow(
            "1",
            say("Người đến", "People"),
            say("187 tiêm + 16 không tiêm", "187 + 16 not"),
            say("khớp 203", "203 agree"),
            "ok",
            opens=True,
        ),
        FactRow(
            "2",
            "Comirnaty, lô MT2611A",
            say("rút 132 − bỏ 1 = 131, ghi 130", "132 − 1 = 131, 130"),
            say("thiếu 1 mũi", "1 missing"),
            "stop",
            opens=True,
            tinted=True,
        ),
        FactRow(
            "3",
            say("Nghi trùng người", "Possible duplicate"),
            "",
            say("1 cặp", "1 pair"),
            "warn",
            opens=True,
        ),
        FactRow("4", say("Ổ đĩa", "Disk"), "", say("còn 41 GB", "41 GB left"), "ok"),
    )


def error(language: Language) -> ErrorFacts:
    """A full disk."""
    say = Say(language)
    return ErrorFacts(
        say("Ổ đĩa đầy.", "The disk is full."),
        say("Mũi này chưa lưu. Các mũi trước vẫn nguyên.", "This dose is not saved. Others are."),
        say("Xoá bớt tệp khác rồi bấm Ghi lại.", "Free some space, then press again."),
        "SQLITE_FULL (13)",
        retry=say("Ghi lại", "Save again"),
    )


def filters(language: Language) -> tuple[Filter, ...]:
    """The day's list."""
    say = Say(language)
    return (
        Filter("all", say("Tất cả", "All"), "203"),
        Filter("given", say("Đã tiêm", "Injected"), "187", "circle-check"),
        Filter("not", say("Không tiêm", "Not done"), "16", "clock-alert"),
        Filter("watched", say("Theo dõi", "Observed"), "3", "armchair"),
    )


def stations(language: Language) -> tuple[Station, ...]:
    """Desk, hub, and a centre that is cut off."""
    say = Say(language)
    return (
        Station(
            "monitor",
            say("Bàn 3, máy này", "Desk 3, here"),
            say("118 mục đã lưu", "118 saved"),
            say("nhật ký nguyên vẹn", "journal intact"),
        ),
        Station(
            "server",
            say("Máy chủ điểm tiêm", "Site server"),
            say("118 mục đã tới", "118 arrived"),
            say("đủ, khớp với bàn này", "all, agrees"),
            "reached",
            "good",
            say("Mạng nội bộ tốt", "LAN good"),
            say("vừa gửi 10:31", "sent 10:31"),
        ),
        Station(
            "landmark",
            say("Trung tâm", "Centre"),
            say("36 mục đã nhận", "36 received"),
            say("81 chờ, 1 bị từ chối", "81 wait, 1 refused"),
            "behind",
            "cut",
            say("Đứt từ 09:02", "Cut 09:02"),
            say("thử lại lúc 10:34", "retry 10:34"),
        ),
    )


def statuses(language: Language) -> tuple[StatusFacts, ...]:
    """The status bar of a desk that is offline."""
    say = Say(language)
    return (
        StatusFacts(
            "line",
            say("Mất mạng từ 09:02, vẫn ghi bình thường", "Offline since 09:02, recording goes on"),
            "wifi-off",
            "warn",
            filled=True,
        ),
        StatusFacts("waiting", say("37 mục chờ gửi", "37 entries waiting"), mark="desk"),
        StatusFacts("last", say("Gửi lần cuối 09:01", "Last sync 09:01"), "history"),
        StatusFacts("clock", say("Đồng hồ đúng", "Clock right"), "clock", "ok"),
        StatusFacts("camera", say("Camera sẵn sàng", "Camera ready"), "camera", "ok"),
    )


def guidance() -> tuple[tuple[Guidance, Distance], ...]:
    """Eight of the camera's states with the distance that goes with them."""
    return (
        ("show_code", "none"),
        ("closer", "far"),
        ("hold_still", "right"),
        ("read", "right"),
        ("farther", "near"),
        ("more_light", "none"),
        ("less_glare", "right"),
        ("busy", "none"),
    )


def wall(language: Language) -> WallFacts:
    """Twelve people: one may go, one is cared for."""
    say = Say(language)
    names = (
        "H.T. Mến",
        "T.V. Lộc",
        "N.T.H. Vân",
        "P.Q. Bảo",
        "Đ.T.K. Oanh",
        "M.X. Hùng",
        "D.T.N. Ánh",
        "T.C. Định",
        "L.T. Nhung",
        "C.M. Khôi",
    )
    running = tuple(
        WallTile(
            f"{59 + at:03d}",
            name,
            "running",
            str(1 + 3 * at),
            (1 + 3 * at) / 30,
            say(f"Về lúc 10:{5 + 3 * at:02d}", f"Until 10:{5 + 3 * at:02d}"),
        )
        for at, name in enumerate(names)
    )
    go = WallTile("058", "N.T.B. Liên", "go", "", 0, say("Mời về", "You may go"))
    care = WallTile(
        "057", "L.V. Tài", "care", "", 0, say("Nhân viên y tế đang chăm sóc", "Staff are with you")
    )
    return WallFacts(
        say("Theo dõi sau tiêm", "Observation"),
        "Trạm Y tế xã Thanh Bình",
        say("12 người đang chờ", "12 people waiting"),
        "10:04",
        say("phút", "min"),
        say(
            "Thấy khó chịu, xin gọi nhân viên y tế ngay. Xin ngồi lại đủ 30 phút sau tiêm.",
            "If you feel unwell, call the staff at once. Please stay for 30 minutes.",
        ),
        (go, *running, care),
    )
