"""Screening: the form as the law words it, vital signs, the proposal, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from datetime import date, datetime
from typing import Final

from msgspec import Struct, field
from sqlalchemy import Connection

from desk.clock import Clock
from desk.errors import FieldMissing, ReasonMissing
from desk.person_file import read_file
from desk.recorder import Batch, Draft, Recorder, Saved
from desk.wording import filled, lower
from immunization import screening as rules
from immunization.dates import PartialDate, stored
from immunization.entries import Conclusion, ScreeningCompleted, Sex, Vitals
from immunization.ids import EntryId, PersonId
from immunization.labels import CONCLUSIONS, SEXES
from immunization.names import tidy
from immunization.text import Text
from immunization.vitals import Sign as SignRule
from immunization.vitals import abnormal, implausible
from local_db import reads
from local_db.store import Store
from records.folds.person import Person

_LONGEST: Final = 1_000
_TEMPERATURE: Final = Text(
    vi="Chưa có nhiệt độ. Ai cũng phải đo.", en="The temperature is missing. Everybody's is taken."
)
_NOTE: Final = Text(vi="Mục {key}: xin ghi rõ.", en="Item {key}: please say which.")
_DELAY_PAST: Final = Text(
    vi="Ngày hẹn lại phải sau hôm nay.", en="The day to come back must be after today."
)
_DELAY_MISSING: Final = Text(vi="Hoãn đến ngày nào?", en="Delay until which day?")
_TOO_LONG: Final = Text(vi="Phần ghi dài quá.", en="This text is too long.")
_NOT_FOR: Final = Text(vi="không áp dụng ({sex})", en="not applicable ({sex})")
_FROM_RECORD: Final = Text(
    vi="Đã điền sẵn từ hồ sơ. Bác sĩ hỏi lại từng mục.",
    en="Filled in from the record. The doctor asks about each item.",
)
_OTHER_AGE: Final = Text(
    vi="Biểu mẫu và giới hạn này cho người từ {age} tuổi. Xin đối chiếu biểu mẫu giấy.",
    en="This form and its limits are for {age} years and over. Please compare the paper form.",
)
_PROPOSED: Final = Text(vi="Đề xuất: {conclusion}", en="Proposal: {conclusion}")
_OLD: Final = 65
_ALLERGY: Final = "6"
_ANAPHYLAXIS_BEFORE: Final = "1"


class Item(Struct, frozen=True):
    """A row of the checklist.

    ``short`` is what the screen may say, ``words`` what paper says. ``not_applicable`` is the
    reason for which the row has no answer (a man is not pregnant). ``by_rule`` says from what a
    rule chose yes. ``needs_note``: a yes must say which.
    """

    code: str
    number: str
    words: Text
    short: Text
    yes: bool = False
    note: str = ""
    not_applicable: Text | None = None
    by_rule: Text | None = None
    needs_note: bool = False


class Sign(Struct, frozen=True):
    """A vital sign's field: its name, unit, limits in words, and whether it must be taken."""

    name: str
    words: Text
    unit: Text
    limits: Text
    required: bool


class ScreeningForm(Struct, frozen=True):
    """A screening form opened for one person. ``form`` is its id and the later entry's.

    ``prefilled`` says from where rows were filled in; ``notice`` that the form is for others.
    """

    form: EntryId
    person: PersonId
    law: str
    title: Text
    items: tuple[Item, ...]
    signs: tuple[Sign, ...]
    prefilled: Text | None = None
    notice: Text | None = None


class Answers(Struct, frozen=True):
    """What stands in the form: items answered yes with their notes, vital signs, decision.

    ``conclusion`` None follows the proposal. ``reason`` is needed where it differs.
    """

    form: EntryId
    person: PersonId
    yes: dict[str, str] = field(default_factory=dict)
    vitals: Vitals = field(default_factory=Vitals)
    conclusion: Conclusion | None = None
    delay_until: date | None = None
    reason: str = ""


class Finding(Struct, frozen=True):
    """An abnormal vital sign: which, and the sentence ("Trên 37,5 °C").

    ``impossible``: no reading at all (381 °C), to be typed again before saving.
    """

    sign: str
    text: Text
    impossible: bool = False


class Proposal(Struct, frozen=True):
    """What the rule proposes. ``chosen`` are items that a rule answers yes, and from what.

    ``cautions`` ask for care whatever the conclusion; ``missing`` must be there before saving.
    """

    conclusion: Conclusion
    title: Text
    because: tuple[Text, ...]
    delay_until: date | None
    chosen: dict[str, Text]
    findings: tuple[Finding, ...]
    missing: tuple[Text, ...] = ()
    cautions: tuple[Text, ...] = ()


