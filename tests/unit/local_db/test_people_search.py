"""Finding people by what is typed: words without marks, parts of numbers, both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from desktop_app.rehearsal.people import people as made_up
from immunization.entries import (
    IdentityNumber,
    PersonCorrected,
    PersonLinked,
    PersonRegistered,
)
from immunization.names import fold
from local_db import ledger, rebuilding, search
from local_db.ledger import DeskLedger
from local_db.search import Terms
from records import projection
from tests import writing
from tests.unit.local_db.conftest import Site

VAN = PersonRegistered(
    name="Nguyễn Thị Hồng Vân",
    sex="female",
    birth="1979-03-12",
    numbers=(IdentityNumber("cccd", "075179000318"), IdentityNumber("bhyt", "GD4757512345678")),
    phone="0912000318",
)
TRAN = PersonRegistered(name="Trần Thị Nguyệt", sex="female", birth="1951")
DANG = PersonRegistered(name="Đặng Văn Đạt", sex="male", phone="0388111222")
HEN = PersonRegistered(name="H'Hen Niê", sex="female")


@pytest.fixture
def register(site: Site) -> Site:
    for number, one in enumerate((TRAN, VAN, DANG, HEN), 1):
        site.hear(one, writing.person(number))
    return site


def found(site: Site, typed: str, limit: int = search.SHOWN) -> list[str]:
    return [row.name for row in site.read(lambda c: search.people(c, typed, limit))]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("van", ["Nguyễn Thị Hồng Vân", "Đặng Văn Đạt"]),
        ("VÂN hồng", ["Nguyễn Thị Hồng Vân"]),
        ("ng t h v", ["Nguyễn Thị Hồng Vân"]),
        ("dang dat", ["Đặng Văn Đạt"]),
        ("đạt", ["Đặng Văn Đạt"]),
        ("hhen", ["H'Hen Niê"]),
        ("h'hen nie", ["H'Hen Niê"]),
        ("nobody", []),
        ("", []),
        ("   ", []),
        ("!?*\"' OR", []),
    ],
)
def test_words_are_found_by_their_beginnings_in_any_order(
    register: Site, typed: str, names: list[str]
) -> None:
    assert sorted(found(register, typed)) == sorted(names)


def test_names_that_begin_as_typed_come_first(register: Site) -> None:
    assert found(register, "nguy") == ["Nguyễn Thị Hồng Vân", "Trần Thị Nguyệt"]

    assert found(register, "tran ng") == ["Trần Thị Nguyệt"]


@pytest.mark.parametrize(
    "typed",
    [
        "318", "0318", "075179000318", "075 179 000 318", "0912000318", "+84912000318",
        "0912.000.318", "84912000318", "12345678", "gd475", "van 0318", "0318 hong",
        "van 1979", "nguyen 000 318",
    ],
)  # fmt: skip
def test_any_three_digits_in_a_row_find_a_number_or_a_telephone(register: Site, typed: str) -> None:
    assert found(register, typed) == ["Nguyễn Thị Hồng Vân"]


@pytest.mark.parametrize("typed", ["31", "van 9", "999999", "dat 0318", "dat 1979"])
def test_too_few_digits_or_others_find_nobody(register: Site, typed: str) -> None:
    assert found(register, typed) == []


def test_at_most_so_many_are_returned(register: Site) -> None:
    assert len(found(register, "t", limit=1)) == 1


def test_a_correction_is_found_by_the_new_words_only(register: Site) -> None:
    register.hear(
        PersonCorrected(reason="card", name="Nguyễn Thị Hồng Loan", phone="0777000999"),
        writing.person(2),
    )
    assert found(register, "loan") == ["Nguyễn Thị Hồng Loan"]
    assert found(register, "nguyen van") == []
    assert found(register, "0777") == ["Nguyễn Thị Hồng Loan"]
    assert found(register, "0912000") == []


def test_a_rebuild_finds_the_same_people(register: Site) -> None:
    typed = ("van", "nguy thi", "0318", "dat", "hhen")
    before = [found(register, one) for one in typed]
    register.write(rebuilding.rebuild)
    assert [found(register, one) for one in typed] == before


def test_everybody_counts(register: Site) -> None:
    assert register.read(search.count) == 4


def test_everybody_counts_once_however_many_and_often_corrected(site: Site) -> None:
    assert site.read(search.count) == 0
    for number, person in enumerate(made_up(140), 1):
        site.hear(person, writing.person(number))
    site.hear(PersonCorrected(reason="card", name="Lê Văn Đạt"), writing.person(7))
    assert site.read(search.count) == 140
    site.write(rebuilding.rebuild)
    assert site.read(search.count) == 140


def agrees(site: Site) -> int:
    """Hold the kept number against the rows themselves, and the index against both."""
    people = site.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM person").scalar_one())
    words = site.read(
        lambda c: c.exec_driver_sql("SELECT count(*) FROM person_words_docsize").scalar_one()
    )
    kept = site.read(search.count)
    assert (kept, words) == (people, people)
    return kept


def test_the_kept_number_of_people_stays_right_whatever_happens_to_them(site: Site) -> None:
    assert agrees(site) == 0
    for number in range(1, 8):
        site.hear(PersonRegistered(name=f"Lê Văn {number}", sex="male"), writing.person(number))
        assert agrees(site) == number
    site.save(PersonCorrected(name="Lê Văn Một", reason="sai tên"), writing.person(1))
    assert agrees(site) == 7
    site.hear(PersonLinked(same_as=writing.person(2), reason="trùng"), writing.person(3))
    assert agrees(site) == 7
    # A correction of somebody who is not registered here makes nobody who could be found.
    site.hear(PersonCorrected(name="Ai đó", reason="sai tên"), writing.person(50))
    site.hear(writing.arrived("A001"), writing.person(51))
    assert agrees(site) == 7
    site.hear(PersonRegistered(name="Phạm Thị Sau", sex="female"), writing.person(50))
    assert agrees(site) == 8
    site.hear(PersonRegistered(name="Phạm Thị Sau", sex="female", birth="1950"), writing.person(50))
    assert agrees(site) == 8
    with pytest.raises(ZeroDivisionError):
        site.write(_fails_after_a_person)
    assert agrees(site) == 8
    site.write(rebuilding.rebuild)
    assert agrees(site) == 8


def _fails_after_a_person(connection: Connection) -> None:
    pen = writing.Pen(3)
    pen.write(writing.registered(), writing.person(99))
    projection.store(connection, [(pen.written[-1], None)])
    raise ZeroDivisionError


def test_the_kept_number_of_people_stays_right_while_a_register_arrives(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SPELL", 0.0)
    people = list(made_up(600))
    for number, one in enumerate(people):
        site.other.write(one, writing.person(number % 500))
        if number % 7 == 0:
            fix = PersonCorrected(phone=f"09{number:08}", reason="đổi số")
            site.other.write(fix, writing.person(number % 500))
    for at in range(0, len(site.other.written), 150):
        page = site.other.written[at : at + 150]
        DeskLedger(site.store).take_page(page, at + len(page))
        agrees(site)
    assert agrees(site) == 500
    # The same again, as after a cut before the position moved.
    DeskLedger(site.store).take_page(site.other.written[:300], len(site.other.written))
    assert agrees(site) == 500
    site.write(rebuilding.rebuild)
    assert agrees(site) == 500


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read(typed: str) -> None:
    terms = search.terms_of(typed)
    assert all(part == fold(part) for part in (*terms.words, *terms.digits))


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Nguyễn  Thị", Terms(("nguyen", "thi"), ())),
        ("075 179-000.318", Terms((), ("075179000318",))),
        ("+84 912 000 318", Terms((), ("0912000318",))),
        ("Vân 1979", Terms(("van",), ("1979",))),
        ("B1234567", Terms((), ("b1234567",))),
    ],
)
def test_what_was_typed_decides_what_is_looked_for(typed: str, terms: Terms) -> None:
    assert search.terms_of(typed) == terms


def test_the_same_people_are_found_as_by_looking_at_each(site: Site) -> None:
    register = list(made_up(400, seed=5))
    for number, one in enumerate(register, 1):
        site.other.write(one, writing.person(number))
    site.write(lambda c: projection.store(c, [(stored, None) for stored in site.other.written]))
    for typed in ("nguy thi", "v h", "tran", "thi", "minh an", "phuong", "le v t"):
        words = typed.split()
        wanted = sum(fits(one.name, words) for one in register)
        assert len(found(site, typed, limit=1000)) == wanted, typed
    for typed in ("0751", "075", "999", "1234", "0901"):
        wanted = sum(any(typed in number for number in digits(one)) for one in register)
        assert len(found(site, typed, limit=1000)) == wanted, typed


def fits(name: str, typed: list[str]) -> bool:
    words = fold(name).split()
    return all(any(word.startswith(part) for word in words) for part in typed)


def digits(person: PersonRegistered) -> list[str]:
    return [*(number.value for number in person.numbers), person.phone or ""]
