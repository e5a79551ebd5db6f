"""The form of a new person: what it holds while it is typed, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from desk.wording import filled
from immunization import identity
from immunization.dates import NoSuchDay, PartialDate, UnreadableDate
from immunization.entries import IdentityNumber, PersonRegistered, Sex
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from immunization.names import tidy
from immunization.text import Text

LONGEST: Final = {"name": 120, "address": 400, "allergies": 500, "guardian": 120, "phone": 24}
_GROWN_UP: Final = 18
_OLDEST: Final = 130
_PHONE: Final = re.compile(r"\+?\d{9,12}", re.ASCII)
_PARTING: Final = re.compile(r"[\s.\-()]+")
_COUNTRY: Final = re.compile(r"\+84(?=\d{9}$)")
_NOT_IN_NAMES: Final = re.compile(r"[\d|<>{}\[\]@#$%^*=+\\~]")

_NO_NAME: Final = Text(vi="Chưa có họ tên. Xin nhập.", en="The name is missing. Please type it.")
_NO_NAME_LIKE_THIS: Final = Text(
    vi="Họ tên có số hoặc dấu lạ. Xin xem lại.",
    en="The name has digits or odd signs. Please check it.",
)
_TOO_LONG: Final = Text(vi="Dài quá {most} ký tự.", en="More than {most} characters.")
_NO_SEX: Final = Text(vi="Chưa chọn giới tính.", en="The sex is not chosen.")
_NO_BIRTH: Final = Text(
    vi="Chưa có ngày sinh. Chỉ biết năm cũng được: 1979.",
    en="The birth date is missing. The year alone will do: 1979.",
)
_NOT_BORN: Final = Text(
    vi="Ngày sinh sau hôm nay. Xin xem lại.", en="The birth date is after today. Please check it."
)
_TOO_OLD: Final = Text(
    vi="Theo ngày sinh này người ấy hơn 130 tuổi. Xin xem lại.",
    en="This birth date makes them over 130 years old. Please check it.",
)
_PHONE_FORM: Final = Text(
    vi="Số điện thoại có 9 đến 12 chữ số. Xin xem lại.",
    en="A telephone number has 9 to 12 digits. Please check it.",
)
_GUARDIAN: Final = Text(
    vi="Dưới 18 tuổi: xin ghi họ tên cha mẹ hoặc người giám hộ.",
    en="Under 18: please give the name of a parent or guardian.",
)
_GROUP: Final = Text(vi="Nhóm ưu tiên từ 1 đến 16.", en="The priority group is 1 to 16.")


class Registration(Struct, frozen=True):
    """The form of a new person, as text that is still being typed.

    ``birth`` as typed or read: 12/03/1979, 1979. ``source`` names where it came from (a payload
    kind or ``typed``); ``from_card`` names the fields that the code filled in. ``person`` is set
    where a signed health book says the id.
    """

    form: EntryId
    name: str = ""
    sex: Sex | None = None
    birth: str = ""
    numbers: tuple[IdentityNumber, ...] = ()
    phone: str = ""
    address: str = ""
    allergies: str = ""
    guardian: str = ""
    group: int | None = None
    source: str = "typed"
    person: PersonId | None = None
    from_card: frozenset[str] = frozenset()


class Flaw(Struct, frozen=True):
    """What is missing or wrong in a field: the sentence takes the place of the field's limit.

    ``stops``: cannot be saved like this. Else it is shown and may be saved.
    """

    field: str
    text: Text
    stops: bool = True


def birth_of(draft: Registration) -> PartialDate | None:
    """Return the birth date typed, or None where it cannot be read (yet)."""
    try:
        return PartialDate.typed(draft.birth)
    except (UnreadableDate, NoSuchDay):
        return None


def flaws_of(draft: Registration, today: date) -> Iterator[Flaw]:
    """Yield what is missing, wrong or contradictory; a contradiction does not stop anybody."""
    yield from _lengths(draft)
    name = tidy(draft.name)
    if not name:
        yield Flaw("name", _NO_NAME)
    elif _NOT_IN_NAMES.search(name):
        yield Flaw("name", _NO_NAME_LIKE_THIS)
    if draft.sex is None:
        yield Flaw("sex", _NO_SEX)
    yield from _birth(draft, today)
    yield from _numbers(draft)
    phone = _PARTING.sub("", draft.phone)
    if phone and not _PHONE.fullmatch(phone):
        yield Flaw("phone", _PHONE_FORM)
    if draft.group is not None and not 1 <= draft.group <= 16:
        yield Flaw("group", _GROUP)


def registered(draft: Registration) -> PersonRegistered:
    """Return the body of the entry for a form without flaws that stop it."""
    birth = birth_of(draft)
    return PersonRegistered(
        name=tidy(draft.name),
        sex=draft.sex,
        birth=str(birth) if birth else None,
        numbers=draft.numbers,
        phone=_COUNTRY.sub("0", _PARTING.sub("", draft.phone)) or None,  # as search looks for it
        address=tidy(draft.address) or None,
        allergies=tidy(draft.allergies) or None,
        group=draft.group,
        guardian=tidy(draft.guardian) or None,
        source=draft.source,
    )


def _lengths(draft: Registration) -> Iterator[Flaw]:
    for field, most in LONGEST.items():
        if len(getattr(draft, field)) > most:
            words = filled(_TOO_LONG, most=most)
            yield Flaw(field, words)


def _birth(draft: Registration, today: date) -> Iterator[Flaw]:
    if not draft.birth.strip():
        yield Flaw("birth", _NO_BIRTH)
        return
    try:
        birth = PartialDate.typed(draft.birth)
    except (UnreadableDate, NoSuchDay) as error:
        yield Flaw("birth", error.text)
        return
    if birth.earliest > today:
        yield Flaw("birth", _NOT_BORN)
    elif birth.ages_on(today)[0] > _OLDEST:
        yield Flaw("birth", _TOO_OLD)
    elif birth.ages_on(today)[1] < _GROWN_UP and not draft.guardian.strip():
        yield Flaw("guardian", _GUARDIAN, stops=False)


def _numbers(draft: Registration) -> Iterator[Flaw]:
    for number in draft.numbers:
        try:
            identity.read_number(number.system, number.value)
        except KnownError as error:
            yield Flaw("numbers", Text(vi=error.sentence("vi"), en=error.sentence("en")))
            continue
        for found in identity.conflicts(number, draft.sex, birth_of(draft)):
            yield Flaw(_FIELDS[found.kind], found.text, stops=False)


_FIELDS: Final[dict[identity.ConflictKind, str]] = {
    "sex": "sex",
    "birth_year": "birth",
    "prefix": "numbers",
    "issued_before_birth": "birth",
}
