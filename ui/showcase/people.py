"""Made-up people and things for the pictures of the screens. None of them exists.

They are what the desk would answer on Monday 23/11/2026 at 09:42, as the design page draws it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from msgspec.structs import replace

from desk.card import (
    Clash,
    Due,
    HistoryItem,
    Knowledge,
    Lookalike,
    PersonCard,
    Verdict,
    VerdictKind,
    VoidMark,
)
from desk.hits import Hit
from desk.injection import DoseForm, VialInUse
from desk.observation import BoardRow, GivenToday, Observed, ReactionNote
from desk.queues import Counts, QueueRow
from desk.reaction_doses import DoseMeant
from desk.staff import Operator
from desk.standing import JustSaved, Standing, Upstream
from desk.wording import age_words
from immunization.dates import PartialDate
from immunization.entries import IdentityNumber, Sex
from immunization.ids import EntryId, LotId, PersonId, StaffId, derived
from immunization.labels import SEXES
from immunization.names import given_name, initials
from immunization.text import Text

ZONE = timezone(timedelta(hours=7))
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 42, tzinfo=ZONE)
HERE = Standing("desk", has_hub=True)
AT_HUB = Standing("hub", has_hub=True)
AT_CENTRE = Standing("centre", has_hub=True)
NURSE = Operator(StaffId(derived("showcase", "hoa")), "hoa", "Lê Thị Mai Hoa", "ĐD.", "nurse")


def same(words: str) -> Text:
    """Return words that are alike in both languages."""
    return Text(vi=words, en=words)


def at(hour: int, minute: int) -> datetime:
    """Return a time of today."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=ZONE)


def person(name: str) -> PersonId:
    """Return the id of a made-up person."""
    return PersonId(derived("showcase person", name))


def entry(words: str) -> EntryId:
    """Return the id of a made-up entry."""
    return EntryId(derived("showcase entry", words))


def age(years: int, about: bool = False) -> Text:
    """Return an age in words."""
    vi, en = ("khoảng ", "about ") if about else ("", "")
    return Text(vi=f"{vi}{years} tuổi", en=f"{en}{years} years")


KNOWN = Knowledge(
    "complete",
    at(9, 1),
    ("Bàn 1", "Bàn 2"),
    Text(
        vi="Biết đến 09:01 hôm nay. Chưa đối chiếu với Bàn 1 và Bàn 2.",
        en="Known as of 09:01 today. Not compared with Desk 1 and Desk 2.",
    ),
)
FRESH = Knowledge(
    "complete", at(9, 40), (), Text(vi="Biết đến 09:40 hôm nay.", en="Known as of 09:40 today.")
)
UNHEARD = Knowledge(
    "complete",
    at(9, 41),
    ("Bàn 2", "Bàn 4"),
    Text(
        vi="Biết đến 09:41 hôm nay. Chưa đối chiếu với Bàn 2 và Bàn 4 từ 09:32.",
        en="Known as of 09:41 today. Not checked against Desk 2 and Desk 4 since 09:32.",
    ),
)
HELD = Text(
    vi="Bàn 2 đang mở người này để tiêm, từ 09:32. Chưa lưu gì. Xin hỏi bàn ấy trước khi tiêm.",
    en="Desk 2 has had this person open for injection since 09:32. Nothing is saved. "
    "Please ask there first.",
)
UNKNOWN = Knowledge(
    "unknown",
    None,
    (),
    Text(
        vi="Trung tâm chưa cho biết lịch sử của người này.",
        en="The centre has not told this person's history.",
    ),
)
DUE = Due(
    "comirnaty",
    "Comirnaty (Pfizer)",
    "basic",
    2,
    Text(vi="mũi 2 cơ bản", en="basic dose 2"),
    0.3,
)


