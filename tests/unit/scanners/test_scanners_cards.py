"""The citizen cards of 2021 and 2024, in every variant that occurs."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.dates import PartialDate
from immunization.entries import IdentityNumber
from scanners.payloads import Payload, PersonFacts, recognise

SEVEN = "001202000000|012345678|Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|20042021"
NO_CMND = "001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|20042021"
SIX = "001202000000|Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|20042021"
FIVE = "001202000000|Họ Tên Mẫu|15052002|Nam|20042021"
ELEVEN = "001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|06082024||||"


def person_of(text: str | bytes) -> PersonFacts:
    payload = recognise(text)
    assert payload.person is not None, payload
    return payload.person


def numbers_of(text: str) -> tuple[IdentityNumber, ...]:
    return person_of(text).numbers


def test_seven_fields_are_a_cccd_with_all_its_facts() -> None:
    assert recognise(SEVEN) == Payload(
        kind="cccd",
        raw=SEVEN,
        person=PersonFacts(
            name="Họ Tên Mẫu",
            sex="male",
            birth=PartialDate(2002, 5, 15),
            numbers=(IdentityNumber("cccd", "001202000000"), IdentityNumber("cmnd", "012345678")),
            address="Số 1, Phường X, Hà Nội",
            issued=PartialDate(2021, 4, 20),
        ),
    )


@pytest.mark.parametrize("text", [NO_CMND, SIX, FIVE])
def test_a_card_without_the_old_number_is_read_in_all_its_lengths(text: str) -> None:
    payload = recognise(text)
    assert payload.kind == "cccd"
    assert payload.person is not None
    assert payload.person.numbers == (IdentityNumber("cccd", "001202000000"),)
    assert (payload.person.name, payload.person.sex) == ("Họ Tên Mẫu", "male")
    assert payload.person.birth == PartialDate(2002, 5, 15)
    assert payload.person.issued == PartialDate(2021, 4, 20)


def test_five_fields_have_no_address() -> None:
    assert person_of(FIVE).address is None


def test_eleven_fields_are_a_can_cuoc_and_its_four_slots_stay_verbatim() -> None:
    payload = recognise(ELEVEN.removesuffix("||||") + "|a|Tên  Cha|c|d")
    assert payload.kind == "can_cuoc"
    assert payload.extra == ("a", "Tên Cha", "c", "d")
    assert recognise(ELEVEN).extra == ("", "", "", "")


@pytest.mark.parametrize(
    "typed",
    ["Trn Vn Nam", "Nguyn A", "Phm Quc Bo", "tRẦN vĂN nAM", "LÊ Hng Sn", "Hunh Th", "Trần Vn Nam"],
)
def test_a_name_that_lost_letters_in_typing_is_not_taken_but_the_number_is(typed: str) -> None:
    payload = recognise(SEVEN.replace("Họ Tên Mẫu", typed))
    assert payload.person is not None
    assert (payload.person.name, payload.person.address) == (None, None)
    assert payload.person.numbers[0].value == "001202000000"
    assert "sai chữ" in payload.faults[0].vi


@pytest.mark.parametrize(
    "name",
    ["Trần Văn Nam", "TRẦN VĂN NAM", "Ngô Thị Ỷ", "Siu H' Lan", "Rmah Y Bham", "Ksor H Lan",
     "Phan Nam Anh", "Ưng Ý", "Lý Ú", "nguyễn văn a", "Đỗ Mười", "Hoàng Thị Quỳnh-Như"],
)  # fmt: skip
def test_names_that_are_whole_are_taken_as_they_are(name: str) -> None:
    assert person_of(SEVEN.replace("Họ Tên Mẫu", name)).name == name


@pytest.mark.parametrize("count", [8, 9, 10, 12, 13, 16])
def test_a_card_with_other_slots_behind_the_seven_still_says_who_it_is(count: int) -> None:
    slots = tuple(str(at) for at in range(count - 7))
    payload = recognise("|".join((NO_CMND, *slots)))
    assert (payload.kind, payload.extra) == ("can_cuoc", slots)
    assert payload.person == person_of(NO_CMND)


@pytest.mark.parametrize("old", ["012345678", "12345678", "030079004512", "012 345 678"])
def test_an_old_number_of_9_8_or_12_digits_is_kept_beside_the_personal_one(old: str) -> None:
    payload = recognise(SEVEN.replace("012345678", old))
    assert payload.person is not None
    assert payload.person.numbers == (
        IdentityNumber("cccd", "001202000000"),
        IdentityNumber("cmnd", old.replace(" ", "")),
    )
    assert (payload.faults, payload.conflicts) == ((), ())


def test_an_old_number_that_is_the_personal_one_is_said_once() -> None:
    payload = recognise(SEVEN.replace("|012345678|", "|001202000000|"))
    assert payload.person is not None
    assert payload.person.numbers == (IdentityNumber("cccd", "001202000000"),)
    assert payload.faults == ()


@pytest.mark.parametrize("old", ["1234567", "0123456789", "01234567890", "O12345678"])
def test_an_old_number_of_no_such_form_is_named_and_not_taken(old: str) -> None:
    payload = recognise(SEVEN.replace("012345678", old))
    assert payload.person is not None
    assert payload.person.numbers == (IdentityNumber("cccd", "001202000000"),)
    assert old in payload.faults[0].vi


def test_an_old_number_on_a_new_card_does_not_change_its_kind() -> None:
    assert recognise(ELEVEN.replace("||H", "|012345678|H")).kind == "can_cuoc"


@pytest.mark.parametrize(
    "noisy",
    [
        SEVEN + "\r",
        "]Q1" + SEVEN + "\r",
        "\x02" + SEVEN + "\x03",
        "\x02]Q1" + SEVEN + "\r\n",
        SEVEN + "\r\n",
        "\ufeff" + SEVEN,
        "CCCD:" + SEVEN,
        "CĂN CƯỚC CÔNG DÂN: " + SEVEN,
        SEVEN + "\x00\x00",
        SEVEN.replace("|", "\x00|"),
        SEVEN.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
        unicodedata.normalize("NFD", SEVEN),
        SEVEN.replace("Họ Tên", "Họ   Tên"),
    ],
)
def test_noise_of_readers_does_not_change_what_a_card_says(noisy: str) -> None:
    assert person_of(noisy) == person_of(SEVEN)
    assert recognise(noisy).raw == noisy


def test_three_bars_for_two_are_understood() -> None:
    assert person_of(NO_CMND.replace("||", "|||")) == person_of(NO_CMND)
    assert person_of(ELEVEN.replace("||H", "|||H")) == person_of(ELEVEN)


@pytest.mark.parametrize("word", ["Nữ", "Nu", "NỮ", "nữ", unicodedata.normalize("NFD", "Nữ")])
def test_the_word_for_female_is_known_in_all_its_forms(word: str) -> None:
    assert person_of(SEVEN.replace("Nam", word)).sex == "female"


def test_a_sex_that_contradicts_the_number_is_shown_and_not_fixed() -> None:
    payload = recognise(SEVEN.replace("Nam", "Nữ"))
    assert [conflict.kind for conflict in payload.conflicts] == ["sex"]
    assert payload.person is not None
    assert payload.person.sex == "female"


def test_the_31st_of_february_is_left_out_and_said_never_rolled_over() -> None:
    payload = recognise(SEVEN.replace("15052002", "31022002"))
    assert payload.person is not None
    assert payload.person.birth is None
    assert "31/02/2002" in payload.faults[0].vi
    assert payload.is_identity


def test_a_card_issued_before_the_birth_is_a_conflict() -> None:
    payload = recognise(SEVEN.replace("20042021", "20041999"))
    assert [conflict.kind for conflict in payload.conflicts] == ["issued_before_birth"]


def test_an_old_number_with_letters_is_not_taken_and_is_said() -> None:
    payload = recognise(SEVEN.replace("012345678", "01234567O"))
    assert payload.person is not None
    assert payload.person.numbers == (IdentityNumber("cccd", "001202000000"),)
    assert "01234567O" in payload.faults[0].en


@pytest.mark.parametrize("text", ["00120200000A" + SEVEN[12:], SEVEN[1:], "|".join(["x"] * 7)])
def test_a_number_with_letters_or_a_digit_missing_is_not_a_card(text: str) -> None:
    assert recognise(text).kind == "unknown"


@pytest.mark.parametrize(
    "broken",
    [
        SEVEN.replace("Nam", "Na,"),
        SEVEN.replace("Nam", "Nữ".encode().decode("cp1252", "replace")),
        SEVEN.replace("15052002", "150520Ó2"),
    ],
)
def test_a_card_that_an_input_method_broke_gives_its_number_and_no_names(broken: str) -> None:
    payload = recognise(broken)
    assert (payload.kind, payload.search, payload.person) == ("garbled", "001202000000", None)
    assert payload.answer is not None
    assert payload.answer.vi == "Bộ gõ tiếng Việt làm sai mã. Xin chuyển sang E rồi quét lại."


@pytest.mark.parametrize(
    "name",
    [
        "Họ Tên Mẫu".encode().decode("latin-1"),
        "Văn Năm".encode().decode("cp1252"),  # letters only
        "Ho5 Te6n Ma64u",
        "?",
        "",
    ],
)
def test_a_broken_name_is_not_taken_and_the_number_still_names_the_person(name: str) -> None:
    payload = recognise(SEVEN.replace("Họ Tên Mẫu", name))
    assert payload.is_identity
    assert payload.person is not None
    assert (payload.person.name, payload.person.address) == (None, None)
    assert payload.person.birth == PartialDate(2002, 5, 15)
    assert "Họ tên" in payload.faults[0].vi


LETTERS = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệóòỏõọ")
VOWELS = st.sampled_from("aăâeêioôơuưyáàảãạấầẩẫậéèẻẽẹóòỏõọ")  # every syllable has one
SYLLABLES = st.tuples(st.text(LETTERS, max_size=3), VOWELS, st.text(LETTERS, max_size=3))
WORDS = SYLLABLES.map("".join).map(str.title).filter(lambda word: word != "Nguyn")
NAMES = st.lists(WORDS, min_size=2, max_size=5).map(" ".join)
ADDRESSES = st.text(st.sampled_from("Số 12,./-ấĐườngXã"), max_size=80).map(str.strip)


@given(
    st.from_regex(r"[0-9]{12}", fullmatch=True),
    NAMES,
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["Nam", "Nữ"]),
    ADDRESSES,
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["", "||||"]),
)
def test_every_made_up_card_comes_back_as_it_was_written(
    number: str,
    name: str,
    birth: date,
    sex: str,
    address: str,
    form: Literal["NFC", "NFD"],
    tail: str,
) -> None:
    written = f"{number}||{name}|{birth:%d%m%Y}|{sex}|{address}|20042021{tail}"
    person = person_of(unicodedata.normalize(form, written).encode())
    assert person.name == unicodedata.normalize("NFC", name)
    assert str(person.birth) == str(birth)
    assert person.sex == {"Nam": "male", "Nữ": "female"}[sex]
    assert person.numbers == (IdentityNumber("cccd", number),)
