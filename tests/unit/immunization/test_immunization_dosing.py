"""Recording a dose: what is refused, what needs a reason; lots, vials and observation."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization import observation, stock
from immunization.courses import GivenDose
from immunization.dates import PartialDate
from immunization.dosing import DoseFacts, Objection, objections
from immunization.numerals import show_number
from immunization.rulebook import default_catalogue

CATALOGUE = default_catalogue()
TODAY = date(2026, 11, 23)
ADULT = PartialDate(1979, 3, 12)
AT = datetime(2026, 11, 23, 9, 42, tzinfo=timezone(timedelta(hours=7)))
FIRST = GivenDose(date(2026, 10, 26), "comirnaty", "basic", 1)
SECOND = DoseFacts(
    day=TODAY,
    product="comirnaty",
    lot="MT2611A",
    expiry=date(2027, 1, 31),
    dose_kind="basic",
    number=2,
    volume=0.3,
)


def raised(
    *history: GivenDose, birth: PartialDate | None = ADULT, **changed: object
) -> tuple[Objection, ...]:
    """Return the objections to the second dose with some facts changed."""
    dose = msgspec.structs.replace(SECOND, **changed)
    return objections(dose, history, TODAY, CATALOGUE, birth=birth, known_as_of=TODAY)


def codes(found: tuple[Objection, ...]) -> list[tuple[str, str]]:
    return [(objection.force, objection.code) for objection in found]


def test_nothing_speaks_against_a_dose_that_is_due() -> None:
    assert raised(FIRST) == ()


def test_a_dose_dated_tomorrow_is_refused() -> None:
    found = raised(FIRST, day=TODAY + timedelta(days=1))
    assert codes(found) == [("refuse", "future")]
    assert "24/11/2026" in found[0].text.vi
    assert "đồng hồ" in found[0].text.vi
    assert found[0].field == "day"


def test_a_lot_that_has_expired_is_refused_and_its_last_day_is_not() -> None:
    found = raised(FIRST, expiry=TODAY - timedelta(days=1))
    assert codes(found) == [("refuse", "expired")]
    assert "Lô MT2611A hết hạn ngày 22/11/2026" in found[0].text.vi
    assert raised(FIRST, expiry=TODAY) == ()


def test_a_second_dose_within_the_interval_asks_for_a_reason() -> None:
    recent = msgspec.structs.replace(FIRST, day=TODAY - timedelta(days=10))
    found = raised(recent)
    assert codes(found) == [("ask", "too_early")]
    assert found[0].text.vi == "Mới 10 ngày từ mũi 1, cần ít nhất 21 ngày."


def test_the_same_dose_twice_on_a_day_asks_whether_it_is_the_same() -> None:
    today = msgspec.structs.replace(FIRST, day=TODAY)
    found = raised(today, number=1)
    assert codes(found) == [("ask", "same_day")]
    assert "mũi 1 cơ bản" in found[0].text.vi


def test_a_dose_recorded_late_asks_for_a_reason() -> None:
    found = raised(FIRST, day=TODAY - timedelta(days=2))
    assert codes(found) == [("ask", "late")]
    assert "2 ngày" in found[0].text.vi


def test_a_dose_before_the_birth_is_refused() -> None:
    assert ("refuse", "before_birth") in codes(raised(birth=PartialDate(2027)))


@pytest.mark.parametrize("volume", [0.0, -0.3, 3.0, float("nan"), float("inf")])
def test_a_volume_that_cannot_be_is_refused(volume: float) -> None:
    assert codes(raised(FIRST, volume=volume)) == [("refuse", "volume")]


def test_an_unusual_volume_asks_for_a_reason_and_names_the_usual_one() -> None:
    found = raised(FIRST, volume=0.5)
    assert codes(found) == [("ask", "other_volume")]
    assert found[0].text.vi == "Liều 0,5 ml khác liều của Comirnaty (Pfizer): 0,3 ml."


@pytest.mark.parametrize("number", [0, -1, 21])
def test_a_number_that_cannot_be_is_refused(number: int) -> None:
    assert ("refuse", "number") in codes(raised(FIRST, number=number))


def test_another_number_than_the_history_gives_asks_for_a_reason() -> None:
    found = raised(number=2)
    assert codes(found) == [("ask", "other_number")]
    assert "mũi 1 cơ bản" in found[0].text.vi


def test_a_vaccine_that_is_not_in_the_catalogue_is_refused() -> None:
    assert codes(raised(FIRST, product="soberana")) == [("refuse", "unknown_product")]


def test_a_vaccine_that_does_not_follow_asks_for_a_reason() -> None:
    assert codes(raised(FIRST, product="vero_cell", volume=0.5)) == [("ask", "other_product")]


def test_an_unknown_history_asks_for_a_reason() -> None:
    found = objections(SECOND, None, TODAY, CATALOGUE, birth=ADULT)
    assert codes(found) == [("ask", "unknown_history")]


def test_refusals_come_before_questions() -> None:
    found = raised(
        FIRST, day=TODAY - timedelta(days=20), expiry=date(2026, 1, 1), volume=0.5, number=0
    )
    forces = [objection.force for objection in found]
    assert forces == sorted(forces, key=lambda force: force != "refuse")
    assert {"refuse", "ask"} == set(forces)


@given(
    st.builds(
        DoseFacts,
        day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        product=st.sampled_from(["comirnaty", "abdala", "soberana"]),
        lot=st.just("A1"),
        expiry=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        dose_kind=st.sampled_from(["basic", "booster_1"]),
        number=st.integers(-1, 4),
        volume=st.floats(-1, 3),
    )
)
def test_every_objection_has_words_and_no_dose_of_tomorrow_passes(dose: DoseFacts) -> None:
    found = objections(dose, [FIRST], TODAY, CATALOGUE, birth=ADULT, known_as_of=TODAY)
    refused = {objection.code for objection in found if objection.force == "refuse"}
    assert ("future" in refused) == (dose.day > TODAY)
    assert ("expired" in refused) == (dose.expiry is not None and dose.expiry < dose.day)
    assert all(objection.text.vi and objection.text.en for objection in found)
    assert len(found) == len({objection.code for objection in found})


# -- lots and vials -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "lot"),
    [("mt2611a", "MT2611A"), (" MT 2611 A\r\n", "MT2611A"), ("ＭＴ２６１１", "MT2611"),
     ("AB-12/3", "AB-12/3"), ("0\x0012", "012")],
)  # fmt: skip
def test_a_lot_typed_and_a_lot_scanned_are_one(typed: str, lot: str) -> None:
    assert stock.read_lot(typed) == lot
    assert stock.read_lot(lot) == lot


@pytest.mark.parametrize(
    "typed", ["", "  ", "\x00", "-", "LÔ 12", "A" * 21, "A" * 5000, "a;b", "A-"]
)
def test_what_is_no_lot_gets_a_sentence(typed: str) -> None:
    with pytest.raises(stock.UnreadableLot):
        stock.read_lot(typed)


def test_an_expiry_of_a_month_lasts_to_its_end() -> None:
    expiry = stock.last_day(PartialDate.typed("02/2028"))
    assert expiry == date(2028, 2, 29)
    assert not stock.is_expired(expiry, date(2028, 2, 29))
    assert stock.is_expired(expiry, date(2028, 3, 1))
    assert not stock.is_expired(None, TODAY)


@pytest.mark.parametrize("doses", [0, -5, 1_000_001])
def test_a_delivery_that_cannot_be_is_refused(doses: int) -> None:
    with pytest.raises(stock.NoDoses):
        stock.check_doses(doses)
    assert stock.check_doses(600) == 600


def test_an_open_vial_is_discarded_when_its_hours_are_over_where_they_are_known() -> None:
    comirnaty, vaxzevria = (CATALOGUE.vaccine(code) for code in ("comirnaty", "vaxzevria"))
    assert comirnaty is not None
    assert vaxzevria is not None
    assert stock.discard_at(AT, comirnaty) == AT + timedelta(hours=6)
    assert stock.discard_at(AT, vaxzevria) is None


# -- observation --------------------------------------------------------------------------


def test_observation_lasts_thirty_minutes_unless_the_site_says_otherwise() -> None:
    assert observation.until(AT) == AT + timedelta(minutes=30)
    assert observation.until(AT, 60) == AT + timedelta(hours=1)


@pytest.mark.parametrize("minutes", [0, -30, 4, 1441])
def test_an_observation_that_cannot_be_gets_a_sentence(minutes: int) -> None:
    with pytest.raises(observation.ObservationOutOfRange):
        observation.until(AT, minutes)


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(1800, 30), (1799, 30), (61, 2), (60, 1), (1, 1), (0, 0), (-1, 0), (-60, -1), (-185, -3)],
)
def test_minutes_left_are_rounded_up_until_the_last_second(seconds: int, minutes: int) -> None:
    ends = AT + timedelta(seconds=seconds)
    assert observation.minutes_left(ends, AT) == minutes
    assert observation.is_over(ends, AT) == (seconds <= 0)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [(38.1, "38,1", "38.1"), (0.25, "0,25", "0.25"), (88, "88", "88"), (100.0, "100", "100"),
     (0.30000000000000004, "0,3", "0.3")],
)  # fmt: skip
def test_decimals_are_written_as_the_language_does(value: float, vi: str, en: str) -> None:
    assert (show_number(value, "vi"), show_number(value, "en")) == (vi, en)
