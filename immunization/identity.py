"""Numbers that name a person: how they are read, and what they say about the person.

========  =====================================================  ==========================
system    form                                                   source
========  =====================================================  ==========================
cccd      12 digits; also the 12-digit CMND of 2012 to 2015      Decree 137/2015 art. 13
cmnd      9 digits; 8 are accepted (military, PL1 template),     PL1 upload template
          and 12 where a card names them as its old number
bhyt      10 digits (since 1 April 2021) or 2 letters + 13       BHYT card
passport  6 to 9 letters and digits, with at least four digits   ICAO 9303
qid       6 to 20 digits; 18 in the published example            Decision 1405/QĐ-BTTTT
========  =====================================================  ==========================

A number is always text: its leading zeros count. The personal number has no check digit, but
it tells sex, century and year of birth; where they contradict the card, that is shown to the
nurse and never corrected in silence.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

import msgspec

from immunization.dates import PartialDate
from immunization.entries import IdentityNumber, NumberSystem, Sex
from immunization.errors import KnownError
from immunization.provinces import is_known_prefix
from immunization.text import Text

ConflictKind = Literal["sex", "birth_year", "prefix", "issued_before_birth"]

LONGEST: Final = 64
_PARTING = re.compile(r"[\s.\-_]+")
_FORMS: Final[dict[NumberSystem, re.Pattern[str]]] = {
    "cccd": re.compile(r"\d{12}", re.ASCII),
    "cmnd": re.compile(r"\d{8,9}|\d{12}", re.ASCII),
    "bhyt": re.compile(r"\d{10}|[A-Z]{2}\d{13}", re.ASCII),
    "passport": re.compile(r"(?=(?:[A-Z]*\d){4})[A-Z0-9]{6,9}", re.ASCII),
    "qid": re.compile(r"\d{6,20}", re.ASCII),
    "health_book": re.compile(r"[A-Z0-9]{4,40}", re.ASCII),
}
# What a number is when nobody says so. Every passport has a letter here: digits alone are
# of the other systems first.
_GUESSES: Final[tuple[tuple[NumberSystem, re.Pattern[str]], ...]] = (
    ("cccd", _FORMS["cccd"]),
    ("cmnd", re.compile(r"\d{8,9}", re.ASCII)),
    ("bhyt", _FORMS["bhyt"]),
    ("passport", re.compile(r"[A-Z]{1,2}\d{6,8}", re.ASCII)),
)


class NoNumber(KnownError):
    """Nothing was typed, or nothing but spaces and dots."""

    text = Text(
        vi="Chưa có số giấy tờ. Chưa lưu gì. Xin quét mã hoặc nhập số.",
        en="There is no number. Nothing is saved. Please scan the code or type the number.",
    )


class NumberTooLong(KnownError):
    """More characters than any identity number has."""

    text = Text(
        vi="Dài quá, không phải số giấy tờ. Chưa lưu gì. Xin quét lại mã.",
        en="Too long for an identity number. Nothing is saved. Please scan the code again.",
    )


class NumberHasLetters(KnownError):
    """A number that consists of digits only has letters or other signs in it."""

    text = Text(
        vi="Số này có chữ ở giữa. Chưa lưu gì. Xin xem lại: số 0 hay chữ O, số 1 hay chữ I?",
        en="This number has letters in it. Nothing is saved. Please check: 0 or O, 1 or I?",
    )


class LeadingZeroLost(KnownError):
    """Eleven digits: most likely a personal number whose leading zero a spreadsheet ate."""

    text = Text(
        vi="Số này có 11 chữ số, CCCD có 12. Có thể mất số 0 ở đầu. Chưa lưu gì, xin xem thẻ.",
        en="This number has 11 digits, a CCCD has 12. A leading 0 may be lost. "
        "Nothing is saved, please check the card.",
    )


class WrongLength(KnownError):
    """Digits only, but as many as no identity number has. ``count`` of them."""

    text = Text(
        vi="Số này có {count} ký tự. CCCD có 12, CMND có 9, BHYT có 10 hoặc 15. Chưa lưu gì, "
        "xin nhập lại.",
        en="This number has {count} characters. A CCCD has 12, a CMND 9, a BHYT 10 or 15. "
        "Nothing is saved, please type it again.",
    )


class Facts(msgspec.Struct, frozen=True):
    """What a 12-digit personal number says about its person."""

    prefix: str
    sex: Sex
    birth_year: int


class Conflict(msgspec.Struct, frozen=True):
    """A contradiction between a number and what else is known: to show, not to fix."""

    kind: ConflictKind
    text: Text


def parse_number(text: str) -> IdentityNumber:
    """Return the number in ``text`` with the system that its form suggests.

    Spaces, dots and hyphens are dropped, full-width digits become plain ones. Ten digits are
    taken for BHYT, though a telephone number has ten too: who searches looks for both.
    Raises NoNumber, NumberTooLong, NumberHasLetters, LeadingZeroLost or WrongLength.
    """
    value = _plain(text)
    for system, form in _GUESSES:
        if form.fullmatch(value):
            return IdentityNumber(system, value)
    raise _why_not(value)


def read_number(system: NumberSystem, text: str) -> IdentityNumber:
    """Return the number in ``text`` as one of ``system``. Raises like `parse_number`."""
    value = _plain(text)
    if _FORMS[system].fullmatch(value):
        return IdentityNumber(system, value)
    raise _why_not(value)


def facts_of(number: IdentityNumber) -> Facts | None:
    """Return what the number says about its person, or None for systems that say nothing.

    Digit 4: 1900s male 0, female 1; 2000s 2 and 3; and so on to the 2300s. Digits 5 and 6:
    the year in that century (Decree 137/2015/NĐ-CP art. 13, Circular 59/2021/TT-BCA art. 4).
    """
    value = number.value
    if number.system != "cccd" or not _FORMS["cccd"].fullmatch(value):
        return None
    century_and_sex = int(value[3])
    return Facts(
        prefix=value[:3],
        sex="female" if century_and_sex % 2 else "male",
        birth_year=1900 + 100 * (century_and_sex // 2) + int(value[4:6]),
    )


def conflicts(
    number: IdentityNumber,
    sex: Sex | None,
    birth: PartialDate | None,
    issued: PartialDate | None = None,
) -> tuple[Conflict, ...]:
    """Return each contradiction between the number, the person and the paper's issue date.

    What is not known contradicts nothing, and sex ``other`` has no digit to contradict.
    """
    facts = facts_of(number)
    found = [] if facts is None else list(_against(facts, sex, birth))
    if birth is not None and issued is not None and issued.latest < birth.earliest:
        found.append(Conflict("issued_before_birth", _ISSUED_BEFORE_BIRTH))
    return tuple(found)


def mask(value: str) -> str:
    """Return a number as lists show it: the last four characters, as in ``…4512``."""
    return f"…{value[-4:]}" if len(value) > 4 else "…"


def group_digits(value: str) -> str:
    """Return a number in groups that can be read aloud: ``030 179 004 512``."""
    sizes = {8: (4, 4), 9: (3, 3, 3), 10: (4, 3, 3), 12: (3, 3, 3, 3), 15: (2, 1, 2, 10)}
    groups, start = [], 0
    for size in sizes.get(len(value), (len(value),)):
        groups.append(value[start : start + size])
        start += size
    return " ".join(groups)


def _against(facts: Facts, sex: Sex | None, birth: PartialDate | None) -> list[Conflict]:
    found = []
    if sex in {"male", "female"} and sex != facts.sex:
        found.append(Conflict("sex", _SEX[facts.sex]))
    if birth is not None and birth.year != facts.birth_year:
        found.append(Conflict("birth_year", _birth_year(facts.birth_year, birth.year)))
    if not is_known_prefix(facts.prefix):
        found.append(Conflict("prefix", _prefix(facts.prefix)))
    return found


_SEX: Final = {
    "male": Text(
        vi="Số CCCD là của nam, giới tính ghi là nữ. Xin xem lại thẻ.",
        en="The number is a man's, the sex given is female. Please check the card.",
    ),
    "female": Text(
        vi="Số CCCD là của nữ, giới tính ghi là nam. Xin xem lại thẻ.",
        en="The number is a woman's, the sex given is male. Please check the card.",
    ),
}
_ISSUED_BEFORE_BIRTH: Final = Text(
    vi="Ngày cấp trước ngày sinh. Xin xem lại thẻ.",
    en="The paper was issued before the birth date. Please check the card.",
)


def _birth_year(by_number: int, given: int) -> Text:
    return Text(
        vi=f"Số CCCD cho năm sinh {by_number}, ngày sinh ghi năm {given}. Xin xem lại thẻ.",
        en=f"The number says born in {by_number}, the birth date says {given}. "
        "Please check the card.",
    )


def _prefix(prefix: str) -> Text:
    return Text(
        vi=f"Ba số đầu {prefix} không phải mã tỉnh hay mã nước nào. Xin xem lại số.",
        en=f"The first three digits {prefix} are no province or country. Please check the number.",
    )


def _plain(text: str) -> str:
    if len(text) > LONGEST:
        raise NumberTooLong
    value = _PARTING.sub("", unicodedata.normalize("NFKC", text)).replace("\x00", "").upper()
    if not value:
        raise NoNumber
    return value


def _why_not(value: str) -> KnownError:
    if not (value.isascii() and value.isdigit()):
        return NumberHasLetters()
    return LeadingZeroLost() if len(value) == 11 else WrongLength(count=len(value))
