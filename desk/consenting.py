"""Consent: the form of the day for a person, and the entry that keeps what they decided.

It is asked together with the screening and saved in one press and one transaction with it, as
an entry of its own (`docs/decisions/0023`): who agreed to which words is a fact beside the
doctor's conclusion, and may change after it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from desk.errors import FieldMissing
from desk.screening_form import Answers, ConsentAsked
from immunization.consent import ConsentForm, form_for
from immunization.consent_sheets import is_sheet_code, sheet_code
from immunization.dates import PartialDate
from immunization.entries import ConsentRecorded
from immunization.names import tidy
from immunization.signatures import LONGEST as LONGEST_SIGNATURE
from immunization.text import Text
from immunization.vaccines import Catalogue
from records.folds.person_values import Visit

_LONGEST_NAME: Final = 200
_LONGEST_CODE: Final = 32
_UNASKED: Final = Text(
    vi="Chưa ghi đồng ý hay từ chối tiêm. Xin hỏi và chọn.",
    en="Consent or refusal is not recorded. Please ask, and choose.",
)
_GUARDIAN: Final = Text(
    vi="Trẻ em cần bố, mẹ hoặc người giám hộ. Xin ghi họ tên.",
    en="A child needs a parent or guardian. Please write their name.",
)
_UNSIGNED: Final = Text(
    vi="Chưa ký trên màn hình. Xin ký, hoặc chọn ký giấy.",
    en="Nothing is signed on the screen. Please sign, or choose paper.",
)
_OTHER_SHEET: Final = Text(
    vi="Phiếu đã quét không phải phiếu hôm nay của người này. Chưa lưu gì. Xin quét lại.",
    en="The sheet that was scanned is not this person's of today. Nothing is saved. "
    "Please scan again.",
)
_TOO_LONG: Final = Text(vi="Phần ghi dài quá.", en="This text is too long.")


def consent_form(
    catalogue: Catalogue, birth: PartialDate | None, today: date
) -> ConsentForm | None:
    """Return the form of the day for a person, or None where the rules have none."""
    return form_for(catalogue.consents, birth, today)


def asked(form: ConsentForm, visit: Visit | None) -> ConsentAsked:
    """Return a consent form as the page shows it, with today's answer if there is one."""
    return ConsentAsked(
        form=form.id,
        version=form.version,
        title=form.title,
        statements=form.statements,
        agree=form.agree,
        refuse=form.refuse,
        needs_guardian=form.needs_guardian,
        confirmed=form.confirmed,
        given=visit.consent.form.agreed if visit and visit.consent else None,
    )


def consent_body(form: ConsentForm, answers: Answers, today: date) -> ConsentRecorded | None:
    """Return the entry of what was decided, or None where nothing was asked.

    Raises FieldMissing without a guardian where one answers, without a signature on the screen
    where that was chosen, for the sheet of somebody else, and for a text that is too long.
    """
    if answers.agreed is None:
        return None
    guardian = tidy(answers.guardian) if form.needs_guardian else ""
    phone = tidy(answers.phone) if form.needs_guardian else ""
    if form.needs_guardian and not guardian:
        raise FieldMissing("guardian", _GUARDIAN)
    if answers.signature == "screen" and not answers.strokes:
        raise FieldMissing("signature", _UNSIGNED)
    for name, text, longest in (
        ("guardian", guardian, _LONGEST_NAME),
        ("phone", phone, _LONGEST_CODE),
        ("paper", answers.paper, _LONGEST_CODE),
        ("signature", answers.strokes, LONGEST_SIGNATURE),
    ):
        if len(text) > longest:
            raise FieldMissing(name, _TOO_LONG)
    on_screen = answers.signature == "screen"
    due = sheet_code(answers.person, today, form.id, form.version)
    if not on_screen and is_sheet_code(answers.paper) and answers.paper != due:
        raise FieldMissing("paper", _OTHER_SHEET)
    return ConsentRecorded(
        day=today,
        form=form.id,
        version=form.version,
        agreed=answers.agreed,
        guardian=guardian or None,
        phone=phone or None,
        signature=answers.signature,
        paper=None if on_screen else tidy(answers.paper) or None,
        strokes=answers.strokes if on_screen else None,
    )


def refuse_unasked(form: ConsentForm | None, answers: Answers, given: bool | None) -> None:
    """Raise FieldMissing where somebody is to be vaccinated and was not asked today."""
    if form is not None and answers.agreed is None and given is None:
        raise FieldMissing("consent", _UNASKED)
