"""The sentences of a verdict, in both languages: the title, and the because below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from immunization import ages
from immunization.courses import Circumstances, GivenDose, Near, Option, Step
from immunization.dates import PartialDate, show_day
from immunization.early_doses import EarlyDose
from immunization.labels import dose_name
from immunization.text import Text
from immunization.vaccines import Catalogue, Vaccine

COMPLETE: Final = Text(vi="Đã đủ mũi", en="Complete")
NOT_ENOUGH_DATA: Final = Text(vi="Chưa đủ dữ liệu", en="Not enough is known")
UNKNOWN_HISTORY: Final = Text(
    vi="Chưa biết đã tiêm mũi nào chưa. Xin hỏi và xem giấy xác nhận.",
    en="It is not known which doses were given. Please ask and see the certificate.",
)
TITLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "contraindicated": Text(vi="Chống chỉ định", en="Contraindicated"),
        "too_late": Text(vi="Đã quá thời hạn tiêm", en="Too late for this dose"),
        "wrong_age": Text(vi="Không tiêm: ngoài độ tuổi", en="Do not vaccinate: outside the age"),
        "other_product": Text(vi="Không dùng vắc xin này", en="Not with this vaccine"),
        "no_rule": NOT_ENOUGH_DATA,
    }
)


def ready(name: Text) -> Text:
    """Return the title when the dose may be given now."""
    return Text(vi=f"Tiêm được: {name.vi}", en=f"Vaccinate now: {name.en}")


def delayed(from_day: date) -> Text:
    """Return the title when it is too early."""
    day = show_day(from_day)
    return Text(vi=f"Tạm hoãn đến {day}", en=f"Delay until {day}")


def enough_days(step: Step, option: Option, on: date) -> Text:
    """Say that the interval is over, or that this is the first dose."""
    if step.last is None:
        return Text(vi="Chưa ghi nhận mũi nào.", en="No dose is on record.")
    days, last, least = (on - step.last.day).days, _short(step.last), _interval(option)
    return Text(
        vi=f"Đã đủ {days} ngày từ {last.vi}, cần ít nhất {least.vi}.",
        en=f"{days} days since {last.en}, at least {least.en} needed.",
    )


def too_early(step: Step, option: Option, on: date, catalogue: Catalogue) -> Text:
    """Say how many days have passed and how many are needed, or what else is waited for."""
    if option.by == "spacing" and option.near is not None:
        return _too_near(option.near, catalogue)
    if option.by == "age" and option.start_age is not None:
        age = ages.words(option.start_age)
        return Text(vi=f"Mũi này từ {age.vi}.", en=f"This dose is from {age.en} of age.")
    if option.by == "infection":
        months = max(option.rule.after_infection_months, option.product.after_infection_months)
        return Text(
            vi=f"Sau khi mắc bệnh cần chờ {months} tháng.",
            en=f"After the disease {months} months must pass.",
        )
    if step.last is None or on < step.last.day:
        return Text(vi="Có mũi ghi sau ngày này.", en="A dose is recorded after this day.")
    days, last, least = (on - step.last.day).days, _short(step.last), _interval(option)
    return Text(
        vi=f"Mới {days} ngày từ {last.vi}, cần ít nhất {least.vi}.",
        en=f"Only {days} days since {last.en}, at least {least.en} needed.",
    )


def _too_near(near: Near, catalogue: Catalogue) -> Text:
    name, day = catalogue.name_of(near.dose.product), show_day(near.dose.day)
    days = near.rule.min_days
    vi, en = ("cùng ngày hoặc ", "on one day or ") if near.rule.same_day else ("", "")
    return Text(
        vi=f"{name} ngày {day}. Hai vắc xin này tiêm {vi}cách ít nhất {days} ngày.",
        en=f"{name} on {day}. These two are given {en}at least {days} days apart.",
    )


def too_late(option: Option) -> Text:
    """Say until when the dose could be given."""
    day = show_day(option.until_day) if option.until_day else ""
    return Text(vi=f"Mũi này chỉ tiêm đến ngày {day}.", en=f"This dose was for until {day} only.")


def complete(doses: int) -> Text:
    """Say that no rule asks for another dose."""
    return Text(
        vi=f"Đã ghi nhận {doses} mũi, hiện không cần thêm mũi nào.",
        en=f"Doses on record: {doses}. No further dose is due now.",
    )


def unknown_product(code: str) -> Text:
    """Say that a product is not in the catalogue."""
    return Text(
        vi=f"Vắc xin {code} chưa có trong danh mục. Xin hỏi người phụ trách.",
        en=f"Vaccine {code} is not in the catalogue. Please ask the supervisor.",
    )


def no_course(catalogue: Catalogue, step: Step) -> Text:
    """Say that no confirmed rule continues the course that was begun."""
    name = catalogue.name_of(step.last.product) if step.last else step.name.vi
    return Text(
        vi=f"Chưa có quy tắc cho mũi sau {name}. Xin hỏi người phụ trách.",
        en=f"There is no rule for the dose after {name}. Please ask the supervisor.",
    )


def other_product(product: str, step: Step, possible: Sequence[Option]) -> Text:
    """Say that the product in hand is not for this dose, and which ones are."""
    vi = f"{product} không dùng cho {step.name.vi}."
    en = f"{product} is not for {step.name.en}."
    if step.last is None or not possible:
        return Text(vi=vi, en=en)
    names = ", ".join(option.product.name for option in possible)
    return Text(vi=f"{vi} Dùng được: {names}.", en=f"{en} Possible: {names}.")


def contraindicated(vaccine: Vaccine, circumstances: Circumstances) -> Text:
    """Say what speaks against the product."""
    if vaccine.family in circumstances.barred:
        return Text(
            vi=f"Đã từng phản vệ với {vaccine.name}. Không tiêm lại vắc xin này.",
            en=f"Anaphylaxis to {vaccine.name} before. Do not give this vaccine again.",
        )
    return Text(
        vi=f"{vaccine.name} không tiêm khi mang thai hoặc cho con bú.",
        en=f"{vaccine.name} is not given in pregnancy or while breastfeeding.",
    )


def wrong_age(option: Option, birth: PartialDate | None) -> Text:
    """Say for which ages the product is, and that a whole birth date would help."""
    vaccine = option.product
    lowest = max(vaccine.age_from, option.rule.age_from)
    highest = vaccine.age_to
    ages = Text(
        vi=f"từ {lowest} tuổi" if highest is None else f"{lowest} đến {highest} tuổi",
        en=f"from {lowest} years" if highest is None else f"{lowest} to {highest} years",
    )
    hint = Text(vi="", en="")
    if birth is not None and not birth.is_exact:
        hint = Text(vi=" Xin hỏi đủ ngày sinh.", en=" Please ask for the whole birth date.")
    return Text(
        vi=f"{vaccine.name} dùng {ages.vi}.{hint.vi}", en=f"{vaccine.name} is {ages.en}.{hint.en}"
    )


def caveats(
    *, has_birth: bool, known_as_of: date | None, on: date, confirmed: bool = True
) -> tuple[Text, ...]:
    """Return what the verdict could not rest on."""
    found = []
    if known_as_of is None:
        found.append(_HISTORY_MAY_LACK)
    elif known_as_of < on:
        day = show_day(known_as_of)
        found.append(Text(vi=f"Biết đến {day}.", en=f"Known as of {day}."))
    if not has_birth:
        found.append(Text(vi="Chưa biết ngày sinh.", en="The birth date is not known."))
    if not confirmed:
        found.append(_UNCONFIRMED)
    return tuple(found)


def early(one: EarlyDose, catalogue: Catalogue) -> Text:
    """Say that a dose on record was given too soon: whether it counts is a physician's decision."""
    name, day = catalogue.name_of(one.dose.product), show_day(one.dose.day)
    return Text(
        vi=f"{name} ngày {day} sớm hơn lịch {one.days} ngày: bác sĩ xem có tính mũi này không.",
        en=f"{name} on {day} came {one.days} days too early: a physician decides if it counts.",
    )


_UNCONFIRMED: Final = Text(
    vi="Quy tắc này chưa đối chiếu được với văn bản của Bộ Y tế.",
    en="This rule is not confirmed by a text of the ministry.",
)
_HISTORY_MAY_LACK: Final = Text(
    vi="Lịch sử tiêm có thể còn thiếu.", en="Doses may be missing from the history."
)


def _short(dose: GivenDose) -> Text:
    if dose.dose_kind == "basic":
        return Text(vi=f"mũi {dose.number}", en=f"dose {dose.number}")
    return dose_name(dose.dose_kind, dose.number)


def _interval(option: Option) -> Text:
    if option.months:
        return Text(vi=f"{option.months} tháng", en=f"{option.months} months")
    return Text(vi=f"{option.days} ngày", en=f"{option.days} days")
