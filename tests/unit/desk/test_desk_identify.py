"""The one field: whatever comes in gets an answer, and no burst of keys does harm."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desk.errors import AlreadyKnown
from desk.identify import (
    Candidates,
    NewPerson,
    Nothing,
    NotOurs,
    Opened,
    VialScanned,
)
from immunization.entries import (
    DeviceEnrolled,
    DeviceRevoked,
    IdentityNumber,
    LotReceived,
    RecallIssued,
)
from immunization.ids import DeviceId, derived, lot_at_site, person_of_number
from records import journal
from scanners.payloads import gs1
from scanners.payloads.appointment import Appointment
from scanners.payloads.appointment import encode as encode_appointment
from scanners.payloads.health_book import HealthBook, encode
from scanners.payloads.slip import bearer
from tests.unit.desk.desk_world import (
    LOT,
    LOT_ID,
    OTHER_SITE,
    PRODUCT,
    SITE,
    World,
    done,
    walk_in,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = DeviceId(derived("test", "desk that signs"))
CARD = "031179004512||Nguyễn Thị Hồng Vân|12031979|Nữ|Thôn Đông Hạ, Xã Thanh Bình|20042021"


def test_card_of_somebody_known_opens_the_person(world: World) -> None:
    person = world.registered()

    found = world.desk.identify.scanned(CARD)

    assert isinstance(found, Opened)
    assert (found.card.person, found.read, found.clashes) == (person, "cccd", ())


def test_card_of_somebody_unknown_opens_a_registration_filled_from_it(world: World) -> None:
    found = world.desk.identify.scanned(CARD)

    assert isinstance(found, NewPerson)
    form = found.registration
    assert (form.name, form.sex, form.birth) == ("Nguyễn Thị Hồng Vân", "female", "12/03/1979")
    assert form.numbers == (IdentityNumber("cccd", "031179004512"),)
    assert {"name", "sex", "birth", "numbers", "address"} == form.from_card
    saved = done(world.desk.reception.register_and_arrive(form))
    assert saved.number == "A001"
    again = world.desk.identify.scanned(CARD)
    assert isinstance(again, Opened)
    assert again.card.person == saved.person


def test_card_that_differs_from_the_record_shows_both_and_changes_nothing(world: World) -> None:
    person = world.registered(name="Nguyễn Thị Hồng Vân", birth="1979-04-12")
    other = CARD.replace("Hồng Vân", "Hồng Nhung")

    found = world.desk.identify.scanned(other)

    assert isinstance(found, Opened)
    assert [(c.field, c.on_card, c.on_record) for c in found.clashes] == [
        ("name", "Nguyễn Thị Hồng Nhung", "Nguyễn Thị Hồng Vân"),
        ("birth", "12/03/1979", "12/04/1979"),
    ]
    assert found.card.clashes == found.clashes
    assert world.desk.cards.of(person).name == "Nguyễn Thị Hồng Vân"


def test_case_and_marks_and_a_year_alone_are_no_contradiction(world: World) -> None:
    world.registered(name="NGUYEN THI HONG VAN", birth="1979")

    found = world.desk.identify.scanned(CARD)

    assert isinstance(found, Opened)
    assert found.clashes == ()


def test_sex_that_contradicts_the_number_is_shown(world: World) -> None:
    found = world.desk.identify.scanned(CARD.replace("|Nữ|", "|Nam|"))

    assert isinstance(found, NewPerson)
    assert [clash.field for clash in found.clashes] == ["sex"]
    assert found.registration.sex == "male"


def test_the_31st_of_february_is_named_and_left_out(world: World) -> None:
    found = world.desk.identify.scanned(CARD.replace("12031979", "31021979"))

    assert isinstance(found, NewPerson)
    assert found.registration.birth == ""
    assert "31/02/1979" in found.faults[0].vi


def test_number_typed_with_spaces_opens_the_person(world: World) -> None:
    person = world.registered()

    found = world.desk.identify.typed(" 031 179 004 512 ")

    assert isinstance(found, Opened)
    assert (found.card.person, found.read) == (person, None)


def test_name_without_marks_finds_the_person(world: World) -> None:
    person = world.registered()

    found = world.desk.identify.typed("nguyen thi hong van")

    assert isinstance(found, Opened)
    assert found.card.person == person


def test_several_people_of_a_name_are_listed_with_the_last_digits_only(world: World) -> None:
    world.registered("031179004512", phone="0912345318")
    world.registered("031179008888", name="Nguyễn Thị Hồng Nhung")

    found = world.desk.identify.typed("nguyen thi hong")

    assert isinstance(found, Candidates)
    assert sorted(hit.name for hit in found.hits) == [
        "Nguyễn Thị Hồng Nhung", "Nguyễn Thị Hồng Vân"
    ]  # fmt: skip
    assert {hit.number_tail for hit in found.hits} == {"…4512", "…8888"}
    assert {hit.phone_tail for hit in found.hits} == {"…318", None}
    assert found.searched == 2


def test_phone_finds_the_person(world: World) -> None:
    person = world.registered(phone="0912345318")

    found = world.desk.identify.typed("0912 345 318")

    assert isinstance(found, Opened)
    assert found.card.person == person


@pytest.mark.parametrize("typed", ["A001", "a001", "001"])
def test_number_of_the_day_finds_the_person(world: World, typed: str) -> None:
    person = world.registered()
    world.arrive(person)

    found = world.desk.identify.typed(typed)

    assert isinstance(found, Opened)
    assert found.card.person == person


def test_list_says_where_each_person_stands_today(world: World) -> None:
    waiting = world.registered("031179004512")
    given = world.registered("031179008888", name="Nguyễn Thị Hồng Phúc")
    world.registered("031179007777", name="Nguyễn Thị Hồng Sơn")
    world.arrive(waiting)
    world.to_observation(given)

    hits = {hit.name: hit for hit in world.desk.identify.suggest("nguyen thi hong").hits}

    assert hits["Nguyễn Thị Hồng Vân"].today.vi == "Chờ khám"
    assert hits["Nguyễn Thị Hồng Phúc"].today.vi == "Đã tiêm 08:00"
    assert hits["Nguyễn Thị Hồng Sơn"].today.vi == "Chưa đến hôm nay"
    assert hits["Nguyễn Thị Hồng Phúc"].number == "A002"


def test_typing_never_opens_anybody(world: World) -> None:
    world.registered()

    assert isinstance(world.desk.identify.suggest("031179004512"), Candidates)
    assert len(world.desk.identify.suggest("van").hits) == 1
    assert world.desk.identify.suggest("").hits == ()


def test_masked_code_is_a_hint_and_never_an_identity(world: World) -> None:
    person = world.registered()
    world.registered("031179008888", birth="1980-01-01")
    masked = "******004512|NGUYEN THI HONG VAN|1979-03-**|0|123456789012345678|"

    found = world.desk.identify.scanned(masked)

    assert isinstance(found, Candidates)
    assert found.masked
    assert [hit.person for hit in found.hits] == [person]
    assert found.note is not None


def test_what_a_card_of_2024_holds_besides_is_shown_and_decides_nothing(world: World) -> None:
    card = "001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|06082024||Trần {Mẫu}|B|"

    new = world.desk.identify.scanned(card)
    plain = world.desk.identify.scanned(card.replace("||Trần {Mẫu}|B|", "||||"))

    assert isinstance(new, NewPerson)
    assert isinstance(plain, NewPerson)
    (said,) = new.says
    assert new.faults == ()
    assert "Trần {Mẫu}; B" in said.say("vi")
    assert plain.says == ()
    assert replace(new.registration, form=plain.registration.form) == plain.registration


def known(world: World) -> None:
    """Let the centre name the device that signed."""
    public = KEY.public_key().public_bytes_raw().hex()
    world.feed(SIGNER, DeviceEnrolled(name="PC", desk=3, key=public))


def test_signed_health_book_opens_its_person_wherever_it_was_made(world: World) -> None:
    person = world.registered()
    book = HealthBook("BT0000001", person, "Nguyễn Thị Hồng Vân", "1979-03-12", "female")
    known(world)

    found = world.desk.identify.scanned(encode(book, KEY))

    assert isinstance(found, Opened)
    assert (found.card.person, found.read) == (person, "health_book")


def test_signed_health_book_of_somebody_new_keeps_the_id_that_it_says(world: World) -> None:
    elsewhere = person_of_number("cccd", "001202000000")
    book = HealthBook("BT0000001", elsewhere, "Họ Tên Mẫu", "2002-05-15", "male")
    known(world)

    found = world.desk.identify.scanned(encode(book, KEY))

    assert isinstance(found, NewPerson)
    assert done(world.desk.reception.register(found.registration)).person == elsewhere


def test_health_book_under_an_unknown_key_is_a_hint_and_under_a_wrong_signature_nothing(
    world: World,
) -> None:
    person = world.registered()
    world.registered("031179008888", name="Nguyễn Thị Hồng Vân", birth="1990")
    book = HealthBook("BT0000001", person, "Nguyễn Thị Hồng Vân", "1979-03-12", "female")
    code = encode(book, KEY)

    hint = world.desk.identify.scanned(code)
    known(world)
    wrong = world.desk.identify.scanned(code[:-1] + str((int(code[-1]) + 1) % 10))

    assert isinstance(hint, Candidates)
    assert hint.masked
    assert [hit.person for hit in hint.hits] == [person]
    assert isinstance(wrong, NotOurs)


def test_a_slip_opens_its_person_and_says_what_it_says(world: World) -> None:
    person = world.registered()
    whose = bearer(person, "Nguyễn Thị Hồng Vân", "1979-03-12", "female")
    slip = Appointment(whose, "24.001", "2026-11-24T08:30")
    known(world)

    found = world.desk.identify.scanned(encode_appointment(slip, KEY))
    world.feed(SIGNER, DeviceRevoked(reason="-"))
    hint = world.desk.identify.scanned(encode_appointment(slip, KEY))

    assert isinstance(found, Opened)
    assert (found.card.person, found.read) == (person, "appointment")
    assert any("24/11/2026" in said.vi for said in found.says)
    assert isinstance(hint, Candidates)
    assert [hit.person for hit in hint.hits] == [person]


def test_certificate_that_is_not_proven_lists_who_it_may_be_and_says_so(world: World) -> None:
    person = world.registered()
    world.registered("031179008888", name="Nguyễn Thị Hồng Vân", birth="1990")
    bundle: dict[str, object] = {
        "resourceType": "Patient",
        "name": [{"family": "Nguyễn", "given": ["Thị Hồng", "Vân"]}],
        "birthDate": "1979-03-12",
    }

    found = world.desk.identify.scanned(smart_card(bundle))
    forged = world.desk.identify.scanned("HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH")

    assert isinstance(found, Candidates)
    assert [hit.person for hit in found.hits] == [person]
    assert found.note is not None
    assert "chưa có danh sách tin cậy" in found.note.vi
    assert isinstance(forged, NotOurs)
    assert "hỏng" in forged.text.vi


def smart_card(patient: dict[str, object]) -> str:
    """Return the code of a SMART Health Card about somebody, signed by nobody."""
    claims = {
        "iss": "https://example.org",
        "nbf": 1.0,
        "vc": {"credentialSubject": {"fhirBundle": {"entry": [{"resource": patient}]}}},
    }
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(json.dumps(claims).encode()) + packer.flush()
    head = json.dumps({"alg": "ES256", "kid": "k", "zip": "DEF"}).encode()
    parts = (
        base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (head, packed, b"s" * 64)
    )
    return "shc:/" + "".join(f"{ord(char) - 45:02}" for char in ".".join(parts))


def test_vial_of_a_lot_of_this_site_is_recognised(world: World) -> None:
    found = world.desk.identify.scanned(gs1.label(PRODUCT, LOT, date(2027, 1, 31)))

    assert found == VialScanned(LOT_ID, PRODUCT, LOT, "2027-01-31", None)


@pytest.mark.parametrize(
    ("lot", "expiry", "words"),
    [
        ("MT2610X", date(2027, 1, 31), "chưa nhập ở điểm tiêm"),
        ("CU2601", date(2026, 11, 22), "hết hạn ngày 22/11/2026"),
        (LOT, date(2027, 2, 28), "khác sổ"),
    ],
)
def test_vial_that_cannot_be_used_says_why_before_the_injection(
    world: World, lot: str, expiry: date, words: str
) -> None:
    old = LotReceived(product=PRODUCT, lot="CU2601", expiry=date(2026, 11, 22), doses=6)
    world.feed(lot_at_site(SITE, PRODUCT, "CU2601"), old)

    found = world.desk.identify.scanned(gs1.label(PRODUCT, lot, expiry))

    assert isinstance(found, VialScanned)
    assert found.lot is None
    assert found.refused is not None
    assert words in found.refused.vi


def test_vial_of_a_recalled_lot_is_refused_when_it_is_scanned(world: World) -> None:
    world.feed(derived("recall", PRODUCT, LOT), RecallIssued(PRODUCT, LOT, "nhiệt độ kho"))

    found = world.desk.identify.scanned(gs1.label(PRODUCT, LOT, date(2027, 1, 31)))

    assert isinstance(found, VialScanned)
    assert found.lot is None
    assert found.refused is not None
    assert "đã bị thu hồi: nhiệt độ kho" in found.refused.vi


def test_lot_of_another_site_is_not_ours(world: World) -> None:
    away = lot_at_site(OTHER_SITE, PRODUCT, "XA1")
    body = LotReceived(product=PRODUCT, lot="XA1", expiry=date(2027, 5, 1), doses=6)
    world.feed(away, body, site=OTHER_SITE)

    found = world.desk.identify.scanned(gs1.label(PRODUCT, "XA1", date(2027, 5, 1)))

    assert isinstance(found, VialScanned)
    assert found.lot is None


@pytest.mark.parametrize(
    "raw",
    [
        "https://example.com/menu",
        "x" * 5000,
        "\x00" * 50,
        b"\xff\xfe\x00\x01",
        "WIFI:S:quan ca phe;T:WPA;P:12345678;;",
        "a|b|c",
        "",
    ],
)
def test_code_that_is_not_ours_gets_a_sentence_and_keeps_nothing(
    world: World, raw: str | bytes
) -> None:
    with world.store.read() as connection:
        held = journal.count(connection)

    found = world.desk.identify.scanned(raw)

    assert isinstance(found, NotOurs)
    assert found.text.vi
    assert found.text.en
    with world.store.read() as connection:
        assert journal.count(connection) == held


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0311790O4512", "chữ ở giữa"),
        ("31179004512", "11 chữ số"),
        ("03117900451200", "14 ký tự"),
        ("x" * 5000, "5000 ký tự"),
    ],
)
def test_number_that_cannot_be_says_what_is_wrong(world: World, typed: str, words: str) -> None:
    found = world.desk.identify.typed(typed)

    assert isinstance(found, NotOurs)
    assert words in found.text.vi


def test_nobody_found_offers_to_register_what_was_typed(world: World) -> None:
    found = world.desk.identify.typed("Đặng Văn Không")

    assert isinstance(found, Nothing)
    assert found.registration is not None
    assert found.registration.name == "Đặng Văn Không"

    number = world.desk.identify.typed("001202000000")
    assert isinstance(number, Nothing)
    assert number.registration is not None
    assert number.registration.numbers == (IdentityNumber("cccd", "001202000000"),)


def test_enter_on_an_empty_field_asks_for_something(world: World) -> None:
    assert isinstance(world.desk.identify.typed("  \x00 "), Nothing)


def test_code_garbled_by_an_input_tool_gives_the_number_and_says_so(world: World) -> None:
    person = world.registered()
    garbled = "031179004512||Nguyeexn Thij Hoofng Vaan|12031979|Nuwx|Thôn|20042021"

    found = world.desk.identify.scanned(garbled)

    assert isinstance(found, Opened)
    assert (found.card.person, found.read, found.clashes) == (person, "garbled", ())
    assert "Bộ gõ" in found.faults[0].vi


def test_new_card_finds_who_was_registered_with_the_old_number(world: World) -> None:
    old = (IdentityNumber("cmnd", "031245678"),)
    saved = done(world.desk.reception.register(walk_in(world.desk, numbers=old)))

    found = world.desk.identify.scanned(
        "031092004512|031245678|Phạm Quốc Bảo|05081992|Nam|Thôn|20042021"
    )

    assert isinstance(found, Opened)
    assert found.card.person == saved.person


def test_number_that_two_records_have_asks_who_is_meant(world: World) -> None:
    bhyt = IdentityNumber("bhyt", "0123456789")
    one = world.registered("031179004512")
    two = world.registered("031179008888", numbers=(IdentityNumber("cccd", "031179008888"), bhyt))
    from immunization.entries import PersonCorrected

    world.feed(
        one,
        PersonCorrected(reason="thêm BHYT", numbers=(IdentityNumber("cccd", "031179004512"), bhyt)),
    )

    found = world.desk.identify.typed("0123456789")

    assert isinstance(found, Candidates)
    assert {hit.person for hit in found.hits} == {one, two}


@pytest.mark.parametrize(
    ("kept", "shown"), [("DN4790123456789", "0123456789"), ("0123456789", "DN4790123456789")]
)
def test_an_insurance_card_finds_who_was_registered_with_the_one_before_or_after(
    world: World, kept: str, shown: str
) -> None:
    numbers = (IdentityNumber("cccd", "031179004512"), IdentityNumber("bhyt", kept))
    person = world.registered(numbers=numbers)
    hidden = "Nguyễn Thị Hồng Vân".encode().hex()
    card = f"{shown}|{hidden}|12/03/1979|2|-|31 - 024|01/01/2022|-|02/01/2022|-|-|4|-|-|4|-|$"

    found = world.desk.identify.scanned(card)

    assert isinstance(found, Opened)
    assert found.card.person == person
    again = walk_in(world.desk, numbers=(IdentityNumber("bhyt", shown),))
    assert [one.person for one in world.desk.reception.lookalikes(again)] == [person]
    with pytest.raises(AlreadyKnown):
        done(world.desk.reception.register(again))


def test_a_telephone_number_of_nobody_begins_a_form_as_telephone_and_as_nobodys_identity(
    world: World,
) -> None:
    found = world.desk.identify.typed("0912 345 678")

    assert isinstance(found, Nothing)
    assert found.registration is not None
    assert (found.registration.phone, found.registration.numbers) == ("0912345678", ())
    insured = world.desk.identify.typed("0123456789")
    assert isinstance(insured, Nothing)
    assert insured.registration is not None
    assert insured.registration.numbers == (IdentityNumber("bhyt", "0123456789"),)


def test_a_telephone_number_typed_with_its_country_is_found_without_and_with_it(
    world: World,
) -> None:
    saved = done(world.desk.reception.register(walk_in(world.desk, phone="+84 912 345 678")))

    for typed in ("0912345678", "+84 912 345 678"):
        found = world.desk.identify.typed(typed)
        assert isinstance(found, Opened)
        assert found.card.person == saved.person
        assert found.card.phone == "0912345678"


def test_a_card_opens_that_of_two_linked_records_which_was_received_today(world: World) -> None:
    old, new = world.registered("031179009999"), world.registered("031179004512")
    supervisor = world.as_operator("supervisor").reception
    done(supervisor.link(world.desk.new_form(), new, old, "cùng người"))
    world.to_observation(old)

    found = world.desk.identify.scanned(CARD)

    assert isinstance(found, Opened)
    assert found.card.person == old
    assert world.desk.observation.one(found.card.person).row.number == "A001"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=120) | st.from_regex(r"[0-9A-Z |.*-]{0,60}", fullmatch=True))
def test_the_field_answers_whatever_is_typed_or_scanned(world: World, text: str) -> None:
    for answer in (world.desk.identify.typed(text), world.desk.identify.scanned(text)):
        assert isinstance(answer, Candidates | NewPerson | Nothing | NotOurs | Opened | VialScanned)
    assert isinstance(world.desk.identify.suggest(text), Candidates)
