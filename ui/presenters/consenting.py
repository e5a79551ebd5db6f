"""Consent on the screening page: what was chosen and typed while it is being asked."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from desk.screening import Answers, ConsentAsked, ScreeningForm
from immunization.entries import Conclusion, Signature


class ConsentState(Struct, frozen=True):
    """The consent form as it stands. ``strokes`` are those drawn on the screen.

    ``paper`` is the code of the signed sheet, once it was scanned back.
    """

    asked: ConsentAsked
    agreed: bool = True
    guardian: str = ""
    phone: str = ""
    signature: Signature = "paper"
    strokes: str = ""
    paper: str = ""

    def into(self, answers: Answers) -> Answers:
        """Return the answers with what was decided."""
        return replace(
            answers,
            agreed=self.agreed,
            guardian=self.guardian,
            phone=self.phone,
            signature=self.signature,
            strokes=self.strokes,
            paper=self.paper,
        )


def to_be_asked(
    form: ScreeningForm, conclusion: Conclusion, sheet: str = ""
) -> ConsentState | None:
    """Return the consent to ask for before a person is vaccinated; None where it is settled.

    ``sheet`` is the code of the signed sheet that was scanned before.
    """
    consent = form.consent
    if conclusion != "vaccinate" or consent is None or consent.given is not None:
        return None
    return ConsentState(consent, guardian=form.guardian, phone=form.phone, paper=sheet)
