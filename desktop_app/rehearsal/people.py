"""Made-up people of a made-up register: none of them exists.

Their names are spread as names in Vietnam are (surnames after Lê Trung Hoa, "Họ và tên người
Việt Nam", 2005), their numbers have the structure of real ones (Decree 137/2015/NĐ-CP art. 13)
and agree with sex and year of birth. The same seed gives the same people on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from msgspec import Struct

from immunization.entries import IdentityNumber, PersonRegistered, Sex

TODAY: Final = date(2026, 11, 23)
"""Ages are counted to this day, so that a register stays the same from year to year."""


class _Weighted(Struct, frozen=True):
    """Words with how often they come; drawing one is a bisection."""

    words: tuple[str, ...]
    up_to: tuple[int, ...]

    def draw(self, dice: Random) -> str:
        return dice.choices(self.words, cum_weights=self.up_to)[0]


def _weighted(table: str) -> _Weighted:
    """Read ``word weight, word weight``; a word of several syllables is joined by ``_``."""
    pairs = [entry.split() for entry in table.split(",")]
    words = tuple(word.replace("_", " ") for word, _ in pairs)
    return _Weighted(words, tuple(accumulate(int(weight) for _, weight in pairs)))


_SURNAMES: Final = _weighted(
    "Nguyễn 384, Trần 110, Lê 95, Phạm 70, Huỳnh 26, Hoàng 25, Phan 45, Vũ 20, Võ 19, Đặng 21, "
    "Bùi 20, Đỗ 14, Hồ 13, Ngô 13, Dương 10, Lý 5, Đào 6, Đinh 6, Trương 9, Lâm 5, Mai 4, Trịnh "
    "4, Đoàn 4, Cao 4, Tô 3, Tạ 3, Hà 4, Lương 5, Châu 3, Thái 2, Quách 1, Nông 2, Lò 2, Vi 1, Ma "
    "1, Giàng 1, Thạch 2, Kim 1, Sơn 1, Danh 1, Tăng 1, Vương 2, La 1, Triệu 2, Hứa 1, Tống 1, Từ "
    "1, Y 1, Điểu 1, Phùng 2"
)
_WOMEN_MIDDLE: Final = _weighted(
    "Thị 420, Thị_Thu 35, Thị_Hồng 35, Thị_Kim 30, Thị_Ngọc 40, Thị_Thanh 35, Thị_Minh 20, Thị_Mỹ "
    "22, Thị_Bích 18, Thị_Phương 18, Thị_Thùy 18, Thị_Lan 14, Thị_Xuân 10, Ngọc 60, Thanh 35, Thu "
    "25, Kim 30, Bích 15, Mỹ 20, Hồng 20, Phương 22, Thùy 20, Khánh 18, Bảo 18, Minh 15, Quỳnh "
    "14, Hoài 10, Diệu 10, Gia 8, Tường 5"
)
_MEN_MIDDLE: Final = _weighted(
    "Văn 300, Hữu 55, Đức 55, Minh 60, Quốc 50, Công 35, Đình 40, Xuân 28, Thanh 45, Ngọc 38, "
    "Hoàng 38, Tuấn 20, Quang 38, Trọng 22, Anh 20, Gia 25, Bảo 25, Thành 22, Duy 25, Phước 12, "
    "Tấn 18, Nhật 12, Thế 15, Bá 12, Khắc 6, Hồng 15, Trung 15, Chí 12, Vĩnh 6, Việt 8"
)
_WOMEN_GIVEN: Final = _weighted(
    "Hương 30, Lan 30, Hoa 28, Mai 28, Linh 34, Hà 26, Thảo 28, Trang 30, Thủy 26, Hạnh 26, Vân "
    "22, Ngọc 24, Nga 22, Phương 28, Yến 22, Anh 34, Hằng 24, Oanh 16, Nhung 18, Loan 20, Tuyết "
    "18, Dung 20, Hiền 24, Liên 18, Tâm 16, Thu 18, Xuân 10, Cúc 10, Đào 8, Sen 6, Bé 6, Út 5, My "
    "14, Nhi 18, Ngân 18, Trâm 16, Uyên 12, Vy 18, Quỳnh 16, Châu 12, Diệp 8, Thơm 6, Ánh 10, "
    "Bình 6, Đạt 1, Hoài 6, Khanh 5, Lệ 8, Lý 5, Mận 3, Nguyệt 12, Phượng 12, Quyên 10, Sương 6, "
    "Thắm 6, Thoa 8, Trinh 14, Tươi 3, Vui 2, Ý 3"
)
_MEN_GIVEN: Final = _weighted(
    "Hùng 30, Dũng 30, Tuấn 34, Hải 26, Minh 26, Long 24, Nam 26, Sơn 24, Thắng 22, Cường 24, "
    "Bình 20, Đức 22, Hoàng 20, Huy 22, Khánh 14, Khoa 14, Kiên 14, Lâm 14, Lộc 14, Nghĩa 14, "
    "Phúc 20, Phong 16, Phước 12, Quân 18, Quang 16, Quý 8, Tài 16, Tâm 14, Tân 10, Thành 24, "
    "Thanh 14, Thịnh 14, Tiến 18, Toàn 14, Trí 10, Trung 18, Tú 12, Tùng 14, Việt 12, Vinh 12, Vũ "
    "12, Bảo 14, Đạt 20, An 10, Anh 16, Ân 4, Bé 3, Chiến 8, Công 6, Danh 5, Duy 14, Giang 6, Hậu "
    "8, Hiếu 18, Hòa 12, Hưng 14, Lợi 6, Mạnh 8, Năm 2, Ninh 3, Ri 1, Sang 6, Tư 2, Út 3, Xuân 4"
)
# Where people here were born: most in the site's own province, the rest spread by size.
_BIRTH_PROVINCES: Final = _weighted(
    "075 560, 079 80, 074 30, 072 16, 080 16, 082 18, 083 16, 089 18, 091 14, 092 14, 094 12, 095 "
    "10, 096 14, 084 10, 086 10, 001 18, 034 16, 036 20, 038 30, 040 26, 042 16, 049 12, 051 14, "
    "052 16, 064 8, 066 10, 068 10, 060 10, 025 6, 031 8, 004 2, 011 2"
)
_PHONES: Final = (
    "032", "033", "034", "035", "036", "037", "038", "039", "056", "058", "070", "076", "077",
    "078", "079", "081", "082", "083", "084", "085", "086", "088", "089", "090", "091", "093",
    "094", "096", "097", "098", "099",
)  # fmt: skip
_COMMUNES: Final = _weighted(
    "Phường_Trấn_Biên 20, Phường_Biên_Hoà 20, Phường_Tam_Hiệp 18, Phường_Long_Bình 18, "
    "Phường_Trảng_Dài 16, Phường_Hố_Nai 14, Phường_Long_Khánh 12, Phường_Bình_Lộc 8, "
    "Phường_Xuân_Lập 7, Xã_Tân_Phú 10, Xã_Phú_Lâm 8, Xã_La_Ngà 8, Xã_Định_Quán 9, Xã_Trảng_Bom "
    "11, Xã_Xuân_Lộc 9, Xã_Cẩm_Mỹ 8, Xã_Long_Thành 11, Xã_Nhơn_Trạch 11, Xã_Tân_Tiến 6, "
    "Xã_Phước_Thái 7"
)
_STREETS: Final = _weighted(
    "Lê_Lợi 9, Trần_Hưng_Đạo 9, Nguyễn_Huệ 7, Hùng_Vương 8, Phan_Chu_Trinh 5, Lý_Thường_Kiệt 6, "
    "Hai_Bà_Trưng 6, Cách_Mạng_Tháng_Tám 7, Nguyễn_Trãi 6, Võ_Thị_Sáu 5, 30_Tháng_4 6, Đồng_Khởi "
    "5"
)
_MILLION: Final = 1_000_000


def people(count: int, seed: int = 1) -> Iterator[PersonRegistered]:
    """Yield ``count`` made-up people, the same for the same seed.

    Of ten, nine have a personal number (no two the same, up to a million people), and a third
    an insurance number; one in twelve has no number of the state at all, as on site.
    """
    dice = Random(seed)  # noqa: S311 (made-up people, no secret)
    first = dice.randrange(_MILLION)
    for index in range(count):
        yield _person(dice, (first + index * 618_033) % _MILLION)


def _person(dice: Random, serial: int) -> PersonRegistered:
    sex: Sex = "female" if dice.random() < 0.51 else "male"
    born = TODAY - timedelta(days=int(dice.triangular(5, 96, 31) * 365.25))
    numbers = tuple(_numbers(dice, sex, born, serial))
    return PersonRegistered(
        name=_name(dice, sex),
        sex=sex,
        birth=_as_known(dice, born),
        numbers=numbers,
        phone=_phone(dice) if dice.random() < 0.88 else None,
        address=f"{dice.randrange(1, 400)} {_STREETS.draw(dice)}",
        commune=_COMMUNES.draw(dice),
        source="register",
    )


def _name(dice: Random, sex: Sex) -> str:
    middle, given = (_WOMEN_MIDDLE, _WOMEN_GIVEN) if sex == "female" else (_MEN_MIDDLE, _MEN_GIVEN)
    return f"{_SURNAMES.draw(dice)} {middle.draw(dice)} {given.draw(dice)}"


def _as_known(dice: Random, born: date) -> str:
    # Of the oldest, many cards give the year alone.
    if born.year < 1956 and dice.random() < 0.3:
        return str(born.year)
    return born.isoformat()


def _numbers(dice: Random, sex: Sex, born: date, serial: int) -> Iterator[IdentityNumber]:
    kind = dice.random()
    if kind < 0.9:
        century = 2 * (born.year // 100 - 19) + (sex == "female")
        prefix = _BIRTH_PROVINCES.draw(dice)
        yield IdentityNumber("cccd", f"{prefix}{century}{born.year % 100:02}{serial:06}")
    elif kind < 0.92 and born.year < 2005:
        yield IdentityNumber("cmnd", f"27{dice.randrange(10_000_000):07}")
    if dice.random() < 0.33:
        yield IdentityNumber("bhyt", f"75{dice.randrange(100_000_000):08}")


def _phone(dice: Random) -> str:
    return f"{dice.choice(_PHONES)}{dice.randrange(10_000_000):07}"
