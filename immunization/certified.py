"""What a certificate says of a dose, read by our catalogue: its product, its kind and number.

Certificates count doses through: 3 of 3 is a booster after a course of two, 2 of 1 one after a
course of one (EU DCC, value set of doses). Our rules count within a kind.
"""

from __future__ import annotations

from datetime import date

from immunization.entries import DoseKind
from immunization.vaccines import Catalogue

_CVX = "CVX "


def product_of(code: str, catalogue: Catalogue) -> str | None:
    """Return our product for an issuer's code (EU ``mp``, or ``CVX n``), or None.

    Of several with one code (adults' and children's) the first in the catalogue is meant.
    """
    number = code.removeprefix(_CVX)
    if code.startswith(_CVX) and number.isascii() and number.isdigit():
        found = (one for one in catalogue.vaccines if int(number) in one.cvx)
    else:
        found = (one for one in catalogue.vaccines if one.eu_mp == code)
    return next((one.code for one in found), None)


def kind_of(
    number: int | None, product: str, day: date, catalogue: Catalogue
) -> tuple[DoseKind, int]:
    """Return kind and number of the ``number``-th dose that was given; 1 where it is not said.

    Where no rule says how long the course is, all count as basic.
    """
    counted = max(1, number or 1)
    vaccine = catalogue.vaccine(product)
    course = catalogue.schedule.course(vaccine.family, day) if vaccine else None
    if course is None or counted <= course.length:
        return "basic", counted
    return ("booster_1", 1) if counted == course.length + 1 else ("booster_2", 1)
