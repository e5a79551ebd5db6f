"""What bears upon the choice of a vaccine beside age and doses, as far as the journal says."""

from __future__ import annotations

from datetime import date
from typing import Final

from immunization.courses import Circumstances
from immunization.vaccines import Catalogue
from records.folds.person import Person

# Keys of the adult form, Decision 5785/QĐ-BYT.
_PREGNANT: Final = frozenset({"3a", "3b"})
_IMMUNOCOMPROMISED: Final = "5"
_ANAPHYLAXIS: Final = "anaphylaxis"


def circumstances(person: Person, today: date, catalogue: Catalogue) -> Circumstances:
    """Return what today's screening and past reactions say."""
    answers = {
        key
        for visit in person.visits.values()
        if visit.day == today and visit.screening
        for key in visit.screening.form.yes
    }
    return Circumstances(
        barred=frozenset(_barred(person, catalogue)),
        pregnant=not _PREGNANT.isdisjoint(answers),
        immunocompromised=_IMMUNOCOMPROMISED in answers,
    )


def _barred(person: Person, catalogue: Catalogue) -> set[str]:
    """Return the families after which an anaphylaxis was reported."""
    families = set()
    for reaction in person.reactions.values():
        dose = person.doses.get(reaction.report.dose) if reaction.report.dose else None
        if dose is not None and _ANAPHYLAXIS in reaction.report.symptoms:
            vaccine = catalogue.vaccine(dose.given.product)
            families.add(vaccine.family if vaccine else dose.given.product)
    return families
