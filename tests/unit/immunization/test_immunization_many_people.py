"""Many people judged on one day get what each would get alone."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from immunization.courses import GivenDose
from immunization.dates import PartialDate
from immunization.many_people import ManyPeople
from immunization.rulebook import default_catalogue
from immunization.schedule import of_all_series

CATALOGUE = default_catalogue()
PRODUCTS = [vaccine.code for vaccine in CATALOGUE.vaccines]
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2027, 12, 31))
BIRTHS = st.none() | st.one_of(
    st.integers(1930, 2026).map(PartialDate),
    DAYS.map(PartialDate.of),
    st.dates(min_value=date(1930, 1, 1), max_value=date(2015, 1, 1)).map(PartialDate.of),
)
KINDS = st.sampled_from(["basic", "basic", "booster_1"])
DOSES = st.builds(
    GivenDose, DAYS, st.sampled_from([*PRODUCTS, "soberana"]), KINDS, st.integers(1, 3)
)
PEOPLE = st.lists(st.tuples(st.lists(DOSES, max_size=4), BIRTHS), max_size=6)


@given(PEOPLE, DAYS, st.none() | DAYS)
def test_everybody_s_verdicts_are_those_of_the_person_alone(
    people: list[tuple[list[GivenDose], PartialDate | None]], on: date, known: date | None
) -> None:
    rules = ManyPeople(CATALOGUE, on, known_as_of=known)
    for doses, birth in people * 2:
        alone = of_all_series(doses, birth, on, CATALOGUE, known_as_of=known)
        assert rules.verdicts(doses, birth) == alone
