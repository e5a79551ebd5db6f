"""The confirmation slip on paper: a page of A5 with the doses and the signed code."""

from __future__ import annotations

from desk.paper import pdf
from desk.slips import NewSlip
from desk.wording import clock_time
from immunization.dates import show_day
from scanners import printing


def paper(slip: NewSlip, site: str) -> bytes:
    """Return the PDF of a slip of a site; takes some tenths of a second. Raises NotPrinted."""
    return pdf(
        "slip.typ",
        {
            "site": site,
            "name": slip.name,
            "birth": slip.birth,
            "sex": slip.sex,
            "doses": [[one.dose, one.vaccine, one.lot, one.day, one.site] for one in slip.doses],
            "next": slip.next_dose,
            "printed": f"{clock_time(slip.printed)} ngày {show_day(slip.printed.date())}",
            "svg": printing.svg(slip.code),
        },
    )
