"""Single fields of a card, each read or left out with a reason."""

from __future__ import annotations

import re
from typing import Final

from immunization.dates import NoSuchDay, PartialDate, UnreadableDate
from immunization.entries import IdentityNumber, NumberSystem, Sex
from immunization.errors import KnownError
from immunization.identity import read_number
from immunization.names import fold, tidy
from immunization.text import Text

LONGEST_NAME: Final = 120
LONGEST_ADDRESS: Final = 400

_SEX_WORDS: Final[dict[str, Sex]] = {"nam": "male", "nu": "female", "Nam": "male", "Nữ": "female"}
_NOT_IN_NAMES: Final = re.compile(r"[^\w\s.,'’ʼ`´\-()/]|[\d_ªº]")
_VOWELS: Final = frozenset("aeiouy")
_DDMMYYYY: Final = re.compile(r"\d{8}", re.ASCII)


class Faults:
    """Collects what was not taken from a code, and why."""

    def __init__(self) -> None:
        self._found: list[Text] = []

    @property
    def found(self) -> tuple[Text, ...]:
        """The reasons, in the order of the fields."""
        return tuple(self._found)

    def day(self, what: Text, field: str) -> PartialDate | None:
        """Return the date of a ``ddMMyyyy``, ``dd/MM/yyyy`` or ``yyyy`` field, None if unreadable.

        31/02 is left out and said, never rolled over to March.
        """
        if not field or field == "-":
            return None
        try:
            read = PartialDate.from_digits if is_ddmmyyyy(field) else PartialDate.typed
            return read(field[:20])
        except (NoSuchDay, UnreadableDate):
            self._found.append(_no_day(what, field))
            return None

    def name(self, field: str) -> str | None:
        """Return the Vietnamese name of a field, or None where it is empty or cannot be one."""
        if is_name(field) and not _is_broken(field):
            return tidy(field) or None
        self._found.append(_NO_NAME)
        return None

    def number(self, system: NumberSystem, field: str) -> tuple[IdentityNumber, ...]:
        """Return the number of a field, or nothing where it is empty or has a wrong form."""
        if not field or field == "-":
            return ()
        try:
            return (read_number(system, field),)
        except KnownError:
            self._found.append(_no_number(field))
            return ()


def sex_of_word(field: str) -> Sex | None:
    """Return the sex of ``Nam`` or ``Nữ``, also ``Nu``, upper case and decomposed."""
    if len(field) > 8:
        return None
    return _SEX_WORDS.get(field) or _SEX_WORDS.get(fold(field))


def is_ddmmyyyy(field: str) -> bool:
    """Tell whether a field has the form of a card's date, whatever the calendar says."""
    return _DDMMYYYY.fullmatch(field) is not None


def is_name(field: str) -> bool:
    """Tell whether a field can be a name: letters, and no trace of a wrong character set."""
    return (
        bool(field)
        and len(field) <= LONGEST_NAME
        and _NOT_IN_NAMES.search(field) is None
        and not is_mojibake(field)
    )


def _is_broken(name: str) -> bool:
    """Tell whether a Vietnamese name lost letters on its way, or has its case turned.

    A scanner that types ASCII only leaves out what has a mark: ``Trần Văn`` arrives as ``Trn
    Vn``, and every Vietnamese syllable has a vowel. Caps Lock makes ``tRẦN`` of ``Trần``.
    """
    if any(word[0].islower() and word[1:].isupper() for word in name.split()):
        return True
    return any(
        word == "nguyn" or (len(word) > 1 and word.isalpha() and not _VOWELS.intersection(word))
        for word in fold(name).split()
    )


def is_mojibake(field: str) -> bool:
    """Tell whether a text is UTF-8 that something took for Latin-1 on its way here."""
    if field.isascii():
        return False
    try:
        return field.encode("cp1252").decode("utf-8") != field
    except UnicodeError:
        return False


def address(field: str) -> str | None:
    """Return an address as it should be kept, or None."""
    return tidy(field[:LONGEST_ADDRESS]) or None if field != "-" else None


_NO_NAME: Final = Text(
    vi="Họ tên trong mã bị sai chữ nên không được lấy. Xin xem thẻ, và chuyển bộ gõ sang E.",
    en="The name in the code is garbled and was not taken. See the card, "
    "and switch the input tool to E.",
)
BIRTH: Final = Text(vi="Ngày sinh", en="The birth date")
ISSUED: Final = Text(vi="Ngày cấp", en="The date of issue")


def _no_day(what: Text, field: str) -> Text:
    shown = field[:12].replace("{", "").replace("}", "")
    if is_ddmmyyyy(shown):
        shown = f"{shown[:2]}/{shown[2:4]}/{shown[4:]}"
    return Text(
        vi=f"{what.vi} {shown} không có trong lịch nên không được lấy. Xin hỏi lại.",
        en=f"{what.en} {shown} does not exist and was not taken. Please ask.",
    )


def _no_number(field: str) -> Text:
    shown = field[:20].replace("{", "").replace("}", "")
    return Text(
        vi=f"Số “{shown}” trong mã sai dạng nên không được lấy. Xin xem thẻ.",
        en=f"The number “{shown}” in the code is malformed and was not taken. See the card.",
    )