class Screening:
    """Screens people."""

    def __init__(self, store: Store, clock: Clock, recorder: Recorder) -> None:
        self._store = store
        self._clock = clock
        self._recorder = recorder
        self._form = rules.adult_form

    def open(self, person: PersonId) -> ScreeningForm:
        """Open the form for a person, filled from the record. Raises NoSuchPerson."""
        today, law = self._clock.today(), self._form()
        with self._store.read() as connection:
            one = read_file(connection, person).person
        birth, known = stored(one.birth), _known(one)
        notice = None
        if not law.is_for_age(birth, today):
            notice = filled(_OTHER_AGE, age=law.age_from)
        return ScreeningForm(
            form=self._recorder.new_id(),
            person=person,
            law=law.id,
            title=law.title,
            items=tuple(_item(item, one.sex, known) for item in law.items),
            signs=tuple(_sign(sign, birth, today) for sign in law.signs),
            prefilled=_FROM_RECORD if known else None,
            notice=notice,
        )

    def propose(self, answers: Answers) -> Proposal:
        """Return what the rules make of the answers so far; fast enough for every key."""
        with self._store.read() as connection:
            sex = reads.sex(connection, answers.person)
        return self._propose(answers, sex, self._clock.today())

    def save(self, answers: Answers) -> Future[Saved]:
        """Save the form.

        Raises ReasonMissing at once if it overrules without a reason, FieldMissing if a sign is
        missing or cannot be true, an item lacks its note, or a delay its day. The future raises
        NoSuchPerson.
        """
        today = self._clock.today()
        with self._store.read() as connection:
            sex = reads.sex(connection, answers.person)
        body = self._body(answers, self._rule(answers, sex, today), today)

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            read_file(connection, answers.person)
            return Batch([Draft(answers.form, answers.person, body)])

        return self._recorder.record(answers.form, answers.person, compose)

    def _rule(self, answers: Answers, sex: Sex | None, today: date) -> rules.Proposal:
        return rules.propose(answers.yes, answers.vitals, sex, today, form=self._form())

    def _propose(self, answers: Answers, sex: Sex | None, today: date) -> Proposal:
        law, found = self._form(), self._rule(answers, sex, today)
        wrong = implausible(answers.vitals, law.signs)
        findings = [Finding(one.sign, one.text, impossible=True) for one in wrong] + [
            Finding(one.sign, one.text)
            for one in abnormal(answers.vitals, law.signs)
            if one.sign not in {other.sign for other in wrong}
        ]
        return Proposal(
            conclusion=found.conclusion,
            title=filled(_PROPOSED, conclusion=lower(CONCLUSIONS[found.conclusion])),
            because=(found.because,),
            delay_until=found.delay_until,
            chosen=self._chosen(answers.vitals),
            findings=tuple(findings),
            missing=tuple(_missing(answers, found)),
            cautions=found.cautions,
        )

    def _chosen(self, vitals: Vitals) -> dict[str, Text]:
        """Return the items that vital signs answer with yes, and from which signs."""
        found = abnormal(vitals, self._form().signs)
        if not found:
            return {}
        from_what = Text(
            vi=", ".join(one.spoken.vi for one in found),
            en=", ".join(one.spoken.en for one in found),
        )
        return {item.key: from_what for item in self._form().items if item.by_vitals}

    def _body(self, answers: Answers, found: rules.Proposal, today: date) -> ScreeningCompleted:
        self._check(answers, found)
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
        law = self._form()
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
        )

    def _check(self, answers: Answers, found: rules.Proposal) -> None:
        for wrong in implausible(answers.vitals, self._form().signs):
            raise FieldMissing(wrong.sign, wrong.text)
        if answers.vitals.temperature is None:
            raise FieldMissing("temperature", _TEMPERATURE)
        for key in found.lacking:
            raise FieldMissing(key, filled(_NOTE, key=key))
        for name, text in {"reason": answers.reason, **answers.yes}.items():
            if len(text) > _LONGEST:
                raise FieldMissing(name, _TOO_LONG)


def _missing(answers: Answers, found: rules.Proposal) -> list[Text]:
    missing = [_TEMPERATURE] if answers.vitals.temperature is None else []
    return [*missing, *(filled(_NOTE, key=key) for key in found.lacking)]


def _known(person: Person) -> dict[str, str]:
    """Return the items that the record answers with yes, each with its note."""
    found = {}
    if any("anaphylaxis" in one.report.symptoms for one in person.reactions.values()):
        found[_ANAPHYLAXIS_BEFORE] = ""
    if person.allergies:
        found[_ALLERGY] = person.allergies
    return found


def _item(item: rules.Item, sex: Sex | None, known: Mapping[str, str]) -> Item:
    applies = item.is_for(sex) or sex is None
    return Item(
        code=item.key,
        number=item.key,
        words=item.legal,
        short=item.short,
        yes=applies and item.key in known,
        note=known.get(item.key, ""),
        not_applicable=None if applies else filled(_NOT_FOR, sex=lower(SEXES[sex or "other"])),
        needs_note=item.needs_note,
    )


def _sign(sign: SignRule, birth: PartialDate | None, today: date) -> Sign:
    is_old = birth is not None and birth.ages_on(today)[1] > _OLD
    return Sign(
        name=sign.name,
        words=sign.label,
        unit=sign.unit,
        limits=sign.limits(),
        required=sign.name == "temperature" or (is_old and sign.name in {"systolic", "diastolic"}),
    )
