"""Words on the screens: what is read leniently, what is underlined, what a wall may show."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from immunization.names import fold
from ui.pages.wall import shown_on
from ui.pages.wording import brand, matches
from ui.presenters.vitals import read_vitals, show_vital
from ui.showcase import people

NAMES = st.sampled_from(
    ["Nguyễn Thị Hồng Vân", "Đỗ Thị Kim Oanh", "Tôn Nữ Hoàng Phương Uyên", "Y Điểu", "Lý Tài"]
)


@given(NAMES, st.integers(0, 4), st.integers(1, 6))
def test_what_is_underlined_begins_words_of_the_name(name: str, word: int, letters: int) -> None:
    parts = name.split()
    typed = fold(parts[word % len(parts)])[:letters]
    found = matches(name, typed)
    assert found
    for start, length in found:
        assert 0 <= start < start + length <= len(name)
        assert fold(name[start : start + length]).startswith(typed[:1])


@given(NAMES, st.text(max_size=20))
def test_no_typed_text_underlines_beyond_the_name_or_twice(name: str, typed: str) -> None:
    end = 0
    for start, length in matches(name, typed):
        assert start >= end
        end = start + length
    assert end <= len(name)


@given(st.text(max_size=30))
def test_vital_signs_are_read_or_named_as_unreadable_and_never_raise(text: str) -> None:
    for sign in ("temperature", "pulse", "blood_pressure", "respiration"):
        read = read_vitals({sign: text})
        taken = show_vital(read.vitals, sign, ",")
        assert bool(taken) != (sign in read.unreadable) or not text.strip()


@given(st.integers(300, 450), st.integers(0, 999), st.integers(0, 999))
def test_vital_signs_that_were_shown_are_read_back(tenths: int, upper: int, lower: int) -> None:
    texts = {
        "temperature": f"{tenths / 10:.1f}".replace(".", ","),
        "blood_pressure": f"{upper}/{lower}",
    }
    vitals = read_vitals(texts).vitals
    assert vitals.temperature == tenths / 10
    assert (vitals.systolic, vitals.diastolic) == (upper, lower)
    assert show_vital(vitals, "temperature", ",") == texts["temperature"]


def test_the_maker_is_left_out_where_the_brand_will_do() -> None:
    assert brand("Comirnaty (Pfizer), mũi 2") == "Comirnaty, mũi 2"


def test_who_may_leave_is_on_every_page_of_the_wall() -> None:
    rows = people.board() + tuple(
        replace(row, person=people.person(f"more {at}"), number=f"B{at:03}")
        for at, row in enumerate(people.board()[2:])
    )
    free = {row.person for row in rows if row.reaction is None and row.until <= people.NOW}
    seen = set()
    for seconds in range(0, 60, 10):
        shown = shown_on(rows, people.NOW + timedelta(seconds=seconds))
        assert len(shown) <= 12
        assert free <= {row.person for row in shown}
        seen |= {row.person for row in shown}
    assert seen == {row.person for row in rows}


def test_people_are_addressed_by_sex_and_age() -> None:
    from ui.pages.wording import Wording

    words = Wording("vi", lambda: date(2026, 11, 23))
    assert words.address("Lý Văn Tài", people.card("Lý Văn Tài", sex="male")) == "anh Tài"
    old = people.card("Trịnh Thị Mến", birth="1951")
    assert words.address(old.name, old) == "bà Mến"
    young = people.card("Đỗ Gia Huy", sex="male", birth="2014-02-01")
    assert words.address(young.name, young) == "em Huy"
    assert words.address("Ai Đó", None) == "Ai Đó"
