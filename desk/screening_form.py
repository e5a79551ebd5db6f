"""What the screening page shows and takes: the form opened for one person, answers, a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct, field

from desk.wording import filled, lower
from immunization import screening as rules
from immunization.dates import PartialDate
from immunization.entries import Conclusion, Sex, Signature, Vitals
from immunization.ids import EntryId, PersonId
from immunization.labels import SEXES
from immunization.text import Text
from immunization.vitals import Sign as SignRule

_NOT_FOR: Final = Text(vi="không áp dụng ({sex})", en="not applicable ({sex})")


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


class ConsentAsked(Struct, frozen=True):
    """The consent form of the day: its words, and who answers, as far as is known.

    ``given`` is the answer of today where one is on record.
    """

    form: str
    version: str
    title: Text
    statements: tuple[Text, ...]
    agree: Text
    refuse: Text
    needs_guardian: bool
    confirmed: bool
    given: bool | None = None


class ScreeningForm(Struct, frozen=True):
    """A screening form opened for one person. ``form`` is its id and the later entry's.

    ``prefilled`` says from where rows were filled in; ``notice`` what of the form is uncertain.
    ``guardian`` and ``phone`` are known of the parent or guardian where the form asks for one.
    """

    form: EntryId
    person: PersonId
    law: str
    title: Text
    items: tuple[Item, ...]
    signs: tuple[Sign, ...]
    prefilled: Text | None = None
    notice: Text | None = None
    needs_guardian: bool = False
    guardian: str = ""
    phone: str = ""
    consent: ConsentAsked | None = None


class Answers(Struct, frozen=True):
    """What stands in the form: items answered yes with their notes, vital signs, decision.

    ``conclusion`` None follows the proposal. ``reason`` is needed where it differs. ``agreed``
    is the consent, None where it was not asked; ``signature`` where it was signed.
    """

    form: EntryId
    person: PersonId
    yes: dict[str, str] = field(default_factory=dict)
    vitals: Vitals = field(default_factory=Vitals)
    conclusion: Conclusion | None = None
    delay_until: date | None = None
    reason: str = ""
    agreed: bool | None = None
    guardian: str = ""
    phone: str = ""
    signature: Signature = "paper"
    paper: str = ""
    strokes: str = ""


class Finding(Struct, frozen=True):
    """An abnormal vital sign: which, and the sentence ("Trên 37,5 °C").

    ``impossible``: no reading at all (381 °C), to be typed again before saving.
    """

    sign: str
    text: Text
    impossible: bool = False


class Missing(Struct, frozen=True):
    """What must be there before a form is saved: a sign, or the note of an item."""

    field: str
    text: Text


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
    missing: tuple[Missing, ...] = ()
    cautions: tuple[Text, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing speaks against vaccinating yet, and something is still missing."""
        return self.conclusion == "vaccinate" and bool(self.missing)


def item_row(item: rules.Item, sex: Sex | None, known: Mapping[str, str]) -> Item:
    """Return the row of an item for a person; ``known`` are the items answered yes already."""
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


def sign_row(sign: SignRule, birth: PartialDate | None, today: date) -> Sign:
    """Return the field of a vital sign for a person."""
    return Sign(
        name=sign.name,
        words=sign.label,
        unit=sign.unit,
        limits=sign.limits(),
        required=sign.is_required(oldest(birth, today)),
    )


def oldest(birth: PartialDate | None, today: date) -> int | None:
    """Return the greatest age in years that a birth date allows: it asks for the most signs."""
    return None if birth is None else birth.ages_on(today)[1]
