"""What bears upon the choice of a vaccine beside age and doses, as far as the journal says."""

from __future__ import annotations

from datetime import date
from typing import Final

from immunization.courses import Circumstances
from immunization.screening import Item, Meaning
from immunization.vaccines import Catalogue
from records.folds.person_values import Person

_PREGNANT: Final[Meaning] = "pregnant"
_BREASTFEEDING: Final[Meaning] = "breastfeeding"
_IMMUNOCOMPROMISED: Final[Meaning] = "immunocompromised"
_ANAPHYLAXIS: Final = "anaphylaxis"


def circumstances(person: Person, today: date, catalogue: Catalogue) -> Circumstances:
    """Return what today's screening and past reactions say."""
    said = {
        item.means
        for visit in person.visits.values()
        if visit.day == today and visit.screening
        for item in _items(visit.screening.form.form, catalogue)
        if item.key in visit.screening.form.yes
    }
    return Circumstances(
        barred=frozenset(_barred(person, catalogue)),
        pregnant=_PREGNANT in said,
        breastfeeding=_BREASTFEEDING in said,
        immunocompromised=_IMMUNOCOMPROMISED in said,
    )


def _items(form: str, catalogue: Catalogue) -> tuple[Item, ...]:
    """Return the items of a form that was filled in; none where the form is not known here."""
    known = catalogue.form(form)
    return known.items if known else ()


def _barred(person: Person, catalogue: Catalogue) -> set[str]:
    """Return the families after which an anaphylaxis was reported.

    The report names one dose; of several vaccines in one visit each may have been it.
    """
    families = set()
    for reaction in person.reactions.values():
        named = person.doses.get(reaction.report.dose) if reaction.report.dose else None
        if named is None or _ANAPHYLAXIS not in reaction.report.symptoms:
            continue
        visit = (named.given.day, named.site)
        others = (dose for dose in person.live_doses if (dose.given.day, dose.site) == visit)
        for dose in (named, *others):
            vaccine = catalogue.vaccine(dose.given.product)
            families.add(vaccine.family if vaccine else dose.given.product)
    return families