def verdict(kind: VerdictKind, knowledge: Knowledge = KNOWN) -> Verdict:
    """Return a verdict of each kind."""
    titles: dict[VerdictKind, Text] = {
        "vaccinate": Text(vi="Tiêm được: mũi 2 cơ bản", en="Vaccinate now: basic dose 2"),
        "delay": Text(vi="Tạm hoãn đến 30/11/2026", en="Delay until 30/11/2026"),
        "contraindicated": Text(vi="Chống chỉ định", en="Contraindicated"),
        "transfer": Text(vi="Chuyển tuyến", en="Transfer"),
        "unknown": Text(vi="Chưa đủ dữ liệu", en="Not enough is known"),
        "nothing_due": Text(vi="Chưa đến mũi nào", en="No dose is due"),
    }
    because: dict[VerdictKind, tuple[Text, ...]] = {
        "vaccinate": (
            Text(vi="Comirnaty (Pfizer), 0,3 ml.", en="Comirnaty (Pfizer), 0.3 ml."),
            Text(
                vi="Đã đủ 28 ngày từ mũi 1, cần ít nhất 21 ngày.",
                en="28 days since dose 1, at least 21 are needed.",
            ),
        ),
        "delay": (
            Text(
                vi="Mới 9 ngày từ mũi 1, cần ít nhất 21 ngày.",
                en="Only 9 days since dose 1, at least 21 are needed.",
            ),
        ),
        "contraindicated": (
            Text(
                vi="Phản vệ rõ sau mũi 1 Comirnaty, 26/10/2026.",
                en="Clear anaphylaxis after dose 1 of Comirnaty, 26/10/2026.",
            ),
        ),
        "transfer": (
            Text(
                vi="Mang thai từ 13 tuần: tiêm ở bệnh viện có sản khoa.",
                en="Pregnant from 13 weeks: vaccinate at a hospital with obstetrics.",
            ),
        ),
        "unknown": (
            Text(
                vi="Chưa biết lịch sử tiêm. Xin hỏi người tiêm và giấy chứng nhận.",
                en="The history is not known. Ask the person and see the certificate.",
            ),
        ),
        "nothing_due": (Text(vi="Đã đủ các mũi.", en="All doses are given."),),
    }
    return Verdict(
        kind=kind,
        title=titles[kind],
        because=because[kind],
        knowledge=knowledge,
        due=DUE if kind == "vaccinate" else None,
        rule=Text(
            vi="Hai mũi cơ bản Comirnaty cách nhau ít nhất 21 ngày.",
            en="Two basic doses of Comirnaty at least 21 days apart.",
        ),
        source="Nhà sản xuất / maker's leaflet",
        data=(
            Text(vi="Mũi 1: Comirnaty, 26/10/2026", en="Dose 1: Comirnaty, 26/10/2026"),
            Text(vi="Ngày sinh 12/03/1979", en="Born 12/03/1979"),
            Text(
                vi="Lịch tiêm vắc xin COVID-19, bản 1, 23/06/2022.",
                en="COVID-19 vaccination schedule, version 1, 23/06/2022.",
            ),
            Text(
                vi="Quy tắc này chưa đối chiếu được với văn bản của Bộ Y tế.",
                en="This rule is not confirmed by a text of the ministry.",
            ),
        ),
        needs_reason=kind != "vaccinate",
    )


