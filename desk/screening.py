"""Screening: the form as the law words it, vital signs, the proposal, the decision, consent."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection

from desk.consenting import asked, consent_body, consent_form, refuse_unasked
from desk.declared import known_before
from desk.errors import FieldMissing, ReasonMissing
from desk.person_file import read_file
from desk.recorder import Batch, Draft, Saved
from desk.screening_form import (
    Answers,
    ConsentAsked,
    Finding,
    Item,
    Missing,
    Proposal,
    ScreeningForm,
    Sign,
    item_row,
    oldest,
    sign_row,
)
from desk.use_case import UseCase
from desk.wording import filled, lower
from immunization import screening as rules
from immunization.consent import ConsentForm
from immunization.dates import PartialDate, stored
from immunization.entries import Body, DoseNotGiven, ScreeningCompleted, Sex, Vitals
from immunization.errors import KnownError
from immunization.ids import PersonId
from immunization.labels import CONCLUSIONS
from immunization.names import tidy
from immunization.screening import Form
from immunization.text import Text
from immunization.vitals import Sign as SignRule
from immunization.vitals import abnormal, implausible
from local_db import reads

__all__ = [
    "Answers", "ConsentAsked", "Finding", "Item", "Missing", "NoScreeningForm", "Proposal",
    "Screening", "ScreeningForm", "Sign",
]  # fmt: skip

_LONGEST: Final = 1_000
_SIGN: Final = Text(
    vi="Chưa có {sign}. Ai cũng phải đo.", en="The {sign} is missing. Everybody's is taken."
)
_SIGN_BY_AGE: Final = Text(
    vi="Chưa có {sign}. Trên {age} tuổi phải đo.",
    en="The {sign} is missing. It is taken from everybody over {age}.",
)
_NOTE: Final = Text(vi="Mục {key}: xin ghi rõ.", en="Item {key}: please say which.")
_DELAY_PAST: Final = Text(
    vi="Ngày hẹn lại phải sau hôm nay.", en="The day to come back must be after today."
)
_DELAY_MISSING: Final = Text(vi="Hoãn đến ngày nào?", en="Delay until which day?")
_TOO_LONG: Final = Text(vi="Phần ghi dài quá.", en="This text is too long.")
_UNSURE: Final = Text(
    vi="Cách xử trí mục {keys} chưa đối chiếu được với văn bản.",
    en="What follows from item {keys} is not confirmed by the law's text.",
)
_PROPOSED: Final = Text(vi="Đề xuất: {conclusion}", en="Proposal: {conclusion}")
_OPEN: Final = Text(vi="Chưa đủ để đề xuất", en="Not enough to propose yet")


class NoScreeningForm(KnownError):
    """The rules in force hold no screening form."""

    text = Text(
        vi="Bộ quy tắc không có phiếu khám sàng lọc. Chưa lưu gì. "
        "Xin khám theo phiếu giấy và báo IT.",
        en="The rules hold no screening form. Nothing is saved. Please use paper, and tell IT.",
    )


class Screening(UseCase):
    """Screens people."""

    def open(self, person: PersonId) -> ScreeningForm:
        """Open the form for a person, filled from the record and a self-declaration.

        Raises NoSuchPerson, NoScreeningForm.
        """
        now = self._clock.now()
        today = now.date()
        with self._store.read() as connection:
            one = read_file(connection, person).person
        birth = stored(one.birth)
        law = self._law(birth, today)
        known = known_before(one, law, now)
        consent = consent_form(self._catalogue, birth, today)
        visit = one.visits.get((self._station.site, today))
        return ScreeningForm(
            form=self._recorder.new_id(),
            person=person,
            law=law.id,
            title=law.title,
            items=tuple(item_row(item, one.sex, known.yes) for item in law.items),
            signs=tuple(sign_row(sign, birth, today) for sign in law.signs),
            prefilled=known.source,
            notice=law.caveat,
            needs_guardian=law.needs_guardian,
            guardian=known.guardian,
            phone=known.phone,
            consent=asked(consent, visit) if consent else None,
        )

    def propose(self, answers: Answers) -> Proposal:
        """Return what the rules make of the answers so far; fast enough for every key."""
        sex, birth = self._facts(answers.person)
        today = self._clock.today()
        law = self._law(birth, today)
        return self._propose(answers, law, sex, birth, today)

    def save(self, answers: Answers) -> Future[Saved]:
        """Save the form, and with it what was consented to or refused.

        Raises ReasonMissing at once if it overrules without a reason, FieldMissing if a sign is
        missing or cannot be true, an item lacks its note, a delay its day, a vaccination its
        consent. The future raises NoSuchPerson.
        """
        sex, birth = self._facts(answers.person)
        today = self._clock.today()
        law = self._law(birth, today)
        body = self._body(answers, law, sex, birth, today)
        consent = consent_form(self._catalogue, birth, today)
        asked_for = consent if body.conclusion == "vaccinate" else None

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            visit = read_file(connection, answers.person).person.visits.get(
                (self._station.site, today)
            )
            given = visit.consent.form.agreed if visit and visit.consent else None
            refuse_unasked(asked_for, answers, given)
            further = self._further(answers, asked_for, given, today)
            drafts = [Draft(self._recorder.new_id(), answers.person, one) for one in further]
            return Batch([Draft(answers.form, answers.person, body), *drafts], told=body)

        if asked_for is not None:
            consent_body(asked_for, answers, today)  # what is missing is said at once
        return self._recorder.record(answers.form, answers.person, compose)

    def _further(
        self, answers: Answers, consent: ConsentForm | None, given: bool | None, today: date
    ) -> list[Body]:
        """Return the entries beside the screening: consent, and that a refusal ends the visit."""
        decided = consent_body(consent, answers, today) if consent else None
        agreed = decided.agreed if decided else given
        refused = consent is not None and agreed is False
        ended = [DoseNotGiven(day=today, reason="refused")] if refused else []
        return [*([decided] if decided else []), *ended]

    def _law(self, birth: PartialDate | None, today: date) -> Form:
        law = rules.form_for(self._catalogue.forms, birth, today)
        if law is None:
            raise NoScreeningForm
        return law

    def _facts(self, person: PersonId) -> tuple[Sex | None, PartialDate | None]:
        with self._store.read() as connection:
            sex, birth = reads.sex_and_birth(connection, person)
        return sex, stored(birth)

    def _propose(
        self, answers: Answers, law: Form, sex: Sex | None, birth: PartialDate | None, today: date
    ) -> Proposal:
        found = rules.propose(answers.yes, answers.vitals, sex, today, form=law)
        wrong = implausible(answers.vitals, law.signs)
        findings = [Finding(one.sign, one.text, impossible=True) for one in wrong] + [
            Finding(one.sign, one.text)
            for one in abnormal(answers.vitals, law.signs)
            if one.sign not in {other.sign for other in wrong}
        ]
        proposal = Proposal(
            conclusion=found.conclusion,
            title=filled(_PROPOSED, conclusion=lower(CONCLUSIONS[found.conclusion])),
            because=(found.because, *_unsure(found)),
            delay_until=found.delay_until,
            chosen=_chosen(answers.vitals, law),
            findings=tuple(findings),
            missing=_missing(answers, found, law, oldest(birth, today)),
            cautions=found.cautions,
        )
        if not proposal.is_open:
            return proposal
        return replace(proposal, title=_OPEN, because=(proposal.missing[0].text,))

    def _body(
        self, answers: Answers, law: Form, sex: Sex | None, birth: PartialDate | None, today: date
    ) -> ScreeningCompleted:
        found = rules.propose(answers.yes, answers.vitals, sex, today, form=law)
        _check(answers, found, law, oldest(birth, today))
        conclusion = answers.conclusion or found.conclusion
        reason = tidy(answers.reason)
        if conclusion != found.conclusion and not reason:
            raise ReasonMissing
        delay_until = None
        if conclusion == "delay":
            delay_until = answers.delay_until or found.delay_until
            if delay_until is None:
                raise FieldMissing("delay_until", _DELAY_MISSING)
            if delay_until <= today:
                raise FieldMissing("delay_until", _DELAY_PAST)
        answered = {**rules.by_rule(law, answers.vitals), **answers.yes}
        return ScreeningCompleted(
            day=today,
            form=law.id,
            conclusion=conclusion,
            proposal=found.conclusion,
            yes={key: tidy(answered[key]) for key in found.items if key in answered},
            vitals=answers.vitals,
            delay_until=delay_until,
            reason=reason or None,
            guardian=tidy(answers.guardian)[:200] or None if law.needs_guardian else None,
            phone=tidy(answers.phone)[:32] or None if law.needs_guardian else None,
        )


def _unsure(found: rules.Proposal) -> list[Text]:
    """Say of which items answered yes no text of the law confirms what follows."""
    if not found.unsure:
        return []
    return [filled(_UNSURE, keys=", ".join(found.unsure))]


def _chosen(vitals: Vitals, law: Form) -> dict[str, Text]:
    """Return the items that vital signs answer with yes, and from which signs."""
    found = abnormal(vitals, law.signs)
    if not found:
        return {}
    from_what = Text(
        vi=", ".join(one.spoken.vi for one in found),
        en=", ".join(one.spoken.en for one in found),
    )
    return {item.key: from_what for item in law.items if item.by_vitals}


def _check(answers: Answers, found: rules.Proposal, law: Form, age: int | None) -> None:
    for wrong in implausible(answers.vitals, law.signs):
        raise FieldMissing(wrong.sign, wrong.text)
    for one in _missing(answers, found, law, age):
        raise FieldMissing(one.field, one.text)
    for name, said in {"reason": answers.reason, **answers.yes}.items():
        if len(said) > _LONGEST:
            raise FieldMissing(name, _TOO_LONG)


def _missing(
    answers: Answers, found: rules.Proposal, law: Form, age: int | None
) -> tuple[Missing, ...]:
    """Return the signs that are taken from this person and were not, then items without a note."""
    unmeasured = [
        Missing(sign.name, _why_measured(sign))
        for sign in law.signs
        if sign.is_required(age) and getattr(answers.vitals, sign.name) is None
    ]
    return (*unmeasured, *(Missing(key, filled(_NOTE, key=key)) for key in found.lacking))


def _why_measured(sign: SignRule) -> Text:
    if sign.required:
        return filled(_SIGN, sign=lower(sign.label))
    return filled(_SIGN_BY_AGE, sign=lower(sign.label), age=sign.required_over_age)
