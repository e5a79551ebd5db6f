"""Names: tidied, folded, shortened."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.names import fold, given_name, initials, tidy

_LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
vietnamese_names = st.lists(
    st.text(alphabet=_LETTERS + _LETTERS.upper(), min_size=1, max_size=8), min_size=1, max_size=5
).map(" ".join)


@given(vietnamese_names)
def test_fold_is_the_same_for_every_way_of_writing_a_name(name: str) -> None:
    plain = fold(name)
    assert plain.isascii()
    assert plain == fold(unicodedata.normalize("NFD", name)) == fold(name.upper())
    assert plain == fold(name.lower()) == fold(f"  {name.replace(' ', '   ')}\t")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.long
def test_folding_twice_changes_nothing_for_any_letter_that_unicode_has() -> None:
    unstable = [
        letter
        for letter in map(chr, range(sys.maxunicode + 1))
        if not letter.isascii() and fold(fold(letter)) != fold(letter)
    ]
    assert unstable == []


@given(st.text(max_size=40))
def test_tidying_twice_changes_nothing_and_loses_no_searchable_letter(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert fold(tidy(text)) == fold(text)


@given(st.text(max_size=40))
def test_what_is_tidied_can_be_stored_as_utf_8_on_one_line(text: str) -> None:
    kept = tidy(text)
    assert kept.encode().decode() == kept
    assert "\x00" not in kept
    assert len(kept.splitlines()) <= 1


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Nguyễn Thị Hồng Vân", "nguyen thi hong van"),
        ("ĐỖ ĐÌNH ĐỨC", "do dinh duc"),
        ("Ðặng Thị Ước", "dang thi uoc"),  # the Icelandic eth, typed for Đ
        ("ＬÊ　Ｖăn", "le van"),  # full width
        ("H’Hen Niê", "hhen nie"),
        ("H'Hen Niê", "hhen nie"),
        ("Y-Bhăm", "y bham"),
        ("Trần\x00 Văn\u200b Lộc", "tran van loc"),
        ("𝗔nh", "anh"),  # mathematical letters, as copied from social networks
        ("", ""),
        ("   ", ""),
    ],
)
def test_fold_finds_the_plain_name(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_tidy_composes_and_drops_what_nobody_sees() -> None:
    torn = unicodedata.normalize("NFD", "Lê  Thị\x00 Mai\u200b\tHoa\r\n")
    assert tidy(torn) == "Lê Thị Mai Hoa"


@pytest.mark.parametrize(
    ("name", "short", "given_part"),
    [
        ("Nguyễn Thị Hồng Vân", "N.T.H. Vân", "Vân"),
        ("Đỗ Vân", "Đ. Vân", "Vân"),
        ("Madonna", "Madonna", "Madonna"),
        ("", "", ""),
    ],
)
def test_a_name_on_the_wall_gives_the_last_word_only(
    name: str, short: str, given_part: str
) -> None:
    assert initials(name) == short
    assert given_name(name) == given_part


def test_a_torn_name_keeps_its_marks_on_the_wall() -> None:
    assert initials(unicodedata.normalize("NFD", "Đặng Ứng Ước")) == "Đ.Ứ. Ước"