def history(*, voided: bool = False) -> tuple[HistoryItem, ...]:
    """Return the history of the design page; perhaps with a voided dose."""
    rows = [
        HistoryItem(
            "today",
            TODAY,
            at(9, 34),
            Text(vi="Hôm nay: mũi 2 cơ bản", en="Today: basic dose 2"),
            (
                Text(
                    vi="Khám 09:34: tiêm được (BS. Vũ Đình Khang)",
                    en="Screened 09:34: vaccinate (Dr Vũ Đình Khang)",
                ),
                Text(
                    vi="36,7 °C; mạch 78; huyết áp 122/78",
                    en="36.7 °C; pulse 78; blood pressure 122/78",
                ),
            ),
        ),
        HistoryItem(
            "dose",
            date(2026, 10, 26),
            None,
            Text(vi="Mũi 1 cơ bản, 26/10/2026", en="Basic dose 1, 26/10/2026"),
            (
                Text(vi="Comirnaty (Pfizer), lô MT2610C", en="Comirnaty (Pfizer), lot MT2610C"),
                same("Trạm Y tế xã Thanh Bình"),
            ),
            entry("dose 1"),
            AT_CENTRE,
        ),
    ]
    if voided:
        mark = VoidMark(Text(vi="Nhầm lô hoặc lọ", en="Wrong lot or vial"), None, at(9, 37), None)
        rows.insert(
            1,
            HistoryItem(
                "dose",
                TODAY,
                at(9, 35),
                Text(vi="Mũi 2 cơ bản, 23/11/2026", en="Basic dose 2, 23/11/2026"),
                (Text(vi="Comirnaty (Pfizer), lô MT2611B", en="Comirnaty (Pfizer), lot MT2611B"),),
                entry("voided"),
                HERE,
                mark,
            ),
        )
    return tuple(rows)


_FEVER = (
    Text(vi="Mũi 1: sốt 37,9 °C, khỏi sau 1 ngày", en="Dose 1: fever 37.9 °C, recovered in 1 day"),
)


def card(
    name: str = "Nguyễn Thị Hồng Vân",
    *,
    number: str | None = "A061",
    sex: Sex = "female",
    birth: str = "1979-03-12",
    stage: str = "injection",
    judged: Verdict | None = None,
    allergies: str | None = "hải sản, nổi mề đay",
    clashes: tuple[Clash, ...] = (),
    lookalikes: tuple[Lookalike, ...] = (),
    items: tuple[HistoryItem, ...] | None = None,
) -> PersonCard:
    """Return the card of a made-up person."""
    born = PartialDate.parse(birth)
    return PersonCard(
        person=person(name),
        number=number,
        name=name,
        given_name=given_name(name),
        sex=sex,
        sex_words=SEXES[sex],
        birth=born,
        birth_words=same(born.show()),
        age=age_words(born, TODAY),
        numbers=(IdentityNumber("cccd", "030179004512"),),
        phone="0912000318",
        address="Thôn Đông Hạ, xã Thanh Bình",
        guardian=None,
        group=None,
        allergies=allergies,
        past_reactions=_FEVER if items is None else (),
        stage=stage,  # type: ignore[arg-type]
        conclusion="vaccinate" if stage == "injection" else None,
        verdict=judged or verdict("vaccinate"),
        history=history() if items is None else items,
        clashes=clashes,
        lookalikes=lookalikes,
    )


CLASH = Clash(
    "birth",
    Text(vi="Ngày sinh trên thẻ khác hồ sơ.", en="The birth date on the card differs."),
    "12/03/1979",
    "21/03/1979",
)
LOOKALIKE = Lookalike(
    person("Nguyễn Thị Hồng"),
    "Nguyễn Thị Hồng Vân",
    PartialDate.parse("1979-03-12"),
    "4512",
    Text(vi="Cùng họ tên và ngày sinh.", en="Same name and birth date."),
)


def vial(state: str = "open") -> VialInUse:
    """Return the vial on the tray in one of its states."""
    left = {"last_dose": 1, "open": 3}.get(state, 2)
    discard = at(14, 15)
    if state == "soon":
        discard = at(10, 4)
    elif state == "past":
        discard = at(9, 30)
    expiry = date(2026, 10, 31) if state == "expired" else date(2027, 1, 31)
    return VialInUse(
        LotId(derived("showcase lot", "MT2611A")),
        "comirnaty",
        "Comirnaty (Pfizer)",
        "MT2611A",
        expiry,
        state,  # type: ignore[arg-type]
        at(8, 15),
        discard,
        6,
        left,
        117,
    )


