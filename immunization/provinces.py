"""Provinces by code, with the time in which the code had that meaning.

63 provinces until 30 June 2025, 34 since 1 July 2025 (Resolution 202/2025/QH15). Seven codes
live on with another meaning (15 was Yên Bái and is Lào Cai), so **a code without its date
says nothing**. A personal number begins with ``0`` and the code of the province where the
birth was registered, or with 101 to 295 for those born abroad (Decree 137/2015/NĐ-CP art. 13,
Circular 07/2016/TT-BCA). Numbers never change, so all 63 stay good.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

MERGED: Final = date(2025, 7, 1)

_BEFORE: Final = (
    "01 Hà Nội|02 Hà Giang|04 Cao Bằng|06 Bắc Kạn|08 Tuyên Quang|10 Lào Cai|11 Điện Biên"
    "|12 Lai Châu|14 Sơn La|15 Yên Bái|17 Hoà Bình|19 Thái Nguyên|20 Lạng Sơn|22 Quảng Ninh"
    "|24 Bắc Giang|25 Phú Thọ|26 Vĩnh Phúc|27 Bắc Ninh|30 Hải Dương|31 Hải Phòng|33 Hưng Yên"
    "|34 Thái Bình|35 Hà Nam|36 Nam Định|37 Ninh Bình|38 Thanh Hóa|40 Nghệ An|42 Hà Tĩnh"
    "|44 Quảng Bình|45 Quảng Trị|46 Thừa Thiên Huế|48 Đà Nẵng|49 Quảng Nam|51 Quảng Ngãi"
    "|52 Bình Định|54 Phú Yên|56 Khánh Hòa|58 Ninh Thuận|60 Bình Thuận|62 Kon Tum|64 Gia Lai"
    "|66 Đắk Lắk|67 Đắk Nông|68 Lâm Đồng|70 Bình Phước|72 Tây Ninh|74 Bình Dương|75 Đồng Nai"
    "|77 Bà Rịa - Vũng Tàu|79 TP Hồ Chí Minh|80 Long An|82 Tiền Giang|83 Bến Tre|84 Trà Vinh"
    "|86 Vĩnh Long|87 Đồng Tháp|89 An Giang|91 Kiên Giang|92 Cần Thơ|93 Hậu Giang|94 Sóc Trăng"
    "|95 Bạc Liêu|96 Cà Mau"
)
_SINCE: Final = (
    "01 Hà Nội|04 Cao Bằng|08 Tuyên Quang|11 Điện Biên|12 Lai Châu|14 Sơn La|15 Lào Cai"
    "|19 Thái Nguyên|20 Lạng Sơn|22 Quảng Ninh|24 Bắc Ninh|25 Phú Thọ|31 Hải Phòng|33 Hưng Yên"
    "|37 Ninh Bình|38 Thanh Hoá|40 Nghệ An|42 Hà Tĩnh|44 Quảng Trị|46 Huế|48 Đà Nẵng"
    "|51 Quảng Ngãi|52 Gia Lai|56 Khánh Hoà|66 Đắk Lắk|68 Lâm Đồng|75 Đồng Nai|79 Hồ Chí Minh"
    "|80 Tây Ninh|82 Đồng Tháp|86 Vĩnh Long|91 An Giang|92 Cần Thơ|96 Cà Mau"
)


class Province(msgspec.Struct, frozen=True):
    """A province as one code meant it, from ``since`` to ``until`` (both included)."""

    code: str
    name: str
    since: date | None = None
    until: date | None = None


def _read(table: str, **validity: date) -> tuple[Province, ...]:
    rows = (row.split(" ", 1) for row in table.split("|"))
    return tuple(Province(code, name, **validity) for code, name in rows)


PROVINCES_63: Final = _read(_BEFORE, until=date(2025, 6, 30))
PROVINCES_34: Final = _read(_SINCE, since=MERGED)
_BY_CODE_63: Final = {province.code: province for province in PROVINCES_63}
_BY_CODE_34: Final = {province.code: province for province in PROVINCES_34}


def province(code: str, on: date) -> Province | None:
    """Return what the two-digit ``code`` meant ``on`` that day, or None if nothing."""
    return (_BY_CODE_34 if on >= MERGED else _BY_CODE_63).get(code)


def provinces_of_prefix(prefix: str) -> tuple[Province, ...]:
    """Return the provinces that the first three digits of a personal number can stand for.

    Two where the code lives on with another meaning: whether births registered since July 2025
    use only the 34 codes is not confirmed, so the number alone does not decide.
    """
    if not prefix.startswith("0"):
        return ()
    found = (_BY_CODE_63.get(prefix[1:]), _BY_CODE_34.get(prefix[1:]))
    return tuple(meaning for meaning in found if meaning is not None)


def is_abroad(prefix: str) -> bool:
    """Tell whether the first three digits stand for a country of birth (101 to 295)."""
    return len(prefix) == 3 and prefix.isdecimal() and 101 <= int(prefix) <= 295


def is_known_prefix(prefix: str) -> bool:
    """Tell whether the first three digits of a personal number stand in the table."""
    return bool(provinces_of_prefix(prefix)) or is_abroad(prefix)
