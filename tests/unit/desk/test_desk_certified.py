"""Doses that a certificate proves: offered to whom they belong, counted, and kept for good."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from desk.certified import is_about
from desk.errors import Refused
from immunization import entries
from immunization.certified import kind_of, product_of
from immunization.dates import PartialDate
from immunization.entries import DoseCertified, DoseGiven, DoseVoided
from immunization.ids import PersonId
from immunization.rulebook import default_catalogue
from scanners.certificates.certificate import Certificate, CertifiedDose
from tests.unit.desk.desk_world import MORNING, World, done

CATALOGUE = default_catalogue()
FIRST = CertifiedDose(product="EU/1/20/1528", day="2026-09-01", number=1, total=2, country="VN")
PROVEN = Certificate(
    verdict="good", issuer="VN", name="Nguyễn Thị Hồng Vân", birth="1979-03-12",
    kinds=frozenset("v"), doses=(FIRST,), key="d919375fc1e7b6b2", trusted_on=date(2026, 11, 1),
    identifier="URN:UVCI:01:VN:AB",
)  # fmt: skip


def keep(world: World, person: PersonId, certificate: Certificate = PROVEN) -> None:
    done(world.desk.certified.keep(world.desk.new_form(), person, certificate))


def certified(world: World, person: PersonId) -> list[DoseCertified]:
    return [one for one in world.bodies(person) if isinstance(one, DoseCertified)]


def test_a_proven_dose_counts_for_the_verdict_and_is_marked_with_who_signed(world: World) -> None:
    person = world.registered()
    assert world.desk.cards.of(person).verdict.title.en == "Vaccinate now: basic dose 1"

    keep(world, person)

    card = world.desk.cards.of(person)
    assert card.verdict.title.en == "Vaccinate now: basic dose 2"
    (item,) = [one for one in card.history if one.kind == "dose"]
    assert item.title.en == "Basic dose 1, 01/09/2026"
    assert item.lines[1].en == "By HC1 certificate of VN, key d919375f, list of 01/11/2026"
    (kept,) = certified(world, person)
    assert (kept.certified, kept.counted, kept.of) == ("EU/1/20/1528", 1, 2)


def test_it_is_in_no_count_of_the_site_s_own_doses(world: World) -> None:
    person = world.registered()
    world.bring_in(person)
    keep(world, person, replace(PROVEN, doses=(replace(FIRST, day=f"{MORNING.date()}"),)))
    assert world.desk.day.figures().lots == ()
    assert world.desk.observation.board() == ()


def test_the_same_dose_is_offered_and_counted_once(world: World) -> None:
    person = world.registered()
    keep(world, person)
    offer = world.desk.certified.offer(person, PROVEN)
    assert offer.doses == ()
    with pytest.raises(Refused):
        keep(world, person)
    # Another desk may have kept it meanwhile, and the centre may know the dose itself.
    world.feed(person, certified(world, person)[0])
    given = DoseGiven(
        day=date(2026, 9, 1), product="comirnaty", lot="X1", expiry=None, dose_kind="basic",
        number=1, volume=0.3, body_site="left_deltoid", route="intramuscular",
        given_at=MORNING.replace(month=9, day=1),
    )  # fmt: skip
    assert world.desk.cards.of(person).verdict.title.en == "Vaccinate now: basic dose 2"
    world.feed(person, given)
    assert world.desk.cards.of(person).verdict.title.en == "Vaccinate now: basic dose 2"


@pytest.mark.parametrize(
    "other",
    [
        replace(PROVEN, verdict="unknown_signer"),
        replace(PROVEN, trusted_on=None),
        replace(PROVEN, name="Nguyễn Thị Hồng Vy"),
        replace(PROVEN, birth="1979-03-13"),
        replace(PROVEN, birth=""),
        replace(PROVEN, doses=(replace(FIRST, day="2026-09"),)),
        replace(PROVEN, doses=(replace(FIRST, day="2027-01-01"),)),
        replace(PROVEN, doses=(replace(FIRST, day="1979-03-11"),)),
        replace(PROVEN, doses=(replace(FIRST, product="Soberana"),)),
    ],
)
def test_what_is_not_proven_not_theirs_or_not_readable_is_not_kept(
    world: World, other: Certificate
) -> None:
    person = world.registered()
    assert world.desk.certified.offer(person, other).doses == ()
    with pytest.raises(Refused):
        keep(world, person, other)
    assert certified(world, person) == []


def test_a_proven_dose_can_be_taken_back_and_stays_in_the_history(world: World) -> None:
    person = world.registered()
    keep(world, person)
    (item,) = [one for one in world.desk.cards.of(person).history if one.kind == "dose"]
    assert item.entry is not None
    done(
        world.desk.injection.void(
            world.desk.new_form(), person, item.entry, "wrong_person"
        )
    )  # fmt: skip
    (after,) = [one for one in world.desk.cards.of(person).history if one.kind == "dose"]
    assert after.void is not None
    assert world.desk.cards.of(person).verdict.title.en == "Vaccinate now: basic dose 1"
    assert [type(one) for one in world.bodies(person)][-2:] == [DoseCertified, DoseVoided]


def test_names_agree_by_their_words_without_marks_in_any_order() -> None:
    birth = PartialDate(1979, 3, 12)
    assert is_about(replace(PROVEN, name="VAN NGUYEN THI HONG"), "Nguyễn Thị Hồng Vân", birth)
    assert is_about(replace(PROVEN, birth="1979"), "Nguyễn Thị Hồng Vân", birth)
    assert not is_about(PROVEN, "Nguyễn Thị Hồng Vân", None)


@pytest.mark.parametrize(
    ("code", "product"),
    [
        ("EU/1/20/1528", "comirnaty"),
        ("EU/1/20/1507", "spikevax"),
        ("EU/1/21/1529", "vaxzevria"),
        ("BBIBP-CorV", "vero_cell"),
        ("CVX 208", "comirnaty"),
        ("CVX 999", None),
        ("CVX ²", None),
        ("", None),
    ],
)
def test_issuers_codes_are_read_by_the_catalogue(code: str, product: str | None) -> None:
    assert product_of(code, CATALOGUE) == product


@pytest.mark.parametrize(
    ("product", "number", "expected"),
    [
        ("comirnaty", None, ("basic", 1)),
        ("comirnaty", 2, ("basic", 2)),
        ("comirnaty", 3, ("booster_1", 1)),
        ("comirnaty", 4, ("booster_2", 1)),
        ("jcovden", 1, ("basic", 1)),
        ("jcovden", 2, ("booster_1", 1)),
        ("abdala", 3, ("basic", 3)),
    ],
)
def test_a_certificate_counts_through_and_our_rules_within_a_kind(
    product: str, number: int | None, expected: tuple[str, int]
) -> None:
    assert kind_of(number, product, date(2022, 1, 1), CATALOGUE) == expected


def test_a_program_that_does_not_know_a_kind_of_dose_keeps_the_entry(world: World) -> None:
    person = world.registered()
    keep(world, person)
    (kept,) = certified(world, person)
    written = entries.write(
        kept, id=world.desk.new_form(), at=MORNING, lc=5, site=world.desk.station.site,
        about=person,
    ).replace(b'"dose.certified"', b'"dose.of_tomorrow"')  # fmt: skip
    entry = entries.read(written)
    assert entries.body_of(entry) is None
    assert entry.kind == "dose.of_tomorrow"