def dose_form(on_tray: VialInUse | None) -> DoseForm:
    """Return the form of a dose for the open person."""
    return DoseForm(
        entry("form"),
        person("Nguyễn Thị Hồng Vân"),
        DUE,
        on_tray,
        "basic",
        2,
        0.3,
        Text(vi="0,3 ml", en="0.3 ml"),
        "left_deltoid",
        "intramuscular",
        NURSE.id,
        (NURSE,),
        30,
        observed=Text(
            vi="Theo dõi 30 phút: cài đặt của điểm tiêm. Lời văn của luật chưa đối chiếu được.",
            en="30 minutes of observation: this site's setting. The law's text is not confirmed.",
        ),
    )


def queue(stage: str) -> tuple[QueueRow, ...]:
    """Return who waits at a stage."""
    people: dict[str, tuple[tuple[str, str, Sex, int, int, str | None], ...]] = {
        "injection": (
            ("A061", "Nguyễn Thị Hồng Vân", "female", 47, 8, None),
            ("A062", "Phạm Quốc Bảo", "male", 29, 4, None),
            ("A063", "Đỗ Thị Kim Oanh", "female", 66, 2, "Bàn 2"),
            ("A066", "Lò Văn Pao", "male", 1, 1, None),
        ),
        "screening": (
            ("A064", "Bùi Đức Thịnh", "male", 34, 24, None),
            ("A065", "Mai Xuân Hùng", "male", 41, 6, None),
            ("A066", "Dương Thị Ngọc Ánh", "female", 26, 4, None),
            ("A067", "Trịnh Công Định", "male", 71, 1, None),
            ("A068", "Lê Gia Hân", "female", 10, 1, None),
        ),
    }
    return tuple(
        QueueRow(
            person(name), no, name, sex, SEXES[sex], age(old), NOW - timedelta(minutes=m), held
        )
        for no, name, sex, old, m, held in people[stage]
    )


COUNTS = Counts(received=68, screening=5, injection=4, observation=12, overdue=1, reactions=1)


def saved(*, voided: bool = False) -> tuple[JustSaved, ...]:
    """Return the last two saved at this desk."""
    reason = Text(vi="Nhầm lô hoặc lọ", en="Wrong lot or vial") if voided else None
    return (
        JustSaved(
            entry("saved 1"),
            person("Trần Văn Lộc"),
            "Trần Văn Lộc",
            Text(vi="Nhắc lại 1", en="Booster 1"),
            at(9, 39),
            HERE,
            None if voided else entry("saved 1"),
            reason,
        ),
        JustSaved(
            entry("saved 2"),
            person("Hoàng Thị Mến"),
            "Hoàng Thị Mến",
            Text(vi="Mũi 2 cơ bản", en="Basic dose 2"),
            at(9, 35),
            AT_HUB,
            entry("saved 2"),
        ),
    )


def hits() -> tuple[Hit, ...]:
    """Return who is found for "nguyen thi hong"."""
    rows: tuple[tuple[str, str, Sex, str, str | None, str, str, str, str], ...] = (
        ("Nguyễn Thị Hồng Vân", "1979-03-12", "female", "Thôn Đông Hạ", "4512", "318", "none",
         "Chưa đến hôm nay", "Not here today"),
        ("Nguyễn Thị Hồng", "1958-09-02", "female", "Thôn Cầu Đá", "0873", "052", "none",
         "Chưa đến hôm nay", "Not here today"),
        ("Nguyễn Thị Hồng Nhung", "1994-11-25", "female", "Thôn Đông Hạ", "6630", "774",
         "screening", "Chờ khám, số A066", "For screening, A066"),
        ("Nguyễn Thị Hồng Phúc", "1987-06-30", "female", "Thôn Vườn Tràm", "2295", "409", "done",
         "Đã tiêm 08:06", "Vaccinated 08:06"),
        ("Nguyễn Thị Hống", "1951", "female", "Thôn Bến Sỏi", None, "126", "none",
         "Chưa đến hôm nay", "Not here today"),
        ("Nguyễn Thị Hồng Sơn", "2001-01-17", "female", "Thôn Cầu Đá", "7741", "935", "none",
         "Chưa đến hôm nay", "Not here today"),
    )  # fmt: skip
    made = []
    for name, born, sex, place, tail, phone, stage, vi, en in rows:
        birth = PartialDate.parse(born)
        made.append(
            Hit(
                person(name),
                name,
                sex,
                birth,
                same(birth.show()),
                age_words(birth, TODAY),
                f"{place}, xã Thanh Bình",
                f"…{tail}" if tail else None,
                f"…{phone}",
                stage,
                Text(vi=vi, en=en),
            )
        )
    return tuple(made)


