"""BHYT, the national QR, certificates, bare numbers, vials, and what is not ours."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.dates import PartialDate
from immunization.entries import IdentityNumber
from scanners.payloads import LONGEST, Vial, gs1, recognise


def hexed(text: str) -> str:
    return text.encode().hex()


BHYT = "|".join(
    [
        "0123456789", hexed("Trần Thị Mẫu"), "01/02/1990", "2", hexed("Xã X, Tỉnh Y"), "79 - 024",
        "01/01/2022", "-", "02/01/2022", "79010123456789", "-", "4", " 01/01/2027",
        "0123456789abcdef-1234", "4", hexed("BHXH Mẫu"), "$",
    ]
)  # fmt: skip
NATIONAL = "001202000000|HO TEN MAU|2002-05-15|0|123456789012345678|1<1<-<0912345678<SIG"
MASKED = "******000000|HO TEN MAU|2002-**-**|0|123456789012345678|"


def test_a_bhyt_card_is_read_from_its_hex() -> None:
    payload = recognise(BHYT)
    assert payload.kind == "bhyt"
    assert payload.person is not None
    assert payload.person.name == "Trần Thị Mẫu"
    assert payload.person.sex == "female"
    assert payload.person.birth == PartialDate(1990, 2, 1)
    assert payload.person.address == "Xã X, Tỉnh Y"
    assert payload.person.numbers == (IdentityNumber("bhyt", "0123456789"),)
    assert payload.extra[0] == "79 - 024"


def test_a_bhyt_card_may_know_only_the_year_of_birth() -> None:
    payload = recognise(BHYT.replace("01/02/1990", "1990"))
    assert payload.person is not None
    assert payload.person.birth == PartialDate(1990)


def test_a_bhyt_card_issued_before_the_birth_is_a_conflict() -> None:
    fields = BHYT.split("|")
    fields[2], fields[8] = "15/05/2002", "01/01/2001"
    payload = recognise("|".join(fields))
    assert [one.kind for one in payload.conflicts] == ["issued_before_birth"]


def test_a_bhyt_code_ends_at_its_first_nul() -> None:
    assert recognise(BHYT + "\x00garbage|after") == recognise(BHYT + "\x00garbage|after")
    assert recognise(BHYT + "\x00garbage|after").person == recognise(BHYT).person


def test_a_bhyt_number_of_fifteen_characters_is_kept_whole() -> None:
    payload = recognise(BHYT.replace("0123456789|", "GD4790123456789|", 1))
    assert payload.person is not None
    assert payload.person.numbers == (IdentityNumber("bhyt", "GD4790123456789"),)


@pytest.mark.parametrize(("hexa", "typed"), [("dd", "đ"), ("aa", "â"), ("e1", "é")])
def test_hex_that_telex_or_vni_rewrote_is_said_to_be_so(hexa: str, typed: str) -> None:
    name = f"4e6775{hexa}"
    broken = BHYT.replace(hexed("Trần Thị Mẫu"), name.replace(hexa, typed))
    payload = recognise(broken)
    assert (payload.kind, payload.search, payload.person) == ("garbled", "0123456789", None)


def test_a_national_qr_is_told_from_a_card_of_six_fields() -> None:
    payload = recognise(NATIONAL)
    assert payload.kind == "national_qr"
    assert payload.person is not None
    assert payload.person.sex == "male"
    assert payload.person.phone == "0912345678"
    assert payload.person.numbers == (
        IdentityNumber("cccd", "001202000000"),
        IdentityNumber("qid", "123456789012345678"),
    )


def test_a_masked_code_is_a_search_hint_and_never_an_identity() -> None:
    payload = recognise(MASKED)
    assert payload.kind == "national_qr"
    assert not payload.is_identity
    assert payload.search == "000000"
    assert payload.person is not None
    assert (payload.person.name, payload.person.birth) == ("HO TEN MAU", PartialDate(2002))


def test_a_national_qr_contradicting_its_number_shows_it() -> None:
    payload = recognise(NATIONAL.replace("<1<", "<2<"))
    assert [conflict.kind for conflict in payload.conflicts] == ["sex"]


def test_certificates_of_others_are_recognised_and_keep_their_spaces() -> None:
    certificate = "HC1:6BF  %A $*+-./:"
    assert recognise(certificate + "\r\n").kind == "hc1"
    assert recognise(certificate + "\r\n").raw == certificate + "\r\n"
    assert recognise("shc:/5676290952432060").kind == "shc"


def test_a_certificate_with_vietnamese_letters_was_garbled_by_an_input_tool() -> None:
    assert recognise("HC1:6BFĐÂ").kind == "garbled"


@pytest.mark.parametrize(
    ("typed", "search"),
    [
        ("001202000000", "001202000000"),
        ("012345678\r", "012345678"),
        ("0912 345 678", "0912345678"),
        ("gd4790123456789", "GD4790123456789"),
        ("CCCD: 001202000000", "001202000000"),
    ],
)
def test_a_bare_number_is_a_search_key_and_no_identity(typed: str, search: str) -> None:
    payload = recognise(typed)
    assert (payload.kind, payload.search, payload.is_identity) == ("number", search, False)


@pytest.mark.parametrize(
    "code",
    [
        "0108935006123452\x1d",
        "xin chào",
        "(99)x",
        "(01)08935006123450(10)A",
        "(91)x(17)261332(10)A",
        "()",
        "0",
        "",
        "|",
        "|||||||||||",
    ],
)
def test_what_is_not_ours_gets_an_answer(code: str) -> None:
    payload = recognise(code)
    assert payload.kind == "unknown"
    assert payload.answer is not None
    said = payload.answer.say("vi")
    assert said.startswith("Mã này không phải của điểm tiêm")
    assert said.endswith("Không lưu gì.")
    assert code.strip("\x1d") in said  # how it begins, so that somebody can tell what it is


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("SYT-123/2021", "“SYT-123/2021”"),
        ("Xin " + "chào " * 40, "“Xin chào chào chào chào chào chào chào c…”"),
        ("a\u202e{b}\tc\nd", "“ab c d”"),
        ("upi://pay?pa=a", "liên kết tới upi:, không được mở"),
        ("javascript:alert(1)", "liên kết tới javascript:, không được mở"),
        ("file:///C:/Windows", "liên kết tới file:, không được mở"),
    ],
)
def test_a_text_that_nothing_is_known_of_shows_how_it_begins(code: str, shown: str) -> None:
    answer = recognise(code).answer
    assert answer is not None
    assert shown in answer.say("vi")
    assert shown.replace("liên kết tới", "a link to").split(",")[0] in answer.say("en")


@pytest.mark.parametrize(
    "code",
    [
        "]d201089350061234581726123121S1",
        "(01)08935006123458(17)261231",
        "8935006123458",
        "96385074",
    ],
)
def test_a_products_code_without_a_lot_says_to_choose_the_lot_by_the_label(code: str) -> None:
    payload = recognise(code)
    assert (payload.kind, payload.vial) == ("unknown", None)
    assert payload.answer is not None
    assert "không có số lô" in payload.answer.vi


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("https://example.org/a?b=1", "liên kết tới example.org, không được mở"),
        ("http://Example.org", "liên kết tới Example.org, không được mở"),
        ("WIFI:S:quan ca phe;T:WPA;P:12345678;;", "mạng Wi-Fi"),
        ("BEGIN:VCARD\nFN:A\nEND:VCARD", "danh thiếp"),
        ("00020101021138570010A00000072701270006970403011300110123456780208", "thanh toán"),
        ("otpauth://totp/x?secret=A", "mã đăng nhập"),
        ("tel:+84912345678", "liên lạc"),
        (b"\xff\xfe\x00", "dữ liệu cho máy"),
    ],
)
def test_what_is_not_ours_is_said_and_never_opened(code: str | bytes, what: str) -> None:
    payload = recognise(code)
    assert payload.kind == "unknown"
    assert payload.answer is not None
    assert payload.answer.vi.startswith("Mã này không phải của điểm tiêm: ")
    assert what in payload.answer.vi
    assert payload.answer.vi.endswith("Không lưu gì.")
    assert "12345678" not in payload.answer.vi


@pytest.mark.parametrize(
    "code",
    [
        "https://id.gs1.org/01/08935006123458/10/AB-1234/21/S1?17=261231",
        "https://maker.example/vaccine/gtin/8935006123458/lot/AB-1234/ser/S1?exp=261231&x=1",
        "HTTPS://ID.GS1.ORG/01/08935006123458/22/2A/10/AB%2D1234?21=S1&17=261231",
    ],
)
def test_a_digital_link_says_what_an_element_string_says(code: str) -> None:
    assert recognise(code).vial == Vial(
        gtin="08935006123458", lot="AB-1234", serial="S1", expiry=date(2026, 12, 31)
    )


@pytest.mark.parametrize(
    "code",
    [
        "https://id.gs1.org/01/08935006123450/10/AB-1234",  # a wrong check digit
        "https://id.gs1.org/01/08935006123458",  # no lot
        "https://id.gs1.org/01/08935006123458/10/",
        "https://id.gs1.org/01/08935006123458/10/A?17=261332",
        "https://id.gs1.org/01",
        "https:///01/08935006123458/10/A",
        "https://id.gs1.org/01/08935006123458/10/" + "A" * 21,
    ],
)
def test_an_address_that_names_no_vial_is_a_link_like_any_other(code: str) -> None:
    payload = recognise(code)
    assert payload.vial is None
    assert payload.kind == "unknown"


@pytest.mark.parametrize(
    "code",
    [
        "\x1d01089350061234581726123110AB-1234\x1d30100\x1d240X-7",
        "\x1d0108935006123458712123\x1d17261231700326123112\x1d10AB-1234",
        "\x1d01089350061234581726123199free\x1d10AB-1234",
    ],
)
def test_other_elements_on_a_box_do_not_hide_its_lot(code: str) -> None:
    vial = recognise(code).vial
    assert vial is not None
    assert (vial.gtin, vial.lot, vial.expiry) == ("08935006123458", "AB-1234", date(2026, 12, 31))


@given(st.text(alphabet="01721/%.=?&;HhtTpPs:glo\x1dA", max_size=80))
def test_whatever_an_address_holds_nothing_is_raised(text: str) -> None:
    recognise(f"https://a/01/{text}")
    recognise(f"\x1d{text}")


@pytest.mark.parametrize(
    "code",
    [
        "\x1d01089350061234581726123110AB-1234",
        "]d201089350061234581726123110AB-1234\x1d21S1",
        "(01)08935006123458(17)261231(10)AB-1234(21)S1",
    ],
)
def test_a_vial_says_its_maker_number_lot_and_expiry(code: str) -> None:
    vial = recognise(code).vial
    assert vial is not None
    assert (vial.gtin, vial.lot, vial.expiry) == ("08935006123458", "AB-1234", date(2026, 12, 31))


def test_day_00_of_an_expiry_is_the_last_of_its_month() -> None:
    assert recognise("(91)x(17)280200(10)A").vial == Vial(
        lot="A", product="x", expiry=date(2028, 2, 29)
    )


@given(
    st.from_regex(r"[a-z0-9_]{1,20}", fullmatch=True),
    st.from_regex(r"[A-Z0-9-]{1,20}", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)
def test_our_own_labels_are_read_back(product: str, lot: str, expiry: date) -> None:
    vial = recognise(gs1.label(product, lot, expiry)).vial
    assert vial == Vial(lot=lot, expiry=expiry, product=product)


def test_a_code_of_5000_characters_is_refused_with_its_length() -> None:
    payload = recognise("9" * 5000)
    assert payload.kind == "too_long"
    assert payload.answer is not None
    assert "5000" in payload.answer.vi
    assert len(payload.raw) <= 64
    assert recognise("9" * LONGEST).kind == "unknown"


def test_bytes_that_are_no_text_are_not_ours() -> None:
    assert recognise(b"\xff\xfe\x00\x80").kind == "unknown"


PIECES = st.sampled_from(
    ["|", "||", "$", "HC1:", "BT1:", "shc:/", "001202000000", "15052002", "31022002", "Nam", "Nữ",
     "1", "2", "2002-05-15", "****-**-**", "*", "<", "\x00", "\x1d", "(01)", "(10)", "01", "17",
     "CCCD:", "\r\n", "đ", "4e", "{", "}", " ", "\ud800"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_no_text_makes_it_raise(text: str) -> None:
    payload = recognise(text)
    assert payload.raw == text
    for words in (payload.answer, *payload.faults, *(c.text for c in payload.conflicts)):
        assert words is None or (words.say("vi") and words.say("en"))


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    recognise(data)


@pytest.mark.parametrize(
    "text",
    ["|" * LONGEST, " " * LONGEST, "BT1:" + "9" * 4292, "(10)" * 1000, "đ\u0323" * 2000,
     "001202000000|" + "Nguyễn " * 600 + "|15052002|Nam|20042021", "0" * LONGEST,
     "HC1:" + "A" * 4000, "\x00" * LONGEST, "a|" * 2000 + "$"],
)  # fmt: skip
def test_the_longest_codes_cost_no_more_than_a_blink(text: str) -> None:
    from time import process_time

    started = process_time()
    for _ in range(10):
        recognise(text)
    assert (process_time() - started) / 10 < 0.02