_BOARD: tuple[tuple[str, str, Sex, int, str, int], ...] = (
    ("A057", "Lý Văn Tài", "male", 52, "Comirnaty (Pfizer)", 26),
    ("A058", "Ngô Thị Bích Liên", "female", 58, "Comirnaty (Pfizer)", -3),
    ("A059", "Hoàng Thị Mến", "female", 33, "Comirnaty (Pfizer)", 1),
    ("A060", "Trần Văn Lộc", "male", 44, "Comirnaty (Pfizer)", 5),
    ("A061", "Nguyễn Thị Hồng Vân", "female", 47, "Comirnaty (Pfizer)", 8),
    ("A062", "Phạm Quốc Bảo", "male", 29, "Comirnaty (Pfizer)", 12),
    ("A063", "Đỗ Thị Kim Oanh", "female", 66, "Vaxzevria (AstraZeneca)", 15),
    ("A065", "Mai Xuân Hùng", "male", 41, "Vaxzevria (AstraZeneca)", 18),
    ("A066", "Dương Thị Ngọc Ánh", "female", 26, "Comirnaty (Pfizer)", 20),
    ("A067", "Trịnh Công Định", "male", 71, "Vaxzevria (AstraZeneca)", 23),
    ("A068", "Lâm Tuyết Nhung", "female", 38, "Comirnaty (Pfizer)", 25),
    ("A069", "Lò Thị Mây", "female", 1, "IPV (bại liệt tiêm)", 28),
)


def board() -> tuple[BoardRow, ...]:
    """Return twelve people under observation: one reaction, one overdue."""
    made = []
    for no, name, sex, old, product, left in _BOARD:
        until = NOW + timedelta(minutes=left)
        reacting = no == "A057"
        made.append(
            BoardRow(
                person(name),
                entry(f"dose {name}"),
                no,
                name,
                initials(name),
                sex,
                SEXES[sex],
                age(old),
                product,
                "reaction" if reacting else "overdue" if left < 0 else "waiting",
                until - timedelta(minutes=30),
                until,
                "mild" if reacting else None,
                entry("reaction") if reacting else None,
                at(9, 22) if reacting else None,
            )
        )
    return tuple(made)


def observed(index: int = 0) -> Observed:
    """Return the panel of one of the board; the first has a reaction with its course."""
    row = board()[index]
    notes = (
        ReactionNote(
            entry("note 1"),
            at(9, 22),
            Text(vi="Chóng mặt, buồn nôn", en="Dizziness, nausea"),
            (Text(vi="Huyết áp 98/62, mạch 102", en="Blood pressure 98/62, pulse 102"),),
            AT_HUB,
        ),
        ReactionNote(
            entry("note 2"),
            at(9, 33),
            Text(vi="Đỡ chóng mặt, nằm nghỉ", en="Less dizzy, lying down"),
            (Text(vi="Huyết áp 108/68, mạch 90", en="Blood pressure 108/68, pulse 90"),),
            HERE,
        ),
    )
    return Observed(
        row,
        (
            GivenToday(
                row.product_name,
                Text(vi="mũi 2 cơ bản", en="basic dose 2"),
                "MT2611A",
                row.given_at,
            ),
        ),
        notes if row.reaction else (),
        "recovering" if row.reaction else None,
    )


UPSTREAM = Upstream(
    saved=118, at_hub=118, at_centre=36, refused=1, waiting=81, known_as_of=at(9, 1)
)


MEASLES_DUE = Due(
    "measles", "MVVAC (sởi)", "basic", 1, Text(vi="mũi 1 cơ bản", en="basic dose 1"), 0.5
)
ANOTHER_VIAL = Text(
    vi="JEVAX (viêm não Nhật Bản) không dùng cho mũi tiếp theo. Còn đến hạn hôm nay: "
    "Sởi, rubella. Xin quét lọ khác.",
    en="JEVAX (viêm não Nhật Bản) is not for the next dose. Still due today: "
    "Measles, rubella. Please scan another vial.",
)


def second_vaccine() -> tuple[PersonCard, DoseForm, VialInUse]:
    """Return a child who got one vaccine in this visit and waits for the next."""
    judged = Verdict(
        "vaccinate",
        Text(vi="Tiêm được: mũi 1 cơ bản", en="Vaccinate now: basic dose 1"),
        (
            Text(vi="MVVAC (sởi), 0,5 ml.", en="MVVAC (sởi), 0.5 ml."),
            Text(
                vi="Hôm nay đã tiêm: JEVAX (viêm não Nhật Bản).",
                en="Already given today: JEVAX (viêm não Nhật Bản).",
            ),
            Text(vi="Chưa ghi nhận mũi nào.", en="No dose is on record."),
        ),
        FRESH,
        MEASLES_DUE,
    )
    child = card(
        "Lò Văn Pao", number="A066", sex="male", birth="2025-11-12", stage="observation",
        judged=judged, allergies=None, items=(),
    )  # fmt: skip
    on_tray = replace(
        vial(), product="je", product_name="JEVAX (viêm não Nhật Bản)", lot="JE2604", doses=5
    )
    form = replace(
        dose_form(on_tray),
        person=child.person, due=MEASLES_DUE, number=1, volume=0.5,
        volume_words=Text(vi="0,5 ml", en="0.5 ml"), body_site="left_deltoid",
        route="subcutaneous", other_vial=ANOTHER_VIAL,
    )  # fmt: skip
    still = (Text(vi="Sởi, rubella", en="Measles, rubella"),)
    return replace(child, past_reactions=(), still_due=still), form, on_tray


def observed_child() -> Observed:
    """Return the panel of a child who got three vaccines in one visit."""
    today = [dose for dose in doses_of_child() if dose.given_at.date() == TODAY]
    given = tuple(
        GivenToday(dose.product_name, dose.words, dose.lot, dose.given_at) for dose in today[::-1]
    )
    return Observed(observed(11).row, given, (), None)


def doses_of_child() -> tuple[DoseMeant, ...]:
    """Return the doses that a reaction of that child may belong to, one of them a month ago."""
    first, second = (Text(vi=f"mũi {n} cơ bản", en=f"basic dose {n}") for n in (1, 2))
    left = Text(vi="cơ delta trái", en="left deltoid")
    right = Text(vi="cơ delta phải", en="right deltoid")
    thigh = Text(vi="đùi phải", en="right thigh")
    last_month = at(8, 20) - timedelta(days=35)
    return (
        DoseMeant(entry("ipv"), "IPV (bại liệt tiêm)", second, thigh, "IP2609", at(9, 40)),
        DoseMeant(entry("mv"), "MVVAC (sởi)", first, right, "MV2511", at(9, 38)),
        DoseMeant(entry("je"), "JEVAX (viêm não Nhật Bản)", first, left, "JE2604", at(9, 36)),
        DoseMeant(entry("bcg"), "BCG (lao)", first, left, "BC2601", last_month),
    )
